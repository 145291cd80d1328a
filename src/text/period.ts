import type { IsoDate, PartialDate, Period } from './date.ts';
import { dateParts, dateRange, daysInMonth, isoDate } from './date.ts';
import type { Stretch } from './period-parts.ts';
import { matchAt, partAt, stretch } from './period-parts.ts';
import type { Reader } from './period-reader.ts';
import { spanAt } from './period-span.ts';
import { relativeAt, yearAt } from './period-year.ts';
import type { Span } from './span.ts';

export type PeriodKind =
  | 'day'
  | 'month'
  | 'months' // 1—5月, cumulative
  | 'quarter'
  | 'quarters' // 前三季度
  | 'half'
  | 'year'
  | 'years' // 2020年至2023年, 十四五期间
  | 'instant' // 截至2023年底, 目前
  | 'since'; // 2022年12月以来

/** A stretch of text that names a time. */
export interface PeriodMention extends Span {
  readonly kind: PeriodKind;
  readonly period: Period;
  /** True when the year was not written but taken from the reference or the year in force. */
  readonly inferred: boolean;
}

/** What relative words (今年, 去年12月, 上半年, 2月24日) are read against. */
export interface PeriodContext {
  /** Publication date of the article, null when unknown. */
  readonly reference: PartialDate | null;
  /** The year last named in the text, for bare months and days; the reference's year when absent. */
  readonly year?: number;
  /** The year before that of the reference, when the text reports on it: for 上年 and 全年 only. */
  readonly reported?: number;
  /** The period in force, for 去年同期 and 同一季度 before which the text names none. */
  readonly window?: Period;
}

/**
 * The times a simplified text names, in order and without overlap, as periods. What cannot be dated (今年 without
 * a reference, 近日, 同期) is left out. Linear in the length of the text.
 *
 * A bare month, quarter or half takes the year last named in its sentence, then `context.year`, then the year of
 * the reference (or the year written out in an earlier sentence, when the reference is unknown or in the months
 * in which the year before is reported). A month far ahead of the reference (12月 in an article of January) is
 * that of the year before, unless the text speaks of the future.
 * @param offset added to every span, for a text that is a slice of a larger one
 */
export function findPeriods(
  simplified: string,
  context: PeriodContext,
  offset = 0,
): readonly PeriodMention[] {
  const reader: Reader = {
    text: simplified.replace(/[０-９]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0)),
    context,
    reference: context.reference === null ? null : dateParts(context.reference),
    sentenceYear: undefined,
    textYear: undefined,
    window: context.window === undefined ? null : stretch(guessKind(context.window), context.window, 0, true),
  };
  const mentions: PeriodMention[] = [];
  for (let at = 0; at < simplified.length; ) {
    const role = ROLES[simplified.charCodeAt(at)];
    const read = role === BEGINS ? mentionAt(reader, at) : null;
    if (read === null) {
      if (role === ENDS) reader.sentenceYear = undefined;
      at += 1;
      continue;
    }
    if (read.kind !== 'nothing') {
      const { kind, period, inferred } = read;
      mentions.push({ start: at + offset, end: read.end + offset, kind, period, inferred });
    }
    at = read.end;
  }
  return mentions;
}

/** The year a period lies in; null when it spans several. */
export function yearOf(period: Period): number | null {
  const year = period.start.slice(0, 4);
  return year === period.end.slice(0, 4) ? Number(year) : null;
}

/** Order in time: by end, then by start (the shorter of two that end together comes last), then by label. */
export function comparePeriods(a: Period, b: Period): number {
  return order(a.end, b.end) || order(a.start, b.start) || order(a.label, b.label);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const BEGINS = 1;
const ENDS = 2;
/** By character code: whether a time can begin with it, or a sentence end. */
const ROLES = new Uint8Array(0x10000);
for (const char of '0123456789０１２３４５６７８９一二三四五六七八九十去今昨前明后上下本当全首第截目现眼如同年新次翌春元清端暑中国两头近最过未往接这入开主汛采供取“"‘')
  ROLES[char.charCodeAt(0)] = BEGINS;
for (const char of '。！？!?\n') ROLES[char.charCodeAt(0)] = ENDS;

/** A time read from the text, or a stretch that looks like one and is to be passed over. */
type Read = Stretch | { readonly kind: 'nothing'; readonly end: number };

const UP_TO = /截至|截止到|截止/y;
const SAME = /(上年|去年|前年|(?:19|20)\d{2}年)(?:的)?同(?:期|月)|同(?:一)?季度/y;

function mentionAt(reader: Reader, at: number): Read | null {
  const { text } = reader;
  const upTo = matchAt(UP_TO, text, at);
  if (upTo !== null) return cutoff(reader, upTo.end);
  const same = matchAt(SAME, text, at);
  if (same !== null) return sameWindow(reader, same.end, same.groups[1]);
  const read = timeAt(reader, at);
  if (read === null) return null;
  const whole = since(reader, at, joined(reader, read));
  remember(reader, at, whole);
  return whole;
}

const COUNTED = '近最过这未往接入开主汛采供取';

/** A year, a part of a year, or both. */
function timeAt(reader: Reader, at: number): Stretch | null {
  // No other time begins with these.
  if (COUNTED.includes(reader.text[at] ?? '')) return spanAt(reader, at);
  const relative = relativeAt(reader, at) ?? spanAt(reader, at);
  if (relative !== null) return relative;
  const year = yearAt(reader, at);
  if (year === null) return partAt(reader, at, null);
  const glue = reader.text[year.end] === '的' ? 1 : 0;
  return partAt(reader, year.end + glue, year) ?? year.whole;
}

const TO = /—{1,2}|[–\-~～至到]/y;

/** 2022年12月至2023年2月, 2020年至2023年: two times of the same kind, the second with its year. */
function joined(reader: Reader, first: Stretch): Stretch {
  if (first.kind !== 'month' && first.kind !== 'year') return first;
  const mark = matchAt(TO, reader.text, first.end);
  const year = mark === null ? null : yearAt(reader, mark.end);
  if (year === null || year.inferred) return first;
  const second = partAt(reader, year.end, year) ?? year.whole;
  if (second.kind !== first.kind || second.period.start <= first.period.start) return first;
  const kind = first.kind === 'year' ? 'years' : 'months';
  const sameYear = yearOf(first.period) === yearOf(second.period);
  const label =
    kind === 'years'
      ? `${first.period.label.slice(0, 4)}—${second.period.label}`
      : `${first.period.label}至${sameYear ? second.period.label.slice(5) : second.period.label}`;
  const period = { start: first.period.start, end: second.period.end, label };
  return stretch(kind, period, second.end, first.inferred);
}

/** 2022年12月以来, 从去年12月开始, 2020年至今: from its first day to the reference, else to the end of that year. */
function since(reader: Reader, at: number, read: Stretch): Stretch {
  const { text } = reader;
  const from = /[自从]$/.test(text.slice(Math.max(0, at - 1), at));
  const mark =
    matchAt(/(?:份)?(?:以来|至今)|起(?![步草来点始伏])/y, text, read.end) ??
    (from ? matchAt(/开始|到现在|到目前/y, text, read.end) : null);
  if (mark === null || read.kind === 'since') return read;
  const start = read.period.start;
  const known = reader.context.reference === null ? null : dateRange(reader.context.reference);
  const end = known !== null && known.end >= start ? known.end : `${start.slice(0, 4)}-12-31`;
  const label = `${read.period.label}以来`;
  return stretch('since', { start, end, label }, mark.end, read.inferred);
}

/** 截至2023年底, 截至10月底, 截至目前: the last day of what follows. */
function cutoff(reader: Reader, at: number): Read {
  const now = matchAt(/发稿(?:时|前)?|记者发稿|当前/y, reader.text, at);
  const read = now === null ? timeAt(reader, at) : presentAt(reader, now.end);
  if (read === null) return { kind: 'nothing', end: at };
  if (read.kind === 'instant' || read.kind === 'day') {
    remember(reader, at, read);
    return { ...backToPast(reader, read, at), kind: 'instant' };
  }
  const label = `${read.period.label}${read.kind === 'year' || read.kind === 'month' ? '底' : '末'}`;
  const end = read.period.end;
  const last = backToPast(
    reader,
    stretch('instant', { start: end, end, label }, read.end, read.inferred),
    at,
  );
  remember(reader, at, last);
  return last;
}

/** Whether the last year named before tells only when something began (2024年3月开工，). */
function isBegun({ text, sentenceYear }: Reader, at: number): boolean {
  const before = text.slice(Math.max(0, at - 40), at);
  return (
    sentenceYear !== undefined &&
    /\d{4}年(?:\d{1,2}月)?(?:底|初|[上下]半年)?(?:正式|全面)?(?:开工|动工|启动|开建|破土|立项|获批|奠基|投产|开业|成立|投用|启用)[^。；\d]{0,8}[，,]?(?:截至|截止到?)$/.test(
      before,
    )
  );
}

/** A stock cannot have been counted after the article: 截至10月底 in an article of January is last year's. */
function backToPast(reader: Reader, read: Stretch, at: number): Stretch {
  const known = reader.context.reference === null ? null : dateRange(reader.context.reference);
  // 2024年3月开工，截至10月底完成…: the year was that of a beginning, the stock is the last one counted.
  if (known !== null && read.inferred && isBegun(reader, at)) {
    const next = yearsLater(read.period, 1);
    return next.end <= known.end ? { ...read, period: next } : read;
  }
  const written = !read.inferred || reader.sentenceYear !== undefined || reader.context.year !== undefined;
  if (known === null || written || read.period.start <= known.end) return read;
  return { ...read, period: yearsLater(read.period, -1) };
}

function presentAt(reader: Reader, end: number): Stretch | null {
  return relativeAt({ ...reader, text: '目前' }, 0, end);
}

/** 去年同期 is the window in force one year back; 同一季度 the quarter in force. Without a window it is nothing. */
function sameWindow(reader: Reader, end: number, year: string | undefined): Read {
  const { window } = reader;
  if (window === null || (year === undefined && window.kind !== 'quarter')) return { kind: 'nothing', end };
  // 去年…。去年同期: who has just told of last year does not go back another.
  const told = window.kind === 'year' && year === '去年' && isLastYear(reader, window.period);
  const back = year === undefined || told ? 0 : yearsBack(year, window.period);
  return stretch(window.kind, yearsLater(window.period, back), end, true);
}

function yearsBack(written: string, window: Period): number {
  if (/^\d/.test(written)) return Number(written.slice(0, 4)) - Number(window.end.slice(0, 4));
  return written === '前年' ? -2 : -1;
}

function isLastYear({ reference }: Reader, period: Period): boolean {
  return reference !== null && (reference.month ?? 1) > 4 && yearOf(period) === reference.year - 1;
}

function yearsLater(period: Period, years: number): Period {
  const move = (day: IsoDate) => {
    const { year, month = 1, day: of = 1 } = dateParts(day) ?? { year: 0 };
    const last = daysInMonth(year + years, month);
    // The end of a month stays the end of a month (2024-02-29 → 2023-02-28 → 2024-02-29).
    const atEnd = of === daysInMonth(year, month);
    return isoDate(year + years, month, atEnd ? last : Math.min(of, last));
  };
  const label = period.label.replace(/\d{4}/g, (year) => String(Number(year) + years));
  return { start: move(period.start), end: move(period.end), label };
}

/** Words before a year that make it a point of comparison or a goal, not the year the text goes on to speak of. */
const ASIDE = /(?:比|较|从|由|与|到|至|预计|力争|计划|确保)$/;

function remember(reader: Reader, at: number, read: Stretch): void {
  const before = reader.text.slice(Math.max(0, at - 3), at);
  // 到去年底，…: a time gone by that opens a clause is arrived at, no goal.
  const arrived = /(?:^|[，。；\s])[到至]$/.test(before) && isOver(reader, read.period);
  if (ASIDE.test(before) && !arrived) return;
  // 按2022年末人口计算，上半年人均…: what is reckoned with says nothing of the time told of.
  if (read.kind === 'instant' && /(?:按|按照|以)$/.test(before)) return;
  const year = yearOf(read.period);
  if (year !== null && read.yearNamed) reader.sentenceYear = year;
  if (year !== null && !read.inferred) reader.textYear = year;
  if (read.kind !== 'day' && read.kind !== 'instant' && read.kind !== 'since') reader.window = read;
}

function isOver(reader: Reader, period: Period): boolean {
  const known = reader.context.reference === null ? null : dateRange(reader.context.reference);
  return known !== null && period.end <= known.end;
}

function guessKind({ start, end }: Period): PeriodKind {
  if (start === end) return 'day';
  const months =
    (Number(end.slice(0, 4)) - Number(start.slice(0, 4))) * 12 +
    Number(end.slice(5, 7)) -
    Number(start.slice(5, 7)) +
    1;
  const quarterly = Number(start.slice(5, 7)) % 3 === 1;
  if (months > 12) return 'years';
  if (months === 12) return 'year';
  if (months === 1) return 'month';
  if (!quarterly || months % 3 !== 0) return 'months';
  return months === 3 ? 'quarter' : months === 6 ? 'half' : 'quarters';
}
