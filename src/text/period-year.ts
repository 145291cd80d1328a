import { addDays, dateParts, dateRange, daysInMonth, isoDate } from './date.ts';
import { readNumeral } from './numeral.ts';
import type { Stretch } from './period-parts.ts';
import { matchAt, stretch, yearPeriod } from './period-parts.ts';
import type { Reader } from './period-reader.ts';
import { yearInForce } from './period-reader.ts';

/** A year named in the text, alone or before a part of it. */
export interface NamedYear {
  readonly year: number;
  readonly end: number;
  readonly inferred: boolean;
  /** The year taken by itself. */
  readonly whole: Stretch;
}

type Anchor = 'reference' | 'named';
interface RelativeYear {
  readonly anchor: Anchor;
  readonly shift: number;
  /** Characters before which it is another word: 以上|年均, 文明|年. */
  readonly unlessAfter: RegExp;
}

/** Words for a year: against the article's date, or against the year the text speaks of. */
const RELATIVE_YEARS = new Map<string, RelativeYear>([
  ['今年', { anchor: 'reference', shift: 0, unlessAfter: /[至]/ }],
  ['本年', { anchor: 'reference', shift: 0, unlessAfter: /[日基]/ }],
  ['去年', { anchor: 'reference', shift: -1, unlessAfter: /[过除]/ }],
  ['前年', { anchor: 'reference', shift: -2, unlessAfter: /[以之前年月日天产\d]/ }],
  ['明年', { anchor: 'reference', shift: 1, unlessAfter: /[文三昆]/ }],
  ['后年', { anchor: 'reference', shift: 2, unlessAfter: /[以之前今年成产用车施达线营工放]/ }],
  ['上年', { anchor: 'named', shift: -1, unlessAfter: /[以]/ }],
  ['上一年', { anchor: 'named', shift: -1, unlessAfter: /[以]/ }],
  ['当年', { anchor: 'named', shift: 0, unlessAfter: /[适应担]/ }],
  ['次年', { anchor: 'named', shift: 1, unlessAfter: /[一二两三每首\d]/ }],
  ['翌年', { anchor: 'named', shift: 1, unlessAfter: /[x]/ }],
]);

const RELATIVE = /(上一年|[今本去前明上当次翌]年)(?:度|(?:这|整整)?一年(?![级]))?/y;
const PRESENT = /目前|现在|当前|眼下|如今/y;
const DIGITS_DATE = /((?:19|20)\d{2})([-/.])(\d{1,2})\2(\d{1,2})(?!\d)/y;
const NEW_YEAR = /新年第一天/y;
const NEAR_DAY = /(今[天日]|昨[天日]|明[天日])/y;
const NEAR_MONTH = /([本上下])个?月(?![光球亮饼])/y;
const FIVE_YEARS = /[“"‘]?(十[一二三四五六七八九]?|[三四五六七八九])五[”"’]?(期间|时期|以来|末)/y;
const ABSOLUTE =
  /([12]\d{3}|[一二][〇○零九][〇○零一二三四五六七八九]{2})(?:年度?|(?=[—–\-~～至]{1,2}[12]\d{3}年))/y;

/** Reads 2022年, 二〇二三年, 2024年度, 去年, 上年 …; only years from 1900 to 2100 (1500年 is a length of time). */
export function yearAt(reader: Reader, at: number): NamedYear | null {
  const { text } = reader;
  const absolute = /\d/.test(text[at - 1] ?? '') ? null : matchAt(ABSOLUTE, text, at);
  if (absolute !== null) {
    const year = readNumeral(absolute.groups[1] ?? '') ?? 0;
    return year < 1900 || year > 2100 ? null : named(year, absolute.end, false);
  }
  const word = matchAt(RELATIVE, text, at);
  const relative = RELATIVE_YEARS.get(word?.groups[1] ?? '');
  if (word === null || relative === undefined || relative.unlessAfter.test(text[at - 1] ?? '')) return null;
  const { anchor, shift } = relative;
  const inForce = yearInForce(reader);
  const base =
    anchor === 'named'
      ? (inForce ?? reader.context.reported ?? reader.reference?.year)
      : (reader.reference?.year ?? reader.context.year);
  return base === undefined ? null : named(base + shift, word.end, true);
}

function named(year: number, end: number, inferred: boolean): NamedYear {
  return {
    year,
    end,
    inferred,
    whole: { ...stretch('year', yearPeriod(year), end, inferred), yearNamed: true },
  };
}

/** Words that name a moment or month by the article's date, five-year plans, and full dates in digits. */
export function relativeAt(reader: Reader, at: number, endsAt?: number): Stretch | null {
  const { text } = reader;
  const present = matchAt(PRESENT, text, at);
  if (present !== null) return presentAt(reader, at, endsAt ?? present.end);
  return fiveYearPlan(reader, at) ?? digitsDate(text, at) ?? nearDay(reader, at) ?? nearMonth(reader, at);
}

/** 项目|前期 and 体现|在 only look like the present. */
function presentAt(reader: Reader, at: number, end: number): Stretch | null {
  const before = reader.text[at - 1] ?? '';
  if (/[项科题栏曲节数书盲出体实表呈再兑发展应]/.test(before) || reader.context.reference === null)
    return null;
  const range = dateRange(reader.context.reference);
  if (range === null) return null;
  return stretch('instant', { ...range, label: dateLabel(reader.context.reference) }, end, true);
}

function dateLabel(date: string): string {
  const parts = dateParts(date);
  if (parts === null) return date;
  const month = parts.month === undefined ? '' : `${parts.month}月`;
  return `${parts.year}年${month}${parts.day === undefined ? '' : `${parts.day}日`}`;
}

/** “十四五”期间 is 2021—2025; five years each since the third plan began in 1966. */
function fiveYearPlan(reader: Reader, at: number): Stretch | null {
  const match = matchAt(FIVE_YEARS, reader.text, at);
  if (match === null) return null;
  const first = 1966 + 5 * ((readNumeral(match.groups[1] ?? '') ?? 0) - 3);
  const name = `“${match.groups[1]}五”`;
  const period = { start: isoDate(first, 1, 1), end: isoDate(first + 4, 12, 31), label: `${name}期间` };
  const known = reader.context.reference === null ? null : dateRange(reader.context.reference);
  if (match.groups[2] === '以来' && known !== null && known.end >= period.start && known.end < period.end)
    return stretch('since', { ...period, end: known.end, label: `${name}以来` }, match.end, false);
  if (match.groups[2] !== '末') return stretch('years', period, match.end, false);
  return stretch('instant', { start: period.end, end: period.end, label: `${name}末` }, match.end, false);
}

/** 2024-01-02, 2024/1/2, 2024.1.2. */
function digitsDate(text: string, at: number): Stretch | null {
  if (/[\d.]/.test(text[at - 1] ?? '')) return null;
  const match = matchAt(DIGITS_DATE, text, at);
  if (match === null) return null;
  const [year = 0, , month = 0, day = 0] = match.groups.slice(1).map(Number);
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  const date = isoDate(year, month, day);
  const period = { start: date, end: date, label: dateLabel(date) };
  return { ...stretch('day', period, match.end, false), yearNamed: true };
}

/** 今天, 昨日 need the whole date of the article; 新年第一天 only its year. */
function nearDay(reader: Reader, at: number): Stretch | null {
  const { reference, text } = reader;
  const first = matchAt(NEW_YEAR, text, at);
  if (first !== null && reference !== null) return day(isoDate(reference.year, 1, 1), first.end);
  const word = matchAt(NEAR_DAY, text, at);
  if (word === null || reference?.month === undefined || reference.day === undefined) return null;
  if (/[至如文]/.test(text[at - 1] ?? '')) return null;
  const shift = word.groups[1]?.startsWith('昨') ? -1 : word.groups[1]?.startsWith('明') ? 1 : 0;
  return day(addDays(isoDate(reference.year, reference.month, reference.day), shift), word.end);
}

function day(date: string, end: number): Stretch {
  return stretch('day', { start: date, end: date, label: dateLabel(date) }, end, true);
}

/** 本月, 上月, 上个月, 下月 by the month of the article. */
function nearMonth(reader: Reader, at: number): Stretch | null {
  const match = matchAt(NEAR_MONTH, reader.text, at);
  const { reference } = reader;
  if (match === null || reference?.month === undefined || /[以日基]/.test(reader.text[at - 1] ?? ''))
    return null;
  const shift = match.groups[1] === '本' ? 0 : match.groups[1] === '上' ? -1 : 1;
  const index = reference.year * 12 + reference.month - 1 + shift;
  const year = Math.floor(index / 12);
  const month = (index % 12) + 1;
  const period = {
    start: isoDate(year, month, 1),
    end: isoDate(year, month, daysInMonth(year, month)),
    label: `${year}年${month}月`,
  };
  return stretch('month', period, match.end, true);
}
