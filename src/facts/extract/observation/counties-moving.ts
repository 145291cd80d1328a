import { indicatorLexicon } from '../../indicators.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP, readLead } from './phrase.ts';

/** What counties do in a comparison: an end of a clause. */
const MOVE =
  '(?:实现|出现|保持|呈现?|均|都)?(?:了)?((?:同比|环比)?(?:实现|保持|出现)?(?:正增长|负增长|两位数增长|增长|下降|上升|好转|改善|恶化|反弹|回升|回落|变差|达标|下滑|提高|提升|降低|减少|增加|不降反升|由降转升|由负转正))';
/** 15个|县（市、区）综合指数同比下降 */
const BEHIND = new RegExp(
  `^(县（市、区）|县（区）|县市区|县区|市县|县市|县|乡镇|镇|街道|社区)(?:的)?([^，。；\\d]{0,14}?)${MOVE}(?=[，。；、]|$)`,
);
/** 综合指数同比下降的|有|15个县（市、区）, 同比下降的县（市、区）|有|15个 */
const BEFORE = new RegExp(
  `${MOVE}的(县（市、区）|县（区）|县市区|县区|县市|县|乡镇|镇)?(?:还|只|仅|共|也|则|已|达到?)?(?:有|是|为)?(?:了|约|近)?$`,
);
const THINGS = /^(县（市、区）|县（区）|县市区|县区|县市|县|乡镇|镇)(?=[，。；、：]|$)/;

/**
 * 15个县（市、区）综合指数同比下降; 同比下降的有15个县: how many counties moved which way in what is spoken of; null for any
 * other number.
 */
export function readingOfCounties(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, after } = n;
  if (quantity.kind !== 'count' || quantity.unit !== '个') return null;
  const behind = BEHIND.exec(after);
  const before = behind === null ? BEFORE.exec(n.raw) : null;
  const things = behind?.[1] ?? before?.[2] ?? THINGS.exec(after)?.[1];
  const move = behind?.[3] ?? before?.[1];
  if (things === undefined || move === undefined) return null;
  const words = behind?.[2] ?? (before === null ? '' : n.before.slice(0, n.before.length - before[0].length));
  const noun = readLead(words.replaceAll(GAP, '')).noun;
  const indicator =
    noun.length < 2 ? (d.topic?.indicator ?? null) : (indicatorLexicon().canonical(noun) ?? null);
  if (indicator === null || /(?<![指系])数$/.test(indicator)) return null;
  if (d.topic?.indicator !== indicator) d.topic = { indicator, measure: 'level', unit: '' };
  return {
    indicator: `${indicator}${move}的${things}数`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
    passing: true,
    ofCounties: /^(?:县|市)/.test(things),
  };
}
