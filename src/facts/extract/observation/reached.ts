import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';

/** 惠及|4870人, 受益群众|1.2万户: how many something reached. */
const REACHED =
  /(?:^|[，、\ue000])(?:直接|共|累计|可|将|已|预计|全部){0,3}(惠及|受益|覆盖|普惠)(?:群众|居民|农户|村民|人口|家庭|农民|老人|学生)?(?:达到?|有|约|近|超过|逾)?$/;

/**
 * 低保标准提高到…，惠及4870人: those reached by what was spoken of, named so; null for any other number and where a noun
 * of its own tells whom.
 */
export function readingOfReached(
  d: Discourse,
  { quantity, before, after, lead }: NumberInText,
): Reading | null {
  if (quantity.kind !== 'count' || !/[人户]$/.test(quantity.unit) || lead.noun.length > 6) return null;
  const verb = REACHED.exec(before)?.[1];
  if (verb === undefined || d.topic === null || /^[\u3400-\u9fff]/.test(after)) return null;
  const about = d.topic.indicator.replace(/(?:标准|数|金额|资金|总投资|完成投资|投入|面积|长度)$/, '');
  if (about.length < 2 || about.length > 20) return null;
  return {
    indicator: `${about}${verb}${/户$/.test(quantity.unit) ? '户数' : '人数'}`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    passing: true,
  };
}
