import { readTable } from '../lexicon/table.ts';
import { once } from '../text/once.ts';
import { foldUnits } from './characters.ts';
import type { Place } from './shelf.ts';
import { stepOf } from './steps.ts';
import type { PassageTerms } from './tail-postings.ts';
import type { TermKey } from './terms.ts';
import { eachTerm, isSingle } from './terms.ts';

/** Characters too frequent to find anything by. */
const common = once(() => {
  const table = new Uint8Array(0x10000);
  for (const { cells } of readTable('common-characters.txt', 1))
    for (const unit of foldUnits(cells[0] ?? '')) table[unit] = 1;
  return table;
});

/** Whether a term has posting lists: single characters only when they are not among the most frequent. */
export function isPosted(key: TermKey): boolean {
  return !isSingle(key) || common()[key] === 0;
}

/** Reads passages into their distinct terms; buffers are used again and again, so results hold until the next call. */
export interface TermReader {
  /** Terms with posting lists, and how strongly the passage is about each. */
  posted(place: Place): PassageTerms;
  /** Every distinct single character: for counting in how many passages it stands. */
  readonly singles: Uint32Array;
  readonly singleCount: number;
}

const FIRST_CAPACITY = 1 << 12;

export function createTermReader(): TermReader {
  /** Open addressing, `slots` names the used ones so that clearing costs no more than filling. */
  let table = new Uint32Array(FIRST_CAPACITY * 4);
  let frequencies = new Uint32Array(FIRST_CAPACITY * 4);
  let slots = new Uint32Array(FIRST_CAPACITY * 2);
  let keys = new Uint32Array(FIRST_CAPACITY * 2);
  let steps = new Uint8Array(FIRST_CAPACITY * 2);
  let singles = new Uint32Array(FIRST_CAPACITY * 2);
  let used = 0;
  let singleCount = 0;

  function fit(length: number): void {
    if (length * 4 <= table.length) return;
    const capacity = 2 ** Math.ceil(Math.log2(length));
    table = new Uint32Array(capacity * 4);
    frequencies = new Uint32Array(capacity * 4);
    slots = new Uint32Array(capacity * 2);
    keys = new Uint32Array(capacity * 2);
    steps = new Uint8Array(capacity * 2);
    singles = new Uint32Array(capacity * 2);
  }

  function count(key: TermKey): void {
    const mask = table.length - 1;
    let slot = (Math.imul(key ^ (key >>> 15), 0x9e3779b1) >>> 9) & mask;
    while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) & mask;
    if (table[slot] === 0) {
      table[slot] = key;
      slots[used] = slot;
      used++;
    }
    frequencies[slot] = (frequencies[slot] ?? 0) + 1;
  }

  return {
    posted({ units, start, end }) {
      const length = end - start;
      fit(length);
      used = 0;
      singleCount = 0;
      eachTerm(units, start, end, count);
      let posted = 0;
      for (let at = 0; at < used; at++) {
        const slot = slots[at] ?? 0;
        const key = table[slot] ?? 0;
        if (isSingle(key)) {
          singles[singleCount] = key;
          singleCount++;
        }
        if (isPosted(key)) {
          keys[posted] = key;
          steps[posted] = stepOf(frequencies[slot] ?? 0, length);
          posted++;
        }
        table[slot] = 0;
        frequencies[slot] = 0;
      }
      return { keys, steps, count: posted };
    },
    get singles() {
      return singles;
    },
    get singleCount() {
      return singleCount;
    },
  };
}
