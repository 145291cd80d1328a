import type { Discourse } from './discourse.ts';
import { isDeed } from './nouns.ts';
import type { Head, NumberInText, Reading } from './number.ts';
import { readTail } from './phrase-tail.ts';

/** 累计达到57座, 总数增至9个: words that say all are counted, not only those told of before. */
export const ALL_TOLD = /(?:累计|总数|总量|总计|合计|共有)[^，；。\d]{0,4}$/;

/** 新建成智能化工作面数 without what says that they are new. */
export function withoutNew(indicator: string): string {
  const plain = indicator.replace(
    /^(?:当年|全年)?(?:新(?:增加?|建成?|改建|开工|认定|培育|发展|引进|入库|签约|注册|登记|投用|投放)?|建成)/,
    '',
  );
  return plain.length >= 3 && !plain.startsWith('能') && !plain.startsWith('型') ? plain : indicator;
}

/** 调整科级干部4批63人次; 改造老旧小区22个、5318户: the second number counts the same things by another unit. */
export function countsAgain(d: Discourse, n: NumberInText, told: Head): boolean {
  const { quantity } = n;
  if (told.end === undefined || told.end > quantity.start || readTail(n.after).noun !== '') return false;
  if (told.end === quantity.start) return n.from === quantity.start;
  return (
    d.text.slice(told.end, quantity.start) === '、' &&
    /[户栋幢]$/.test(quantity.unit) &&
    d.tally?.unit !== quantity.unit
  );
}

/**
 * 改造老旧小区22个，今年计划改造15个: the verb alone goes on with the things counted before, by their classifier; null
 * when the phrase is no verb or another classifier stands there.
 */
export function deedAgain(d: Discourse, { quantity, lead }: NumberInText): string | null {
  if (d.tally === null || d.tally.unit !== quantity.unit || !isDeed(lead.noun)) return null;
  return withDeed(lead.noun, d.tally.indicator);
}

/** 开工 and 重点项目数 give 开工重点项目数; a name that opens with the verb keeps it. */
export function withDeed(deed: string, indicator: string): string {
  const plain = indicator.replace(/数$/, '');
  // 签约项目21个，…现场签约9个: the longer verb holds the one the name opens with.
  if (deed.startsWith('现场') && plain.startsWith(deed.slice(2))) return `现场${plain}数`;
  return plain.startsWith(deed) ? indicator : `${deed}${plain}数`;
}

/** 新建高标准农田1.2万亩、改造提升0.8万亩: two verbs in a row are what is done to the same land, no growth; null elsewhere. */
export function landAgain(d: Discourse, { quantity, lead }: NumberInText): string | null {
  const last = lead.roles.findLast(({ role }) => role === 'up');
  if (
    quantity.kind !== 'area' ||
    last === undefined ||
    !/^(?:提升|提高)$/.test(last.word) ||
    !isDeed(lead.noun)
  )
    return null;
  const built = /^(?:新建|建成|新建成|新增)([\u3400-\u9fff]{2,14}面积)$/.exec(d.topic?.indicator ?? '');
  return built === null ? null : `${lead.noun}${last.word}${built[1] ?? ''}`;
}

/** 全长17公里，总投资5亿元，已完成11公里: how much of the thing spoken of is done; null elsewhere. */
export function lengthDone(d: Discourse, { quantity, lead, raw }: NumberInText): Reading | null {
  if (quantity.kind !== 'length' || lead.noun !== '' || d.head?.project !== true) return null;
  const done = /(完成|建成|贯通|铺设|敷设|治理|通车|改造)(?:了)?(?:约|近|超过)?$/.exec(raw)?.[1];
  if (done === undefined) return null;
  const project = d.head.noun;
  return {
    indicator: `${project}${done}长度`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: true,
    project,
  };
}
