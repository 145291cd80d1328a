import type { PartialDate } from '../../../text/date.ts';
import { dateRange } from '../../../text/date.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import type { TenureStatus } from '../../model.ts';

/** News tells what happened within a week; an older day in the same paragraph dates something else. */
const NEWS_DAYS = 8;
const DAY = 86_400_000;
const EVENTS: readonly TenureStatus[] = ['appointed', 'elected', 'left'];
/** How much of a date each kind of time tells, in characters of YYYY-MM-DD. */
const TIMES: Readonly<Record<string, number>> = { day: 10, month: 7, year: 4 };
/** How far behind its time an event may be told. */
const EVENT_REACH = 80;
/** A line that governs those below it, or one of them. */
const OPENS_LIST = /[：:，,；;、]\s*$/;
/** No day at all, and none of another story: 又讯 近日，县委决定…. */
const RECENTLY = /近日|日前|近期|不久前|连日来/;
const LEAD_MAX = 40;
/** The day of an event stands in the first sentences of a report. */
const LEAD_SENTENCES = 6;

/**
 * The day for which a post is known: the day the sentence gives before the title, else the day of the event
 * the report opens with, else the article's date; null when nothing is dated.
 */
export function statementDay(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  at: number,
): PartialDate | null {
  const { date } = document.article;
  if (sentence.furniture) return date;
  const own = dayBefore(sentence, at, date);
  if (own !== null) return own;
  const index = document.sentences.indexOf(sentence); // -1 for the headline
  let { paragraph } = sentence;
  for (let back = index - 1; back >= 0; back--) {
    const earlier = document.sentences[back];
    // The lines of a list stand under the line that opens it: 6月17日，县政府决定，
    if (earlier === undefined || (earlier.paragraph !== paragraph && !OPENS_LIST.test(earlier.text))) break;
    ({ paragraph } = earlier);
    const day = dayBefore(earlier, earlier.end, date);
    if (day !== null) return day;
  }
  for (const opening of document.sentences.filter(({ furniture }) => !furniture).slice(0, LEAD_SENTENCES)) {
    const day = opening.start < at ? dayBefore(opening, opening.end, date) : null;
    if (day !== null) return day;
  }
  return date;
}

/**
 * The day or month a sentence gives before the words that tell of an appointment, an election or a leaving: 今年7月…
 * 任 is July's, however late it is told; null for other statuses and when the time lies ahead.
 */
export function eventTime(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  at: number,
  status: TenureStatus,
): PartialDate | null {
  if (sentence.furniture || !EVENTS.includes(status)) return null;
  const { date } = document.article;
  const time = sentence.periods.findLast(
    ({ kind, end }) => TIMES[kind] !== undefined && end <= at && at - end <= EVENT_REACH,
  );
  if (time === undefined || (date !== null && time.period.start > date)) return null;
  const { start } = time.period;
  return start.slice(0, TIMES[time.kind]);
}

/** Whether a time lies too far before another one to be the same news. */
export function isLongBefore(earlier: PartialDate | null, later: PartialDate | null): boolean {
  const range = earlier === null ? null : dateRange(earlier);
  if (range === null || later === null || later.length < 10) return false;
  return (Date.parse(later) - Date.parse(range.end)) / DAY > NEWS_DAYS;
}

/** The last day named in a sentence before `at`, or the article's for 近日, if the article can report on it as news. */
function dayBefore(sentence: AnnotatedSentence, at: number, date: PartialDate | null): PartialDate | null {
  const named = sentence.periods.findLast(({ kind, end }) => kind === 'day' && end <= at);
  const recently = RECENTLY.exec(
    sentence.text.slice(0, Math.max(0, Math.min(LEAD_MAX, at - sentence.start))),
  );
  if (recently !== null && (named === undefined || named.end <= sentence.start + recently.index)) return date;
  const day = named?.period.start;
  if (day === undefined) return null;
  return date === null || date.length < 10 || isNews(day, date) ? day : null;
}

function isNews(day: PartialDate, date: PartialDate): boolean {
  const days = (Date.parse(date) - Date.parse(day)) / DAY;
  return days >= 0 && days <= NEWS_DAYS;
}
