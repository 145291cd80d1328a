import { ReadError } from './raw-article.ts';

/** Beyond this an article is not an article; a news page has a few thousand characters. */
export const MAX_BYTES = 8 * 1024 * 1024;

const SAVE_AS_UTF8 = 'Save it again as plain text in UTF-8.';

/**
 * Bytes to text: a byte order mark decides, else UTF-8, else GB 18030 (which holds GBK and GB 2312). Line ends
 * become \n.
 * @param declared encoding that the file itself names (an HTML page's charset), tried first
 * @throws ReadError empty, binary, undecodable or too large
 */
export function decode(bytes: Uint8Array, declared?: string): string {
  if (bytes.length > MAX_BYTES) throw tooLarge(bytes.length);
  const text = decodeAny(bytes, declared).replace(/\r\n?|\u2028|\u2029/g, '\n');
  if (text.trim() === '') throw new ReadError('empty', 'is empty', 'Remove it, or fill it.');
  return text;
}

/** Bytes as megabytes with one decimal: 8 MB. */
function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1).replace(/\.0$/, '')} MB`;
}

/** The complaint about a file beyond {@link MAX_BYTES}. */
export function tooLarge(bytes: number): ReadError {
  return new ReadError(
    'too-large',
    `has ${megabytes(bytes)}, at most ${megabytes(MAX_BYTES)} are read`,
    'Cut it into articles, or give many articles as .jsonl.',
  );
}

function decodeAny(bytes: Uint8Array, declared: string | undefined): string {
  const mark = markOf(bytes);
  if (mark === null && bytes.includes(0))
    throw new ReadError('binary', 'is not text: it holds NUL bytes', SAVE_AS_UTF8);
  // UTF-8 proves itself: a page that still declares the GBK of its template is no GBK.
  const labels = mark !== null ? [mark] : ['utf-8', ...(declared === undefined ? [] : [declared])];
  for (const label of labels) {
    const text = attempt(bytes, label);
    if (text !== null && !text.includes('\0')) return text;
  }
  const chinese = mark === null ? attempt(bytes, 'gb18030') : null;
  if (chinese !== null && looksChinese(chinese)) return chinese;
  const torn = declared === undefined ? null : lossy(bytes, declared);
  if (torn !== null) return torn;
  throw new ReadError('undecodable', 'is neither UTF-8 nor GB 18030 text', SAVE_AS_UTF8);
}

function markOf(bytes: Uint8Array): string | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return null;
}

function attempt(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Of a page whose declared encoding holds but for a few torn bytes, the rest; the gaps are marked as damage later. */
function lossy(bytes: Uint8Array, label: string): string | null {
  let text: string;
  try {
    text = new TextDecoder(label).decode(bytes);
  } catch {
    // No encoding of that name.
    return null;
  }
  const gaps = text.split('\ufffd').length - 1;
  return gaps <= MOST_GAPS * text.length && looksChinese(text) ? text : null;
}

const MOST_GAPS = 0.01;

/** Share of common characters below which text is not Chinese. Random bytes give about 0.16, real pages over 0.6. */
const COMMON_SHARE = 0.4;

/**
 * GB 18030 accepts almost any bytes; what tells text from noise (and from UTF-8 with one bad byte, whose
 * misreading is all rare characters) is the share of the 3,755 common characters of GB 2312, level 1.
 */
function looksChinese(text: string): boolean {
  let common = 0;
  let other = 0;
  for (const char of text.slice(0, 20_000)) {
    if (char <= '\x7f' || /\p{P}|\p{S}|\p{Z}/u.test(char)) continue;
    if (commonCharacters().has(char)) common++;
    else other++;
  }
  return common >= COMMON_SHARE * (common + other);
}

let common: ReadonlySet<string> | undefined;

function commonCharacters(): ReadonlySet<string> {
  if (common !== undefined) return common;
  const bytes: number[] = [];
  for (let row = 0xb0; row <= 0xd7; row++) for (let cell = 0xa1; cell <= 0xfe; cell++) bytes.push(row, cell);
  common = new Set(new TextDecoder('gb18030').decode(Uint8Array.from(bytes)));
  return common;
}
