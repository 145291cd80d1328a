import type { Span } from './span.ts';

/** A sentence of a text, with the paragraph (line) it stands in, counted from 0. */
export interface Sentence extends Span {
  readonly paragraph: number;
  /** True for a line that is a heading: short, without a final mark, or a bullet-less title line. */
  readonly heading: boolean;
}

/**
 * Splits a text into sentences. A paragraph is a line (empty lines count but hold none); a sentence ends at
 * 。！？!? or …… and at the line's end, and takes the closing quotes and brackets behind its mark with it. Spaces
 * around a sentence are outside its span. `；` does not end a sentence: what stands behind it often has its
 * subject or year before it. Marks inside 《》, brackets and short quotes (“怎么办？”的问题) end nothing.
 */
export function splitSentences(text: string): readonly Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  for (let paragraph = 0; start <= text.length; paragraph++) {
    const newline = text.indexOf('\n', start);
    const end = newline === -1 ? text.length : newline;
    pushLine(sentences, text, { start, end }, paragraph);
    start = end + 1;
  }
  return sentences;
}

/**
 * Splits a stretch of text at ，；： (either width), not at 、, not inside a number (18,452), a time (08:58),
 * brackets, 《》 or a short quote. The separators belong to no clause; empty clauses are left out. Final marks
 * stay in the last clause.
 */
export function clauses(text: string, span: Span): readonly Span[] {
  const found: Span[] = [];
  const closed = enclosures(text, span);
  let start = span.start;
  for (let at = span.start; at < span.end; at++) {
    const close = closed.get(at);
    if (close !== undefined) {
      at = close;
      continue;
    }
    if (!CLAUSE_MARKS.has(text.charAt(at)) || insideNumber(text, at)) continue;
    pushTrimmed(found, text, start, at);
    start = at + 1;
  }
  pushTrimmed(found, text, start, span.end);
  return found;
}

const CLAUSE_MARKS = new Set('，,；;：:');
const FINAL_MARKS = new Set('。！？!?');
const CLOSERS = new Set('”’」』）)】》〉"\'');
const PAIRS = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['（', '）'],
  ['(', ')'],
  ['【', '】'],
  ['《', '》'],
  ['〈', '〉'],
]);
const QUOTES = new Set('“‘「『');
/** A quote longer than this is speech, with clauses and sentences of its own; shorter ones are terms and slogans. */
const SHORT_QUOTE = 32;
/** Brackets and book marks that stay open longer than this were opened by a slip. */
const LONGEST_BRACKET = 80;
/** Published titles seldom pass 30 characters; with a rhymed second half, 45. */
const LONGEST_HEADING = 48;
const BULLET = /^[★☆●○•◆◇■□▲△※·\-—*]/;
/** A line that ends so is an item of a list, a salutation, or goes on in the next line. */
const OPEN_END = /[；;：:，,、]$/;

/** A row of a table: cells parted by bars or tabs, or a figure standing alone at the end. */
const TABULAR = /[|｜\t]|[\s\u3000][-−－+]?\d[\d.,]{0,14}%?$/;

function pushLine(sentences: Sentence[], text: string, line: Span, paragraph: number): void {
  const pieces: Span[] = [];
  const closed = enclosures(text, line);
  let start = line.start;
  for (let at = line.start; at < line.end; at++) {
    const close = closed.get(at);
    if (close !== undefined) {
      // “……办好。”张某说: the full stop ends the sentence although the quote closes behind it; （……。） does not.
      const spoken = QUOTES.has(text.charAt(at)) && text.charAt(close - 1) === '。';
      at = close;
      if (!spoken) continue;
    } else if (!endsSentence(text, at, line.end)) continue;
    while (at + 1 < line.end && (CLOSERS.has(text.charAt(at + 1)) || endsSentence(text, at + 1, line.end)))
      at++;
    pushTrimmed(pieces, text, start, at + 1);
    start = at + 1;
  }
  pushTrimmed(pieces, text, start, line.end);
  const heading = isHeading(text, pieces);
  for (const piece of pieces) sentences.push({ ...piece, paragraph, heading });
}

/** ·回望· and ■展望■: the same ornament at both ends makes no list item. */
const ORNAMENTED = /^([·•●■◆★☆▲▪◎※—–-])[^·•●■◆★☆▲▪◎※，；。]{2,20}\1$/;

function isHeading(text: string, pieces: readonly Span[]): boolean {
  const [only] = pieces;
  if (only === undefined || pieces.length > 1 || only.end - only.start > LONGEST_HEADING) return false;
  const line = text.slice(only.start, only.end);
  return (
    !FINAL_MARKS.has(line.replace(/[”’」』）)】]{1,3}$/, '').slice(-1)) &&
    (!BULLET.test(line) || ORNAMENTED.test(line)) &&
    !OPEN_END.test(line) &&
    !TABULAR.test(line)
  );
}

function endsSentence(text: string, at: number, lineEnd: number): boolean {
  // A question mark between Latin characters belongs to an address: /list?id=1.
  if (FINAL_MARKS.has(text.charAt(at)))
    return !/[A-Za-z0-9/][!?][A-Za-z0-9]/.test(text.slice(Math.max(0, at - 1), at + 2));
  // …… ends a sentence unless the list it breaks off goes on: ……等, ……，
  return (
    text.charAt(at) === '…' &&
    text.charAt(at - 1) === '…' &&
    (at + 1 >= lineEnd || !/[等，,、；;”’…]/.test(text.charAt(at + 1)))
  );
}

function insideNumber(text: string, at: number): boolean {
  const mark = text.charAt(at);
  if (!/\d/.test(text.charAt(at - 1))) return false;
  if (mark === ':' || mark === '：') return /\d\d/.test(text.slice(at + 1, at + 3));
  return mark === ',' && /^\d{3}(?!\d)/.test(text.slice(at + 1, at + 5));
}

/** The opening offsets of brackets, 《》 and short quotes that close within reach, with their closing offsets. */
function enclosures(text: string, span: Span): ReadonlyMap<number, number> {
  const closed = new Map<number, number>();
  for (let at = span.start; at < span.end; at++) {
    const opener = text.charAt(at);
    const closer = PAIRS.get(opener);
    if (closer === undefined) continue;
    const reach = Math.min(span.end, at + (QUOTES.has(opener) ? SHORT_QUOTE : LONGEST_BRACKET));
    const close = closing(text, at, reach, opener, closer);
    if (close === -1) continue;
    closed.set(at, close);
    at = close;
  }
  return closed;
}

/** The offset of the mark that closes the one at `open`, nested pairs of the same kind counted; -1 if out of reach. */
function closing(text: string, open: number, reach: number, opener: string, closer: string): number {
  let depth = 0;
  for (let at = open; at < reach; at++) {
    const char = text.charAt(at);
    if (char === opener) depth++;
    else if (char === closer && --depth === 0) return at;
  }
  return -1;
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  if (start < end) spans.push({ start, end });
}
