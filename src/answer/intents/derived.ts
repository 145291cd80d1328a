import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { findPeriods } from '../../text/period.ts';
import { toSimplified } from '../../text/script.ts';
import type { Answer } from '../answer.ts';
import { reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { measureWords, proofOf } from '../compose/value-words.ts';
import type { Ask } from '../desk.ts';
import type { Candidate } from '../lookup/observations.ts';

/** 较一季度回落1.4个百分点, up to the number: what it is compared with, and which way it went. */
const COMPARED = /(?:较|比)([^，,。；]{2,10}?)(回落|下降|降低|减缓|放缓|收窄|提高|加快|上升|回升|提升)了?$/;
const SLOWER = /回落|下降|降低|减缓|放缓|收窄/;

/**
 * A growth rate no sentence states but two numbers of one article give: 上半年7.1%, 较一季度回落1.4个百分点 makes 8.5 for the
 * first quarter. Both numbers and the computation are shown; null when the article gives no such pair.
 */
export async function deriveGrowth(ask: Ask, near: readonly Candidate[]): Promise<Answer | null> {
  const [asked] = ask.question.periods;
  const [like] = near;
  if (asked === undefined || like === undefined || like.fact.place === null) return null;
  if (!ask.question.wants.has('growth') || like.fact.measure !== 'growth') return null;
  const { place, indicator } = like.fact;
  const rows = await ask.desk.store.observations({ places: [place], indicators: [indicator] });
  for (const change of rows) {
    if (change.measure !== 'change' || change.status !== 'actual' || !change.unit.endsWith('百分点'))
      continue;
    const slower = comparedWith(change, asked.period);
    const base = rows.find(
      (row) => row.measure === 'growth' && row.status === 'actual' && sameSetting(row, change),
    );
    if (slower === null || base === undefined) continue;
    return tell(ask, base, change, slower);
  }
  return null;
}

/** True when growth slowed since the asked period, false when it quickened, null when another time is meant. */
function comparedWith(change: Observation, asked: { start: string; end: string }): boolean | null {
  if (change.period === null) return null;
  const at = change.at - change.evidence.span.start;
  const match = COMPARED.exec(toSimplified(change.evidence.text).slice(Math.max(0, at - 24), at));
  if (match === null) return null;
  const [mention] = findPeriods(match[1] ?? '', { reference: change.period.end });
  if (mention?.period.start !== asked.start || mention.period.end !== asked.end) return null;
  return SLOWER.test(match[2] ?? '');
}

function sameSetting(a: Stored<Observation>, b: Stored<Observation>): boolean {
  return (
    a.articleId === b.articleId &&
    a.place === b.place &&
    a.period?.start === b.period?.start &&
    a.period?.end === b.period?.end
  );
}

function tell(
  ask: Ask,
  base: Stored<Observation>,
  change: Stored<Observation>,
  slower: boolean,
): Promise<Answer> {
  const points = Math.abs(change.value);
  const digits = Math.max(...[base.value, points].map((n) => (String(n).split('.')[1] ?? '').length));
  const result = base.value + (slower ? points : -points);
  const value = `${Math.abs(result).toFixed(digits)}%`;
  const text = say(result < 0 ? 'derivedDown' : 'derived', {
    place: base.place ?? '',
    period: ask.question.periods[0]?.period.label ?? '',
    indicator: base.indicator,
    value,
    base: `${base.period?.label ?? ''}${measureWords(base)}`,
    change: `较其${slower ? '回落' : '提高'}${change.raw}个百分点`,
  });
  return reply(ask, {
    kind: 'value',
    headline: strongLine(`${text}。`, value),
    proofs: [proofOf(base), proofOf(change)],
  });
}
