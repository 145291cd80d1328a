import { STEP_WEIGHTS } from './steps.ts';
import type { LookUp } from './weigh.ts';

/** A passage of the first stage. */
export interface Candidate {
  readonly number: number;
  readonly score: number;
}

const NONE = new Uint32Array(0);

/** Scores of all passages, used again by the next question. */
export interface Scores {
  /** At least `count` zeros. */
  cleared(count: number): Float32Array;
}

export function createScores(): Scores {
  let scores = new Float32Array(0);
  return {
    cleared(count) {
      if (scores.length < count) scores = new Float32Array(Math.ceil(count * 1.5));
      else scores.fill(0, 0, count);
      return scores;
    },
  };
}

/**
 * The first stage: sums the quantised weights of the question's terms over their slots and gives the best `most`
 * passages that `passes` lets through, best first. All that tie with the last are given, so that which of them is
 * read further never depends on the order of adding.
 */
export function findCandidates(
  lookUps: readonly LookUp[],
  scores: Float32Array,
  count: number,
  most: number,
  passes: (number: number) => boolean,
): readonly Candidate[] {
  for (const { slots, weight } of lookUps)
    for (let step = 0; step < slots.length; step++) {
      const impact = weight * (STEP_WEIGHTS[step] ?? 0);
      const numbers = slots[step] ?? NONE;
      for (let at = 0; at < numbers.length; at++) {
        const number = numbers[at] ?? 0;
        scores[number] = (scores[number] ?? 0) + impact;
      }
    }
  const least = leastOf(scores, count, most, passes);
  const found: Candidate[] = [];
  for (let number = 0; number < count; number++) {
    const score = scores[number] ?? 0;
    if (score >= least && score > 0 && passes(number)) found.push({ number, score });
  }
  return found.sort((a, b) => b.score - a.score);
}

/** The score of the `most`-th best passage, 0 when there are fewer: a heap whose root is the least of the best. */
function leastOf(
  scores: Float32Array,
  count: number,
  most: number,
  passes: (number: number) => boolean,
): number {
  const heap = new Float32Array(most);
  for (let number = 0; number < count; number++) {
    const score = scores[number] ?? 0;
    if (score > (heap[0] ?? 0) && passes(number)) sink(heap, score);
  }
  return heap[0] ?? 0;
}

/** Replaces the root and restores the order. */
function sink(heap: Float32Array, score: number): void {
  let at = 0;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && (heap[child + 1] ?? 0) < (heap[child] ?? 0)) child++;
    if ((heap[child] ?? 0) >= score) break;
    heap[at] = heap[child] ?? 0;
    at = child;
  }
  heap[at] = score;
}
