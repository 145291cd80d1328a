import { dirname } from 'node:path';
import type { App } from '../app.ts';
import { Bell } from '../bell.ts';
import type { IngestProblem } from '../ingest/ingest.ts';
import { type Found, findFiles, kindOf } from '../ingest/walk.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import { StoreError } from '../store/store-error.ts';
import { type FolderWatch, watchFolders } from './folders.ts';
import { concerns, isLink, isWanted, placeOf, type Roots, stampOf } from './paths.ts';
import { Stillness } from './stillness.ts';

/** Size and time of a file must not change for so long before it is read. */
const QUIET_MS = 500;
/** Files that can be read wait for others at most so long. */
const MOST_WAIT_MS = 1_500;
/** Between two looks at files that are being written; changes that come closer together are one. */
const LOOK_AGAIN_MS = 200;
/** Whether a folder appeared or was replaced is asked every second; everything is looked at every half minute. */
const TICK_MS = 1_000;
const FULL_LOOK_MS = 30_000;
/** The same where the system does not tell what changes. */
const BLIND_LOOK_MS = 3_000;
/** A look at everything takes at most a twentieth of the time, however many files there are. */
const SHARE = 20;
/** So many files at most are read before what came meanwhile is looked at. */
const MOST_AT_ONCE = 5_000;
/** Files looked at before other work has its turn. */
const STRIDE = 500;
const MOST_REPORTED = 10_000;

/** What is watched. */
export interface Watched {
  /** Absolute files and folders. */
  readonly paths: Roots;
  /** The same, of which nobody is told when they are missing. */
  readonly optional?: Roots;
}

/**
 * Keeps the running bot in step with files and folders: what is new or changed is read within a second or two, a burst as
 * one batch, nothing half-written, and nothing at all is written while nothing changes. What is gone stays stored.
 * Ends, never rejects, after `stop`.
 */
export async function watchArticles(
  app: Pick<App, 'ingest'>,
  watched: Watched,
  log: Log,
  stop: AbortSignal,
): Promise<void> {
  const roots = [...watched.paths, ...(watched.optional ?? [])];
  if (roots.length === 0) return;
  const bell = new Bell();
  const ear = bell.listen();
  const folders = watchFolders(bell, (path) => concerns(path, roots));
  const watch = new Watch({ app, roots, optional: new Set(watched.optional), log, stop, folders });
  try {
    while (!stop.aborted) {
      try {
        await watch.look();
      } catch (error) {
        if (!stop.aborted) log.error('articles not read', { error });
        await pause(TICK_MS, stop);
      }
      await ear.heard(watch.busy ? LOOK_AGAIN_MS : TICK_MS, stop);
      await pause(LOOK_AGAIN_MS / 2, stop);
    }
  } finally {
    folders.close();
  }
}

interface WatchParts {
  readonly app: Pick<App, 'ingest'>;
  readonly roots: Roots;
  readonly optional: ReadonlySet<string>;
  readonly log: Log;
  readonly stop: AbortSignal;
  readonly folders: FolderWatch;
}

class Watch {
  readonly #parts: WatchParts;
  readonly #files = new Stillness(QUIET_MS);
  /** What stood at the roots when everything was looked at last; null before the first time. */
  #places: string | null = null;
  #nextFullLook = 0;
  /** A problem is reported when it begins, not at every look. */
  readonly #reported = new Set<string>();
  /** Files that could not be opened: the reason may pass without a trace at the file. */
  readonly #unreadable = new Set<string>();

  constructor(parts: WatchParts) {
    this.#parts = parts;
  }

  /** Files are waited for. */
  get busy(): boolean {
    return this.#files.waiting.length > 0;
  }

  /** Looks at what may have changed, and reads what stands still. */
  async look(): Promise<void> {
    const { folders, roots } = this.#parts;
    const names = folders.changed();
    const places = roots.map(placeOf).join('|');
    if (names === null || places !== this.#places || performance.now() >= this.#nextFullLook)
      await this.#lookAtAll(places);
    else for (const name of names) await this.#lookAt(name);
    await this.#see(this.#files.waiting);
    for (;;) {
      const paths = this.#files.take(performance.now(), MOST_WAIT_MS, MOST_AT_ONCE);
      if (paths.length === 0) return;
      await this.#read(paths);
    }
  }

  async #lookAtAll(places: string): Promise<void> {
    const { roots, optional, folders } = this.#parts;
    const first = this.#places === null;
    const started = performance.now();
    let found = await findFiles(roots);
    // What came between the walk and the watch would be seen by neither.
    if (folders.follow(this.#watchedFolders(found))) found = await findFiles(roots);
    for (const path of found.missing)
      if (!optional.has(path)) this.#report(path, 'does not exist', 'Check the path.');
    for (const { path, reason } of found.closed)
      this.#report(path, `cannot be listed: ${reason}`, 'Make it readable.');
    for (const path of this.#unreadable) this.#files.forget([path]);
    this.#unreadable.clear();
    // Nobody is still writing what was there before we were.
    await this.#see(found.files.filter(this.#isWanted), first);
    const there = new Set(found.files);
    this.#files.forget([...this.#files.known].filter((path) => !there.has(path)));
    this.#places = places;
    const now = performance.now();
    const pace = folders.whole ? FULL_LOOK_MS : BLIND_LOOK_MS;
    this.#nextFullLook = now + Math.max(pace, SHARE * (now - started));
  }

  /** The folder of a file that was named is watched: editors put another file in its place. */
  #watchedFolders({ files, folders }: Found): ReadonlySet<string> {
    const there = new Set(files);
    const named = this.#parts.roots.filter((root) => there.has(root)).map((path) => dirname(path));
    return new Set([...folders, ...named]);
  }

  async #lookAt(path: string): Promise<void> {
    const { roots, folders } = this.#parts;
    // As everywhere, linked folders are not followed, unless they were named.
    if (isLink(path) && !roots.includes(path) && (await kindOf(path)) === 'folder') return;
    if ((await kindOf(path)) !== 'folder') return await this.#see([path].filter(this.#isWanted));
    let found = await findFiles([path]);
    if (folders.add(found.folders)) found = await findFiles([path]);
    await this.#see(found.files.filter(this.#isWanted));
  }

  readonly #isWanted = (path: string): boolean => isWanted(path, this.#parts.roots);

  /** @param settled what was written some time ago is taken to be whole */
  async #see(paths: readonly string[], settled = false): Promise<void> {
    for (const [i, path] of paths.entries()) {
      if (i % STRIDE === STRIDE - 1) await new Promise((resolve) => setImmediate(resolve));
      if (this.#parts.stop.aborted) return;
      const look = stampOf(path);
      const now = performance.now();
      const age = look === null ? 0 : Date.now() - look.modified;
      this.#files.saw(path, look?.stamp ?? null, now, settled && age > 2 * QUIET_MS ? now - QUIET_MS : now);
    }
  }

  async #read(paths: readonly string[]): Promise<void> {
    const { app, log, stop } = this.#parts;
    try {
      const { added, updated, removed } = await app.ingest(paths, {
        signal: stop,
        onProblem: (problem) => this.#onProblem(problem),
      });
      if (added + updated + removed > 0) log.info('articles read', { added, updated, removed });
    } catch (error) {
      if (stop.aborted || error instanceof StoreError) {
        // Nothing is wrong with the files: they are read when everything is looked at next.
        this.#files.forget(paths);
        throw error;
      }
      // One article that nobody thought of must not keep the others from being read.
      if (paths.length === 1) return log.error('article not read', { path: paths[0], error });
      const half = Math.ceil(paths.length / 2);
      await this.#read(paths.slice(0, half));
      await this.#read(paths.slice(half));
    }
  }

  #onProblem({ path, kind, message, remedy }: IngestProblem): void {
    if (kind === 'unreadable') {
      this.#unreadable.add(path);
      // Gone between the look and the reading.
      if (placeOf(path) === null) return;
    }
    this.#report(path, message, remedy);
  }

  #report(path: string, message: string, remedy: string): void {
    const key = `${path} ${message}`;
    if (this.#reported.has(key)) return;
    if (this.#reported.size >= MOST_REPORTED) this.#reported.clear();
    this.#reported.add(key);
    this.#parts.log.warn('article not read', { path, message, remedy });
  }
}
