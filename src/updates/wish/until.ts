import { DateTime } from 'luxon';
import { cleanQuestion } from '../../answer/understand/clean.ts';
import { readNumeral } from '../../text/numeral.ts';

/** How long a subscription can sleep: later, nobody remembers it. Days. */
const LONGEST_SNOOZE = 366;

const IN_DAYS =
  /^(?:暂停|停|休眠|静音|snooze|pause)?(?:for)?\s*(?<count>\d{1,3}|[一二两三四五六七八九十]{1,3})\s*(?:个|整)?(?<unit>天|日|周|星期|礼拜|月|days?|weeks?|months?)$/;
const DATE =
  /^(?:暂停|停|休眠|静音|snooze|pause)?(?:到|至|until|till)?\s*(?:(?<year>20\d\d)[年\-/.])?(?<month>\d{1,2})[月\-/.](?<day>\d{1,2})[日号]?(?:为止|前)?$/;

/**
 * The moment a subscription wakes up: 暂停到12月1日 (its beginning there), 2027-01-15, 3天, 一周, 1个月.
 * @returns null for no date, one that is over, or one too far away
 */
export function readUntil(typed: string, now: number, zone: string): number | null {
  const { text } = cleanQuestion(typed.slice(0, 60));
  const today = DateTime.fromMillis(now, { zone }).startOf('day');
  const span = IN_DAYS.exec(text)?.groups;
  const until = span === undefined ? dateIn(text, today) : today.plus(spanOf(span));
  if (until === null || !until.isValid) return null;
  const days = until.diff(today, 'days').days;
  return days >= 1 && days <= LONGEST_SNOOZE ? until.toMillis() : null;
}

function spanOf({ count = '', unit = '' }: Readonly<Record<string, string>>): object {
  const number = readNumeral(count) ?? 0;
  if (/^[天日d]/.test(unit)) return { days: number };
  return /^[月m]/.test(unit) ? { months: number } : { weeks: number };
}

function dateIn(text: string, today: DateTime): DateTime | null {
  const named = DATE.exec(text)?.groups;
  if (named === undefined) return null;
  const { year, month, day } = named;
  const date = DateTime.fromObject(
    { year: Number(year ?? today.year), month: Number(month), day: Number(day) },
    { zone: today.zone },
  );
  // 1月5日 in December is next year's.
  return year === undefined && date <= today ? date.plus({ years: 1 }) : date;
}
