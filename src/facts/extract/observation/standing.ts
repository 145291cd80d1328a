import type { PartialDate, Period } from '../../../text/date.ts';
import { dateParts, dateRange } from '../../../text/date.ts';
import { headingYear } from '../../../text/heading-year.ts';
import { readNumeral } from '../../../text/numeral.ts';
import { sameAgain } from '../../../text/once.ts';
import { findPeriods, type PeriodMention, yearOf } from '../../../text/period.ts';
import { yearPeriod } from '../../../text/period-parts.ts';
import type { FactStatus } from '../../model.ts';
import { COMPARING } from './amount-change.ts';
import { type Claim, claimedIn, claimOf, isPlannedByName } from './claim.ts';
import type { Discourse } from './discourse.ts';
import { isOver } from './mention.ts';
import type { NumberInText, Reading } from './number.ts';
import type { PeriodTracker } from './time.ts';
import {
  endsInComparison,
  endsInFormer,
  endsInFrom,
  formerWords,
  isBalance,
  tellsYearly,
} from './time-words.ts';

/** When a number holds and as what. */
export interface Standing {
  readonly status: FactStatus;
  /** null only with a reason. */
  readonly period: Period | null;
  readonly periodReason?: string;
}

const FORMER_REASON = '变化之前的数值，文中未说明时间';
const YEARLY_REASON = '多年平均，文中未说明起止年份';
const UNDATED_REASON = '文中未说明时间，报道日期不详';

/** Reads period and status of a number together: a plan has no results' period, a former value not the present one. */
export function standingOf(
  d: Discourse,
  periods: PeriodTracker,
  n: NumberInText,
  reading: Reading,
  at: number,
): Standing {
  const { sentence, quantity } = n;
  const date = d.document.article.date;
  const claim = claimAround(d, n, date);
  const found = periodOf(d, periods, n, reading, at, claim);
  const period = found.period;
  const compared = COMPARING.test(
    d.clean(sentence, Math.max(sentence.start, quantity.start - 16), quantity.start),
  );
  // 完成年度投资41.2亿元: what the year's plan was is done.
  const invested = /完成(?:了)?(?:年度|当年|全年)投资$/.test(n.raw);
  if (isPlannedByName(reading.indicator) && reading.measure === 'level' && !invested)
    return { ...found, period: yearOfPlan(reading.indicator, period), status: 'plan' };
  const spoken = claimedIn(claim, period, date);
  // 将实施重点项目96个。其中，续建39个: parts of what is planned are planned.
  const partly = spoken === 'actual' && d.partsOf !== null && d.partsOf !== 'actual' ? d.partsOf : spoken;
  const status = compared ? 'actual' : (reading.status ?? partly);
  if (reading.measure === 'level') d.said = status;
  // 2024年要坚持稳中求进，地区生产总值增长5.5%: a growth that is planned is a target.
  // 今年怎么干？地区生产总值增长6%, told in February: no year has grown before it has begun to pass.
  if (
    status === 'actual' &&
    reading.measure === 'growth' &&
    isYearJustBegun(period, date) &&
    !/[同环]比/.test(n.raw)
  )
    return { ...found, status: 'target' };
  const aimed = status === 'plan' && reading.measure === 'growth' && claim.at !== null;
  return { ...found, status: aimed ? 'target' : status };
}

function claimAround(d: Discourse, { sentence, quantity }: NumberInText, date: PartialDate | null): Claim {
  const before = d.text.slice(sentence.start, quantity.start);
  const times = sentence.periods.filter(({ start }) => start < quantity.start);
  // 今年10月底前建成，新增供热面积…: a day to come says the same as 将.
  const ahead = times.findLast((mention) => isAhead(mention, date));
  const turns = times
    .filter((mention) => isOver(mention, date) && (ahead === undefined || mention.start > ahead.start))
    .map(({ start }) => start - sentence.start)
    .filter((start) =>
      /(?:^|[，；：。])\s*(?:但|而|至|截至)?$/.test(before.slice(Math.max(0, start - 4), start)),
    );
  // 景区去年接待137万人次，今年力争…, under a heading of targets: last year's is a result.
  const last = times.at(-1);
  const past =
    last !== undefined &&
    isOver(last, date) &&
    !endsInComparison(before.slice(0, last.start - sentence.start));
  const after = d.text.slice(quantity.end, sentence.end);
  const section = past ? null : sentence.section;
  const claim = claimOf(before, after, section, turns, section !== null && isHeadedAhead(section, date));
  const from = ahead === undefined ? -1 : ahead.start - sentence.start;
  if (claim.status !== 'actual' || from < 0 || before.slice(from).includes('；') || turns.length > 0)
    return claim;
  return { status: 'plan', at: from };
}

/** Months in which a heading that names the year itself (展望2025) can only look forward. */
const LOOKING_FORWARD = 3;

/** The year that a heading names. */
const namedYear = sameAgain(
  (section) =>
    headingYear(section) ?? findPeriods(section, { reference: null }).find(({ kind }) => kind === 'year'),
);

/** Whether a heading names the year of an article written in its first months: reports of it cannot be in yet. */
function isHeadedAhead(section: string, date: PartialDate | null): boolean {
  const parts = date === null ? null : dateParts(date);
  if (parts?.month === undefined || parts.month > LOOKING_FORWARD) return false;
  if (/新的?一年|今年/.test(section)) return true;
  const named = namedYear(section);
  return named !== undefined && named.kind === 'year' && yearOf(named.period) === parts.year;
}

/** Whether a period is the whole year in whose first months the article appears. */
function isYearJustBegun(period: Period | null, date: PartialDate | null): boolean {
  const parts = date === null ? null : dateParts(date);
  if (period === null || parts?.month === undefined || parts.month > LOOKING_FORWARD) return false;
  return period.start === `${parts.year}-01-01` && period.end === `${parts.year}-12-31`;
}

/** Whether a time begins only after the article appears. */
function isAhead(mention: PeriodMention, date: PartialDate | null): boolean {
  const known = date === null ? null : dateRange(date);
  return (
    known !== null &&
    mention.period.start > known.end &&
    mention.period.start.slice(0, 7) > known.end.slice(0, 7)
  );
}

function periodOf(
  d: Discourse,
  periods: PeriodTracker,
  n: NumberInText,
  reading: Reading,
  at: number,
  claim: Claim,
): Pick<Standing, 'period' | 'periodReason'> {
  const { sentence, quantity } = n;
  if (reading.period !== undefined) return withReason(reading.period);
  const past = yearsBefore(d, n);
  if (past !== null) return { period: past };
  const since = reading.measure === 'change' ? periods.sinceYear(sentence, quantity.start) : null;
  if (since !== null) return { period: since };
  if (isFormer(d, n)) {
    // 与一季度相比，由第5位升至第1位: what it is compared with tells when it was so.
    const compared = periods.compared(sentence, quantity.start);
    return compared === null ? { period: null, periodReason: FORMER_REASON } : { period: compared };
  }
  if (reading.measure === 'growth' && tellsYearly(n.raw)) {
    const years = periods.span(sentence, quantity.start);
    return years === null ? { period: null, periodReason: YEARLY_REASON } : { period: years };
  }
  // …共88个，总投资151亿元 shares the count's period unless a time of its own stands between.
  const own = sentence.periods.some(
    ({ start, kind }) =>
      kind !== 'day' && start >= (reading.of?.end ?? 0) && start < quantity.start && start >= sentence.start,
  );
  const planned = reading.status === undefined && (claim.status === 'plan' || claim.status === 'target');
  const result = claim.status === 'actual' && /[同环]比/.test(n.raw);
  const shared = own ? undefined : reading.of?.period;
  if (shared !== undefined) return withReason(shared);
  const said = d.text.slice(sentence.start, quantity.start);
  const period = periods.at(sentence, reading.periodAt ?? at, {
    event: (reading.event && reading.project === undefined) || THAT_DAY.test(n.raw),
    stock: reading.event || reading.project !== undefined,
    planned: planned ? { from: claim.at === null ? null : sentence.start + claim.at } : null,
    balance: isBalance(reading.indicator),
    result,
  });
  // 年初定下的目标是增长5%, told in August: what was set at the start of the year is the year's.
  const ofYear = reading.ofYear === true || (claim.status === 'target' && isSetEarly(n, said));
  // 力争三年内达到100家: where it is to be by then.
  const within = planned && period !== null && reading.measure === 'level' && WITHIN.test(period.label);
  if (within && ARRIVING.test(n.raw)) return withReason(yearPeriod(Number(period.end.slice(0, 4))));
  return withReason(ofYear && period !== null ? wholeYear(period) : period);
}

/** 当天现场签约9个; 应到代表147名: told of the day the article reports on. */
const THAT_DAY =
  /当天|当日|当晚|现场(?:签约|开工|达成|招聘|发放|兑现|颁发)|应到|实到|到会|出席(?:会议|闭幕会|开幕会|大会|活动)?|与会|参会|赴会/;

/** 三年内, and the verbs of a level that is reached by its end; 三年内新建18处 takes all of them. */
const WITHIN = /起\d+年内$/;
const ARRIVING = /(?:达到?|突破|超过|跨过|[增发扩升提][\u3400-\u9fff]{0,2}到|保持在|稳定在)(?:了|约|近)?$/;

/** 年初人代会定的是, 年初确定的目标. */
const SET_EARLY = /年初[^，。；\d]{0,10}(?:定|提出|制定|下达|明确|目标|任务|计划)/;

/** 年初定的目标是增长5%，我们要求四季度不低于6%: a time of its own behind those words holds for what follows it. */
function isSetEarly({ sentence }: NumberInText, said: string): boolean {
  const set = SET_EARLY.exec(said);
  if (set === null) return false;
  const from = sentence.start + set.index + set[0].length;
  return !sentence.periods.some(({ start, end }) => start >= from && end <= sentence.start + said.length);
}

/** 由5年前的6万吨, 10年前只有3家: the year so many before the article; null when no count of years stands there. */
function yearsBefore(d: Discourse, { sentence, raw }: NumberInText): Period | null {
  const told = YEARS_AGO.exec(raw)?.[1];
  const date = d.document.article.date;
  const parts = date === null ? null : dateParts(date);
  const count = told === undefined ? null : readNumeral(told);
  if (count === null || parts === null || count < 1 || count > 40 || sentence.furniture) return null;
  return yearPeriod(parts.year - count);
}

const YEARS_AGO =
  /(?:^|[^\d第近])(\d{1,2}|[两三四五六七八九十]|十[一二三四五六七八九])年(?:之|以)?前(?:的|还?只有|仅有|仅|才|是|为|还是|不足|不到|约|近){0,3}$/;

/** Behind a number, where the next one has arrived at since. */
const ARRIVED = /到|至|为|成|达|剩|增|减|升|降|提|扩|缩|又|新/;

/**
 * The text before the number says it was so before, and no date stands between: 由原来的412元; 过去，面积只有9万亩，
 * 产量不足3000吨, but not the 376元 it came down to.
 */
function isFormer(d: Discourse, { sentence, quantity, raw }: NumberInText): boolean {
  if (endsInFrom(raw) || endsInFormer(raw)) return true;
  const from = Math.max(sentence.start, d.text.lastIndexOf('；', quantity.start - 1) + 1);
  const word = formerWords(d.text, from, quantity.start).at(-1);
  if (
    word === undefined ||
    // 比之前增加420元: what it is compared with.
    /[比较]$/.test(d.text.slice(from, word.start)) ||
    sentence.periods.some(({ start, end }) => start >= word.end && end <= quantity.start)
  )
    return false;
  const between = d.text.slice(word.end, quantity.start);
  const told = between.search(/\d/);
  return told < 0 || !ARRIVED.test(between.slice(told));
}

/** What is to be invested 年度 is the year's, not the quarter's it is told in; the day of a launch stays. */
function yearOfPlan(indicator: string, period: Period | null): Period | null {
  return indicator.includes('年度') && period !== null && period.start !== period.end
    ? wholeYear(period)
    : period;
}

function wholeYear(period: Period): Period {
  return period.start.slice(0, 4) === period.end.slice(0, 4)
    ? yearPeriod(Number(period.end.slice(0, 4)))
    : period;
}

function withReason(period: Period | null): Pick<Standing, 'period' | 'periodReason'> {
  return period === null ? { period, periodReason: UNDATED_REASON } : { period };
}
