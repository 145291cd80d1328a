import type { PartialDate } from '../../text/date.ts';
import { findPeriods } from '../../text/period.ts';
import type { AskedPeriod } from './understanding.ts';

const WRITTEN_YEAR = /\d{4}|[一二〇零○]{4}年/;
const RELATIVE = /今年|去年|前年|明年|后年|本年|当年|上年|昨年|本月|上月|上个月|这个月|今天|昨天|新年/;
/** Whether a question names a time that depends on when it was said (今年, 去年). */
export function namesRelativeTime(text: string): boolean {
  return RELATIVE.test(text);
}

/** 现在, 目前, 最近 ask for the newest fact, which is what no period asks for. */
const NOW = /^(?:现在|目前|当前|如今|截至目前|近期|最近|日前|近日)$/;

/** A bare 上半年 is read in any year when no article gives one; only its months count then. */
const ANY_YEAR = '2000-12-31';

/**
 * Times a folded question names. Relative words are read against `newest`, the date of the newest article that
 * bears on the question, never against a clock. A bare month or 上半年 has no year: the newest that fits is meant.
 */
export function askedPeriods(
  text: string,
  newest: PartialDate | null,
): { readonly periods: readonly AskedPeriod[]; readonly base: AskedPeriod | null } {
  const all = allPeriods(text, newest);
  const base = all.find((period) => isBase(text, period)) ?? null;
  return { periods: all.filter((period) => period !== base), base };
}

const COMPARED_WITH = /(?:(?<!占)比|较|相比于?|相较于?|对比)(?:起|于)?$/;
const BESIDE = /(?:跟|与|同|和)$/;
const COMPARISON =
  /^(?:年?末|年?底|同期|全年|的时候|那时|的)?(?:增|提高|回落|下降|减|多|少|高|低|上升|缩|涨|降|相比|比|快|慢|改善|变化|好|差|有)/;

/** 比2021年提高了, 跟上年比: a time that is only compared with. Between two times of equal rank (2022年和2021年比) none is. */
function isBase(text: string, { start, end }: AskedPeriod): boolean {
  const before = text.slice(0, start);
  const after = text.slice(end);
  if (/^(?:同期)?的?(?:几|多少)倍/.test(after)) return true;
  if (COMPARED_WITH.test(before)) return COMPARISON.test(after) || after === '';
  return (
    BESIDE.test(before) &&
    /^(?:年?末|年?底|同期)?(?:相比|比)/.test(after) &&
    !/\d年?(?:跟|与|同|和)$/.test(before)
  );
}

function allPeriods(text: string, newest: PartialDate | null): readonly AskedPeriod[] {
  const found: AskedPeriod[] = [];
  for (const mention of findPeriods(text, { reference: newest ?? ANY_YEAR })) {
    const surface = text.slice(mention.start, mention.end);
    if (NOW.test(surface)) continue;
    const written = WRITTEN_YEAR.test(surface);
    const relative = !written && RELATIVE.test(surface);
    if (relative && newest === null) continue;
    found.push({
      start: mention.start,
      end: mention.end,
      kind: mention.kind,
      period: mention.period,
      surface,
      match: written || relative ? 'fixed' : 'shape',
      relative,
    });
  }
  return [...found, ...bareYears(text, found)].sort((a, b) => a.start - b.start);
}

/** 2022 without 年 (guxian gdp 2022): four digits of a year that no unit follows. */
function bareYears(text: string, found: readonly AskedPeriod[]): AskedPeriod[] {
  const years: AskedPeriod[] = [];
  for (const match of text.matchAll(/(?<![\d.])(?:19|20)\d\d(?![\d.%年亿万元个家户人名米吨天项亩公])/g)) {
    const [start, end] = [match.index, match.index + 4];
    if (found.some((period) => period.start < end && start < period.end)) continue;
    const year = match[0];
    const period = { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年` };
    years.push({ start, end, period, kind: 'year', surface: year, match: 'fixed', relative: false });
  }
  return years;
}
