import type { Span } from '../text/span.ts';

/** Position of the last of these (sorted) sentences that starts at or before `offset`, -1 when all start behind it. */
export function sentenceIndexBefore(sentences: readonly Span[], offset: number): number {
  let low = 0;
  let high = sentences.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sentences[middle]?.start ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
