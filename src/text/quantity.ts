import type { Measured } from './measured.ts';
import { measuredAt } from './measured.ts';
import { hasNumberWord, numberWordAt, numberWordBefore } from './number-words.ts';
import type { Scale } from './numeral.ts';
import { isChineseNumeral, isDigit, scaleAt, scaled, scanNumeral } from './numeral.ts';
import { namesAt } from './person-name.ts';
import { quotedNames } from './quoted.ts';
import type { Reading } from './rank.ts';
import { leadingAt, listedRankAt, opensRankWord, ordinalAt, wordRankAt } from './rank.ts';
import type { Span } from './span.ts';
import { overlaps } from './span.ts';
import { unitAt } from './unit.ts';

export type QuantityKind =
  | 'money'
  | 'percent'
  | 'points'
  | 'rank'
  | 'count'
  | 'area'
  | 'length'
  | 'mass'
  | 'volume'
  | 'energy'
  | 'power'
  | 'time'
  | 'temperature'
  | 'multiple'
  | 'index';

/** A number with its unit; the span covers number and unit (and 第 of a rank), not the hedges around them. */
export interface Quantity extends Span {
  readonly kind: QuantityKind;
  /** In `unit`: 三十五亿元 is 35 亿元; 五成 is 50 %; a rank is in 位. */
  readonly value: number;
  /** Canonical as written: 亿元, 万亩, %, 百分点, 位, 个; 万 or 亿 when no unit follows; '' for an index value. */
  readonly unit: string;
  /** The number as written: 73.5, 三十五, 18,452, １２; a substring of the text at `rawSpan`. */
  readonly raw: string;
  readonly rawSpan: Span;
  /** 约, 近, 余, 多, 以上, 以内, 左右, 突破, 不少于, 超 … standing before or behind; 前 and 倒数 of a rank. */
  readonly approx?: string;
  /** Upper end of a range (5%—6%), in `unit`. */
  readonly upper?: number;
}

/**
 * The numbers with units of a simplified text, in order and without overlap. What only looks like one is left
 * out: years and dates, 十四五, 1·18, 7×24, 国道341, 2#炉, 五人制, 第一产业, names in quotation marks (“三个文件”).
 * Linear in the length of the text.
 * @param offset added to every span, for a text that is a slice of a larger one
 * @param exclude stretches (in the same coordinates as the result) whose numbers are spoken for, such as periods
 */
export function findQuantities(
  simplified: string,
  offset = 0,
  exclude: readonly Span[] = [],
): readonly Quantity[] {
  const blocked = [
    ...quotedNames(simplified),
    ...exclude.map(({ start, end }) => ({ start: start - offset, end: end - offset })),
  ].sort((a, b) => a.start - b.start);
  const found: Quantity[] = [];
  let next = 0;
  for (let at = 0; at < simplified.length; ) {
    while ((blocked[next]?.end ?? Number.POSITIVE_INFINITY) <= at) next += 1;
    const block = blocked[next];
    if (block !== undefined && block.start <= at) {
      at = block.end;
      continue;
    }
    const { quantity, end } = readingAt(simplified, at);
    if (quantity !== null && (block === undefined || !overlaps(quantity, block)))
      found.push(shifted(quantity, offset));
    at = end;
  }
  return found;
}

function readingAt(text: string, at: number): Reading {
  const char = text[at] ?? '';
  if (char === '第') return ordinalAt(text, at);
  if (char === '前') return leadingAt(text, at);
  if (opensRankWord(char)) return wordRankAt(text, at);
  if (char === '翻') return doublingAt(text, at);
  if (char === '持') return flatAt(text, at);
  if (char === '过' || char === '近' || char === '超' || char === '半') return halfAt(text, at);
  if (!isDigit(char) && !isChineseNumeral(char)) return { quantity: null, end: at + 1 };
  if (!standsFree(text, at)) return { quantity: null, end: runEnd(text, at) };
  return (
    listedRankAt(text, at) ??
    fractionAt(text, at) ??
    bareHundredAt(text, at) ??
    rangeAt(text, at) ??
    numberAt(text, at)
  );
}

/** Behind a letter, another number or ·×+# a number is part of a code: G108, 1·18, 7×24, 5+2; 几十 and 数百 are no numbers. */
function standsFree(text: string, at: number): boolean {
  const before = text[at - 1] ?? '';
  if (/[A-Za-z0-9０-９.．·•・×*+＋#＃№]/.test(before)) return endsInAcronym(text, at);
  if (/[-－—–/／~～]/.test(before) && /[A-Za-z0-9０-９]/.test(text[at - 2] ?? '')) return false;
  if (/[:：]/.test(before) && isDigit(text[at - 2])) return false;
  return !(/[十百千万亿]/.test(text[at] ?? '') && /[几数]/.test(before));
}

/** GDP1097.6亿元: the letters name what is measured, and the number stands right behind them. */
function endsInAcronym(text: string, at: number): boolean {
  const word = numberWordBefore(text, at, 'acronym');
  return word !== null && !/[A-Za-z0-9]/.test(text[at - word.length - 1] ?? '');
}

/** End of an unbroken row of digits, Arabic or Chinese. */
function runEnd(text: string, at: number): number {
  let end = at + 1;
  while (isDigit(text[end]) || isChineseNumeral(text[end])) end += 1;
  return end;
}

/** 不成 of 一成不变, 成立 …: characters that make another word of 成. */
const NOT_TENTHS = /[立为员本功果长熟绩就交效品分片套不色都型人年份]/;

/** A title and one more character, a family name as it may be: 主任|仇, 记者|樊. */
const IN_NAME = /(?:[长任记席员授师者]|同志|先生|女士)[\u3400-\u9fff]$/;

/** 百分之三点四, 千分之二, 五成, 七成五; of 三分之一 only that its numbers are none. */
function fractionAt(text: string, at: number): Reading | null {
  const share = /^([百千万])分之/.exec(text.slice(at, at + 4));
  if (share !== null) return shareAt(text, at, share[1] === '百' ? '%' : share[1] === '千' ? '‰' : null);
  if (text.startsWith('一半', at)) return halfShare(text, at, at + 2, null);
  const number = scanNumeral(text, at);
  if (number === null || number.scale !== '') return null;
  if (text.startsWith('分之', number.end)) return partAt(text, at, number.value, number.end + 2);
  if (text[number.end] !== '成' || number.value > 10 || NOT_TENTHS.test(text[number.end + 1] ?? ''))
    return null;
  // 县人大常委会主任仇九成主持: a name.
  if (number.chinese && IN_NAME.test(text.slice(Math.max(0, at - 3), at)) && namesAt(text, at - 1).length > 0)
    return null;
  const rest = number.chinese ? scanNumeral(text, number.end + 1) : null;
  const half = text[number.end + 1] === '半' ? 5 : 0;
  const tail = rest !== null && rest.end === number.end + 2 && rest.value < 10 ? rest.value : half;
  const end = number.end + (tail > 0 ? 2 : 1);
  const raw = { start: at, end: tail > 0 ? end : number.end };
  return {
    quantity: hedged(
      text,
      quantity(text, { start: at, end }, raw, 'percent', number.value * 10 + tail, '%'),
      null,
    ),
    end,
  };
}

/** 三分之二, 五分之一: a share in words; only small denominators, since 万分之一 and the like are idioms. */
function partAt(text: string, at: number, denominator: number, from: number): Reading {
  const numerator = scanNumeral(text, from);
  const end = numerator?.end ?? from;
  const fits =
    numerator !== null &&
    numerator.scale === '' &&
    denominator >= 2 &&
    denominator <= 20 &&
    numerator.value < denominator;
  if (!fits || text[end] === '点') return { quantity: null, end };
  const span = { start: at, end };
  const value = Math.round((numerator.value / denominator) * 10_000) / 100;
  return { quantity: hedged(text, quantity(text, span, span, 'percent', value, '%'), null), end };
}

/** 过半, 近半, 超半数: half with its bound in one word. */
function halfAt(text: string, at: number): Reading {
  const none = { quantity: null, end: at + 1 };
  const match = /^(过|近|超|超过)?半(?:数(?!字))?(?![\p{L}\p{N}])/u.exec(text.slice(at, at + 6));
  const hedge = match?.[1];
  if (match === null || hedge === undefined || /[通经超附最]/.test(text[at - 1] ?? '')) return none;
  return halfShare(text, at, at + match[0].length, hedge);
}

function halfShare(text: string, start: number, end: number, hedge: string | null): Reading {
  const span = { start, end };
  const base = quantity(text, span, span, 'percent', 50, '%');
  return { quantity: hedge === null ? hedged(text, base, null) : { ...base, approx: hedge }, end };
}

/** 与上年持平, 基本持平: no change; the words in front decide in the sentence. */
function flatAt(text: string, at: number): Reading {
  const end = at + 2;
  if (!text.startsWith('持平', at)) return { quantity: null, end: at + 1 };
  const span = { start: at, end };
  return { quantity: quantity(text, span, span, 'percent', 0, '%'), end };
}

/** 翻番, 翻一番, 翻了两番: doubled, and doubled again; 翻番计划 is a name. */
function doublingAt(text: string, at: number): Reading {
  const match = /^翻(?:了)?([一两二三四五12345])?番(?![工行计])/.exec(text.slice(at, at + 5));
  if (match === null) return { quantity: null, end: at + 1 };
  const end = at + match[0].length;
  const span = { start: at, end };
  const times = match[1] === undefined ? 1 : (scanNumeral(match[1], 0)?.value ?? 1);
  const more = numberWordAt(text, end, 'inside');
  return {
    quantity: hedged(text, quantity(text, span, span, 'multiple', times, '番'), more === '来' ? null : more),
    end,
  };
}

function shareAt(text: string, at: number, unit: '%' | '‰' | null): Reading {
  const number = scanNumeral(text, at + 3);
  if (number === null) return { quantity: null, end: at + 3 };
  if (unit === null) return { quantity: null, end: number.end };
  const raw = { start: at + 3, end: number.end };
  const span = { start: at, end: number.end };
  return {
    quantity: hedged(text, quantity(text, span, raw, 'percent', number.value, unit), null),
    end: number.end,
  };
}

/** 近百家, 上千人, 超百亿元: a bare 百, 千 or 万 is a number only behind such a hedge. */
function bareHundredAt(text: string, at: number): Reading | null {
  const bare = /^[百千]?(?:万亿|万|亿)?/.exec(text.slice(at, at + 3))?.[0] ?? '';
  if (bare === '') return null;
  const none = { quantity: null, end: runEnd(text, at) };
  const hedge =
    numberWordBefore(text, at, 'bare') ??
    (text[at - 1] === '了' ? numberWordBefore(text, at - 1, 'bare') : null);
  const unit = unitAt(text, at + bare.length);
  if (hedge === null || unit === null || none.end !== at + bare.length || text[unit.end] === '级')
    return none;
  const hundred = bare[0] === '百' ? 100 : bare[0] === '千' ? 1000 : null;
  const scale = scaleAt(text, at + (hundred === null ? 0 : 1));
  const raw = { start: at, end: at + (hundred === null ? bare.length : 1) };
  const value = hundred ?? scaled(1, scale);
  const name = hundred === null ? unit.canonical : scale + unit.canonical;
  return {
    quantity: { ...quantity(text, { start: at, end: unit.end }, raw, unit.kind, value, name), approx: hedge },
    end: unit.end,
  };
}

const RANGE = /^(?:—{1,2}|[–\-－~～〜至到])/;

/** 5%—6%, 3至5家, 8000至1.2万元. 从5%到6% is a change between two values, not a range. */
function rangeAt(text: string, at: number): Reading | null {
  const low = measuredAt(text, at);
  const mark = low === null ? undefined : RANGE.exec(text.slice(low.end, low.end + 2))?.[0];
  if (low === null || mark === undefined) return null;
  if (/[至到]/.test(mark) && /[从由自]/.test(text.slice(Math.max(0, at - 8), at))) return null;
  const high = measuredAt(text, low.end + mark.length);
  if (high === null || high.unit === null || !countable(text, high)) return null;
  if (low.unit !== null && low.unit.canonical !== high.unit.canonical) return null;
  const from = scaled(
    low.number.value,
    low.unit === null && low.scale === '' ? lowScale(low, high) : low.scale,
  );
  const to = scaled(high.number.value, high.scale);
  if (from >= to) return null;
  const same =
    low.scale === high.scale || (low.unit === null && low.scale === '' && lowScale(low, high) === high.scale);
  const raw = { start: at, end: low.number.coefficientEnd };
  const span = { start: at, end: high.end };
  const unit = (same ? high.scale : '') + high.unit.canonical;
  const base = quantity(text, span, raw, high.unit.kind, same ? low.number.value : from, unit);
  return { quantity: hedged(text, { ...base, upper: same ? high.number.value : to }, null), end: high.end };
}

/** In 3至5万元 the scale belongs to both ends, in 8000至1.2万元 only to the upper. */
function lowScale(low: Measured, high: Measured): Scale {
  return low.number.value < high.number.value ? high.scale : '';
}

function numberAt(text: string, at: number): Reading {
  const measured = measuredAt(text, at);
  if (measured === null) return { quantity: null, end: runEnd(text, at) };
  const { number, scale, unit, end } = measured;
  // 三五家 is some, not 35.
  if (/^[一二三四五六七八九]{2,3}$/.test(text.slice(at, number.coefficientEnd)))
    return { quantity: null, end };
  // 十四五: what is left of the row belongs to it, so that none of it is a number.
  if (number.chinese && isChineseNumeral(text[end]) && unit === null)
    return { quantity: null, end: runEnd(text, end) };
  if (unit === null) return listedAt(text, measured) ?? bareAt(text, measured);
  // 分别高1.2个和0.9个百分点: the first counts points as well.
  if (unit.canonical === '个' && POINTS_BEHIND.test(text.slice(end, end + 20))) {
    const raw = { start: at, end: number.coefficientEnd };
    return { quantity: quantity(text, { start: at, end }, raw, 'points', number.value, '百分点'), end };
  }
  if (!countable(text, measured)) return { quantity: null, end };
  // 臭氧日最大8小时滑动平均浓度: the span an extreme is taken over belongs to its name.
  if (unit.kind === 'time' && /[日年月]最[大高小低]$/.test(text.slice(Math.max(0, at - 3), at)))
    return { quantity: null, end };
  // 5斤装, 3升装: how it is packed.
  if (/mass|volume/.test(unit.kind) && /^装(?![载机备运卸车])/.test(text.slice(end, end + 2)))
    return { quantity: null, end };
  const frost = unit.kind === 'temperature' && text.startsWith('零下', at - 2) && at >= 2;
  const sign = signBefore(text, at) && /percent|points|temperature/.test(unit.kind) ? 1 : 0;
  const raw = { start: at - sign, end: number.coefficientEnd };
  const value = sign === 1 || frost ? -number.value : number.value;
  const base = quantity(text, { start: raw.start, end }, raw, unit.kind, value, scale + unit.canonical);
  return { quantity: hedged(text, base, measured.inside), end };
}

/** 一 is an article (一家企业, 一天一对接) and 二 an ordinal (二次创业) before a counter; in 最后一公里 it is an idiom. */
function countable(text: string, { number, scale, unit, inside }: Measured): boolean {
  if (unit === null || !number.chinese || scale !== '' || inside !== null) return true;
  const word = text.slice(number.start, number.end);
  if (!/^[一二]$/.test(word)) return true;
  // 一亩地收入6000元, 一吨煤: the unit of a price, not a measure.
  if (word === '一' && /area|mass|volume/.test(unit.kind) && /\p{Script=Han}/u.test(text[unit.end] ?? ''))
    return false;
  return /money|percent|points|multiple|area|mass|volume|energy|power/.test(unit.kind);
}

const POINTS_BEHIND = /^[、和与及](?:\d[\d.]{0,6}个?、?){0,4}\d[\d.]{0,6}个百分点/;

/** Most counties a list of numbers with one unit tells of. */
const LONGEST_LIST = 20;

/** 分别为48、46和45微克/立方米: the unit behind the last number is that of all. */
function listedAt(text: string, { number, scale, end }: Measured): Reading | null {
  if (scale !== '' || number.chinese || !/^[、和]/.test(text[end] ?? '')) return null;
  if (!/(?:分别|依次|各)[^，。；]{0,8}$/.test(text.slice(Math.max(0, number.start - 12), number.start))) {
    const before = text.slice(Math.max(0, number.start - 120), number.start);
    if (!/(?:分别|依次)[为是达到]{0,3}(?:\d[\d.]{0,8}、){1,19}$/.test(before)) return null;
  }
  let at = end;
  for (let i = 0; i < LONGEST_LIST && /^[、和]/.test(text[at] ?? ''); i++) {
    const next = measuredAt(text, at + 1);
    if (next === null || next.number.chinese) return null;
    at = next.end;
    if (next.unit === null) continue;
    if (next.unit.kind === 'count' && next.unit.canonical === '位') return null;
    const raw = { start: number.start, end: number.coefficientEnd };
    const unit = `${next.scale}${next.unit.canonical}`;
    return {
      quantity: quantity(text, { start: number.start, end }, raw, next.unit.kind, number.value, unit),
      end,
    };
  }
  return null;
}

/** A minus sign, not a dash: 增长-3.4%. */
function signBefore(text: string, at: number): boolean {
  return /[-－−]/.test(text[at - 1] ?? '') && /^$|[\p{Script=Han}（(：:]/u.test(text[at - 2] ?? '');
}

/** A number without a unit: an index (综合指数4.87), years of a duration, a bare 亿; everything else is none. */
function bareAt(text: string, measured: Measured): Reading {
  const { number, scale, end } = measured;
  const none = { quantity: null, end };
  const raw = { start: number.start, end: number.coefficientEnd };
  const before = clauseBefore(text, number.start);
  const behind = text[end] ?? '';
  if (scale !== '') return bareScale(text, measured, before);
  if (/[A-Za-z0-9０-９#＃·×*+＋号%％:：]/.test(behind)) return none;
  if (behind === '年') {
    const lasts =
      number.value < 100 &&
      hasNumberWord(before.slice(-8), 'duration') &&
      !/[度级代均产]/.test(text[end + 1] ?? '');
    if (!lasts) return none;
    const span = { start: number.start, end: end + 1 };
    return {
      quantity: hedged(text, quantity(text, span, raw, 'time', number.value, '年'), null),
      end: end + 1,
    };
  }
  const decimal = text.slice(number.start, end).search(/[.．点]/) >= 0;
  // …综合指数由好到差的是甲县、乙县，分别为2.96、3.08: the sentence speaks of an index, the number stands for one.
  const listed = text[number.start - 1] === '（' && behind === '）';
  const told =
    decimal &&
    /(?:[为、和是至到由从的（县市区]|缩小|扩大|下降|上升|降低|减少|增加|提高)$/.test(
      text.slice(Math.max(0, number.start - 2), number.start),
    ) &&
    hasNumberWord(
      text
        .slice(Math.max(0, number.start - 80), number.start)
        .split('。')
        .at(-1) ?? '',
      'index',
    );
  // 以2.74的综合指数居首位: the word stands behind its number.
  const named = decimal && /^的[\p{Script=Han}]{0,8}(?:指数|系数|得分)/u.test(text.slice(end, end + 14));
  // 指数最好的是甲县（2.61）: alone in its brackets.
  const head =
    (told && (listed || text[number.start - 1] !== '（')) ||
    named ||
    hasNumberWord(before.slice(decimal ? -20 : -7), 'index');
  if (!head || /[月日时第]/.test(behind) || (number.chinese && !decimal)) return none;
  return {
    quantity: hedged(
      text,
      quantity(text, { start: number.start, end }, raw, 'index', number.value, ''),
      null,
    ),
    end,
  };
}

/** 总投资73.5亿 is money where the clause speaks of money; 十万群众 is 10 万 of something. */
function bareScale(text: string, { number, scale, end }: Measured, before: string): Reading {
  if (/[级里火]/.test(text[end] ?? '')) return { quantity: null, end };
  const open = scale === '万' && /\p{Script=Han}/u.test(text[end] ?? '') && !/[的左以]/.test(text[end] ?? '');
  const money = !open && hasNumberWord(before, 'money');
  const raw = { start: number.start, end: number.coefficientEnd };
  const span = { start: number.start, end };
  const unit = money ? `${scale}元` : scale;
  return {
    quantity: hedged(text, quantity(text, span, raw, money ? 'money' : 'count', number.value, unit), null),
    end,
  };
}

/** The clause up to a number, at most 20 characters of it. */
function clauseBefore(text: string, at: number): string {
  return (
    text
      .slice(Math.max(0, at - 20), at)
      .split(/[，。；：！？、,;!?\n]/)
      .at(-1) ?? ''
  );
}

function hedged(text: string, base: Quantity, inside: string | null): Quantity {
  const start = text[base.start - 1] === '了' ? base.start - 1 : base.start;
  const approx =
    numberWordBefore(text, start, 'before') ??
    inside ??
    numberWordAt(text, base.end, 'after') ??
    (base.kind === 'time' ? numberWordAt(text, base.end, 'within') : null);
  return approx === null ? base : { ...base, approx };
}

function quantity(
  text: string,
  span: Span,
  rawSpan: Span,
  kind: QuantityKind,
  value: number,
  unit: string,
): Quantity {
  return { ...span, kind, value, unit, raw: text.slice(rawSpan.start, rawSpan.end), rawSpan };
}

function shifted(found: Quantity, offset: number): Quantity {
  if (offset === 0) return found;
  const rawSpan = { start: found.rawSpan.start + offset, end: found.rawSpan.end + offset };
  return { ...found, start: found.start + offset, end: found.end + offset, rawSpan };
}
