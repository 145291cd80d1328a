import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { decode, MAX_BYTES, tooLarge } from './decode.ts';
import { type RawArticle, ReadError, type ReadItem } from './raw-article.ts';
import { declaredCharset, readHtml } from './readers/html.ts';
import { readJsonl } from './readers/jsonl.ts';
import { readMd } from './readers/md.ts';
import { readTxt } from './readers/txt.ts';

type TextReader = (bytes: Uint8Array) => RawArticle;

const READERS: Readonly<Record<string, TextReader>> = {
  '.txt': (bytes) => readTxt(decode(bytes)),
  '.md': (bytes) => readMd(decode(bytes)),
  '.html': (bytes) => readHtml(decode(bytes, declaredCharset(bytes))),
  '.htm': (bytes) => readHtml(decode(bytes, declaredCharset(bytes))),
};

/** Whether a file in a folder is taken for an article, by its extension. */
export function isArticleFile(path: string): boolean {
  const extension = extname(path).toLowerCase();
  return extension === '.jsonl' || extension in READERS;
}

/** Whether a file may hold more than one article. */
export function holdsMany(path: string): boolean {
  return extname(path).toLowerCase() === '.jsonl';
}

/** All articles of one file, in order, and what keeps the others from being read. Never throws for a bad file. */
export async function* readArticles(path: string): AsyncGenerator<ReadItem> {
  if (!holdsMany(path)) {
    yield readArticle(path);
    return;
  }
  try {
    yield* readJsonl(path);
  } catch (error) {
    yield { ok: false, problem: problemOf(error) };
  }
}

/** The article of a file that holds one, or what keeps it from being read. Never throws for a bad file. */
export function readArticle(path: string): ReadItem {
  try {
    return readOne(path, extname(path).toLowerCase());
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

/** Read at once: an article is small, and waiting for the disk in turns takes longer than the disk. */
function readOne(path: string, extension: string): ReadItem {
  const read = READERS[extension];
  if (read === undefined)
    throw new ReadError(
      'unsupported',
      `is not a kind of article we read (${extension === '' ? 'no extension' : extension})`,
      'Known are .txt, .md, .html and .jsonl.',
    );
  const { size } = statSync(path);
  // Before reading: a file of many gigabytes must not fill the memory first.
  if (size > MAX_BYTES) throw tooLarge(size);
  const raw = read(readFileSync(path));
  if (raw.text.trim() === '')
    throw new ReadError('empty', 'has no text under its title', 'Fill it, or remove it.');
  return { ok: true, entry: 0, raw, notes: [] };
}

const REASONS: Readonly<Record<string, readonly [message: string, remedy: string]>> = {
  ENOENT: ['does not exist', 'Check the path.'],
  EACCES: ['may not be read by this user', 'Make it readable.'],
  EPERM: ['may not be read by this user', 'Make it readable.'],
  EISDIR: ['is a folder', 'Give the folder itself, or a file in it.'],
  EMFILE: ['could not be opened: too many files are open', 'Close other programs, or raise `ulimit -n`.'],
};

function problemOf(error: unknown): ReadError['problem'] {
  if (error instanceof ReadError) return error.problem;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known = REASONS[code];
  if (known === undefined && code === '') throw error;
  const [message, remedy] = known ?? [`could not be read (${code})`, 'Check the file and its disk.'];
  return { kind: 'unreadable', message, remedy };
}
