import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { has, readLead } from './phrase.ts';

/** 是去年同期的1.6倍, 相当于2019年的3倍, 为永和县的2.1倍. */
const COMPARED =
  /(?:^|[^认成])(?:是|为|达到|达|相当于|超过|已是|约为|约是|约)(?:了|约|近)?([^，；。、是为\d]{0,3}(?:\d{4}年?)?[^，；。、\d]{1,14})的(?:约|近|将近|超过)?$/;

/**
 * Multiples: 增长3倍 and 翻两番 are growth (300 %: doubled twice is four times as much), 是上年同期的1.6倍 is the ratio
 * to what it is compared with, named so. Any other multiple is not read.
 */
export function readingOfMultiple(d: Discourse, n: NumberInText): Reading | null {
  const { quantity, lead, raw, before } = n;
  const basis = comparedWith(raw);
  const against = raw.search(/(?:(?<![同环占对])比|较|与)(?=[^比较与，；]{1,12}$)/);
  const grown = {
    measure: 'growth' as const,
    unit: '%',
    event: false,
    ...(basis === null ? {} : { basis }),
    ...(against < 0 ? {} : { periodAt: quantity.start - raw.length + against }),
  };
  if (quantity.unit === '番') {
    const noun = readLead(
      before
        .replace(/(?:(?<![同环])比|较|在)[^，；]{0,12}$/, '')
        .replace(/(?:同比|环比)$/, '')
        .replace(/(?:实现|再|力争)+$/, ''),
    ).noun;
    const indicator = d.named(noun.replace(/(?:三|五|两|\d)年$/, '')) ?? d.topic?.indicator ?? null;
    if (indicator === null) return null;
    return { ...grown, indicator, value: (2 ** quantity.value - 1) * 100 };
  }
  const compared = COMPARED.exec(raw)?.[1];
  if (compared !== undefined) {
    const at = before.length - raw.length + raw.lastIndexOf(compared);
    const own = d.named(readLead(before.slice(0, Math.max(0, at))).noun);
    const indicator = own ?? d.topic?.indicator ?? null;
    if (indicator === null || indicator.length < 2) return null;
    return {
      indicator: `${indicator}相当于${compared}的倍数`,
      measure: 'share',
      value: quantity.value,
      unit: '倍',
      event: false,
      // 是去年同期的1.6倍: neither the time nor the place compared with is the number's own.
      periodAt: quantity.start - raw.length + raw.lastIndexOf(compared),
      placeAt: quantity.start - raw.length + raw.lastIndexOf(compared),
    };
  }
  const indicator = d.named(lead.noun) ?? d.topic?.indicator ?? null;
  if (indicator === null || !has(lead, 'up') || lead.arrives || comparesOthers(before)) return null;
  return { ...grown, indicator, value: Number((quantity.value * 100).toFixed(6)) };
}

/** 比平时高出一倍, 比社会运价低三分之一: compared with something else than an earlier time, which is no growth. */
export function comparesOthers(before: string): boolean {
  const match =
    /(?:(?<![同环占对])比(?![例率重值])|较)([^，；。\d]{2,10}?)(?:高|低|多|少|贵|便宜|快|慢)(?:出|了|于)?(?:约|近)?$/.exec(
      before,
    );
  return match !== null && !/[\ue000年月季]|同期|上期|期初|此前|之前|过去|以往/.test(match[1] ?? '');
}

/** 比2019年增长45%: growth against a year far back says which, so that it never passes for growth on the year before. */
export function comparedWith(raw: string): string | null {
  const match =
    /(?:比|较|与)((?:\d{4}年(?:同期)?|[一二两三四五六七八九十\d]{1,3}年前|“?十[二三四]五”?(?:末|初期?)?))(?:同期)?(?:相比)?[，]?[^，；。\d]{0,8}$/.exec(
      raw,
    );
  return match === null ? null : `比${match[1] ?? ''}`;
}
