import type { PartialDate } from '../../../text/date.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';

/** News tells what happened within a week; an older day in the same paragraph dates something else. */
const NEWS_DAYS = 8;
const DAY = 86_400_000;
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
  for (let back = index - 1; back >= 0; back--) {
    const earlier = document.sentences[back];
    if (earlier === undefined || earlier.paragraph !== sentence.paragraph) break;
    const day = dayBefore(earlier, earlier.end, date);
    if (day !== null) return day;
  }
  for (const opening of document.sentences.filter(({ furniture }) => !furniture).slice(0, LEAD_SENTENCES)) {
    const day = opening.start < at ? dayBefore(opening, opening.end, date) : null;
    if (day !== null) return day;
  }
  return date;
}

/** The last day named in a sentence before `at`, if the article can report on it as news. */
function dayBefore(sentence: AnnotatedSentence, at: number, date: PartialDate | null): PartialDate | null {
  const day = sentence.periods.findLast(({ kind, end }) => kind === 'day' && end <= at)?.period.start;
  if (day === undefined) return null;
  return date === null || date.length < 10 || isNews(day, date) ? day : null;
}

function isNews(day: PartialDate, date: PartialDate): boolean {
  const days = (Date.parse(date) - Date.parse(day)) / DAY;
  return days >= 0 && days <= NEWS_DAYS;
}
