import type { TailParts, TailPostings } from './tail-postings.ts';
import type { TermKey } from './terms.ts';
import { spread } from './terms.ts';

/**
 * Posting lists that change no more, in flat arrays: eight bytes per term and two per posting. Terms stand in
 * buckets by hash; those of bucket b are `keys[buckets[b] … buckets[b+1]]`, the list of term t is
 * `postings[starts[t] … starts[t+1]]`, oldest passage first.
 */
export interface FrozenPostings {
  /** The passage its postings count from. */
  readonly first: number;
  readonly count: number;
  readonly buckets: Uint32Array;
  readonly keys: Uint32Array;
  readonly starts: Uint32Array;
  readonly postings: Uint16Array;
}

/** Terms per bucket, about. */
const BUCKET = 6;
/** Table entries handled between two pauses: about a tenth of a millisecond. */
const PORTION = 1 << 10;

/** The number of a term in the lists, -1 when it has none. */
export function findTerm({ buckets, keys }: FrozenPostings, key: TermKey): number {
  const bucket = bucketOf(key, buckets.length - 1);
  const end = buckets[bucket + 1] ?? 0;
  for (let at = buckets[bucket] ?? 0; at < end; at++) if (keys[at] === key) return at;
  return -1;
}

/** Upper bits, since the lower ones chose the slot in the tail. */
function bucketOf(key: TermKey, count: number): number {
  return (spread(key) >>> 4) % count;
}

/** Turns a tail into flat arrays. A generator, so that whoever runs it can pause now and then. */
export function* freeze(tail: TailPostings): Generator<void, FrozenPostings> {
  const { first, count, parts } = tail;
  const buckets = yield* countBuckets(parts);
  const keys = new Uint32Array(parts.distinct);
  /** Newest posting of each term. */
  const heads = new Uint32Array(parts.distinct);
  for (let slot = 0; slot < parts.keys.length; slot++) {
    const key = parts.keys[slot] ?? 0;
    if (key !== 0) {
      // Each bucket is filled from its end, so that afterwards its number is its beginning.
      const bucket = bucketOf(key, buckets.length - 1);
      const at = (buckets[bucket] ?? 0) - 1;
      buckets[bucket] = at;
      keys[at] = key;
      heads[at] = parts.heads[slot] ?? 0;
    }
    if (slot % PORTION === 0) yield;
  }
  const starts = new Uint32Array(parts.distinct + 1);
  const postings = new Uint16Array(parts.total - 1);
  let end = postings.length;
  for (let term = parts.distinct; term-- > 0; ) {
    starts[term + 1] = end;
    for (let at = heads[term] ?? 0; at !== 0; at = parts.older[at] ?? 0) {
      end--;
      postings[end] = parts.postings[at] ?? 0;
    }
    if (term % PORTION === 0) yield;
  }
  return { first, count, buckets, keys, starts, postings };
}

/** Where each bucket ends. */
function* countBuckets(parts: TailParts): Generator<void, Uint32Array> {
  const count = Math.max(1, Math.ceil(parts.distinct / BUCKET));
  const buckets = new Uint32Array(count + 1);
  for (let slot = 0; slot < parts.keys.length; slot++) {
    const key = parts.keys[slot] ?? 0;
    if (key !== 0) {
      const bucket = bucketOf(key, count);
      buckets[bucket] = (buckets[bucket] ?? 0) + 1;
    }
    if (slot % PORTION === 0) yield;
  }
  let end = 0;
  for (let bucket = 0; bucket <= count; bucket++) {
    end += buckets[bucket] ?? 0;
    buckets[bucket] = end;
  }
  return buckets;
}
