import { bylineSpans } from '../../text/byline-span.ts';
import type { Period } from '../../text/date.ts';
import { contains, overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../document.ts';

/** A line of the article that is not empty. */
export interface Line extends Span {
  /** Without a bullet or ordinal in front, without 。 at the end. */
  readonly text: string;
}

/** An article with the marks of its text brought to one form; offsets are those of the article's text. */
export interface Reading {
  readonly document: AnnotatedArticle;
  /** The simplified text with full-width marks and “” quotes; same length. */
  readonly text: string;
  /** Sentences that facts may be taken from: no page furniture. */
  readonly sentences: readonly AnnotatedSentence[];
  readonly lines: readonly Line[];
  /** For each sentence the year that the nearest heading above it states. */
  readonly headingPeriods: readonly (Period | null)[];
}

const FOLDED: Readonly<Record<string, string>> = {
  ',': '，',
  ';': '；',
  ':': '：',
  '(': '（',
  ')': '）',
  '!': '！',
  '?': '？',
  '「': '“',
  '」': '”',
  '『': '‘',
  '』': '’',
  '－': '—',
  '–': '—',
};

/**
 * Full-width marks and one kind of quotes, character by character, so that offsets stay. Marks between digits
 * (18,452 and 9:30) belong to the number.
 */
export function foldMarks(text: string): string {
  return text.replace(/[,;:()!?「」『』－–]/g, (mark, at: number) => {
    const inNumber = /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1));
    return inNumber ? mark : (FOLDED[mark] ?? mark);
  });
}

const READ = new WeakMap<AnnotatedArticle, Reading>();

/** Reads an article for the extractors of names, lists and events, once for all of them. */
export function readArticle(document: AnnotatedArticle): Reading {
  const known = READ.get(document);
  if (known !== undefined) return known;
  const reading = read(document);
  READ.set(document, reading);
  return reading;
}

function read(document: AnnotatedArticle): Reading {
  const aside = bylineSpans(document.simplified);
  const text = foldMarks(blank(document.simplified, aside));
  const furniture = document.article.furniture;
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const span = trimSpan(text, { start, end });
    if (span.end > span.start && !furniture.some((other) => overlaps(other, span)))
      lines.push({ ...span, text: text.slice(span.start, span.end) });
    start = end + 1;
  }
  const sentences = document.sentences
    .filter((sentence) => !sentence.furniture)
    .map((sentence) => withoutAside(sentence, aside))
    .flatMap((sentence) => inPieces(text, sentence));
  return { document, text, sentences, lines, headingPeriods: headingPeriodsOf(sentences) };
}

/** Who reports and when it was sent (本报5月18日电（记者 张某）) is no part of the story; offsets stay. */
function blank(text: string, spans: readonly Span[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (start < at) continue;
    result += text.slice(at, start) + ' '.repeat(end - start);
    at = end;
  }
  return result + text.slice(at);
}

function withoutAside(sentence: AnnotatedSentence, aside: readonly Span[]): AnnotatedSentence {
  const within = aside.filter((span) => overlaps(span, sentence));
  if (within.length === 0) return sentence;
  return {
    ...sentence,
    periods: sentence.periods.filter((mention) => !within.some((span) => contains(span, mention))),
  };
}

/**
 * No sentence of a newspaper is this long. What a hostile or broken text runs together is read in pieces, so that
 * the work grows with the length of the text and not with its square.
 */
const LONGEST_SENTENCE = 800;

function inPieces(text: string, sentence: AnnotatedSentence): readonly AnnotatedSentence[] {
  if (sentence.end - sentence.start <= LONGEST_SENTENCE) return [sentence];
  const pieces: AnnotatedSentence[] = [];
  let inForce = sentence.placeInForce;
  for (let start = sentence.start; start < sentence.end; ) {
    let end = Math.min(sentence.end, start + LONGEST_SENTENCE);
    for (let i = end - 1; end < sentence.end && i > start + LONGEST_SENTENCE / 2; i--) {
      if (!'，；'.includes(text.charAt(i))) continue;
      end = i + 1;
      break;
    }
    const span = { start, end };
    const inside = (mention: Span): boolean => contains(span, mention);
    const owners = sentence.owners.filter(({ at }) => at >= span.start && at < span.end);
    pieces.push({
      ...sentence,
      ...span,
      placeInForce: inForce,
      owners,
      text: sentence.text.slice(start - sentence.start, end - sentence.start),
      places: sentence.places.filter(inside),
      periods: sentence.periods.filter(inside),
      quantities: sentence.quantities.filter(inside),
    });
    inForce = (owners.findLast(({ clauseOnly }) => !clauseOnly) ?? { place: inForce }).place;
    start = end;
  }
  return pieces;
}

function headingPeriodsOf(sentences: readonly AnnotatedSentence[]): readonly (Period | null)[] {
  let current: Period | null = null;
  return sentences.map((sentence) => {
    const above = current;
    const stated = sentence.heading
      ? sentence.periods.find((mention) => !mention.inferred && mention.kind === 'year')
      : undefined;
    current = stated?.period ?? current;
    return above;
  });
}

/** `span` without the white space at its ends. */
export function trimSpan(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /\s/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return { start, end };
}

/** The sentence that holds the character at `offset`, if facts may be taken from it. */
export function sentenceAt(reading: Reading, offset: number): AnnotatedSentence | undefined {
  return reading.sentences[sentenceIndexAt(reading, offset)];
}

/** The position of that sentence, -1 when there is none. */
export function sentenceIndexAt(reading: Reading, offset: number): number {
  let low = 0;
  let high = reading.sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const sentence = reading.sentences[middle];
    if (sentence === undefined) return -1;
    if (offset < sentence.start) high = middle - 1;
    else if (offset >= sentence.end) low = middle + 1;
    else return middle;
  }
  return -1;
}

/** By the code of the opening mark the closing one; 0 for all other characters. */
const CLOSERS = new Uint16Array(0x10000);
for (const [open, close] of ['“”', '‘’', '（）', '《》', '【】'].map((pair) => [...pair]))
  CLOSERS[(open ?? '').charCodeAt(0)] = (close ?? '').charCodeAt(0);
/** An opening mark without its partner within this many characters was set by a slip and encloses nothing. */
const LONGEST_ENCLOSURE = 60;

/** The offset behind the mark that closes the one at `at`, or `at + 1` when nothing is opened there. */
export function skipEnclosure(text: string, at: number, end: number): number {
  const closer = at < text.length ? (CLOSERS[text.charCodeAt(at)] ?? 0) : 0;
  if (closer === 0) return at + 1;
  const limit = Math.min(end, at + LONGEST_ENCLOSURE);
  for (let i = at + 1; i < limit; i++) if (text.charCodeAt(i) === closer) return i + 1;
  return at + 1;
}

/** Where the stretch between `start` and `end` holds one of `marks` outside quotes and brackets. */
export function marksBetween(text: string, span: Span, marks: string): readonly number[] {
  const found: number[] = [];
  const wanted = codesOf(marks);
  for (let i = span.start; i < span.end; ) {
    const code = text.charCodeAt(i);
    if (wanted.includes(code) && !isDecimal(text, i)) found.push(i);
    i = CLOSERS[code] === 0 ? i + 1 : skipEnclosure(text, i, span.end);
  }
  return found;
}

/** The first of `marks` outside quotes and brackets, or the end of the span. */
export function firstMark(text: string, span: Span, marks: string): number {
  const wanted = codesOf(marks);
  for (let i = span.start; i < span.end; ) {
    const code = text.charCodeAt(i);
    if (wanted.includes(code) && !isDecimal(text, i)) return i;
    i = CLOSERS[code] === 0 ? i + 1 : skipEnclosure(text, i, span.end);
  }
  return span.end;
}

const CODES = new Map<string, readonly number[]>();

/** The character codes of a set of marks; the few sets that are asked for are kept. */
function codesOf(marks: string): readonly number[] {
  let codes = CODES.get(marks);
  if (codes === undefined) {
    codes = Array.from({ length: marks.length }, (_, i) => marks.charCodeAt(i));
    CODES.set(marks, codes);
  }
  return codes;
}

/** Splits at `marks` outside quotes and brackets; empty pieces are left out, marks belong to none. */
export function splitAt(text: string, span: Span, marks: string): readonly Span[] {
  const pieces: Span[] = [];
  let start = span.start;
  for (const mark of [...marksBetween(text, span, marks), span.end]) {
    const piece = trimSpan(text, { start, end: mark });
    if (piece.end > piece.start) pieces.push(piece);
    start = mark + 1;
  }
  return pieces;
}

function isDecimal(text: string, at: number): boolean {
  return /[,.:]/.test(text.charAt(at)) && /\d/.test(text.charAt(at - 1)) && /\d/.test(text.charAt(at + 1));
}

/** Marks between clauses. */
export const CLAUSE_MARKS = '，；：。！？';

/** The clauses of a sentence: ，；： and final marks part them, quotes and brackets hold them together. */
export function clausesOf(text: string, span: Span): readonly Span[] {
  return splitAt(text, span, CLAUSE_MARKS);
}
