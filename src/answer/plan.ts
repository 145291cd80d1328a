import type { Ask, Responder } from './desk.ts';
import { answerByline } from './intents/byline.ts';
import { answerCompare } from './intents/compare.ts';
import { answerCorrection } from './intents/correction.ts';
import { answerDate } from './intents/date.ts';
import { answerList } from './intents/list.ts';
import { answerPerson } from './intents/person.ts';
import { answerPost } from './intents/post.ts';
import { answerSuperlative } from './intents/superlative.ts';
import { answerTopical, quoteStrictly } from './intents/topical.ts';
import { answerValue, answerValuePrecisely } from './intents/value.ts';
import { answerVerify } from './intents/verify.ts';

/**
 * Which responders to ask, in order: the words of the question decide, the first that has an answer gives it.
 * Facts come before passages; a question for a number may fall back to a sentence only when it covers every word.
 */
export function plan({ question }: Ask): readonly Responder[] {
  const { wants, persons, posts, places, periods } = question;
  const order: Responder[] = [];
  if (wants.has('verify') && (question.claims.length > 0 || (persons.length > 0 && posts.length > 0)))
    order.push(answerVerify);
  if (wants.has('correction')) order.push(answerCorrection);
  if (wants.has('byline')) order.push(answerByline);
  if (persons.length > 0) order.push(answerPost);
  if (posts.length > 0 && !wants.has('list')) return [...order, answerPerson];
  if (wants.has('compare') && (places.length > 1 || periods.length > 1)) order.push(answerCompare);
  if (wants.has('superlative') && places.every((p) => p.division.level === 'prefecture'))
    order.push(answerSuperlative);
  // 某某是谁, of whom nothing is known, is not answered with a sentence that happens to hold the name.
  if (wants.has('person') && persons.length === 0)
    return /是谁[啊呢呀]?$/.test(question.text) ? order : [...order, answerTopical];
  if (wants.has('date')) return [...order, answerDate, quoteStrictly];
  const number =
    wants.has('count') ||
    wants.has('growth') ||
    wants.has('rank') ||
    wants.has('share') ||
    wants.has('target') ||
    question.units.length > 0;
  if (wants.has('list') && !number) return [...order, answerList, answerTopical, answerValue];
  if (wants.has('list')) order.push(answerList);
  if ((wants.has('topic') || wants.has('reason')) && question.indicators.length === 0 && !number)
    return [...order, answerValuePrecisely, answerList, answerTopical, answerValue];
  if (number) return [...order, answerValue, quoteStrictly];
  if (question.indicators.length > 0) return [...order, answerValue];
  return [...order, answerValuePrecisely, answerList, answerTopical, answerValue];
}
