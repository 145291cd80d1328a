import type { FrozenPostings } from './frozen-postings.ts';
import type { Passage } from './passage.ts';
import { createTermReader, isPosted } from './passage-terms.ts';
import type { Shelf, ShelfParts } from './shelf.ts';
import { createShelf } from './shelf.ts';
import type { Slots } from './slots.ts';
import { createPostings } from './slots.ts';
import type { TermKey } from './terms.ts';
import { isSingle } from './terms.ts';

/** All that an index knows, for keeping it in a file. */
export interface CoreParts {
  readonly shelf: ShelfParts;
  readonly frozen: readonly FrozenPostings[];
  /** Numbers of withdrawn passages. */
  readonly withdrawn: Uint32Array;
  /** Term and count in turn: how many withdrawn passages the lists still hold. */
  readonly discounts: Uint32Array;
  /** In how many passages each character stands. */
  readonly singles: Uint32Array;
  /** Units of all passages that are in. */
  readonly length: number;
}

/**
 * Passages with their posting lists and counts. Withdrawn passages stay in the lists as tombstones and are
 * discounted; whoever holds the core makes a new one when they are too many.
 */
export interface Core {
  readonly shelf: Shelf;
  /** Passages that are in. */
  readonly size: number;
  readonly withdrawn: number;
  /** Mean length of the passages that are in, in units. */
  readonly usual: number;
  add(passage: Passage): void;
  withdraw(number: number): void;
  isIn(number: number): boolean;
  numbersOf(articleId: string): readonly number[];
  find(key: TermKey): Slots;
  frequency(key: TermKey, slots: Slots): number;
  readonly full: boolean;
  freeze(): Generator<void, void>;
  /** A generator, so that whoever runs it can pause now and then; nothing may change meanwhile. */
  parts(): Generator<void, CoreParts>;
}

/** @param parts of an earlier core; they are taken over, not copied */
export function createCore(parts?: CoreParts): Core {
  const shelf = createShelf(parts?.shelf);
  const postings = createPostings(parts?.frozen);
  const reader = createTermReader();
  const singles = parts?.singles ?? new Uint32Array(0x10000);
  const gone = new Set<number>(parts?.withdrawn);
  const discounts = new Map<TermKey, number>();
  for (let at = 0; at + 1 < (parts?.discounts.length ?? 0); at += 2)
    discounts.set(parts?.discounts[at] ?? 0, parts?.discounts[at + 1] ?? 0);
  const byArticle = new Map<string, number[]>();
  for (let number = 0; number < shelf.size; number++) if (!gone.has(number)) enlist(number);
  let length = parts?.length ?? 0;

  function count(number: number, sign: 1 | -1): void {
    for (let at = 0; at < reader.singleCount; at++) {
      const single = reader.singles[at] ?? 0;
      singles[single] = (singles[single] ?? 0) + sign;
    }
    const { start, end } = shelf.place(number);
    length += sign * (end - start);
  }

  function enlist(number: number): void {
    const articleId = shelf.articleOf(number);
    const numbers = byArticle.get(articleId);
    if (numbers === undefined) byArticle.set(articleId, [number]);
    else numbers.push(number);
  }

  const core: Core = {
    shelf,
    get size() {
      return shelf.size - gone.size;
    },
    get withdrawn() {
      return gone.size;
    },
    get usual() {
      return core.size === 0 ? 1 : length / core.size;
    },
    add(passage) {
      const number = shelf.add(passage);
      postings.add(reader.posted(shelf.place(number)));
      count(number, 1);
      enlist(number);
    },
    withdraw(number) {
      if (gone.has(number)) return;
      const { keys, count: posted } = reader.posted(shelf.place(number));
      for (let at = 0; at < posted; at++) {
        const key = keys[at] ?? 0;
        if (!isSingle(key)) discounts.set(key, (discounts.get(key) ?? 0) + 1);
      }
      count(number, -1);
      gone.add(number);
      const articleId = shelf.articleOf(number);
      const left = (byArticle.get(articleId) ?? []).filter((other) => other !== number);
      if (left.length === 0) byArticle.delete(articleId);
      else byArticle.set(articleId, left);
    },
    isIn: (number) => !gone.has(number),
    numbersOf: (articleId) => byArticle.get(articleId) ?? [],
    find: (key) => (isPosted(key) ? postings.find(key) : []),
    frequency(key, slots) {
      if (isSingle(key)) return singles[key] ?? 0;
      return slots.reduce((sum, { length: held }) => sum + held, 0) - (discounts.get(key) ?? 0);
    },
    get full() {
      return postings.full;
    },
    freeze: () => postings.freeze(),
    *parts() {
      return {
        shelf: shelf.parts,
        frozen: postings.frozen,
        withdrawn: yield* numbersIn(gone, gone.size),
        discounts: yield* numbersIn(eachDiscount(discounts), 2 * discounts.size),
        singles,
        length,
      };
    },
  };
  return core;
}

/** Without an array of arrays in between: there may be a million. */
function* eachDiscount(discounts: ReadonlyMap<TermKey, number>): Generator<number, void> {
  for (const [key, count] of discounts) {
    yield key;
    yield count;
  }
}

/** Values copied between two pauses: about a tenth of a millisecond. */
const PORTION = 1 << 11;

function* numbersIn(values: Iterable<number>, count: number): Generator<void, Uint32Array> {
  const numbers = new Uint32Array(count);
  let at = 0;
  for (const value of values) {
    numbers[at] = value;
    at++;
    if (at % PORTION === 0) yield;
  }
  return numbers;
}
