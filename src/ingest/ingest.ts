import { createHash, hash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { basename, resolve, sep } from 'node:path';
import type { ArticleFacts } from '../facts/model.ts';
import type { Article } from '../news/article.ts';
import { prepareArticle, type Workshop } from '../news/prepare.ts';
import type { ReadItem, ReadProblem } from '../news/raw-article.ts';
import { readArticles } from '../news/read.ts';
import type { Correction, FileRecord, Store } from '../store/store.ts';
import { findFiles, kindOf } from './walk.ts';

/** What one article yields; `withdrawn` are the corrections it makes to others. */
export interface Yield {
  readonly facts: ArticleFacts;
  readonly corrections: readonly Correction[];
}

export interface IngestParts {
  readonly store: Store;
  readonly workshop: Workshop;
  readonly extract: (article: Article) => Yield;
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
  /** Called with each article that was added or changed, and with the text it has now. */
  readonly onArticle?: (article: Article) => void;
  /** Stops between two articles; what is stored stays. */
  readonly signal?: AbortSignal;
}

export interface Ingest {
  /** Reads the files and folders into the store. Rejects only when the store fails or `signal` aborts. */
  run(paths: readonly string[], options?: IngestOptions): Promise<IngestReport>;
}

/** The way of an article into the store: read → repair → extract → one transaction. Unchanged files cost a stat. */
export function createIngest(parts: IngestParts): Ingest {
  return { run: (paths, options = {}) => run(parts, paths, options) };
}

interface Tally {
  added: number;
  updated: number;
  unchanged: number;
  skipped: number;
  removed: number;
  readonly problems: IngestProblem[];
}

async function run(
  parts: IngestParts,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const tally: Tally = { added: 0, updated: 0, unchanged: 0, skipped: 0, removed: 0, problems: [] };
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
  for (const [done, path] of found.files.entries()) {
    options.onProgress?.({ done, total: found.files.length, path });
    await ingestFile(parts, path, tally, report, options);
  }
  return { files: found.files.length, ...tally };
}

async function ingestFile(
  parts: IngestParts,
  path: string,
  tally: Tally,
  report: (problem: IngestProblem) => void,
  options: IngestOptions,
): Promise<void> {
  const { store, version } = parts;
  const before = look(path);
  const known = await store.file(path);
  if (known !== null && before !== null && sameFile(known, before, version)) {
    tally.skipped++;
    return;
  }
  const sha = before === null ? null : await shaOf(path, before.size);
  if (known !== null && before !== null && sha === known.sha && version === known.version) {
    // Touched, copied or checked out again: the bytes are the same.
    await store.finishFile({ ...known, ...before }, Number.MAX_SAFE_INTEGER);
    tally.skipped++;
    return;
  }
  const record = before === null || sha === null ? null : { path, ...before, sha, version };
  let entries = 0;
  let failed = false;
  // One article behind: the last one of a file is stored together with the record that the file is done.
  let waiting: Extract<ReadItem, { ok: true }> | null = null;
  const put = async (item: typeof waiting, last: boolean): Promise<void> => {
    if (item === null) return;
    const article = prepareArticle(item.raw, basename(path), parts.workshop);
    const { facts, corrections } = parts.extract(article);
    const result = await store.putArticle(article, facts, {
      source: { path, entry: item.entry },
      corrections,
      ...(last && !failed && record !== null ? { finishes: record } : {}),
    });
    tally[result]++;
    if (result !== 'unchanged') options.onArticle?.(article);
    entries = item.entry + 1;
  };
  for await (const item of readArticles(path)) {
    options.signal?.throwIfAborted();
    if (item.ok) {
      for (const note of item.notes) options.onNote?.(path, note);
      await put(waiting, false);
      waiting = item;
    } else {
      failed = true;
      report({ path, ...item.problem });
    }
  }
  options.signal?.throwIfAborted();
  await put(waiting, true);
  // A file with a fault is looked at again next time, and what it gave before is kept.
  if (waiting === null && !failed && record !== null) await store.finishFile(record, entries);
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
