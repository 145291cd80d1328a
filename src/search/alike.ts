import { foldUnits } from './characters.ts';
import type { Place } from './shelf.ts';
import { eachTerm, isRun, isSingle } from './terms.ts';

/** Two texts with this share of pairs in common say the same: a reprint with another dateline, a scrape with slips. */
const SAME = 0.85;

const NUMERALS = new Set(foldUnits('〇零一二三四五六七八九十两百千万亿'));

/** The pairs and numbers of a passage's text (not its heading). */
export interface Fingerprint {
  readonly pairs: ReadonlySet<number>;
  /** All numbers and Latin words in order: a report of another month has the same sentences with other numbers. */
  readonly runs: string;
}

export function fingerprintOf({ units, textAt, end }: Place): Fingerprint {
  const pairs = new Set<number>();
  const runs: number[] = [];
  eachTerm(units, textAt, end, (key) => {
    if (isRun(key) || NUMERALS.has(key)) runs.push(key);
    else if (!isSingle(key)) pairs.add(key);
  });
  return { pairs, runs: runs.join() };
}

/** Whether two passages say the same in nearly the same words with the same numbers. */
export function isAlike(a: Fingerprint, b: Fingerprint): boolean {
  const [less, more] = a.pairs.size <= b.pairs.size ? [a.pairs, b.pairs] : [b.pairs, a.pairs];
  if (a.runs !== b.runs || less.size < SAME * more.size || less.size === 0) return false;
  let shared = 0;
  for (const pair of less) if (more.has(pair)) shared++;
  return shared >= SAME * (less.size + more.size - shared);
}
