import { createHash, hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import type { ArticleFacts } from '../facts/model.ts';
import type { Article } from '../news/article.ts';
import type { ReadItem, ReadProblem } from '../news/raw-article.ts';
import { holdsMany, readArticles } from '../news/read.ts';
import type { Correction, FileRecord, Store } from '../store/store.ts';
import { createBatch } from './batch.ts';
import type { Outcome, Preparation } from './preparation.ts';
import type { Threads } from './threads.ts';
import { findFiles, kindOf } from './walk.ts';

/** What one article yields; `withdrawn` are the corrections it makes to others. */
export interface Yield {
  readonly facts: ArticleFacts;
  readonly corrections: readonly Correction[];
}

export interface IngestParts {
  readonly store: Store;
  readonly preparation: Preparation;
  /** Threads for so many bytes of articles; null when they are not worth starting. */
  readonly startThreads?: (bytes: number) => Threads | null;
  /** Of readers and extractors; see `extractionVersion`. */
  readonly version: string;
}

export interface IngestProblem extends ReadProblem {
  /** Absolute. */
  readonly path: string;
}

export interface IngestReport {
  readonly files: number;
  readonly added: number;
  readonly updated: number;
  /** Articles of files that had to be read, found as they were stored. */
  readonly unchanged: number;
  /** Files that did not have to be read. */
  readonly skipped: number;
  readonly removed: number;
  readonly problems: readonly IngestProblem[];
}

export interface Progress {
  /** Files done, of all. */
  readonly done: number;
  readonly total: number;
  readonly path: string;
}

export interface IngestOptions {
  /** Remove articles whose file, under the given paths, is gone. */
  readonly prune?: boolean;
  readonly onProgress?: (progress: Progress) => void;
  readonly onProblem?: (problem: IngestProblem) => void;
  readonly onNote?: (path: string, note: string) => void;
  /** Called with each article that was added or changed once it is stored, with the text it has now. */
  readonly onArticle?: (article: Article) => void;
  /** Stops between two articles; what is stored stays. */
  readonly signal?: AbortSignal;
  /** Threads of the caller's to prepare articles with; null for none. Without it a large run starts its own. */
  readonly threads?: Threads | null;
}

export interface Ingest {
  /** Reads the files and folders into the store. Rejects only when the store fails or `signal` aborts. */
  run(paths: readonly string[], options?: IngestOptions): Promise<IngestReport>;
}

/** The way of articles into the store: read → repair → extract → a transaction for some dozens. Unchanged files cost a stat. */
export function createIngest(parts: IngestParts): Ingest {
  return { run: (paths, options = {}) => run(parts, paths, options) };
}

interface Tally {
  added: number;
  updated: number;
  unchanged: number;
  skipped: number;
  removed: number;
  /** Files. */
  done: number;
  readonly problems: IngestProblem[];
}

async function run(
  parts: IngestParts,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const tally: Tally = { added: 0, updated: 0, unchanged: 0, skipped: 0, removed: 0, done: 0, problems: [] };
  const report = (problem: IngestProblem): void => {
    tally.problems.push(problem);
    options.onProblem?.(problem);
  };
  const found = await findFiles(paths);
  if (options.prune === true) tally.removed = await prune(parts.store, paths);
  for (const path of found.missing) {
    // With --prune a path that is gone was named to be removed.
    if (options.prune === true) continue;
    report({ path, kind: 'unreadable', message: 'does not exist', remedy: 'Check the path.' });
  }
  for (const { path, reason } of found.closed)
    report({ path, kind: 'unreadable', message: `cannot be listed: ${reason}`, remedy: 'Make it readable.' });
  const progress = (path: string): void =>
    options.onProgress?.({ done: tally.done, total: found.files.length, path });
  const changed: Candidate[] = [];
  for (const path of found.files) {
    const candidate = await examine(parts, path);
    if (candidate !== null) {
      changed.push(candidate);
      continue;
    }
    progress(path);
    tally.done++;
    tally.skipped++;
  }
  const bytes = changed.reduce((sum, { before }) => sum + (before?.size ?? 0), 0);
  const own = options.threads === undefined ? (parts.startThreads?.(bytes) ?? null) : null;
  try {
    await readAll(parts, changed, options.threads ?? own, { ...options, tally, report, progress });
  } finally {
    await own?.close();
  }
  const { done: _done, ...counted } = tally;
  return { files: found.files.length, ...counted };
}

interface Run extends IngestOptions {
  readonly tally: Tally;
  readonly report: (problem: IngestProblem) => void;
  readonly progress: (path: string) => void;
}

/** A file that may have to be read. */
interface Candidate {
  readonly path: string;
  readonly before: Look | null;
  readonly known: FileRecord | null;
}

/** null for a file that is stored as it stands. */
async function examine({ store, version }: IngestParts, path: string): Promise<Candidate | null> {
  const before = look(path);
  const known = await store.file(path);
  const same = known !== null && before !== null && sameFile(known, before, version);
  return same ? null : { path, before, known };
}

/** One article on its way, or what became of it. */
interface Step {
  readonly path: string;
  readonly entry: number;
  /** Of the text, more or less. */
  readonly bytes: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** Set with the last article of a file that gave no fault. */
  readonly finishes: FileRecord | null;
  outcome(): Outcome | Promise<Outcome>;
}

/** Articles on their way at once: enough that no thread waits while a batch is written, few enough for the memory. */
const AHEAD_PER_THREAD = 16;
const BYTES_AHEAD = 8 * 1024 * 1024;

/** Prepares the articles, ahead of each other where there are threads, and stores them in the order of their files. */
async function readAll(
  parts: IngestParts,
  changed: readonly Candidate[],
  threads: Threads | null,
  run: Run,
): Promise<void> {
  const queue: Step[] = [];
  const batch = createBatch(parts.store, (result, article) => {
    run.tally[result]++;
    if (result !== 'unchanged') run.onArticle?.(article);
  });
  const most = (threads?.count ?? 0) * AHEAD_PER_THREAD;
  let bytes = 0;
  const take = async (step: Step): Promise<void> => {
    bytes -= step.bytes;
    if (step.opens) run.progress(step.path);
    run.signal?.throwIfAborted();
    const outcome = await step.outcome();
    if (outcome.ok) {
      for (const note of outcome.notes) run.onNote?.(step.path, note);
      await batch.add({
        parcel: outcome.parcel,
        source: { path: step.path, entry: step.entry },
        ...(step.finishes === null ? {} : { finishes: step.finishes }),
      });
    } else run.report({ path: step.path, ...outcome.problem });
    if (step.closes) run.tally.done++;
  };
  try {
    for await (const step of stepsOf(parts, changed, threads, run)) {
      queue.push(step);
      bytes += step.bytes;
      while (queue.length > most || (bytes > BYTES_AHEAD && queue.length > 0)) {
        const [next] = queue.splice(0, 1);
        if (next !== undefined) await take(next);
      }
    }
    for (const step of queue) await take(step);
  } finally {
    await batch.flush();
  }
}

async function* stepsOf(
  parts: IngestParts,
  changed: readonly Candidate[],
  threads: Threads | null,
  run: Run,
): AsyncGenerator<Step> {
  const { store, version } = parts;
  for (const { path, before, known } of changed) {
    run.signal?.throwIfAborted();
    const sha = before === null ? null : await shaOf(path, before.size);
    if (known !== null && before !== null && sha === known.sha && version === known.version) {
      // Touched, copied or checked out again: the bytes are the same.
      await store.finishFile({ ...known, ...before }, Number.MAX_SAFE_INTEGER);
      run.progress(path);
      run.tally.done++;
      run.tally.skipped++;
      continue;
    }
    const record = before === null || sha === null ? null : { path, ...before, sha, version };
    if (holdsMany(path)) yield* stepsOfMany(parts, path, record, threads, run.signal);
    else
      yield {
        path,
        entry: 0,
        bytes: before?.size ?? 0,
        opens: true,
        closes: true,
        finishes: record,
        outcome: threads === null ? () => parts.preparation.file(path) : begun(threads.file(path)),
      };
  }
}

/** One item behind: the last article of a file is stored together with the record that the file is done. */
async function* stepsOfMany(
  { preparation }: IngestParts,
  path: string,
  record: FileRecord | null,
  threads: Threads | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<Step> {
  let failed = false;
  let waiting: ReadItem | null = null;
  let opens = true;
  const step = (item: ReadItem, closes: boolean): Step => {
    const made: Step = {
      path,
      entry: item.ok ? item.entry : 0,
      bytes: item.ok ? item.raw.text.length : 0,
      opens,
      closes,
      finishes: closes && !failed ? record : null,
      outcome: item.ok ? outcomeOf(preparation, item, path, threads) : () => item,
    };
    opens = false;
    return made;
  };
  for await (const item of readArticles(path)) {
    signal?.throwIfAborted();
    // A file with a fault is looked at again next time, and what it gave before is kept.
    if (!item.ok) failed = true;
    if (waiting !== null) yield step(waiting, false);
    waiting = item;
  }
  signal?.throwIfAborted();
  if (waiting !== null) yield step(waiting, true);
}

function outcomeOf(
  preparation: Preparation,
  { raw, notes }: Extract<ReadItem, { ok: true }>,
  path: string,
  threads: Threads | null,
): Step['outcome'] {
  if (threads === null) return () => ({ ok: true, parcel: preparation.article(raw, path), notes });
  return begun(threads.article(raw, path).then((parcel) => ({ ok: true, parcel, notes })));
}

/** A result that is under way: its fault is told when its turn comes, not before. */
function begun(outcome: Promise<Outcome>): Step['outcome'] {
  outcome.catch(() => {});
  return () => outcome;
}

async function prune(store: Store, paths: readonly string[]): Promise<number> {
  const roots = paths.map((path) => resolve(path));
  let removed = 0;
  for (const path of await store.files()) {
    const asked = roots.some(
      (root) => path === root || path.startsWith(root.endsWith(sep) ? root : root + sep),
    );
    if (asked && (await kindOf(path)) === null) removed += await store.removeFile(path);
  }
  return removed;
}

type Look = Pick<FileRecord, 'size' | 'mtime'>;

/** Asked of every file of every run: a call of microseconds that would take longer to be waited for. */
function look(path: string): Look | null {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? null : { size: Number(stats.size), mtime: String(stats.mtimeNs) };
}

function sameFile(known: FileRecord, now: Look, version: string): boolean {
  return known.size === now.size && known.mtime === now.mtime && known.version === version;
}

/** Beyond this a file is hashed in pieces. */
const SMALL_FILE = 1024 * 1024;

async function shaOf(path: string, size: number): Promise<string | null> {
  try {
    if (size <= SMALL_FILE) return hash('sha256', readFileSync(path));
    const whole = createHash('sha256');
    for await (const chunk of createReadStream(path)) whole.update(chunk as Uint8Array);
    return whole.digest('hex');
  } catch {
    return null;
  }
}
