import type { Span } from '../../../text/span.ts';

/**
 * The last of `spans` that ends at or before `offset`, in logarithmic time: a page of one sentence with
 * thousands of titles must not be compared pair by pair.
 * @param spans in order and apart
 */
export function lastEndingBy<T extends Span>(spans: readonly T[], offset: number): T | undefined {
  return spans[countEndingBy(spans, offset) - 1];
}

/** Whether any of `spans` (in order and apart) shares a character with `start`–`end`. */
export function anyOverlaps(spans: readonly Span[], start: number, end: number): boolean {
  const next = spans[countEndingBy(spans, start)];
  return next !== undefined && next.start < end;
}

/** Those of `spans` that share a character with `start`–`end`. */
export function overlapping<T extends Span>(spans: readonly T[], start: number, end: number): readonly T[] {
  const found: T[] = [];
  for (let index = countEndingBy(spans, start); index < spans.length; index++) {
    const span = spans[index];
    if (span === undefined || span.start >= end) break;
    found.push(span);
  }
  return found;
}

function countEndingBy(spans: readonly Span[], offset: number): number {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
