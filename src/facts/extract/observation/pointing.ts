import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { lastBorder } from './place.ts';
import type { Series } from './series.ts';

/** 去年同期，这两个数字分别是…; 上述两项指标…; 而这一比例在全市为…. */
const POINTING =
  /(?:这|上述|前述|该|此)[一两二三四五]?(?:个|项|组|类)?(?:数字|数据|指标|数值|比例|增速|增幅)(?:均|都|已|曾|还|又|也|则|仅|只)?(?:分别|依次|各)?(?:只有|仅有|[是为达到有]|增长|下降|达到|升至|降至)?(?:了|约|近)?$/;

/**
 * Numbers that words like 这两个数字 hand to the indicators told last, in their order: what was told of them is what is
 * told again, as growth or as level. null when the words before the number do not point back.
 */
export function pointedBack(d: Discourse, n: NumberInText, series: Series | null): Reading | null {
  const { sentence, quantity } = n;
  const from = series?.first.start ?? quantity.start;
  const clause = d.text.slice(lastBorder(d.text, sentence.start, from), from);
  if (!POINTING.test(clause)) return null;
  const alike = d.recent.filter(({ unit }) => plainUnit(unit) === plainUnit(quantity.unit));
  const length = series?.length ?? 1;
  const meant = alike.slice(-length)[series?.index ?? 0];
  if (meant === undefined || alike.length < length) return null;
  return {
    indicator: meant.indicator,
    measure: meant.measure,
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    periodAt: from,
  };
}

/** 元 of 万元 and 亿元. */
function plainUnit(unit: string): string {
  return unit.replace(/^[十百千万亿]{1,3}(?=.)/, '');
}
