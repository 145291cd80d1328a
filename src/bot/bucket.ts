import type { RateLimit } from '../config.ts';

/** What a message over the limit is met with: one warning, then nothing until there is room again. */
export type Admission = 'admitted' | 'warn' | 'silence';

interface Bucket {
  tokens: number;
  at: number;
  warned: boolean;
}

/** A group's bucket holds so many times a person's: one member's flood leaves room for the others. */
const CROWD = 3;
/** Counted at once; whoever is forgotten starts with a full bucket. */
const MAX_BUCKETS = 20_000;

/** Token buckets by key: `burst` at once, refilled at `perSecond`; groups, whose numbers are negative, have larger ones. */
export class Buckets {
  readonly #limit: RateLimit;
  readonly #now: () => number;
  readonly #known = new Map<number, Bucket>();

  /** @param now milliseconds since some fixed point */
  constructor(limit: RateLimit, now: () => number) {
    this.#limit = limit;
    this.#now = now;
  }

  /** Takes one token from each of the buckets, or none from any. */
  take(keys: readonly number[]): Admission {
    const buckets = [...new Set(keys)].map((key) => this.#bucket(key));
    const empty = buckets.filter(({ tokens }) => tokens < 1);
    if (empty.length === 0) {
      for (const bucket of buckets) {
        bucket.tokens -= 1;
        bucket.warned = false;
      }
      return 'admitted';
    }
    const warned = empty.every((bucket) => bucket.warned);
    for (const bucket of empty) bucket.warned = true;
    return warned ? 'silence' : 'warn';
  }

  #bucket(key: number): Bucket {
    const times = key < 0 ? CROWD : 1;
    const [burst, perSecond] = [this.#limit.burst * times, this.#limit.perSecond * times];
    const at = this.#now();
    const bucket = this.#known.get(key) ?? { tokens: burst, at, warned: false };
    bucket.tokens = Math.min(burst, bucket.tokens + Math.max(0, ((at - bucket.at) / 1000) * perSecond));
    bucket.at = at;
    // Deleting first moves the key to the end: the first is the one that was idle longest.
    this.#known.delete(key);
    this.#known.set(key, bucket);
    const oldest = this.#known.keys().next().value;
    if (this.#known.size > MAX_BUCKETS && oldest !== undefined) this.#known.delete(oldest);
    return bucket;
  }
}
