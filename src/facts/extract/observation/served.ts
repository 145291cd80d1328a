import type { NumberInText, Reading } from './number.ts';

/** 为|5216名|农村适龄妇女|免费|开展|“两癌”筛查: for how many what was done. */
const BEFORE = /(?:为|给|向|对|帮助|组织|引导)(?:全县|全市|全区)?$/;
const BEHIND =
  /^([\u3400-\u9fff0-9]{2,12}?)(?:免费|无偿|上门|集中|统一)*(?:开展|提供|进行|办理|实施|落实|安装|接种|发放)了?([“”\u3400-\u9fff]{2,14})/;
/** What is done to persons or households only. */
const SERVED = /(?:名|人|位|户|万人|万名|万户)$/;

/** 为5216名农村适龄妇女免费开展“两癌”筛查: how many were served, by what was done for them; null for any other number. */
export function readingOfServed({ quantity, raw, after }: NumberInText): Reading | null {
  if (quantity.kind !== 'count' || !SERVED.test(quantity.unit) || !BEFORE.test(raw)) return null;
  const found = BEHIND.exec(after);
  if (found === null) return null;
  const [, whom = '', what = ''] = found;
  const deed = what.replaceAll(/[“”]/g, '').replace(/(?:服务)?(?:共|累计|完成)?$/, '');
  return {
    indicator: `${whom}${deed}${/户$/.test(quantity.unit) ? '户数' : '人数'}`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
  };
}
