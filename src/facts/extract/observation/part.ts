import { indicatorLexicon } from '../../indicators.ts';
import type { Discourse } from './discourse.ts';
import { isBare, isPlaced, isTelling, namesIndicator } from './nouns.ts';
import type { NumberInText } from './number.ts';
import { completed } from './series.ts';

/** 按常住地分，, 分城乡看，, 从消费形态看，: what follows are parts of the whole spoken of. */
const DIVIDED = /(?:按|分|从)[\u3400-\u9fff]{1,8}(?:分|看|划分|来看|统计)?[，：]/;

/**
 * 其中城镇41.2亿元, 按常住地分，城镇居民36724元, 分城乡看，乡村6.2亿元: a part of what was told, named by what sets it
 * apart; null when the noun says by itself what it counts, or when no whole of this unit is spoken of.
 */
export function partName(d: Discourse, n: NumberInText, noun: string): string | null {
  if (noun.length < 2 || noun.length > 6 || namesIndicator(noun) || isTelling(noun)) return null;
  if (indicatorLexicon().canonical(noun) !== null) return null;
  const whole = wholeOf(d, n);
  if (whole === null) return null;
  const plain = whole.replace(/(?<=[员生户口])数$/, '');
  const named = completed(noun, plain);
  return named === noun ? `${noun}${plain}` : named;
}

/** The whole a part is of: the one 其中 opened, else the one told before 按…分. */
function wholeOf(d: Discourse, n: NumberInText): string | null {
  if (d.topic === null || !sameUnit(d.topic.unit, n.quantity.unit)) return null;
  // 签约7个项目，总额26亿元，其中省外资金21亿元: money is no part of a count.
  if (d.parent !== null)
    return n.quantity.kind === 'count' || !d.parent.endsWith('数') ? d.parent : d.topic.indicator;
  const divided = DIVIDED.test(n.sentence.text.slice(0, n.quantity.start - n.sentence.start));
  if (!divided) return null;
  d.divided ??= d.topic.indicator;
  return d.divided;
}

/** Longest subject taken over from the indicator before (玉露香梨): a longer one is half a sentence. */
const LONGEST_SUBJECT = 7;

/** 生猪存栏21.3万头，出栏34.7万头: the animals of the head before; null when none is told. */
export function sharedSubject(d: Discourse, noun: string): string | null {
  // 其中挂果25万亩，产量32万吨: the output is the whole's.
  const before = (d.parent ?? d.topic?.indicator)?.replace(/数$/, '');
  // 产值6亿元，其中出口3000吨: of the same apples.
  const apart = d.parent !== null && noun.length <= 3 && isTelling(noun);
  if (before === undefined || !(isBare(noun) || apart)) return null;
  // 挂果面积 has no subject of its own to lend.
  if (isBare(before)) return null;
  for (let cut = 1; cut < Math.min(before.length - 1, LONGEST_SUBJECT); cut++)
    if (isBare(before.slice(cut))) return `${before.slice(0, cut)}${noun}`;
  return null;
}

/** 小学21所，在校生5986人，专任教师612人: pupils, teachers and beds are those of the institutions counted last. */
export function ofInstitution(d: Discourse, n: NumberInText, noun: string): string | null {
  const counted = d.lastCount;
  if (counted === null || counted.end === undefined || counted.project || !isPlaced(noun)) return null;
  const between = d.text.slice(counted.end, n.quantity.start);
  if (between.includes('；') || between.includes('。') || isPlaced(counted.noun)) return null;
  return /[所个家座]$/.test(d.text.slice(n.sentence.start, counted.end)) && counted.noun.length <= 12
    ? `${counted.noun}${noun}`
    : null;
}

function sameUnit(a: string, b: string): boolean {
  const plain = (unit: string): string => unit.replace(/^[十百千万亿]{1,3}(?=.)/, '');
  return a === '' || plain(a) === plain(b);
}
