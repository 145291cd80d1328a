import { posting, SEGMENT_PASSAGES } from './steps.ts';
import type { TermKey } from './terms.ts';
import { spread } from './terms.ts';

/** A passage's distinct terms with their steps: the first `count` of both arrays. */
export interface PassageTerms {
  readonly keys: Uint32Array;
  readonly steps: Uint8Array;
  readonly count: number;
}

/** Posting lists of the passages that came last, as chains through flat arrays: cheap to append to. */
export interface TailPostings {
  /** The passage its postings count from. */
  readonly first: number;
  readonly count: number;
  /** Whether another passage would make it too large to widen without a noticeable pause. */
  readonly full: boolean;
  add(terms: PassageTerms): void;
  /** The postings of a term, oldest first; to be used before the next call. */
  find(key: TermKey): Uint16Array;
  readonly parts: TailParts;
}

/** Open addressing over `keys` (0: free); `heads` leads to the newest posting, `older` from each to the one before. */
export interface TailParts {
  readonly keys: Uint32Array;
  readonly heads: Uint32Array;
  readonly older: Uint32Array;
  readonly postings: Uint16Array;
  readonly distinct: number;
  readonly total: number;
}

/** Arrays of a small index double; beyond SMALL they take their full size at once, since moving more entries would
 * stop the process for milliseconds. (Memory that was never written to is not taken from the system.) */
const FIRST_TERMS = 1 << 12;
const FIRST_POSTINGS = 1 << 13;
const SMALL = 1 << 14;
const FULLEST = 0.6;
const MOST_TERMS = 1 << 18;
const MOST_POSTINGS = 1 << 21;
/** A passage brings at most about this many terms; a longer one makes one longer pause. */
const ROOM = 1 << 10;

export function createTailPostings(first: number): TailPostings {
  let keys = new Uint32Array(FIRST_TERMS);
  let heads = new Uint32Array(FIRST_TERMS);
  // Chains end at 0, so the first posting stands at 1.
  let older = new Uint32Array(FIRST_POSTINGS);
  let postings = new Uint16Array(FIRST_POSTINGS);
  let total = 1;
  let distinct = 0;
  let count = 0;
  /** Holds what was found last: a term stands at most once in a passage. */
  let found = new Uint16Array(0);

  function slotOf(table: Uint32Array, key: TermKey): number {
    const mask = table.length - 1;
    let slot = spread(key) & mask;
    while (table[slot] !== 0 && table[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  function widenTerms(): void {
    const capacity = keys.length < SMALL ? keys.length * 2 : Math.max(MOST_TERMS, keys.length * 2);
    const wider = new Uint32Array(capacity);
    const moved = new Uint32Array(capacity);
    for (let slot = 0; slot < keys.length; slot++) {
      const key = keys[slot] ?? 0;
      if (key === 0) continue;
      const to = slotOf(wider, key);
      wider[to] = key;
      moved[to] = heads[slot] ?? 0;
    }
    keys = wider;
    heads = moved;
  }

  function widenPostings(): void {
    const capacity = older.length < SMALL ? older.length * 2 : Math.max(MOST_POSTINGS, older.length * 2);
    const chains = new Uint32Array(capacity);
    chains.set(older);
    older = chains;
    const packed = new Uint16Array(capacity);
    packed.set(postings);
    postings = packed;
  }

  return {
    first,
    get count() {
      return count;
    },
    get full() {
      return (
        count === SEGMENT_PASSAGES || distinct + ROOM > MOST_TERMS * FULLEST || total + ROOM > MOST_POSTINGS
      );
    },
    add(terms) {
      while (distinct + terms.count > keys.length * FULLEST) widenTerms();
      while (total + terms.count > postings.length) widenPostings();
      for (let at = 0; at < terms.count; at++) {
        const key = terms.keys[at] ?? 0;
        const slot = slotOf(keys, key);
        if (keys[slot] === 0) {
          keys[slot] = key;
          distinct++;
        }
        older[total] = heads[slot] ?? 0;
        postings[total] = posting(count, terms.steps[at] ?? 0);
        heads[slot] = total;
        total++;
      }
      count++;
    },
    find(key) {
      // A chain leads from the newest to the oldest.
      if (found.length < count) found = new Uint16Array(Math.ceil(count * 1.5));
      let from = found.length;
      for (let at = heads[slotOf(keys, key)] ?? 0; at !== 0; at = older[at] ?? 0) {
        from--;
        found[from] = postings[at] ?? 0;
      }
      return found.subarray(from);
    },
    get parts() {
      return { keys, heads, older, postings, distinct, total };
    },
  };
}
