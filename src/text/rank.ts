import { hasNumberWord, numberWordAt, numberWordBefore } from './number-words.ts';
import { scanNumeral } from './numeral.ts';
import type { Quantity } from './quantity.ts';

/** Clause marks behind which a rank verb no longer reaches. */
const CLAUSE = /[，。；！？,;!?\n]/;
const HEAD_REACH = 14;

/** What was read at a position, and where reading goes on. */
export interface Reading {
  readonly quantity: Quantity | null;
  readonly end: number;
}

/**
 * Reads at 第: 第2位, 第三名, and 名列第二, 全市第一 where a rank word governs it. Any other 第N (第一产业, 第11台,
 * 第一季度) is an ordinal: no quantity, and its number is not read again.
 */
export function ordinalAt(text: string, at: number): Reading {
  const number = scanNumeral(text, at + 1);
  if (number === null) return { quantity: null, end: at + 1 };
  const mark = rankMark(text, number.end);
  // 第六至第八位是甲、乙、丙: both ends are told.
  const behind = text.slice(number.end, number.end + 8);
  const ranged =
    RANGE_BEHIND.test(behind) ||
    (RANGE.test(behind) && !/[由从]$/.test(text.slice(0, at)) && headed(text, at));
  if (number.scale === '' && mark === '' && ranged)
    return rank(text, at, at + 1, number.end, mark, number.value, undefined);
  const counted =
    mark === '' && ((closes(text, number.end) && headed(text, at)) || ofPlace(text, at, number.end));
  if (number.scale !== '' || (mark === '' && !counted)) return { quantity: null, end: number.end };
  const approx = text.startsWith('倒数', at - 2) && at >= 2 ? '倒数' : undefined;
  return rank(text, at, at + 1, number.end, mark, number.value, approx);
}

/** The items of a list of ranks in front of one of them (分列|二、, 居全市第三、), and those behind it with their mark. */
const LIST_BEFORE =
  /(?:分列|分居|分获|分占|分别[列居排]|位列|位居|排名|依次[列居排]|并列|[列居排])(?:在|全[国省市县区州盟])?(?:第?[一二三四五六七八九十\d]{1,3}[、和与及]){0,9}第?$/;
const LIST_BEHIND =
  /^[一二三四五六七八九十\d]{1,3}(?:[、和与及]第?[一二三四五六七八九十\d]{1,3}){0,9}[位名](?!数|额)/;

/** Reads one item of 分列二、三位: ranks told once with the mark behind the last; null elsewhere. */
export function listedRankAt(text: string, at: number): Reading | null {
  const before = text.slice(Math.max(0, at - 40), at);
  if (!LIST_BEFORE.test(before) || !LIST_BEHIND.test(text.slice(at, at + 40))) return null;
  const number = scanNumeral(text, at);
  if (number === null || number.scale !== '' || !Number.isInteger(number.value)) return null;
  const mark = rankMark(text, number.end);
  // 居五位: a rank without 第 is one only in a list.
  if (mark !== '' && !/[、和与及]$/.test(before)) return null;
  return rank(text, at, at, number.end, mark, number.value, undefined);
}

/** 蒲县第四，; 甲县第二、乙县第三: a place and its rank alone. 甲县第一、第二中学 are names. */
function ofPlace(text: string, at: number, end: number): boolean {
  return (
    /[\u3400-\u9fff][县市区]$/.test(text.slice(Math.max(0, at - 2), at)) &&
    /^(?:$|[，；。]|、[\u3400-\u9fff]{1,4}[县市区]?第)/.test(text.slice(end, end + 8))
  );
}

/** 依次排在第5至第14位. */
const RANGE = /^(?:至|到|—)第?[一二三四五六七八九十\d]{1,3}[位名]/;
const RANGE_BEHIND = /^(?:至|到|—)第?[一二三四五六七八九十\d]{1,3}[位名](?:依次|分别)?[是为]/;

/** Reads at 前: 前10位 is a bound on a rank, told by `approx`; anything else is nothing. */
export function leadingAt(text: string, at: number): Reading {
  const number = scanNumeral(text, at + 1);
  const mark = number === null || number.scale !== '' ? '' : rankMark(text, number.end);
  if (number === null || mark === '') return { quantity: null, end: at + 1 };
  return rank(text, at + 1, at + 1, number.end, mark, number.value, '前');
}

/** Characters that open a word of rank: every other position is passed without a look into the table. */
const OPENERS = /[首榜头魁之末垫最领次亚]/;
/** Words that are a rank wherever they stand; 首位, 末位 and 末尾 also say 放在首位, 末位淘汰. */
const ALWAYS = /^(?:榜首|之首|头把交椅|垫底|榜尾)$/;
const SCOPE_BEFORE =
  /(?:全[国省市县区州盟]|(?:\d{1,4}|[一二三四五六七八九十]{1,3})个[\u3400-\u9fff（）、]{1,12}|同类[\u3400-\u9fff]{1,6})(?:中|里|内|的)?$/;

/** Whether a word of rank can begin with this character. */
export function opensRankWord(char: string): boolean {
  return OPENERS.test(char);
}

/** Reads a rank told in a word: 稳居榜首, 屈居次席, 列全市首位, 居三个市区之首, 排名末位, 总量垫底; the last is 1 counted from the end. */
export function wordRankAt(text: string, at: number): Reading {
  if (text[at] === '最') return superlativeAt(text, at);
  if (text[at] === '领') return leadAt(text, at);
  const first = numberWordAt(text, at, 'first') ?? aloneAt(text, at);
  const second = first === null ? numberWordAt(text, at, 'second') : null;
  const word = first ?? second ?? numberWordAt(text, at, 'last');
  if (word === null) return { quantity: null, end: at + 1 };
  const end = at + word.length;
  const none = { quantity: null, end };
  // 首位度, 榜首之争: the word goes on.
  if (text[end] !== undefined && /[度淘式之争]/.test(text[end] ?? '')) return none;
  const before = text.slice(Math.max(0, at - HEAD_REACH - 12), at);
  const led = before.replace(SCOPE_BEFORE, '');
  const governed = led !== before || numberWordBefore(led, led.length, 'rank') !== null;
  if (!ALWAYS.test(word) && !governed) return none;
  const last = first === null && second === null;
  return rank(text, at, at, end, '', second === null ? 1 : 2, last ? '倒数' : undefined);
}

/** 以289天居首，: 首 alone is a rank where the clause ends. */
function aloneAt(text: string, at: number): string | null {
  const ends = /^首(?:$|[，。；、）])/.test(text.slice(at, at + 2));
  return ends && /[居列排](?:全[国省市县区])?$/.test(text.slice(Math.max(0, at - 3), at)) ? '首' : null;
}

/** 增速最高的是甲县, 增速为全市最快，: the highest of a named pool, or the one named behind, is the first. */
function superlativeAt(text: string, at: number): Reading {
  const end = at + 2;
  const none = { quantity: null, end };
  if (!/[高大多快好]/.test(text[at + 1] ?? '')) return none;
  const behind = text.slice(end, end + 8);
  const named = /^的(?:县|市|区|县（市、区）)?[是为]/.test(behind);
  const pooled =
    /全[国省市县区州](?:增速)?$/.test(text.slice(Math.max(0, at - 6), at)) &&
    /^(?:$|[，。；、）])/.test(behind);
  return named || pooled ? rank(text, at, at, end, '', 1, undefined) : none;
}

/** 以371.4亿元领跑全市: who leads with a number is the first; 领跑 alone is praise. */
function leadAt(text: string, at: number): Reading {
  const end = at + 2;
  const led =
    text.startsWith('领跑', at) && /^(?:全[国省市县区州]|$|[，。；])/.test(text.slice(end, end + 2));
  const clause =
    text
      .slice(Math.max(0, at - 24), at)
      .split(CLAUSE)
      .at(-1) ?? '';
  const number =
    led &&
    /(?:增速|增幅|总量)(?:连续[\p{Script=Han}\d]{1,6})?(?:持续|继续)?$|\d(?:[%％万亿元吨亩户家个公斤]{1,3})的?(?:总量|增速|增幅|成绩|速度)?(?:继续|持续|稳居|强势)?$/u.test(
      clause,
    );
  return number ? rank(text, at, at, end, '', 1, undefined) : { quantity: null, end };
}

function rank(
  text: string,
  start: number,
  rawStart: number,
  rawEnd: number,
  mark: string,
  value: number,
  approx: string | undefined,
): Reading {
  const end = rawEnd + mark.length;
  const rawSpan = { start: rawStart, end: rawEnd };
  const raw = text.slice(rawStart, rawEnd);
  const base = { start, end, kind: 'rank', value, unit: '位', raw, rawSpan } as const;
  return { quantity: approx === undefined ? base : { ...base, approx }, end };
}

function rankMark(text: string, at: number): string {
  return /^ ?(?:位(?!数)|名(?!额))/.exec(text.slice(at, at + 3))?.[0] ?? '';
}

/** A bare 第N is a rank only where its clause or phrase ends: 名列第二，; not in 全市第一季度, 全省第一家. */
function closes(text: string, at: number): boolean {
  return at >= text.length || /[^\p{L}\p{N}]|[的和与及、]/u.test(text[at] ?? '');
}

function headed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - HEAD_REACH), at);
  return hasNumberWord(before.split(CLAUSE).at(-1) ?? '', 'rank');
}
