import { listCell, readTable } from '../lexicon/table.ts';
import type { IsoDate } from './date.ts';
import { addDays, dateParts, dateRange, daysInMonth, isoDate } from './date.ts';
import { readNumeral } from './numeral.ts';
import type { Stretch } from './period-parts.ts';
import { matchAt, stretch, yearPeriod } from './period-parts.ts';
import type { Reader } from './period-reader.ts';
import { yearInForce } from './period-reader.ts';

const N = '(\\d{1,2}|[两二三四五六七八九十]|十[一二三四五])';
const PAST_YEARS = new RegExp(
  `(?:(?:最?近|过去(?:的)?|这)${N}年(?:多)?(?:来|间|里|中)?|${N}年(?:来|间|(?=累计|共)))(?![级期度制货])`,
  'y',
);
const COMING_YEARS = new RegExp(
  `(?:(?:未来|今后|往后|接下来)(?:的)?${N}年(?:之内|内|里|间)?|${N}年(?:之)?内)`,
  'y',
);
const LAST_YEAR = /过去(?:的)?一年|过去这一年/y;
const THIS_HALF = /这半年/y;
const WEEK = /([上本这])一?周(?![年边末岁围期转密到全刊])/y;
const NEAR_QUARTER = /([上本这])个?季度/y;
/** Articles of these months tell of the year before. */
const REPORTING_MONTHS = 4;

/** Times that are counted from the article's day: 两年来, 三年内, 过去一年, 这半年, 上周, 上季度, 入汛以来, 上个采暖季. */
export function spanAt(reader: Reader, at: number): Stretch | null {
  const first = reader.text[at] ?? '';
  // A number of years: 年 is near, or every digit of a long number would be tried.
  if (NUMERALS.includes(first))
    return reader.text.slice(at + 1, at + 4).includes('年')
      ? (pastYears(reader, at) ?? comingYears(reader, at))
      : null;
  for (const [chars, read] of READERS) {
    const found = chars.includes(first) ? read(reader, at) : null;
    if (found !== null) return found;
  }
  return null;
}

/** The last year told of as a whole: the one in force when it is over, early in the year the one before. */
function yearOver(reader: Reader): number | null {
  const { reference } = reader;
  const named = yearInForce(reader);
  if (reference === null) return named ?? null;
  if (named !== undefined && named < reference.year) return named;
  return reference.month !== undefined && reference.month <= REPORTING_MONTHS ? reference.year - 1 : null;
}

function pastYears(reader: Reader, at: number): Stretch | null {
  const match = matchAt(PAST_YEARS, reader.text, at);
  // 第三年间, 二十三年来: part of another number.
  if (match === null || /[第\d一二三四五六七八九十百]/.test(reader.text[at - 1] ?? '')) return null;
  const count = readNumeral(match.groups[1] ?? match.groups[2] ?? '') ?? 0;
  if (count < 2) return null;
  const last = yearOver(reader);
  if (last !== null) {
    const period = {
      start: isoDate(last - count + 1, 1, 1),
      end: isoDate(last, 12, 31),
      label: `${last - count + 1}—${last}年`,
    };
    return stretch('years', period, match.end, true);
  }
  const now = known(reader);
  if (now === null) return null;
  const period = { start: yearsFrom(now, -count), end: now, label: `截至${words(now)}的${count}年` };
  return stretch('years', period, match.end, true);
}

function comingYears(reader: Reader, at: number): Stretch | null {
  const match = matchAt(COMING_YEARS, reader.text, at);
  if (match === null || /[第\d一二三四五六七八九十百满]/.test(reader.text[at - 1] ?? '')) return null;
  const count = readNumeral(match.groups[1] ?? match.groups[2] ?? '') ?? 0;
  const now = known(reader);
  if (now === null || count < 1) return null;
  const period = { start: now, end: yearsFrom(now, count), label: `${words(now)}起${count}年内` };
  return stretch('years', period, match.end, true);
}

function lastYear(reader: Reader, at: number): Stretch | null {
  const match = matchAt(LAST_YEAR, reader.text, at);
  const year = match === null ? null : yearOver(reader);
  return match === null || year === null
    ? null
    : { ...stretch('year', yearPeriod(year), match.end, true), yearNamed: true };
}

/** 这半年 in July is the first half, in January the second half of the year before; else nobody knows. */
function thisHalf(reader: Reader, at: number): Stretch | null {
  const match = matchAt(THIS_HALF, reader.text, at);
  const { reference } = reader;
  if (match === null || reference === null) return null;
  const first = /^[6-9]$/.test(String(reference.month));
  const second = reference.month === 12 || reference.month === 1;
  if (!first && !second) return null;
  const year = !first && reference.month === 1 ? reference.year - 1 : reference.year;
  const period = {
    start: isoDate(year, first ? 1 : 7, 1),
    end: first ? isoDate(year, 6, 30) : isoDate(year, 12, 31),
    label: `${year}年${first ? '上' : '下'}半年`,
  };
  return stretch('half', period, match.end, true);
}

/** Monday to Sunday; needs the whole date of the article. */
function week(reader: Reader, at: number): Stretch | null {
  const match = matchAt(WEEK, reader.text, at);
  const { reference } = reader;
  if (match === null || reference?.month === undefined || reference.day === undefined) return null;
  if (/[以]/.test(reader.text[at - 1] ?? '')) return null;
  const today = isoDate(reference.year, reference.month, reference.day);
  const weekday = (new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7;
  const start = addDays(today, -weekday - (match.groups[1] === '上' ? 7 : 0));
  const end = addDays(start, 6);
  return stretch('month', { start, end, label: `${words(start)}至${words(end).slice(5)}` }, match.end, true);
}

function nearQuarter(reader: Reader, at: number): Stretch | null {
  const match = matchAt(NEAR_QUARTER, reader.text, at);
  const { reference } = reader;
  if (match === null || reference?.month === undefined || /[以]/.test(reader.text[at - 1] ?? '')) return null;
  const index =
    reference.year * 4 + Math.floor((reference.month - 1) / 3) - (match.groups[1] === '上' ? 1 : 0);
  const [year, quarter] = [Math.floor(index / 4), index % 4];
  const period = {
    start: isoDate(year, quarter * 3 + 1, 1),
    end: isoDate(year, quarter * 3 + 3, daysInMonth(year, quarter * 3 + 3)),
    label: `${year}年${'一二三四'[quarter] ?? ''}季度`,
  };
  return stretch('quarter', period, match.end, true);
}

const SEASONS = readTable('seasons.txt', 4).flatMap(
  ({ cells: [name = '', words = '', first = '', last = ''] }) =>
    listCell(words).map((word) => ({ name, word, first, last })),
);
const SEASON = new RegExp(
  `(?:(今|去|上|本|这|下)(?:一|个|年)?)?(${SEASONS.map(({ word }) => word).join('|')})(以来)?`,
  'y',
);

/** 入汛以来, 本采暖季, 上个采暖季, 今年汛期: the season under way or, bare, the last one that has begun. */
function season(reader: Reader, at: number): Stretch | null {
  const match = matchAt(SEASON, reader.text, at);
  const now = known(reader);
  if (match === null || now === null) return null;
  const [, which, word, since] = match.groups;
  const found = SEASONS.find((row) => row.word === word);
  // 入夏, 入冬 alone begin other things; 采暖季 alone may be any.
  if (found === undefined || (since === undefined && which === undefined)) return null;
  if (since === undefined && found.word.startsWith('入')) return null;
  const crosses = found.last < found.first;
  const year = Number(now.slice(0, 4));
  const begun = `${year}-${found.first}` <= now ? year : year - 1;
  // In October 本采暖季 is about to begin.
  const soon = crosses && `${year}-${found.last}` < now && `${year}-${found.first}` > now;
  const shift = which === '上' || which === '去' ? (soon ? 0 : -1) : soon && which !== undefined ? 1 : 0;
  const of = which === '下' ? begun + 1 : begun + shift;
  const start: IsoDate = `${of}-${found.first}`;
  const end: IsoDate = `${crosses ? of + 1 : of}-${found.last}`;
  const label = `${of}${crosses ? `—${of + 1}` : ''}年${found.name}${since ?? ''}`;
  if (since === undefined) return stretch('month', { start, end, label }, match.end, true);
  return start > now ? null : stretch('since', { start, end: now, label }, match.end, true);
}

const NUMERALS = '0123456789两一二三四五六七八九十';
/** What may begin with which characters, in the order to be tried. */
const READERS: readonly (readonly [string, (reader: Reader, at: number) => Stretch | null])[] = [
  ['过', lastYear],
  ['近最过这', pastYears],
  ['未今往接', comingYears],
  ['这', thisHalf],
  ['上本这', week],
  ['上本这', nearQuarter],
  ['今去上本这下入开主汛采供取', season],
];

/** The last day of the article's date as far as it is known. */
function known(reader: Reader): IsoDate | null {
  const { reference } = reader.context;
  return reference === null ? null : (dateRange(reference)?.end ?? null);
}

function yearsFrom(day: IsoDate, years: number): IsoDate {
  const { year, month = 1, day: of = 1 } = dateParts(day) ?? { year: 0 };
  return isoDate(year + years, month, Math.min(of, daysInMonth(year + years, month)));
}

function words(day: IsoDate): string {
  const { year, month = 1, day: of = 1 } = dateParts(day) ?? { year: 0 };
  return `${year}年${month}月${of}日`;
}
