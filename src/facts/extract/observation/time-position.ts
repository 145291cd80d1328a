import type { PeriodMention } from '../../../text/period.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { STATUS_WORDS } from '../lexicon.ts';
import { isPast, isSameWindow, isStatistic } from './mention.ts';
import { endsInBinding, endsInComparison } from './time-words.ts';

/** Whether a time is a part of the one the sentence opened with. */
export function isWithinOpening(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  { start, kind, period }: PeriodMention,
): boolean {
  const opening = sentence.periods.find((mention) => isStatistic(mention) && mention.start < start);
  return (
    opening !== undefined &&
    isOpening(document, sentence, opening) &&
    (opening.kind === 'instant' ? kind === 'since' : opening.period.start <= period.start) &&
    (opening.kind === 'instant' || period.end <= opening.period.end) &&
    (opening.period.start < period.start || period.end < opening.period.end)
  );
}

/** 计划6月投产，年产值7亿元: the day something is to be ready dates nothing behind it. */
export function isDeadline(document: AnnotatedArticle, mention: PeriodMention, between: string): boolean {
  if (!between.includes('，') || isPast(mention, document.article.date)) return false;
  const clause = between.slice(0, between.indexOf('，'));
  return clause.length <= 12 && STATUS_WORDS.completed.all(clause).length > 0;
}

/** Whether a number stands between a time gone by and the word that makes a plan of what follows. */
export function isLeft(
  document: AnnotatedArticle,
  mention: PeriodMention,
  at: number,
  from: number | null,
): boolean {
  if (from === null || from < mention.end) return false;
  const between = document.simplified.slice(mention.end, Math.min(from, at));
  return /[，；]/.test(between) && /\d/.test(between);
}

/** Whether a time is only compared with, or bound to the number right behind it. */
export function isCompared(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  mention: PeriodMention,
): boolean {
  const before = document.simplified.slice(sentence.start, mention.start);
  return endsInComparison(before) || endsInBinding(before) || isSameWindow(document.simplified, mention);
}

/** Whether a time opens its sentence, before any number. */
export function isOpening(
  document: AnnotatedArticle,
  sentence: AnnotatedSentence,
  mention: PeriodMention,
): boolean {
  if (isCompared(document, sentence, mention)) return false;
  const before = document.simplified.slice(sentence.start, mention.start);
  return !/\d/.test(before.replace(/[\s★]/g, '')) && before.length <= 40;
}
