import { listCell, readTable } from '../lexicon/table.ts';
import type { PartialDate } from '../text/date.ts';
import { partialDate } from './fields.ts';

export interface InferredDate {
  readonly date: PartialDate;
  /** In Chinese, for readers. */
  readonly reason: string;
}

interface Mention {
  readonly year: number;
  readonly month: number | undefined;
  readonly day: number | undefined;
  readonly text: string;
  readonly planned: boolean;
  readonly opening: boolean;
}

/**
 * The publication date of an article that states none, as exactly as its simplified text allows, with the reason:
 * the latest time told as past bounds it from below. Never the file's time nor the clock: the same text is
 * dated the same everywhere. null when the text gives no hold.
 */
export function inferDate(simplified: string): InferredDate | null {
  const mentions = mentionsIn(simplified);
  const past = mentions.filter((mention) => !mention.planned);
  const candidates = [
    latestExact(past),
    latestOpening(mentions),
    yearAfter(past, simplified),
    latestYear(past, simplified),
  ].filter((candidate) => candidate !== null);
  // The latest year wins; within it the most exact date.
  return candidates.toSorted(laterFirst)[0] ?? null;
}

function laterFirst(a: InferredDate, b: InferredDate): number {
  const years = Number(b.date.slice(0, 4)) - Number(a.date.slice(0, 4));
  return years || b.date.length - a.date.length || (a.date < b.date ? 1 : -1);
}

/** A day that is past only says that the article is not older, so it is given to the month. */
function latestExact(past: readonly Mention[]): InferredDate | null {
  let best: { readonly key: string; readonly mention: Mention } | null = null;
  for (const mention of past) {
    const key = partialDate(mention.year, mention.month, mention.day);
    if (mention.month === undefined || key === null) continue;
    if (best === null || key > best.key) best = { key, mention };
  }
  if (best === null) return null;
  const { mention, key } = best;
  const reason = words(mention.day === undefined ? 'reason-month' : 'reason-day', '{date}', mention.text);
  return { date: key.slice(0, 7), reason };
}

function latestOpening(mentions: readonly Mention[]): InferredDate | null {
  const years = mentions.filter((mention) => mention.opening).map((mention) => mention.year);
  if (years.length === 0) return null;
  const year = Math.max(...years);
  return { date: String(year), reason: words('reason-opening', '{year}', String(year)) };
}

/** Who writes 2022年 and 今年 side by side does not mean the same year. */
function yearAfter(past: readonly Mention[], text: string): InferredDate | null {
  const year = latestWholeYear(past);
  if (year === null || !cues('this-year').some((word) => text.includes(word))) return null;
  return { date: String(year + 1), reason: words('reason-next', '{year}', String(year)) };
}

/** With 今年 in the text its own year is not among the past ones: {@link yearAfter} decides. */
function latestYear(past: readonly Mention[], text: string): InferredDate | null {
  const year = latestWholeYear(past);
  if (year === null || cues('this-year').some((word) => text.includes(word))) return null;
  return { date: String(year), reason: words('reason-year', '{year}', String(year)) };
}

function latestWholeYear(past: readonly Mention[]): number | null {
  // 2023年首季 is the article's own time, not a year gone by.
  const whole = past.filter((mention) => mention.month === undefined && !mention.opening);
  const years = whole.map((mention) => mention.year);
  return years.length === 0 ? null : Math.max(...years);
}

const DATE = /(?<!\d)(20\d{2})年(?:(\d{1,2})月(?:(\d{1,2})日)?)?/g;
const CLAUSE_BORDER = /[，,；;。！？!?\n]/;
/** How far a word of planning reaches. */
const REACH = 40;

function mentionsIn(text: string): readonly Mention[] {
  return [...text.matchAll(DATE)].map((match) => {
    const before =
      text
        .slice(Math.max(0, match.index - REACH), match.index)
        .split(CLAUSE_BORDER)
        .at(-1) ?? '';
    const end = match.index + match[0].length;
    const after = text.slice(end, end + REACH).split(CLAUSE_BORDER)[0] ?? '';
    return {
      year: Number(match[1]),
      month: match[2] === undefined ? undefined : Number(match[2]),
      day: match[3] === undefined ? undefined : Number(match[3]),
      text: match[0],
      planned:
        cues('planned').some((word) => before.includes(word) || after.startsWith(word)) ||
        cues('planned-after').some((word) => after.startsWith(word)),
      opening: cues('opening').some((word) => after.startsWith(word)),
    };
  });
}

let table: ReadonlyMap<string, readonly string[]> | undefined;

function rows(): ReadonlyMap<string, readonly string[]> {
  table ??= new Map(
    readTable('date-inference.txt', 2).map(({ cells }) => {
      const [kind = '', list = ''] = cells;
      return [kind, kind.startsWith('reason') ? [list] : listCell(list)];
    }),
  );
  return table;
}

function cues(kind: string): readonly string[] {
  return rows().get(kind) ?? [];
}

function words(kind: string, mark: string, value: string): string {
  return (rows().get(kind)?.[0] ?? '').replace(mark, value);
}
