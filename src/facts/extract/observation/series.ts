import type { Quantity } from '../../../text/quantity.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { opensHead } from './nouns.ts';

/** A run of like numbers joined by 、 or 和 (21.4亿元和11.6亿元), as seen from one of them. */
export interface Series {
  readonly first: Quantity;
  readonly index: number;
  readonly length: number;
}

/** The run a number stands in, null when it stands alone. A minus sign may stand between (13.8%、-2.1%). */
export function seriesOf(text: string, quantities: readonly Quantity[], at: number): Series | null {
  const joined = (left: Quantity | undefined, right: Quantity | undefined): boolean =>
    left !== undefined &&
    right !== undefined &&
    left.kind === right.kind &&
    right.start - left.end <= 8 &&
    /^[、和与及，；]{1,2}(?:同比|环比)?(?:增长|下降|提高|降低|上升|回落|增加|减少)?[-−－]?$/.test(
      text.slice(left.end, right.start),
    );
  let first = at;
  while (joined(quantities[first - 1], quantities[first])) first--;
  let last = at;
  while (joined(quantities[last], quantities[last + 1])) last++;
  const start = quantities[first];
  return last === first || start === undefined
    ? null
    : { first: start, index: at - first, length: last - first + 1 };
}

/** Whether the words before a series hand its numbers out one by one. */
export function isDistributed(before: string): boolean {
  return /(?:分别|依次|各自|各)(?:[^，；。]{0,14})$/.test(before);
}

/** Groups that stand for their members: 三次产业 is the first, second and third. */
const GROUPS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/三次产业$/, ['第一产业', '第二产业', '第三产业']],
  [/(?:一、二、三|第一、二、三|一二三)产业$/, ['第一产业', '第二产业', '第三产业']],
];

/**
 * The indicators a distributed series speaks of, one per number, or null when the words do not list as many:
 * 小麦、玉米产量分别为 gives 小麦产量 and 玉米产量; 三次产业对经济增长的贡献率分别为 gives one per industry.
 * @param before text of the clause before 分别
 */
export function listedIndicators(before: string, length: number): readonly string[] | null {
  const listed = before
    .replace(/(?:同比|环比|增速|增幅|的)*$/, '')
    // 新材料、装备制造两个行业增加值: how many are listed is no part of a name.
    .replace(
      /(?:[两三四五六七八九]|\d{1,2})[个大](?:行业|产业|门类|领域|品种|类别)的?(?=[\u3400-\u9fff]{2})/,
      '',
    );
  for (const [pattern, members] of GROUPS) {
    const whole = /^(.*?(?:产业))(.*)$/.exec(listed.replace(/^.*[，；：]/, ''));
    if (whole === null || members.length !== length || !pattern.test(whole[1] ?? '')) continue;
    return members.map((member) => named(`${member}${(whole[2] ?? '').replaceAll('的', '')}`));
  }
  const both = /^(.*?)城乡(居民.+)$/.exec(listed.replace(/^.*[，；：]/, '').replaceAll('的', ''));
  if (both !== null && length === 2)
    return ['城镇', '农村'].map((member) => named(`${member}${both[2] ?? ''}`));
  const items = listed
    .replace(/^.*[，；：]/, '')
    .split(/、|和|与|及/)
    .map((item) => item.trim());
  const last = items.at(-1) ?? '';
  if (
    items.length !== length ||
    items.some((item) => item.length < 2 || item.length > 16 || /(?<![A-Za-z][\d.]{0,4})\d/.test(item))
  ) {
    return null;
  }
  return items.map((item, i) => (i === items.length - 1 ? named(item) : completed(item, last)));
}

function named(phrase: string): string {
  return indicatorLexicon().canonical(phrase) ?? phrase;
}

/** 城镇 beside 农村居民人均可支配收入 means 城镇居民人均可支配收入. */
export function completed(item: string, last: string): string {
  const lexicon = indicatorLexicon();
  const own = lexicon.canonical(item);
  if (own !== null) return own;
  for (let from = 1; from <= last.length - 2; from++) {
    const whole = lexicon.canonical(item + last.slice(from));
    if (whole !== null) return whole;
  }
  // 风电 beside 新能源装机: the head both share begins with a word that names an indicator.
  for (let from = 1; from <= last.length - 2; from++)
    if (opensHead(last.slice(from))) return item + last.slice(from);
  return last.length > item.length + 1 && !/(?:收入|投资|产量|产值|总额|面积|支出)$/.test(item)
    ? item + last.slice(item.length)
    : item;
}
