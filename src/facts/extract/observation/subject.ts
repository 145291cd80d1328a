import type { Discourse } from './discourse.ts';
import type { NumberInText } from './number.ts';
import { readLead } from './phrase.ts';
import { lastBorder } from './place.ts';

/** Heads of indicators that need a subject. */
const BARE = /^(?:产量|总产量|年产量|产值|总产值|销售额|销售收入|面积|种植面积|营业额|销量|库容|存栏|出栏)$/;

/** A clause's subject: what stands before its verb. */
const SUBJECT =
  /^([\u3400-\u9fff、]{2,16}?)(?:初具|初步|已经|已|正在|正|进入|建成|实现|取得|持续|不断|稳步|加快|迈入|迈出|被|获|成为|达到|达|突破|发展|壮大|形成|有|$)/;

/** Whether a noun is the head of an indicator that needs a subject. */
export function isBare(noun: string): boolean {
  return BARE.test(noun);
}

/** 产量 alone says nothing: of what, the clause before it or the aspect spoken of tells (年馍产业发展方面). */
export function qualified(d: Discourse, n: NumberInText, noun: string): string {
  const { sentence, quantity } = n;
  const subject = clauseSubject(d, n);
  if (subject !== null) return `${subject}${noun}`;
  const aspect = /([\u3400-\u9fff]{2,6}?)(?:产业)?(?:发展|工作|建设)?方面[，：]/.exec(
    d.text.slice(sentence.start, quantity.start),
  );
  return aspect === null ? noun : `${aspect[1] ?? ''}${noun}`;
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
    const clause = readLead(d.clean(sentence, from, end < 0 || end > clauseStart ? clauseStart - 1 : end));
    const subject = SUBJECT.exec(clause.noun)?.[1] ?? '';
    const counted = /^(.{2,12}?)(?:达到|达|有|共)/.exec(subject);
    const plain = counted?.[1] ?? subject;
    if (plain.length >= 2 && plain.length <= 14 && !/[\d一二三四五六七八九]/.test(plain) && !BARE.test(plain))
      return plain;
  }
  return null;
}
