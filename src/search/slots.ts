import { Index } from 'flexsearch';
import type { FrozenPostings } from './frozen-postings.ts';
import { findTerm, freeze } from './frozen-postings.ts';
import { localOf, STEPS, stepIn } from './steps.ts';
import type { PassageTerms, TailPostings } from './tail-postings.ts';
import { createTailPostings } from './tail-postings.ts';
import type { TermKey } from './terms.ts';
import { termName } from './terms.ts';

/** Passage numbers per step of a term: what FlexSearch calls slots. */
export type Slots = readonly Uint32Array[];

/** Term → slots, for passages numbered in the order of adding. */
export interface Postings {
  add(terms: PassageTerms): void;
  find(key: TermKey): Slots;
  /** Whether the newest passages should be frozen before more are added. */
  readonly full: boolean;
  /** Packs the newest passages; searching stays possible in between. */
  freeze(): Generator<void, void>;
  readonly frozen: readonly FrozenPostings[];
}

/**
 * FlexSearch as an impact-ordered posting store. Its own ranking goes by position only (no frequency, no rarity, no
 * length), but it looks a term up as a list of passages per slot of `resolution`, strongest first: a slot here holds
 * a quantised BM25 weight, and the first stage sums over the slots of the question's terms.
 *
 * What FlexSearch finds the slots in is ours: its map of arrays of arrays takes 150 bytes and 3.5 µs per posting
 * (measured: 48 KB of heap for a passage of 500 characters), so that 50,000 passages would fill 2 GB; the same
 * slots read out of flat arrays take two bytes. Its `remove` scans the whole vocabulary: nothing is removed here
 * (see the index's tombstones).
 * @param from packed postings of an earlier index, in order
 */
export function createPostings(from: readonly FrozenPostings[] = []): Postings {
  const frozen = [...from];
  const last = frozen.at(-1);
  let tail = createTailPostings(last === undefined ? 0 : last.first + last.count);
  let asked: TermKey = 0;
  const index = new Index({
    resolution: STEPS,
    // Terms are made outside; FlexSearch's own encoder would split 2024 and merge 天天.
    encode: () => [termName(asked)],
  });
  const map: Pick<ReadonlyMap<string, Slots>, 'get'> = { get: () => slotsOf(asked, frozen, tail) };
  Object.assign(index, { map });
  return {
    add: (terms) => tail.add(terms),
    find(key) {
      asked = key;
      const { result } = index.search(' ', { resolve: false });
      // FlexSearch hands on what its map gave; its types know lists of ids only.
      return result as unknown as Slots;
    },
    get full() {
      return tail.full;
    },
    *freeze() {
      if (tail.count === 0) return;
      const packed = yield* freeze(tail);
      frozen.push(packed);
      tail = createTailPostings(packed.first + packed.count);
    },
    frozen,
  };
}

/**
 * Gathers a term's passages by step, in the order of their numbers within each step: counted first, so that all slots
 * are parts of one flat array.
 */
function slotsOf(key: TermKey, frozen: readonly FrozenPostings[], tail: TailPostings): Slots {
  const found: (readonly [first: number, postings: Uint16Array])[] = [];
  const ends = new Uint32Array(STEPS);
  let total = 0;
  const count = (postings: Uint16Array): void => {
    for (let at = 0; at < postings.length; at++) {
      const step = stepIn(postings[at] ?? 0);
      ends[step] = (ends[step] ?? 0) + 1;
    }
    total += postings.length;
  };
  for (const segment of frozen) {
    const term = findTerm(segment, key);
    if (term < 0) continue;
    const postings = segment.postings.subarray(segment.starts[term], segment.starts[term + 1]);
    found.push([segment.first, postings]);
    count(postings);
  }
  const recent = tail.find(key);
  found.push([tail.first, recent]);
  count(recent);
  const numbers = new Uint32Array(total);
  const starts = new Uint32Array(STEPS);
  for (let step = 1; step < STEPS; step++) starts[step] = (starts[step - 1] ?? 0) + (ends[step - 1] ?? 0);
  const next = starts.slice();
  for (const [first, postings] of found)
    for (let at = 0; at < postings.length; at++) {
      const packed = postings[at] ?? 0;
      const step = stepIn(packed);
      const to = next[step] ?? 0;
      numbers[to] = first + localOf(packed);
      next[step] = to + 1;
    }
  return Array.from(starts, (start, step) => numbers.subarray(start, next[step]));
}
