import type { DateParts } from './date.ts';
import type { PeriodContext } from './period.ts';
import type { Stretch } from './period-parts.ts';

/** What has been read so far; a later bare month takes the year last named. */
export interface Reader {
  readonly text: string;
  readonly context: PeriodContext;
  /** Year, month and day of the reference as far as known. */
  readonly reference: DateParts | null;
  /** The year last named in the sentence being read. */
  sentenceYear: number | undefined;
  /** The year last written out before that sentence. */
  textYear: number | undefined;
  window: Stretch | null;
}

/**
 * The year that a bare part of a year or 上年 belongs to. A year from an earlier sentence counts only without a
 * reference, and from January to April for the year before: then bulletins go on about it (2022年…。全年…).
 */
export function yearInForce({ sentenceYear, textYear, context, reference }: Reader): number | undefined {
  const stated = sentenceYear ?? context.year;
  if (stated !== undefined || reference === null) return stated ?? textYear;
  const reporting = textYear === reference.year - 1 && (reference.month ?? 12) <= 4;
  return reporting ? textYear : undefined;
}
