import { LexiconError, listCell, readTable } from '../lexicon/table.ts';
import { daysBetween, type Period } from '../text/date.ts';
import { scaledUnit } from '../text/unit.ts';
import { indicatorLexicon } from './indicators.ts';
import type { Observation } from './model.ts';

interface Range {
  readonly measure: string;
  /** The rule is for indicators whose name holds one of these; for all when empty. */
  readonly words: readonly string[];
  readonly kind: string;
  readonly lowest: number;
  readonly highest: number;
  readonly reason: string;
}

interface Sum {
  readonly whole: string;
  readonly parts: readonly string[];
  readonly tolerance: number;
  readonly reason: string;
}

interface Rules {
  readonly ranges: readonly Range[];
  readonly sums: readonly Sum[];
  readonly volatile: readonly string[];
  /** Words of indicators whose parts may lie above the whole. */
  readonly average: readonly string[];
  readonly jump: { readonly factor: number; readonly reason: string };
}

const FILE = 'plausibility.txt';

/**
 * Why a figure cannot be believed by itself, in Chinese, or null: its unit does not fit the indicator, it lies
 * outside its range, its rank lies beyond the pool, or it is a year that was taken for a figure.
 */
export function implausible(observation: Observation): string | null {
  return unitFlaw(observation) ?? rangeFlaw(observation) ?? poolFlaw(observation) ?? yearFlaw(observation);
}

/**
 * Figures of one article that contradict each other: a whole and all its parts for one place and period whose sum
 * is not the whole. Which of them is wrong cannot be known, so each is held back.
 */
export function contradictions(observations: readonly Observation[]): ReadonlyMap<Observation, string> {
  const found = new Map<Observation, string>();
  const groups = Map.groupBy(observations.filter(isResult), (each) =>
    [each.place, each.period?.start, each.period?.end].join('|'),
  );
  for (const group of groups.values()) {
    for (const { whole, parts, tolerance, reason } of rules().sums) {
      const members = [whole, ...parts].map((name) => group.find((each) => each.indicator === name));
      const amounts = members.map((each) => (each === undefined ? null : amountOf(each)));
      const [total, ...rest] = amounts;
      if (total === null || total === undefined || rest.some((part) => part === null)) continue;
      const sum = rest.reduce<number>((all, part) => all + (part ?? 0), 0);
      if (Math.abs(sum - total) <= Math.abs(total) * tolerance) continue;
      for (const member of members) if (member !== undefined) found.set(member, reason);
    }
    for (const part of group) if (exceedsWhole(part, group)) found.set(part, PART_TOO_LARGE);
  }
  return found;
}

const PART_TOO_LARGE = '其中项大于总体';

/** 其中 a part that is larger than its whole: the part was read wrongly, or it is no part. */
function exceedsWhole(part: Observation, group: readonly Observation[]): boolean {
  if (part.parent === undefined) return false;
  // 全体居民人均32418元，其中城镇居民人均39652元: an average is no sum of its parts.
  if (rules().average.some((word) => part.indicator.includes(word))) return false;
  const amount = amountOf(part);
  return group.some((whole) => {
    if (whole === part || whole.indicator !== part.parent || kindOf(whole.unit) !== kindOf(part.unit))
      return false;
    const total = amountOf(whole);
    return amount !== null && total !== null && total > 0 && amount > total;
  });
}

/** A level with what it is compared by; the comparison never looks at the order in which articles were read. */
export interface HistoryEntry {
  readonly observation: Observation;
  readonly articleId: string;
  /** Publication date of its article, '' when unknown. */
  readonly date: string;
}

/** Whether the history of an indicator is looked at: it must have a settled name and be of a steady kind. */
export function isSteady(indicator: string): boolean {
  if (rules().volatile.some((word) => indicator.includes(word))) return false;
  return indicatorLexicon().canonical(indicator) === indicator;
}

/**
 * Which of the values that all articles give for one place and indicator lie more than the factor of the jump rule
 * away from the others. With three articles and more the median decides; of two alone the later one is held back,
 * since it is the one that departs from what was known.
 * @returns positions in `history`, with the reason
 */
export function jumps(history: readonly HistoryEntry[]): ReadonlyMap<number, string> {
  const { factor, reason } = rules().jump;
  const found = new Map<number, string>();
  const levels = history.flatMap((entry, index) => {
    const amount = isResult(entry.observation) ? amountOf(entry.observation) : null;
    return amount === null || amount <= 0 ? [] : [{ ...entry, index, amount }];
  });
  const groups = Map.groupBy(levels, ({ observation }) =>
    [kindOf(observation.unit), spanOf(observation.period), observation.project ?? ''].join('|'),
  );
  for (const group of groups.values()) {
    const articles = new Set(group.map(({ articleId }) => articleId));
    if (articles.size < 2) continue;
    const far = (a: number, b: number): boolean => Math.max(a, b) > factor * Math.min(a, b);
    if (articles.size === 2) {
      const sorted = group.toSorted(earlierFirst);
      const first = sorted[0];
      if (first === undefined) continue;
      for (const each of sorted)
        if (each.articleId !== first.articleId && far(each.amount, first.amount))
          found.set(each.index, reason);
      continue;
    }
    const amounts = group.map(({ amount }) => amount).toSorted((a, b) => a - b);
    const median = amounts[amounts.length >> 1] ?? 0;
    for (const { index, amount } of group) if (far(amount, median)) found.set(index, reason);
  }
  return found;
}

function earlierFirst(a: HistoryEntry, b: HistoryEntry): number {
  const keys = (entry: HistoryEntry): readonly string[] => [
    entry.observation.period?.start ?? '',
    entry.date,
    entry.articleId,
  ];
  const [left, right] = [keys(a).join('|'), keys(b).join('|')];
  return left < right ? -1 : left > right ? 1 : a.observation.at - b.observation.at;
}

/** The value in the plain unit (元 for 亿元); null for a unit no table lists. */
function amountOf({ value, unit }: Observation): number | null {
  const known = scaledUnit(unit);
  return known === null ? null : value * known.factor;
}

function kindOf(unit: string): string {
  const known = scaledUnit(unit);
  if (known === null) return unit;
  // 美元 and 元, 斤 and 吨 differ by a factor that no table here knows: only the same name is compared.
  return `${known.kind}/${known.base}`;
}

/** The length of a period in half months: a month is compared with months, a year with years. */
function spanOf(period: Period | null): string {
  return period === null ? '' : String(Math.round(daysBetween(period.start, period.end) / 15));
}

function isResult({ measure, status }: Observation): boolean {
  return measure === 'level' && (status === 'actual' || status === 'estimate');
}

function unitFlaw({ measure, indicator, unit, project }: Observation): string | null {
  if (measure !== 'level' || project !== undefined) return null;
  const usual = usualUnit(indicator);
  if (usual === undefined || usual === '' || usual === unit) return null;
  const [expected, given] = [scaledUnit(usual)?.kind, scaledUnit(unit)?.kind];
  if (expected === undefined || given === undefined || expected === given) return null;
  // 规模以上工业增加值 is usually told as a rate and now and then as money; a 率 is never money.
  if (expected === 'percent' && !/[率比例重]$/.test(indicator)) return null;
  return `单位“${unit}”与指标通常的“${usual}”不是一类`;
}

let units: ReadonlyMap<string, string> | undefined;

function usualUnit(indicator: string): string | undefined {
  units ??= new Map(indicatorLexicon().indicators.map(({ name, unit }) => [name, unit]));
  return units.get(indicator);
}

function rangeFlaw({ measure, indicator, value, unit }: Observation): string | null {
  const kind = measure === 'rank' ? 'rank' : scaledUnit(unit)?.kind;
  const range = rules().ranges.find(
    (each) =>
      each.measure === measure &&
      each.kind === kind &&
      (each.words.length === 0 || each.words.some((word) => indicator.includes(word))),
  );
  return range === undefined || (value >= range.lowest && value <= range.highest) ? null : range.reason;
}

/** 全省25个市辖区: the pool a rank is taken among. */
const POOL = /(\d{1,4})(?:个|家)/;

function poolFlaw({ measure, value, scope }: Observation): string | null {
  if (measure !== 'rank') return null;
  if (!Number.isInteger(value)) return '位次不是整数';
  const pool = Number(POOL.exec(scope ?? '')?.[1] ?? Number.NaN);
  return value > pool ? `位次${value}超出范围“${scope}”` : null;
}

/** A count or index that is the year of its own period, written like one (2024, not 2,024 or 2024.0). */
function yearFlaw({ measure, unit, raw, period }: Observation): string | null {
  if (measure !== 'level' || period === null || !/^(?:19|20)\d{2}$/.test(raw)) return null;
  const kind = unit === '' ? 'index' : scaledUnit(unit)?.kind;
  if (kind !== 'index' && kind !== 'count') return null;
  const near = Math.abs(Number(raw) - Number(period.end.slice(0, 4))) <= 1;
  return near ? '数值与年份相同，疑为年份' : null;
}

let loaded: Rules | undefined;

function rules(): Rules {
  loaded ??= readRules();
  return loaded;
}

function readRules(): Rules {
  const ranges: Range[] = [];
  const sums: Sum[] = [];
  const volatile: string[] = [];
  const average: string[] = [];
  let jump = { factor: Number.POSITIVE_INFINITY, reason: '' };
  for (const { line, cells } of readTable(FILE, 7)) {
    const [kind, first = '', second = '', third = '', fourth = '', fifth = '', reason = ''] = cells;
    const number = (cell: string): number => {
      if (cell === '' || !Number.isFinite(Number(cell)))
        throw new LexiconError(FILE, line, `"${cell}" is not a number`);
      return Number(cell);
    };
    if (kind === 'range')
      ranges.push({
        measure: first,
        words: listCell(second),
        kind: third,
        lowest: number(fourth),
        highest: number(fifth),
        reason,
      });
    else if (kind === 'sum')
      sums.push({ whole: first, parts: listCell(second), tolerance: number(third), reason });
    else if (kind === 'volatile') volatile.push(...listCell(first));
    else if (kind === 'average') average.push(...listCell(first));
    else if (kind === 'jump') jump = { factor: number(first), reason };
    else throw new LexiconError(FILE, line, `unknown kind "${kind}": range, sum, volatile, average or jump`);
    if (kind !== 'volatile' && kind !== 'average' && reason === '')
      throw new LexiconError(FILE, line, 'has no reason');
  }
  return { ranges, sums, volatile, average, jump };
}
