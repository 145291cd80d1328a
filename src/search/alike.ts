import { foldUnits } from './characters.ts';
import type { Place } from './shelf.ts';
import { eachTerm, isRun, isSingle, spread } from './terms.ts';

/** Two texts with this share of pairs in common say the same: a reprint with another dateline, a scrape with slips. */
const SAME = 0.85;

const NUMERALS = new Set(foldUnits('〇零一二三四五六七八九十两百千万亿'));

/**
 * All numbers and Latin words of a text in order, as 32 bits: a report of another month has the same sentences with
 * other numbers. Kept with every passage, since most pairs of passages differ in it and need no further look.
 */
export function figuresOf(units: Uint16Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  eachTerm(units, start, end, (key) => {
    if (isRun(key) || NUMERALS.has(key)) hash = Math.imul(hash ^ spread(key), 0x01000193);
  });
  return hash >>> 0;
}

/**
 * The distinct pairs of a passage's text (not its heading), ascending. Sorted numbers instead of a set: keys of 32
 * bits would each be an object of their own in one.
 */
export function pairsOf({ units, textAt, end }: Place): Uint32Array {
  const all = new Uint32Array(end - textAt);
  let count = 0;
  eachTerm(units, textAt, end, (key) => {
    if (isRun(key) || isSingle(key)) return;
    all[count] = key;
    count++;
  });
  const sorted = all.subarray(0, count).sort();
  let distinct = 0;
  for (let at = 0; at < count; at++) {
    const key = sorted[at] ?? 0;
    if (distinct > 0 && sorted[distinct - 1] === key) continue;
    sorted[distinct] = key;
    distinct++;
  }
  return sorted.subarray(0, distinct);
}

/** Whether two texts with the same figures say the same, by their pairs. */
export function isAlike(a: Uint32Array, b: Uint32Array): boolean {
  if (a.length === 0 || Math.min(a.length, b.length) < SAME * Math.max(a.length, b.length)) return false;
  const shared = sharedBy(a, b);
  return shared >= SAME * (a.length + b.length - shared);
}

/** How many values two ascending lists have in common. */
function sharedBy(a: Uint32Array, b: Uint32Array): number {
  let shared = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) shared++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return shared;
}
