import { acceptDate } from '../news/fields.ts';
import type { PartialDate } from '../text/date.ts';

/** A date of a feed: the day in Asia/Shanghai, and the moment where a time is given. */
export interface FeedDate {
  readonly date: PartialDate;
  readonly at: number | null;
}

const SHANGHAI_MS = 8 * 3_600_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** ISO 8601, RFC 3339 and what is near them. */
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})[T\s]\s{0,3}(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?\s{0,3}(\S{0,10})$/;
/** RFC 822 and 2822: Tue, 06 Feb 2024 10:00:00 +0800. */
const RFC822 =
  /^(?:[A-Za-z]{2,9},?\s{1,3})?(\d{1,2})[\s-]([A-Za-z]{3})[A-Za-z]{0,6}[\s-](\d{4}|\d{2})(?:\s{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s{0,3}(\S{0,10})$/;

/**
 * Reads the date of a feed's item. Without a zone it is the time of Shanghai, as is CST, which programs elsewhere take for
 * Chicago's. null when it is no date.
 */
export function readFeedDate(text: string): FeedDate | null {
  const trimmed = text.trim();
  const iso = ISO.exec(trimmed);
  if (iso !== null) return moment(iso.slice(1, 4).map(Number), iso.slice(4, 7), iso[7]);
  const mail = RFC822.exec(trimmed);
  if (mail !== null) {
    const year = Number(mail[3]);
    const month = MONTHS.indexOf((mail[2] ?? '').toLowerCase()) + 1;
    return moment([year < 100 ? 2000 + year : year, month, Number(mail[1])], mail.slice(4, 7), mail[7]);
  }
  const date = acceptDate(trimmed);
  return date === null ? null : { date, at: null };
}

function moment(
  [year = 0, month = 0, day = 0]: readonly number[],
  time: readonly (string | undefined)[],
  zone = '',
): FeedDate | null {
  const said = acceptDate(`${year}-${month}-${day}`);
  const [hour = 0, minute = 0, second = 0] = time.map((part) => Number(part ?? 0));
  if (said === null || hour > 24 || minute > 59 || second > 60) return null;
  if (time[0] === undefined) return { date: said, at: null };
  const at = Date.UTC(year, month - 1, day, hour, minute, second) - offsetOf(zone);
  return { date: new Date(at + SHANGHAI_MS).toISOString().slice(0, 10), at };
}

/** Milliseconds ahead of UTC. */
function offsetOf(zone: string): number {
  if (/^(?:Z|GMT|UTC?)$/i.test(zone)) return 0;
  const match = /^(?:GMT|UTC)?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (match === null) return SHANGHAI_MS;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}
