import type { Question } from './question.ts';
import { isLoose } from './question.ts';
import type { Slots } from './slots.ts';
import type { TermKey } from './terms.ts';

/** A term of a question with its rarity (IDF) among the passages that are in, and its weight in the second stage. */
export interface Weighed {
  readonly key: TermKey;
  readonly rarity: number;
  readonly weight: number;
}

/** A term to look up in the first stage. */
export interface LookUp {
  readonly slots: Slots;
  readonly weight: number;
}

/** A question against the passages that are in. */
export interface WeighedQuestion {
  readonly question: Question;
  readonly lookUps: readonly LookUp[];
  readonly singles: readonly Weighed[];
  readonly pairs: readonly Weighed[];
  readonly runs: readonly Weighed[];
  readonly triples: readonly (Weighed & { readonly second: TermKey })[];
  /** The score of a passage of usual length that holds every term once. */
  readonly perfect: number;
}

/** What is counted over the passages that are in. */
export interface Statistics {
  find(key: TermKey): Slots;
  /** In how many passages a term stands, withdrawn ones not counted. */
  frequency(key: TermKey, slots: Slots): number;
  readonly passages: number;
}

/**
 * Weights of the second stage, set on halves of a development set of encyclopedia questions (see docs/search.md).
 * A character says a little more than its pairs do (another order, an abbreviation); a year, a code or an English
 * word tells passages apart better than either; three characters in a row are more than two pairs.
 */
const SINGLE = 1.5;
const RUN = 2;
const TRIPLE = 0.25;
/** Pairs with 的, 是 and their like. */
const LOOSE = 0.3;
/** First stage: a single character is looked up only when it is rare, and counts half. */
const RARE_SHARE = 0.05;
const LOOK_UP_SINGLE = 0.5;
const LOOK_UP_RUN = 3;

/** Weighs the terms of a question by how rare they are. */
export function weigh(question: Question, statistics: Statistics): WeighedQuestion {
  const { passages } = statistics;
  const lookUps: LookUp[] = [];
  const rarities = new Map<TermKey, number>();
  const weighAll = (
    keys: readonly TermKey[],
    lookUp: (key: TermKey, share: number) => number,
    second: (key: TermKey) => number,
  ) =>
    keys.map((key): Weighed => {
      const slots = statistics.find(key);
      const held = statistics.frequency(key, slots);
      const rarity = Math.log(1 + (passages - held + 0.5) / (held + 0.5));
      rarities.set(key, rarity);
      const weight = rarity * lookUp(key, held / passages);
      if (weight > 0) lookUps.push({ slots, weight });
      return { key, rarity, weight: rarity * second(key) };
    });
  const loose = (key: TermKey) => (isLoose(key) ? LOOSE : 1);
  const runs = weighAll(
    question.runs,
    () => LOOK_UP_RUN,
    () => RUN,
  );
  const pairs = weighAll(question.pairs, loose, loose);
  const singles = weighAll(
    question.singles,
    (_, share) => (share <= RARE_SHARE ? LOOK_UP_SINGLE : 0),
    () => SINGLE,
  );
  const triples = question.triples.map(([key, second]) => {
    const rarity = ((rarities.get(key) ?? 0) + (rarities.get(second) ?? 0)) / 2;
    return { key, second, rarity, weight: rarity * TRIPLE };
  });
  const perfect = [...runs, ...pairs, ...singles, ...triples].reduce((sum, { weight }) => sum + weight, 0);
  return { question, lookUps, singles, pairs, runs, triples, perfect };
}
