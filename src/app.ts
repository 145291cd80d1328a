import process from 'node:process';
import type { Answerer } from './answer/answer.ts';
import { createAnswerer } from './answer/answerer.ts';
import { remembered } from './answer/remembered.ts';
import { Bell } from './bell.ts';
import { type Config, ConfigError } from './config.ts';
import type { IngestOptions, IngestReport } from './ingest/ingest.ts';
import { ingestInto, OWN_ARTICLES, wasIndexed } from './ingest/into-store.ts';
import { createPassageFeed } from './ingest/passage-feed.ts';
import { createPassageFile } from './ingest/passage-file.ts';
import { passageVersion } from './ingest/version.ts';
import type { Log } from './log.ts';
import type { Gazetteer } from './region/gazetteer.ts';
import { loadGazetteer } from './region/load.ts';
import type { PassageIndex } from './search/passage.ts';
import { createPassageIndex } from './search/passage-index.ts';
import { type Database, openDatabase } from './store/open.ts';
import type { Store } from './store/store.ts';
import { WITHDRAWN_NOTE } from './store/withdrawals.ts';

/** Everything put together; `close` ends it. */
export interface App {
  readonly store: Store;
  /** The same database, for what the bot keeps about its own work. */
  readonly database: Database;
  readonly gazetteer: Gazetteer;
  readonly index: PassageIndex;
  /** Waits for the passages to be loaded, so that the same question gives the same answer from the first on. */
  readonly answer: Answerer;
  /** Settles when all passages are loaded; never rejects. */
  readonly indexReady: Promise<void>;
  /** Rings when articles came, changed or went, by this process or another, and the index knows of it. */
  readonly articlesChanged: Pick<Bell, 'listen'>;
  /**
   * A cheap look whether anything was written, by `npm run index` in another process for one; only then is the index
   * brought up to date, with what is new alone.
   */
  notice(): Promise<void>;
  /** When the index was last brought up to date, milliseconds since 1970; null before it is loaded. */
  indexedAt(): number | null;
  /** Reads files and folders (absolute, or relative to the working directory) into the store and the index. */
  ingest(paths: readonly string[], options?: IngestOptions): Promise<IngestReport>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /**
   * Build the default database from the project's own articles when that was never done, or was interrupted. A database that
   * DATABASE_URL names is left as it is.
   */
  readonly buildDefault?: IngestOptions;
}

/**
 * The composition root: config → gazetteer → store → index → answerer.
 * @throws StoreError when the database cannot be used; ConfigError when the region has no gazetteer
 */
export async function openApp(config: Config, log: Log, options: OpenOptions = {}): Promise<App> {
  const gazetteer = gazetteerOf(config);
  const database = openDatabase(config.database.path);
  const { store } = database;
  try {
    if (options.buildDefault !== undefined && !config.database.named && !(await wasIndexed(store)))
      await ingestInto(store, gazetteer, [OWN_ARTICLES], options.buildDefault);
    return assemble(config, database, gazetteer, log);
  } catch (error) {
    await store.close();
    throw error;
  }
}

function gazetteerOf({ region }: Config): Gazetteer {
  try {
    return loadGazetteer(region);
  } catch (error) {
    // With its remedy in it; a supervisor need not try again.
    throw new ConfigError([`REGION: ${error instanceof Error ? error.message : String(error)}`]);
  }
}

function assemble(config: Config, database: Database, gazetteer: Gazetteer, log: Log): App {
  const { store } = database;
  const index = createPassageIndex();
  const feed = createPassageFeed({
    store,
    index,
    gazetteer,
    kept: {
      file: createPassageFile(`${config.database.path}.passages.snapshot`, process.pid),
      version: passageVersion(gazetteer.root.code),
    },
  });
  let failures = 0;
  const answerer = createAnswerer({
    store,
    index,
    gazetteer,
    onError: (error) => {
      failures += 1;
      log.error('question not answered', { error });
    },
  });
  // One refresh after another: two at once would add an article twice.
  let refreshing = Promise.resolve();
  let indexedAt: number | null = null;
  let withdrawn: string | null = null;
  // The revision that the index knows; what is written during a refresh is noticed after it.
  let indexed: string | null = null;
  const articlesChanged = new Bell();
  const refresh = (): Promise<void> => {
    const refreshed = refreshing
      .then(async () => {
        const [known, revision] = [await store.note(WITHDRAWN_NOTE), await store.revision()];
        const changed = await feed.refresh();
        withdrawn = known;
        indexed = revision;
        indexedAt = Date.now();
        if (changed > 0) articlesChanged.ring();
      })
      .catch((error: unknown) => log.error('passages not loaded', { error }));
    // Nobody waits for the file: it only makes the next start faster.
    refreshing = refreshed
      .then(() => feed.keep())
      .catch((error: unknown) => log.warn('passage index not kept', { error }));
    return refreshed;
  };
  const indexReady = refresh();
  // The store is ahead of the index for a moment, and what failed must not stay.
  const answer = remembered(
    answerer,
    async () => `${await store.revision()} ${String(indexedAt)} ${failures}`,
  );
  return {
    store,
    database,
    indexedAt: () => indexedAt,
    articlesChanged,
    async notice() {
      if (indexed !== null && (await store.revision()) !== indexed) await refresh();
    },
    gazetteer,
    index,
    indexReady,
    answer: async (question) => {
      await indexReady;
      // Withdrawn by whomever, in whatever process: not one more answer quotes it.
      if ((await store.note(WITHDRAWN_NOTE)) !== withdrawn) await refresh();
      return answer(question);
    },
    async ingest(paths, options = {}) {
      const report = await ingestInto(store, gazetteer, paths, options);
      await refresh();
      return report;
    },
    async close() {
      feed.stop();
      await refreshing;
      await store.close();
    },
  };
}
