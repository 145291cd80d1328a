import type { App } from './app.ts';
import type { Config } from './config.ts';
import { OWN_ARTICLES } from './ingest/into-store.ts';
import type { Log } from './log.ts';
import { createClient } from './sources/fetch/client.ts';
import type { SourceNotice } from './sources/look.ts';
import { pollSources } from './sources/poll.ts';
import { fetchedFolder } from './sources/shelf.ts';
import type { Source } from './sources/source.ts';
import { watchArticles } from './watch/watch-articles.ts';
import { watchStore } from './watch/watch-store.ts';

interface Gathering {
  readonly app: App;
  readonly config: Config;
  readonly sources: readonly Source[];
  readonly log: Log;
  readonly stop: AbortSignal;
  /** Tells the operators. */
  readonly tell: (notice: SourceNotice) => Promise<void>;
}

/**
 * Where news comes from while the bot runs: the files and folders of ARTICLES (for the default database without any: the
 * articles that come with the project), the web, and other processes that write into the database. What comes from the web
 * is kept as files, which are read like all others. Ends, never rejects, after `stop`.
 */
export async function gatherNews({ app, config, sources, log, stop, tell }: Gathering): Promise<void> {
  const own = config.database.named ? [] : [OWN_ARTICLES];
  const paths = config.articles.length > 0 ? config.articles : own;
  const folder = fetchedFolder(config.database.path);
  await Promise.all([
    watchArticles(app, { paths, optional: [folder] }, log, stop),
    watchStore(app, log, stop),
    pollSources(sources, {
      client: createClient(),
      states: app.database.newsSources,
      folder,
      log,
      stop,
      now: () => Date.now(),
      random: () => Math.random(),
      tell,
      tries: new Map(),
    }),
  ]);
}
