import type { Quantity } from '../../../text/quantity.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { GAP } from './phrase.ts';

/** A bound that marks off what is counted behind it (10亿元以上的项目有5个). */
export interface Threshold {
  /** Where the phrase begins that the bound belongs to. */
  readonly from: number;
  /** Behind the bound's number. */
  readonly end: number;
  /** What was spoken of before, for 总量超过50亿元的县. */
  readonly about: string | null;
}

const BOUND_BEHIND = /^(?:及以?上|及以?下|以上|以下|以内|之上|之内|之间|区间)/;
const BOUND_BEFORE = /(?:超过|突破|超|高于|低于|大于|小于|不足|不到|达到?|满|逾|不低于|不少于|少于)$/;
/** What stands between the bound and the number that counts: a noun, and at most a verb of having. */
const COUNTED =
  /^(的)?([\u3400-\u9fff（）、“”]{0,14}?)(?:有|还有|还|只有|仅有|达到?|共|共有|已有|现有|占到?|为|增加到?|增至|新增|仅)?(?:了|约|近|超过|已|仅|超)*$/;
/** 种植50亩以上的给予…: the bound of an entitlement. */
const ENTITLED = /^的[，]?(?:按|给予|予以|奖励|奖补|补助|补贴|每|由|实行|享受)/;

/**
 * Whether a number only marks off what is spoken of: 收入超过10亿元的县有5个, 亿元以上项目18个、10亿元以上项目2个,
 * 50亩以上的给予补贴. Such a number is part of the name of what follows and nobody's figure.
 * @param next the number behind it, which must be a count or a share
 */
export function thresholdOf(d: Discourse, n: NumberInText, next: Quantity | undefined): Threshold | null {
  const { quantity, after, raw } = n;
  if (quantity.kind === 'rank' || quantity.kind === 'points') return null;
  // 总量在40亿元|到80亿元之间的有6个: the lower end of what is marked off.
  if (next !== undefined && /^[到至—-]$/.test(after) && d.text.startsWith('之间', next.end))
    return { from: n.from, end: next.start, about: d.topic?.indicator.replace(/增速$/, '') ?? null };
  const behind = BOUND_BEHIND.exec(after)?.[0] ?? '';
  const rest = after.slice(behind.length);
  const about =
    d.topic !== null && /[超过突破以上下内]\S*数$/.test(d.topic.indicator)
      ? d.threshold?.about
      : d.topic?.indicator;
  const from = behind === '之间' && d.threshold?.end === quantity.start ? d.threshold.from : n.from;
  const found = { from, end: quantity.end, about: about?.replace(/增速$/, '') ?? null };
  if (behind !== '' && ENTITLED.test(rest)) return found;
  // 1亿元至10亿元的项目6个: both ends of a range mark off what is counted.
  if (quantity.upper !== undefined && next?.kind === 'count' && RANGED.test(after)) return found;
  if ((behind !== '' || BOUND_BEFORE.test(raw)) && ALONE.test(rest)) return found;
  if (next === undefined || next.start !== quantity.end + after.length) return null;
  const counts = next.kind === 'count' || (next.kind === 'percent' && /占到?(?:了|约|近|超过)*$/.test(after));
  const match = COUNTED.exec(rest);
  if (!counts || match === null) return null;
  const [, de, noun = ''] = match;
  if (de === undefined && behind === '') return null;
  if (behind === '' && !BOUND_BEFORE.test(raw)) return null;
  // 新增10亿元以上投资和3个项目: joined, not bounded.
  if (/[和与及、]$/.test(noun) || /[，。；]/.test(d.text.slice(quantity.end, next.start))) return null;
  return found;
}

/** 超过10亿元的只有甲县: who alone passes the bound; what follows is its own figure. */
const ALONE = /^的(?:县|市|区|县（市、区）|地方|乡镇|村)?(?:只有|仅有|唯有)[\u3400-\u9fff]/;
/** Behind a range what lies in it. */
const RANGED = /^(?:（[^（）]{1,4}）)?(?:之间|以内)?的?[\u3400-\u9fff]{2,10}$/;

/** Verbs and hedges between the noun phrase and the number that counts it. */
const TRAILING =
  /(?:有|还有|还|只有|仅有|只|达到|达|共有|共|已有|现有|占到|占|为|增加到|增至|新增|仅|了|约|近|超过|超|已|的|均)+$/;

/** The name of what a bound marks off (收入超过10亿元的县), '' when the number is not counted by one. */
export function boundedName(d: Discourse, n: NumberInText): string {
  const threshold = d.threshold;
  if (threshold === null || threshold.end !== n.from) return '';
  const { text } = n.sentence;
  const name = d
    .clean(n.sentence, threshold.from, n.quantity.start)
    .replaceAll(GAP, '')
    .replace(/^(?:其中|全县|全市|全区|对|在(?![建册岗园校售])|有|和|与|及|、|，|：)+/, '')
    .replace(/^(?:还?[将要]|拟|计划|再)+(?=开工|新建|新增|实施|签约|引进|谋划|储备|入库)/, '')
    .replace(TRAILING, '')
    .replaceAll(/[“”]/g, '');
  // 总量超过50亿元的县: of what, the topic says.
  // 集体经济收入50万元以上的村31个，100万元以上的7个: of the same income.
  const unnamed = /^(?:超过?|突破|达到?|不足|低于)?\d/.test(name);
  const what = unnamed
    ? undefined
    : /^([\u3400-\u9fff]{2,12}?)(?:在|超过?|突破|达到?|不足|低于)?\d/.exec(name)?.[1];
  if (what !== undefined) d.bounds = { what, sentence: n.sentence.start };
  if (unnamed && d.bounds?.sentence === n.sentence.start && name.length <= 24)
    return `${d.bounds.what}${name}`;
  const bare =
    /^(?:总量|增速|增幅|规模|总额)/.test(name) ||
    (/^(?:超过|突破|达到|不足|不到|低于|高于)/.test(name) &&
      /[元吨人户%](?:以上|以下)?的?(?:县|市|区|县区|县市区|县（市、区）|地方)?$/.test(name));
  return text === '' || name.length > 40 ? '' : `${bare ? (threshold.about ?? '') : ''}${name}`;
}

/** 年收入超过10万元的农户占三成: the share of those marked off. */
export function readingOfBoundedShare(d: Discourse, n: NumberInText): Reading | null {
  if (n.quantity.kind !== 'percent' || d.threshold?.end !== n.from) return null;
  const name = boundedName(d, n);
  if (name === '') return null;
  return {
    indicator: `${name}占比`,
    measure: 'share',
    value: n.quantity.value,
    unit: n.quantity.unit,
    event: false,
  };
}
