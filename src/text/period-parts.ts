import { readTable } from '../lexicon/table.ts';
import type { Period } from './date.ts';
import { daysInMonth, isoDate } from './date.ts';
import { readNumeral } from './numeral.ts';
import type { PeriodKind } from './period.ts';
import type { Reader } from './period-reader.ts';
import { yearInForce } from './period-reader.ts';
import type { NamedYear } from './period-year.ts';

/** A time read from the text. */
export interface Stretch {
  readonly kind: PeriodKind;
  readonly period: Period;
  readonly end: number;
  readonly inferred: boolean;
  /** Whether the text named the year (2022年, 去年), so that it stays in force. */
  readonly yearNamed: boolean;
}

/** A stretch whose year counts as named unless it was inferred. */
export function stretch(kind: PeriodKind, period: Period, end: number, inferred: boolean): Stretch {
  return { kind, period, end, inferred, yearNamed: !inferred };
}

/** A whole calendar year. */
export function yearPeriod(year: number): Period {
  return { start: isoDate(year, 1, 1), end: isoDate(year, 12, 31), label: `${year}年` };
}

/** A sticky match at a position; `pattern` must have the flag y. */
export function matchAt(
  pattern: RegExp,
  text: string,
  at: number,
): { readonly groups: readonly (string | undefined)[]; readonly end: number } | null {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? null : { groups: match, end: at + match[0].length };
}

/** What a part of a year covers, still without its year. */
interface Part {
  readonly kind: PeriodKind;
  readonly end: number;
  /** 1–12; the day defaults to the first and the last of the month. */
  readonly from: { readonly month: number; readonly day?: number };
  readonly to: { readonly month: number; readonly day?: number };
  /** What follows the year in the label: 上半年, 1—5月. */
  readonly name: string;
  /** 年内, 年底: still to come unless the sentence names a year. */
  readonly coming?: true;
}

/**
 * Reads a part of a year: 上半年, 前三季度, 1—5月, 6月当月, 3月底前, 2月24日, 年底, 全年.
 * @param year the year named right before it, null for a bare part
 */
export function partAt(reader: Reader, at: number, year: NamedYear | null): Stretch | null {
  const part = readPart(reader.text, at, year !== null);
  if (part === null) return null;
  const of = year?.year ?? yearOfBare(reader, at, part);
  if (of === undefined) return null;
  const { from, to } = part;
  const lastDay = daysInMonth(of, to.month);
  if ((from.day ?? 1) > daysInMonth(of, from.month) || (to.day ?? 1) > lastDay) return null;
  const start = isoDate(of, from.month, from.day ?? 1);
  const end = isoDate(of, to.month, to.day ?? lastDay);
  if (start > end) return null;
  const period = {
    start: part.kind === 'instant' && from.day === undefined ? end : start,
    end,
    label: `${of}年${part.name}`,
  };
  return { ...stretch(part.kind, period, part.end, year?.inferred ?? true), yearNamed: year !== null };
}

/** Words before or behind that turn a month ahead of the article into a plan. */
const FUTURE = /将|预计|计划|力争|确保|拟|争取|有望|到$/;

function yearOfBare(reader: Reader, at: number, part: Part): number | undefined {
  const { text, reference } = reader;
  const future = FUTURE.test(text.slice(Math.max(0, at - 10), at)) || part.name.endsWith('前');
  const coming = future || part.coming === true;
  const reported = part.kind === 'year' ? reader.context.reported : undefined;
  const named = coming ? (reader.sentenceYear ?? reader.context.year) : (yearInForce(reader) ?? reported);
  if (named !== undefined || reference === null) return named;
  const { year, month } = reference;
  if (month === undefined || coming || !/month|day|instant/.test(part.kind)) return year;
  // Cumulated months are results; any other month must be well ahead to be taken for last year's.
  const ahead = part.kind === 'months' && part.from.month === 1 ? 0 : 6;
  return part.to.month > month + ahead ? year - 1 : year;
}

const M = '(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])';
const D =
  '(3[01]|[12]\\d|0?[1-9]|三十一?|二十[一二三四五六七八九]?|十[一二三四五六七八九]?|[一二三四五六七八九])';
const TO = '(?:—{1,2}|[–\\-~～至到])';
const WHOLE_YEAR = /全年(?:度)?|年内/y;
const HALF = /([上下头])半年/y;
const FIRST_QUARTERS = /[前头]([二两三四2-4])个?季度/y;
/** 今年前三个月, 头两个月: cumulated from January. */
const FIRST_MONTHS = /[前头](1[01]|[2-9]|十一?|[二两三四五六七八九])个月/y;
const QUARTERS = new RegExp(`第?([一二三1-3])(?:季度)?${TO}第?([二三四2-4])季度`, 'y');
const QUARTER = /第?([一二三四1-4])季度|首季(?:度)?/y;
const MONTHS = new RegExp(`${M}(?:月(?:份)?)?${TO}${M}月(?:份)?`, 'y');
const DAYS = new RegExp(`${M}月${D}[日号](?:${TO}(?:${M}月)?${D}[日号])?(前(?![后三两二几期]))?`, 'y');
const MONTH = new RegExp(`${M}月(?:份)?(?:当月)?(?:([上中下])旬|([底末])(前(?!三))?)?`, 'y');
/** 年初预算, 年初确定的目标: whose, not when. */
const YEAR_END =
  /年?([底末]|初(?!(?:[\u3400-\u9fff]{0,6}?会议?上?|县里|市里|我们|我[县市区])?(?:预[算期]|目标|计划|任务|确定|排定|铺排|安排|敲定|部署|下达|定|提出|制定|设定|既定)))(前(?!三))?/y;
const THIRDS = { 上: [1, 10], 中: [11, 20], 下: [21, undefined] } as const;

/** `named`: a year stands right before, so that 底 alone is its end and 安全年 cannot be meant. */
function readPart(text: string, at: number, named: boolean): Part | null {
  const before = named ? '' : (text[at - 1] ?? '');
  return (
    beforeHoliday(text, at) ??
    holiday(text, at, named) ??
    wholeYear(text, at, before) ??
    half(text, at, before) ??
    quarters(text, at) ??
    days(text, at, before) ??
    months(text, at, before) ??
    month(text, at, before) ??
    yearEnd(text, at, named, before)
  );
}

const HOLIDAYS = readTable('holidays.txt', 3).map(({ cells: [name = '', first = '', last = ''] }) => ({
  name,
  first,
  last,
}));
const HOLIDAY_NAME = `[“"]?(${HOLIDAYS.map(({ name }) => name).join('|')})节?[”"]?`;
const HOLIDAY = new RegExp(
  `${HOLIDAY_NAME}(?:[、和]?${HOLIDAY_NAME})?(?:(?:两节|双节|小长假|长假|黄金周|假期|假日|节日|期间|(?:的)?(?:\\d{1,2}|[三四五六七八九十])天(?:的)?(?=[小长]?假)|消费(?=复苏|市场|季|旺))+|假(?=[期\\d，])|(?:\\d{1,2}|[三四五六七八九十])天(?=，))`,
  'y',
);
/** 去年五一: behind a year the bare name will do, unless it names a street, a prize or only the time before it. */
const NAMED_HOLIDAY = new RegExp(
  `${HOLIDAY_NAME}(?![路街村广小大劳奖前后新社中献送\\p{Script=Latin}])`,
  'yu',
);

/** 2023年春节期间, “五一”假期: a figure for a holiday is none for the year. A bare name without 期间 may be anything. */
function holiday(text: string, at: number, yearNamed: boolean): Part | null {
  const match = matchAt(HOLIDAY, text, at) ?? (yearNamed ? matchAt(NAMED_HOLIDAY, text, at) : null);
  const [first, second] = [match?.groups[1], match?.groups[2]].map((written) =>
    HOLIDAYS.find(({ name }) => name === written),
  );
  if (match === null || first === undefined) return null;
  const both = second === undefined || second === first ? [first] : [first, second];
  const day = (monthDay: string): { month: number; day: number } => ({
    month: Number(monthDay.slice(0, 2)),
    day: Number(monthDay.slice(3)),
  });
  return {
    kind: 'month',
    end: match.end,
    from: day(both.map((one) => one.first).toSorted()[0] ?? first.first),
    to: day(
      both
        .map((one) => one.last)
        .toSorted()
        .at(-1) ?? first.last,
    ),
    name: `${both.map((one) => one.name).join('')}期间`,
  };
}

const BEFORE_HOLIDAY = new RegExp(`${HOLIDAY_NAME}(?:假期|期间)?(?:到来)?(?:之)?前(?![后夕])`, 'y');

/** 春节前, 明年国庆节前: a deadline. */
function beforeHoliday(text: string, at: number): Part | null {
  const match = matchAt(BEFORE_HOLIDAY, text, at);
  const found = HOLIDAYS.find(({ name }) => name === match?.groups[1]);
  if (match === null || found === undefined) return null;
  const last = { month: Number(found.last.slice(0, 2)), day: Number(found.last.slice(3)) };
  return { kind: 'instant', end: match.end, from: last, to: last, name: `${found.name}前`, coming: true };
}

function wholeYear(text: string, at: number, before: string): Part | null {
  const match =
    matchAt(WHOLE_YEAR, text, at) ?? (before === '' ? matchAt(/内(?![容部需外涵])/y, text, at) : null);
  // 安全|年, 三年|内
  if (match === null || /[安健\d一二两三四五六七八九十几多半]/.test(before)) return null;
  const whole = { kind: 'year', end: match.end, from: { month: 1 }, to: { month: 12 }, name: '' } as const;
  return text.startsWith('年内', at) ? { ...whole, coming: true } : whole;
}

function half(text: string, at: number, before: string): Part | null {
  const match = matchAt(HALF, text, at);
  if (match === null || before === '以') return null;
  const first = match.groups[1] !== '下';
  const name = first ? '上半年' : '下半年';
  return {
    kind: 'half',
    end: match.end,
    from: { month: first ? 1 : 7 },
    to: { month: first ? 6 : 12 },
    name,
  };
}

const ORDINALS = ['', '一', '二', '三', '四'];

function quarters(text: string, at: number): Part | null {
  const first = matchAt(FIRST_QUARTERS, text, at);
  if (first !== null) {
    const count = number(first.groups[1]);
    const name = count === 2 ? '上半年' : count === 4 ? '' : '前三季度';
    return { kind: 'quarters', end: first.end, from: { month: 1 }, to: { month: count * 3 }, name };
  }
  const months = matchAt(FIRST_MONTHS, text, at);
  if (months !== null) {
    const count = number(months.groups[1]);
    return {
      kind: 'months',
      end: months.end,
      from: { month: 1 },
      to: { month: count },
      name: `1—${count}月`,
    };
  }
  const range = matchAt(QUARTERS, text, at);
  if (range !== null) {
    const [low, high] = [number(range.groups[1]), number(range.groups[2])];
    const name = low === 1 && high === 3 ? '前三季度' : `${ORDINALS[low]}至${ORDINALS[high]}季度`;
    if (low >= high) return null;
    return { kind: 'quarters', end: range.end, from: { month: low * 3 - 2 }, to: { month: high * 3 }, name };
  }
  const single = matchAt(QUARTER, text, at);
  if (single === null) return null;
  const which = single.groups[1] === undefined ? 1 : number(single.groups[1]);
  const name = `${ORDINALS[which]}季度`;
  return { kind: 'quarter', end: single.end, from: { month: which * 3 - 2 }, to: { month: which * 3 }, name };
}

/** Digits before a month or day belong to another number: 1.5月, 二十一月. */
const PART_OF_NUMBER = /[\d.·〇零一二三四五六七八九十第]/;

function days(text: string, at: number, before: string): Part | null {
  const match = PART_OF_NUMBER.test(before) ? null : matchAt(DAYS, text, at);
  if (match === null) return null;
  const [, m, d, m2, d2, ahead] = match.groups;
  const from = { month: number(m), day: number(d) };
  const to = {
    month: m2 === undefined ? from.month : number(m2),
    day: d2 === undefined ? from.day : number(d2),
  };
  const last = d2 === undefined ? '' : `至${m2 === undefined ? '' : `${to.month}月`}${to.day}日`;
  const name = `${from.month}月${from.day}日${last}${ahead ?? ''}`;
  return { kind: ahead === undefined ? 'day' : 'instant', end: match.end, from, to, name };
}

function months(text: string, at: number, before: string): Part | null {
  const match = PART_OF_NUMBER.test(before) ? null : matchAt(MONTHS, text, at);
  if (match === null) return null;
  const [from, to] = [number(match.groups[1]), number(match.groups[2])];
  if (from >= to) return null;
  return {
    kind: 'months',
    end: match.end,
    from: { month: from },
    to: { month: to },
    name: `${from}—${to}月`,
  };
}

const HAN_MONTH = /[一二三四五六七八九十]/;

function month(text: string, at: number, before: string): Part | null {
  const match = PART_OF_NUMBER.test(before) ? null : matchAt(MONTH, text, at);
  // 一月一调度 is a rhythm, 八月十五 a festival; 6月二期建成 is neither.
  if (match === null || (HAN_MONTH.test(text[at] ?? '') && HAN_MONTH.test(text[match.end] ?? '')))
    return null;
  const [, m, third, end, ahead] = match.groups;
  const of = number(m);
  if (third === '上' || third === '中' || third === '下') {
    const [first, last] = THIRDS[third];
    const to = last === undefined ? { month: of } : { month: of, day: last };
    return { kind: 'month', end: match.end, from: { month: of, day: first }, to, name: `${of}月${third}旬` };
  }
  const kind = end === undefined ? 'month' : 'instant';
  const name = `${of}月${end === undefined ? '' : `底${ahead ?? ''}`}`;
  return { kind, end: match.end, from: { month: of }, to: { month: of }, name };
}

function yearEnd(text: string, at: number, named: boolean, before: string): Part | null {
  if (!named && (text[at] !== '年' || /[\d一二两三四五六七八九十几多半]/.test(before))) return null;
  const match = matchAt(YEAR_END, text, at);
  if (match === null) return null;
  if (match.groups[1] === '初') {
    const first = { month: 1, day: 1 };
    return { kind: 'instant', end: match.end, from: first, to: first, name: '初' };
  }
  const name = `底${match.groups[2] ?? ''}`;
  return { kind: 'instant', end: match.end, from: { month: 12 }, to: { month: 12 }, name, coming: true };
}

function number(written: string | undefined): number {
  return readNumeral(written ?? '') ?? 0;
}
