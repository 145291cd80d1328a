import { hash } from 'node:crypto';
import { toSimplified } from '../text/script.ts';
import type { Span } from '../text/span.ts';
import { overlaps } from '../text/span.ts';
import type { Article, DateBasis } from './article.ts';

/**
 * Content identity of a repaired text: the same words give the same id whatever the script, width, punctuation,
 * spacing and page furniture around them.
 * @returns 16 hex digits
 */
export function identityOf(text: string, furniture: readonly Span[] = []): string {
  const words = wordsOf(without(text, furniture));
  // A text without Chinese is compared as it stands.
  const content = words === '' ? text.trim() : words;
  return hash('sha256', content).slice(0, 16);
}

/** What two articles are compared by when their identities differ. */
export type Comparable = Pick<Article, 'id' | 'text' | 'damaged' | 'furniture' | 'digest'>;

/** What an article's twins are found by. */
export interface Sketch {
  /** Two articles that are one share some of these; numbers make them, and long clauses where numbers are few. */
  readonly marks: readonly string[];
  /**
   * Of all numbers in order of size; null for a damaged article. Of two undamaged articles that are one it is the
   * same, so that a thousand reports in the same words with other figures cost a look into an index.
   */
  readonly numbers: string | null;
}

/** Sketches an article for the search of its twins. */
export function sketchOf(article: Comparable): Sketch {
  const clauses = clausesOf(article);
  const whole = clauses.filter(({ damaged }) => !damaged);
  const numbers = whole.flatMap((clause) => clause.numbers);
  const rows = numbers.slice(ROW - 1).map((_, i) => `#${numbers.slice(i, i + ROW).join(' ')}`);
  const words = whole.map(({ words }) => words).filter(({ length }) => length >= LONG_CLAUSE);
  const marks = rows.length >= ENOUGH_ROWS ? rows : [...rows, ...words];
  return {
    marks: [...new Set(marks.map(hashed))].sort().slice(0, MARKS),
    numbers: whole.length < clauses.length ? null : hashed(numbers.toSorted().join(' ')),
  };
}

function hashed(text: string): string {
  return hash('sha1', text).slice(0, 12);
}

/** Numbers in a row that make a mark. */
const ROW = 4;
const ENOUGH_ROWS = 4;
const MARKS = 6;
const LONG_CLAUSE = 14;

/**
 * Whether two articles with different identities are one: read with different dirt, or printed on two sites. At
 * least nine tenths of the clauses must be the same in the same order, and no number may differ: a report issued
 * again with another figure is another article. What is damaged on one side matches anything on the other, as long
 * as at least half of both is left to compare.
 */
export function isSameArticle(one: Comparable, other: Comparable): boolean {
  if (one.digest !== other.digest) return false;
  const a = clausesOf(one);
  const b = clausesOf(other);
  const [weightA, weightB] = [weightOf(a), weightOf(b)];
  const shared = alignment(a, b);
  const equal = weightOf(shared.map(([at]) => a[at]).filter((clause) => clause !== undefined));
  if (equal < LEAST_SHARED || equal < 0.5 * Math.max(weightA, weightB)) return false;
  let excusedA = 0;
  let excusedB = 0;
  let [fromA, fromB] = [0, 0];
  for (const [toA, toB] of [...shared, [a.length, b.length] as const]) {
    const gapA = a.slice(fromA, toA);
    const gapB = b.slice(fromB, toB);
    if (numbersDiffer(gapA, gapB)) return false;
    // A damaged clause may have swallowed its neighbours: nothing in its gap can be compared.
    if ([...gapA, ...gapB].some(({ damaged }) => damaged)) {
      excusedA += weightOf(gapA);
      excusedB += weightOf(gapB);
    }
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return equal >= SAME_SHARE * Math.max(weightA - excusedA, weightB - excusedB);
}

/** Characters that must be the same at least: below this a match is chance (a salutation, a list of names). */
const LEAST_SHARED = 30;
const SAME_SHARE = 0.9;

/**
 * Which of several copies of an article stands for all: the least damaged, then the best dated, with a title, the
 * least mended; ties by id. It depends on the copies alone, never on which came first.
 */
export function cleanestFirst(a: Article, b: Article): number {
  return (
    damageOf(a) - damageOf(b) ||
    DATED.indexOf(a.dateBasis) - DATED.indexOf(b.dateBasis) ||
    Number(a.title === null) - Number(b.title === null) ||
    a.repairs.length - b.repairs.length ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

const DATED: readonly DateBasis[] = ['stated', 'inferred', 'unknown'];

function damageOf({ damaged }: Article): number {
  return damaged.reduce((sum, { start, end }) => sum + end - start, 0);
}

interface Clause {
  /** Chinese characters and digits only, simplified. */
  readonly words: string;
  readonly numbers: readonly string[];
  readonly damaged: boolean;
}

/** Clauses end at marks; a comma or point inside a number ends nothing. */
const BORDER = /(?<!\d)[,，.:：](?!\d)|(?<=\d)[,，:：](?!\d)|(?<!\d)[,，:：](?=\d)|[。；;！!？?、\n]|…+/;
/** Chinese numerals count as numbers: 三十五亿元 printed again as 三十六亿元 is a correction. */
const NUMBER = /\d{1,20}(?:\.\d{1,10})?|[〇零一二两三四五六七八九十百千万亿]{1,20}/g;

function clausesOf({ text, damaged, furniture }: Comparable): readonly Clause[] {
  const folded = toSimplified(text);
  const clauses: Clause[] = [];
  const border = new RegExp(BORDER, 'g');
  for (let start = 0; start <= folded.length; ) {
    const hit = border.exec(folded);
    const end = hit?.index ?? folded.length;
    const span = { start, end };
    const next = end + (hit?.[0].length ?? 1);
    start = next;
    if (furniture.some((piece) => overlaps(piece, span))) continue;
    const written = unmarked(folded.slice(span.start, end));
    const words = wordsOf(written);
    // Damage at a border belongs to both sides.
    const reach = { start: span.start - 1, end: end + 1 };
    const torn = damaged.some((piece) => overlaps(piece, reach));
    if (words !== '' || torn) clauses.push({ words, numbers: written.match(NUMBER) ?? [], damaged: torn });
    if (hit === null) break;
  }
  return clauses;
}

/** Nearly all clauses: nothing in them has another width or another form. */
const PLAIN = /^[\d\u4e00-\u9fff]*$/;

/** In usual width, numbers without the marks between their thousands. */
function unmarked(clause: string): string {
  return PLAIN.test(clause) ? clause : clause.normalize('NFKC').replace(/(?<=\d),(?=\d{3})/g, '');
}

function wordsOf(text: string): string {
  const simplified = toSimplified(text);
  if (PLAIN.test(simplified)) return simplified;
  return (
    simplified
      .normalize('NFKC')
      // The point of 5.3 stays: 53 is another number.
      .replace(/[^\p{Script=Han}\d.]+|(?<!\d)\.+|\.+(?!\d)/gu, '')
  );
}

function weightOf(clauses: readonly Clause[]): number {
  return clauses.reduce((sum, { words }) => sum + words.length, 0);
}

/** Pairs of equal undamaged clauses in common order, by position: the longest row among those that occur once. */
function alignment(a: readonly Clause[], b: readonly Clause[]): readonly (readonly [number, number])[] {
  const once = (clauses: readonly Clause[]): Map<string, number> => {
    const seen = new Map<string, number>();
    for (const [at, { words, numbers, damaged }] of clauses.entries()) {
      const key = `${words}|${numbers.join(' ')}`;
      if (!damaged && words !== '') seen.set(key, seen.has(key) ? -1 : at);
    }
    return seen;
  };
  const inB = once(b);
  const pairs: (readonly [number, number])[] = [];
  for (const [key, at] of once(a)) {
    const other = inB.get(key);
    if (at >= 0 && other !== undefined && other >= 0) pairs.push([at, other]);
  }
  return extended(a, b, longestRising(pairs));
}

/** Repeated clauses (同比增长) beside matched ones match too. */
function extended(
  a: readonly Clause[],
  b: readonly Clause[],
  anchors: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const all: (readonly [number, number])[] = [];
  const equal = (i: number, j: number): boolean => {
    const [left, right] = [a[i], b[j]];
    if (left === undefined || right === undefined || left.damaged || right.damaged) return false;
    return left.words === right.words && left.numbers.join(' ') === right.numbers.join(' ');
  };
  let [fromA, fromB] = [0, 0];
  for (const [toA, toB] of [...anchors, [a.length, b.length] as const]) {
    while (fromA < toA && fromB < toB && equal(fromA, fromB)) all.push([fromA++, fromB++]);
    const tail: (readonly [number, number])[] = [];
    let [i, j] = [toA - 1, toB - 1];
    while (i >= fromA && j >= fromB && equal(i, j)) tail.push([i--, j--]);
    all.push(...tail.reverse());
    if (toA < a.length) all.push([toA, toB]);
    [fromA, fromB] = [toA + 1, toB + 1];
  }
  return all;
}

/** The longest subsequence rising in both (pairs come sorted by the first): patience sorting, n log n. */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  const ends: number[] = [];
  const before: number[] = [];
  for (const [at, [, value]] of pairs.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[ends[middle] ?? 0]?.[1] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[at] = low === 0 ? -1 : (ends[low - 1] ?? -1);
    ends[low] = at;
  }
  const row: (readonly [number, number])[] = [];
  for (let at = ends.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) row.push(pair);
  }
  return row.reverse();
}

/**
 * Whether a gap between equal clauses holds a number that tells the articles apart. A clause with a number may be
 * missing or worded otherwise (下降 for 增长) only where damage on the other side may have swallowed it.
 */
function numbersDiffer(a: readonly Clause[], b: readonly Clause[]): boolean {
  const tells = (clauses: readonly Clause[]): boolean =>
    clauses.some(({ numbers, damaged }) => !damaged && numbers.length > 0);
  const torn = (clauses: readonly Clause[]): boolean => clauses.some(({ damaged }) => damaged);
  return (tells(a) && !torn(b)) || (tells(b) && !torn(a));
}

function without(text: string, spans: readonly Span[]): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > from) rest += text.slice(from, start);
    from = Math.max(from, end);
  }
  return rest + text.slice(from);
}
