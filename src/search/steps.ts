/**
 * BM25 in eight steps: what a posting keeps of how much a passage is about a term. Coarse, since the second stage
 * computes the exact weight for the passages that matter; three bits are what makes a posting two bytes.
 */
export const STEPS = 8;

const K1 = 1.2;
const B = 0.6;
const TOP = K1 + 1;
/** Units of a passage of usual length; a constant, so that adding passages never changes weights already stored. */
const USUAL_LENGTH = 300;

/** 0 (strongest) to STEPS − 1, as FlexSearch counts its slots. */
export function stepOf(frequency: number, length: number): number {
  const weight = (frequency * TOP) / (frequency + K1 * (1 - B + (B * length) / USUAL_LENGTH));
  return Math.min(STEPS - 1, Math.max(0, STEPS - 1 - Math.floor((weight / TOP) * STEPS)));
}

/** The middle weight of each step. */
export const STEP_WEIGHTS: readonly number[] = Array.from(
  { length: STEPS },
  (_, step) => (TOP * (STEPS - 0.5 - step)) / STEPS,
);

/** A posting is a passage, counted from the first of its segment, and a step: 13 and 3 bits. */
export const SEGMENT_PASSAGES = 1 << 13;
const STEP_BITS = 3;

export function posting(local: number, step: number): number {
  return (local << STEP_BITS) | step;
}

export function localOf(packed: number): number {
  return packed >>> STEP_BITS;
}

export function stepIn(packed: number): number {
  return packed & (STEPS - 1);
}
