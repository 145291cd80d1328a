/** A calendar day, `YYYY-MM-DD`. News dates are Asia/Shanghai. */
export type IsoDate = string;

/** A date as exactly as it is known: `YYYY`, `YYYY-MM` or `YYYY-MM-DD`. */
export type PartialDate = string;

/**
 * The time a fact speaks of: both ends inclusive, and the words a reader is shown (2022年, 2024年1—5月).
 * A stock at a moment (截至2023年底) is the single day `start === end`.
 */
export interface Period {
  readonly start: IsoDate;
  readonly end: IsoDate;
  readonly label: string;
}

/** The parts of a partial date; `month` (1–12) and `day` only when known. */
export interface DateParts {
  readonly year: number;
  readonly month?: number;
  readonly day?: number;
}

/** Days of a month (1–12) in the Gregorian calendar. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** A day as `YYYY-MM-DD`; the parts must be a real date. */
export function isoDate(year: number, month: number, day: number): IsoDate {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

/** Splits `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; null for anything else and for days that do not exist. */
export function dateParts(date: PartialDate): DateParts | null {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(date);
  if (match === null) return null;
  const year = Number(match[1]);
  if (match[2] === undefined) return { year };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return null;
  if (match[3] === undefined) return { year, month };
  const day = Number(match[3]);
  return day >= 1 && day <= daysInMonth(year, month) ? { year, month, day } : null;
}

/** First and last day of what a partial date covers; null when it is not a date. */
export function dateRange(date: PartialDate): { readonly start: IsoDate; readonly end: IsoDate } | null {
  const parts = dateParts(date);
  if (parts === null) return null;
  const { year, month, day } = parts;
  const last = month ?? 12;
  return {
    start: isoDate(year, month ?? 1, day ?? 1),
    end: isoDate(year, last, day ?? daysInMonth(year, last)),
  };
}

/** The day `days` later (negative: earlier). */
export function addDays(date: IsoDate, days: number): IsoDate {
  const moved = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
  return moved.toISOString().slice(0, 10);
}

/** Days from one day to another, 0 for the same day. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
