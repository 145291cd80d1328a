import { Index } from 'flexsearch';

/**
 * BM25 in 32 steps. FlexSearch ranks by position only (no frequency, no rarity, no length), but keeps per term one
 * list of passages per step of `resolution`, and lets `score` choose the step: so a step holds a quantised weight,
 * and the first stage is a sum over the lists of the question's terms.
 */
const STEPS = 32;
/** BM25's k1, and the highest weight it gives. */
const K1 = 1.2;
const TOP = K1 + 1;
const B = 0.6;
/** Terms of a passage of usual length; a constant, so that adding passages never changes weights already stored. */
const AVERAGE_TERMS = 360;

/** Passages of a term that share a weight; `ids` is live: read, never write. */
export interface PostingList {
  readonly weight: number;
  readonly ids: readonly number[];
}

/** Term → passages with weights. Passages are dense numbers; there is no removing (see the index's tombstones). */
export interface Postings {
  /** `terms` as often as they occur. */
  add(id: number, terms: readonly string[]): void;
  find(term: string): readonly PostingList[];
}

/**
 * An impact-ordered posting store on FlexSearch. Its `remove` scans the whole vocabulary, and what avoids that
 * (`fastupdate`) costs a reference per term and passage: nothing is ever removed here.
 */
export function createPostings(): Postings {
  let frequency = new Map<string, number>();
  let length = 0;
  let handed: string[] = [];
  const index = new Index({
    resolution: STEPS,
    score: (_content, term) => step(frequency.get(term) ?? 1, length),
    // Terms are made outside; FlexSearch's own encoder would split 2024 and merge 天天.
    encode: () => handed,
  });
  return {
    add(id, terms) {
      frequency = count(terms);
      length = terms.length;
      handed = [...frequency.keys()];
      if (handed.length > 0) index.add(id, ' ');
    },
    find(term) {
      handed = [term];
      const steps: readonly (readonly (number | string)[] | undefined)[] = index.search(term, {
        resolve: false,
      }).result;
      const lists: PostingList[] = [];
      for (const [at, ids] of steps.entries())
        if (ids !== undefined)
          lists.push({ weight: (TOP * (STEPS - 0.5 - at)) / STEPS, ids: ids as readonly number[] });
      return lists;
    },
  };
}

function step(frequency: number, length: number): number {
  const weight = (frequency * TOP) / (frequency + K1 * (1 - B + (B * length) / AVERAGE_TERMS));
  return Math.min(STEPS - 1, Math.max(0, STEPS - 1 - Math.floor((weight / TOP) * STEPS)));
}

function count(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
