import type { Ask, Responder } from './desk.ts';
import { answerBiggest } from './intents/biggest.ts';
import { answerByline } from './intents/byline.ts';
import { answerCompare } from './intents/compare.ts';
import { answerCorrection } from './intents/correction.ts';
import { answerDate } from './intents/date.ts';
import { answerDeed } from './intents/deed.ts';
import { answerGoal } from './intents/goal.ts';
import { answerList } from './intents/list.ts';
import { answerPerson } from './intents/person.ts';
import { answerPost } from './intents/post.ts';
import { answerProgress } from './intents/progress.ts';
import { answerRelation } from './intents/relation.ts';
import { answerSuperlative } from './intents/superlative.ts';
import { answerTopical, quoteStrictly } from './intents/topical.ts';
import { answerValue, answerValuePrecisely } from './intents/value.ts';
import { answerVerify } from './intents/verify.ts';
import type { Want } from './understand/understanding.ts';

/** 招商是怎么做的 asks for sentences, 增加值怎么样 for a number. */
const HOW = /怎么(?!样)|如何|做法|措施/;

/** 通车了吗, 已经投产了，对吗: a happening to be confirmed, not a question in polite words. */
function isStatement({ wants, text, posts, persons }: Ask['question']): boolean {
  const open: readonly Want[] = [
    'count',
    'growth',
    'rank',
    'date',
    'list',
    'compare',
    'superlative',
    'topic',
    'reason',
    'share',
    'target',
  ];
  if (posts.length + persons.length > 0 || open.some((want) => wants.has(want))) return false;
  return /了[吗么没,，]|已经?[^,，]{1,12}[吗么,，]/.test(text);
}

/** What a question with a name in it asks: the person's posts, or what they did. */
function aboutPerson(question: Ask['question']): readonly Responder[] {
  const { wants, posts, terms } = question;
  if (wants.has('date')) return [answerDeed(answerDate), answerDeed(quoteStrictly), answerDeed(null)];
  const weighty = terms.filter((term) => term.weight >= 1 && term.soft !== true);
  const own =
    posts.length > 0 ||
    ['post', 'person', 'before', 'former', 'next', 'byline'].some((want) => wants.has(want as Want));
  if (own || weighty.length === 0) return [answerPost];
  if (wants.has('list')) return [answerDeed(answerList), answerDeed(answerTopical), answerDeed(null)];
  return [answerDeed(answerTopical), answerDeed(null)];
}

/**
 * Which responders to ask, in order: the words of the question decide, the first that has an answer gives it.
 * Facts come before passages; a question for a number may fall back to a sentence only when it covers every word.
 */
export function plan({ question }: Ask): readonly Responder[] {
  const { wants, persons, posts, places, periods, base } = question;
  const order: Responder[] = [];
  if (
    wants.has('verify') &&
    (question.claims.length > 0 || (persons.length > 0 && posts.length > 0) || isStatement(question))
  )
    // 建成了吗 is answered by how far the work is, before anything else said of it is held for a yes.
    order.push(answerProgress, answerVerify);
  if (wants.has('correction')) order.push(answerCorrection);
  if (wants.has('byline')) order.push(answerByline);
  if (persons.length > 0) return [...order, answerRelation, ...aboutPerson(question)];
  if (posts.length > 0) return [...order, answerPerson];
  if (
    wants.has('compare') &&
    (places.length > 1 || periods.length > 1 || (base !== null && periods.length > 0))
  )
    order.push(answerCompare);
  if (wants.has('superlative') && places.some((p) => p.division.level !== 'prefecture'))
    order.push(answerBiggest);
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
  if (!number) order.push(answerProgress);
  if ((wants.has('topic') || wants.has('reason')) && question.indicators.length === 0 && !number)
    return [
      ...order,
      ...(HOW.test(question.text) ? [] : [answerValuePrecisely]),
      answerList,
      answerTopical,
      answerValue,
    ];
  if (wants.has('target')) order.push(answerGoal);
  if (number) return [...order, answerValue, quoteStrictly];
  if (question.indicators.length > 0) return [...order, answerValue];
  return [...order, answerValuePrecisely, answerList, answerTopical, answerValue];
}
