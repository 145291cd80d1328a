import type { Period } from '../../text/date.ts';
import type { AskedPeriod } from '../understand/understanding.ts';

/** How well a fact's period answers an asked one: 0 not at all, 1 exactly. */
export function periodFit(fact: Period | null, asked: AskedPeriod, words: string): number {
  if (fact !== null) {
    if (asked.match === 'shape' && sameHoliday(fact, asked)) return 1;
    const fit = asked.match === 'shape' ? shapeFit(fact, asked.period) : fixedFit(fact, asked);
    if (fit > 0) return fit;
  }
  // 截至2023年12月底共谋划2024年项目187个: the count is known at one time and speaks of another.
  return namesYear(words, asked) ? 0.7 : 0;
}

/** 五一 of any year: the days differ from year to year, the name does not. */
function sameHoliday(fact: Period, asked: AskedPeriod): boolean {
  const name = /^(.{2,3})(?:期间|假期|小长假)/.exec(asked.surface)?.[1];
  return name !== undefined && !/[\d年月]/.test(name) && fact.label.includes(name);
}

/** A bare 上半年 or 6月 fits the same stretch of any year; a bare 年底 fits any year's end. */
function shapeFit(fact: Period, asked: Period): number {
  const same = fact.start.slice(4) === asked.start.slice(4) && fact.end.slice(4) === asked.end.slice(4);
  if (same) return 1;
  return asked.start === asked.end && fact.end.slice(4) === asked.end.slice(4) ? 0.8 : 0;
}

function fixedFit(fact: Period, asked: AskedPeriod): number {
  const { start, end } = asked.period;
  if (fact.start === start && fact.end === end) return 1;
  // Five days of a holiday are not the year's.
  if (asked.kind === 'year' && /期间|假期/.test(fact.label)) return 0;
  const instant = fact.start === fact.end;
  if (fact.start >= start && fact.end <= end) {
    if (instant) return fact.end === end ? 0.95 : 0.8;
    // A half-year's total is not the year's; a single month or a stretch begun in December is an event, not a total.
    return isPartTotal(fact) ? 0 : 0.7;
  }
  // 2022年12月以来, told in February 2023, speaks of both years.
  if (!instant && days(fact) < 150 && fact.end >= start && fact.start <= end && !isPartTotal(fact))
    return 0.5;
  return 0;
}

/** A stretch that begins with the year and ends before it: a cumulative figure of part of the year. */
function isPartTotal(period: Period): boolean {
  const months = days(period) > 27;
  return (
    months && period.start.endsWith('-01') && !period.end.endsWith('-12-31') && period.start !== period.end
  );
}

function days(period: Period): number {
  return (Date.parse(period.end) - Date.parse(period.start)) / 86_400_000;
}

/** Whether the words right before the number speak of things of the asked year (谋划2024年项目). */
function namesYear(words: string, asked: AskedPeriod): boolean {
  if (asked.kind !== 'year' || asked.match !== 'fixed') return false;
  const year = asked.period.start.slice(0, 4);
  const at = words.lastIndexOf(`${year}年`);
  if (at < 0 || /[从比较]$/.test(words.slice(0, at))) return false;
  const rest = words.slice(at + 5);
  return !/\d{4}年/.test(rest) && /项目|工程|任务|实事|工作/.test(rest);
}
