import { addDays, dateRange, daysBetween, type IsoDate, type PartialDate } from '../text/date.ts';

/** News of up to so many days before a subscription may still be told to it: papers are read late. */
const GRACE_DAYS = 3;

/** Asia/Shanghai has had one offset since 1991. */
const SHANGHAI_MS = 8 * 3_600_000;

/**
 * Before which moment a subscription must have been made to be told of an article of this date; nobody knows of an
 * undated one that it is old. Milliseconds since 1970.
 */
export function tellableUntil(date: PartialDate | null): number {
  const last = lastDay(date);
  if (last === null) return Number.POSITIVE_INFINITY;
  return Date.parse(`${addDays(last, GRACE_DAYS + 1)}T00:00:00Z`) - SHANGHAI_MS;
}

/** Certainly earlier: 2024-05 is not before 2024-05-20. */
export function isEarlier(a: PartialDate | null, b: PartialDate | null): boolean {
  const [end, start] = [lastDay(a), b === null ? null : (dateRange(b)?.start ?? null)];
  return end !== null && start !== null && end < start;
}

/** Whether `earlier` lies more than so many days before `later`; false when one of them is unknown. */
export function isLongBefore(earlier: PartialDate | null, later: PartialDate | null, days: number): boolean {
  const [from, to] = [lastDay(earlier), lastDay(later)];
  return from !== null && to !== null && daysBetween(from, to) > days;
}

/** The later of two dates as far as they are known. */
export function laterOf(a: PartialDate | null, b: PartialDate | null): PartialDate | null {
  return (lastDay(a) ?? '') >= (lastDay(b) ?? '') ? a : b;
}

function lastDay(date: PartialDate | null): IsoDate | null {
  return date === null ? null : (dateRange(date)?.end ?? null);
}
