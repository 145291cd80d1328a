import type { PartialDate, Period } from '../../text/date.ts';
import type { PeriodMention } from '../../text/period.ts';
import type { AnnotatedSentence } from '../document.ts';

/**
 * The time of something that is to be: a bare month or quarter that was read as past (去年10月奠基，争取三季度开工; 8月底前
 * 建成，9月开园) is the next one. Only where the text left the year out.
 * @param planned whether a word of planning governs it (争取, 力争, 将)
 */
export function plannedPeriod(
  mention: PeriodMention,
  sentence: AnnotatedSentence,
  planned: boolean,
  date: PartialDate | null,
): Period {
  const { period } = mention;
  if (!mention.inferred || date === null || period.end.slice(0, date.length) >= date) return period;
  const written = sentence.text.slice(mention.start - sentence.start, mention.end - sentence.start);
  // 去年10月 is last year's, whatever follows.
  if (!STEPS.has(mention.kind) || written.includes('年')) return period;
  const year = Number(period.start.slice(0, 4));
  const next = shifted(period, 1);
  // One step only: two years ahead is a misreading.
  if (next.end.slice(0, date.length) < date) return period;
  if (planned) return next;
  const before = sentence.periods.findLast((other) => other.end <= mention.start);
  const follows =
    before !== undefined &&
    before.period.start.slice(0, 4) === String(year + 1) &&
    before.period.end.slice(0, date.length) > date &&
    next.end >= before.period.end;
  return follows ? next : period;
}

const STEPS = new Set(['day', 'month', 'quarter', 'half', 'instant']);

function shifted({ start, end, label }: Period, years: number): Period {
  const move = (text: string): string =>
    text.replace(/^\d{4}/, (year) => String(Number(year) + years).padStart(4, '0'));
  // 29 February exists in no year but its own.
  const leap = (day: string): string => day.replace(/-02-29$/, '-02-28');
  return { start: leap(move(start)), end: leap(move(end)), label: move(label) };
}
