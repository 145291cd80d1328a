import type { Discourse } from './discourse.ts';
import { subjectOf } from './nouns.ts';
import type { NumberInText } from './number.ts';
import { GAP, trimFront } from './phrase.ts';
import { lastBorder } from './place.ts';
import { lastProduct } from './product.ts';

/**
 * 产量 alone says nothing: of what, the clause before it, the aspect spoken of (年馍产业发展方面) or the product
 * named last, up to two paragraphs back (an interviewer's question), tells.
 */
export function qualified(d: Discourse, n: NumberInText, noun: string): string {
  const { sentence, quantity } = n;
  const product = lastProduct(d, sentence, quantity.start, 0);
  if (product !== null) return `${product}${noun}`;
  const subject = clauseSubject(d, n);
  if (subject !== null) return `${subject}${noun}`;
  const aspect = /([\u3400-\u9fff]{2,6}?)(?:产业)?(?:发展|工作|建设)?方面[，：]/.exec(
    d.text.slice(sentence.start, quantity.start),
  );
  if (aspect !== null) return `${aspect[1] ?? ''}${noun}`;
  // 某基地产值8000万元: what the county was said to grow before is not what the body sells.
  return d.ofBody ? noun : `${lastProduct(d, sentence, quantity.start) ?? ''}${noun}`;
}

/** The subject of the first clause of the stretch (up to ；) a number stands in, if it is short and plain. */
export function clauseSubject(d: Discourse, n: NumberInText): string | null {
  const { sentence, quantity } = n;
  const text = d.text;
  const start = Math.max(sentence.start, text.lastIndexOf('；', quantity.start) + 1);
  const clauseStart = lastBorder(text, start, quantity.start);
  if (clauseStart <= start) return null;
  // 张三：种植面积…: who speaks is not what is spoken of.
  if (text.charAt(clauseStart - 1) !== '，') return null;
  const previous = lastBorder(text, start, clauseStart - 1);
  for (const from of [previous, start]) {
    const end = text.indexOf('，', from);
    const clause = d.clean(sentence, from, end < 0 || end > clauseStart ? clauseStart - 1 : end);
    // 遭了霜冻，产量22万吨: only a clause with a number of its own tells of a thing.
    if (!/\d/.test(clause)) continue;
    const subject = subjectOf(trimFront(clause.replaceAll(GAP, '').trim(), false).noun);
    if (subject.length >= 2 && subject.length <= 14 && !NUMERAL.test(subject) && !endsBare(subject))
      return subject;
  }
  return null;
}

const NUMERAL = /[\d一二三四五六七八九]/;

/** 种植面积由… is a clause about an indicator of its own, not a subject; 挂果面积 ends so too. */
function endsBare(subject: string): boolean {
  return /(?:面积|产量|产值|销售额|收入)$/.test(subject);
}

/** The noun the clause before ends with (街上的饭馆、旅店，由7家…), null when it holds a number or a verb. */
export function previousNoun(d: Discourse, n: NumberInText): string | null {
  const clauseStart = n.quantity.start - n.raw.length;
  const previous = lastBorder(d.text, n.sentence.start, clauseStart - 1);
  if (previous >= clauseStart - 1) return null;
  const clause = d.clean(n.sentence, previous, clauseStart - 1).replaceAll(GAP, '');
  const noun = clause.slice(clause.lastIndexOf('的') + 1);
  return noun.length >= 2 && noun.length <= 12 && !NUMERAL.test(noun) ? noun : null;
}
