import type { FactStatus, Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Desk } from '../desk.ts';

/** A fact with what other articles say of the same thing, when they say another number. */
export interface Settled {
  /** The one to be told: a result before an estimate, then the newer article. */
  readonly fact: Stored<Observation>;
  readonly other: Stored<Observation> | null;
}

const ORDER: readonly FactStatus[] = ['actual', 'estimate', 'plan', 'target'];

/** Sources that disagree: both are told, dated; which is preferred does not depend on what was found first. */
export async function settle(desk: Desk, fact: Stored<Observation>): Promise<Settled> {
  if (fact.place === null || fact.period === null || fact.status === 'target') return { fact, other: null };
  const rows = await desk.store.observations({ places: [fact.place], indicators: [fact.indicator] });
  // The store gives the newest article first.
  const same = rows.filter((row) => row.status !== 'superseded' && sameQuestion(row, fact));
  const [preferred = fact] = ORDER.flatMap((status) => same.filter((row) => row.status === status));
  const other = same.find((row) => row.articleId !== preferred.articleId && differs(row, preferred));
  // Within one article the question's words chose better than an order of rows could.
  if (preferred.articleId === fact.articleId) return { fact, other: other ?? null };
  return differs(preferred, fact) ? { fact: preferred, other: other ?? fact } : { fact, other: null };
}

/** The same place, indicator, measure and period: two numbers for it are two answers to one question. */
export function sameQuestion(a: Observation, b: Observation): boolean {
  return (
    a.place === b.place &&
    a.indicator === b.indicator &&
    a.measure === b.measure &&
    a.project === b.project &&
    a.parent === b.parent &&
    a.scope === b.scope &&
    a.unit === b.unit &&
    (a.status === 'target') === (b.status === 'target') &&
    a.period?.start === b.period?.start &&
    a.period?.end === b.period?.end
  );
}

/** Another number, not the same one rounded. */
export function differs(a: Observation, b: Observation): boolean {
  if (a.approx !== undefined || b.approx !== undefined)
    return Math.abs(a.value - b.value) > 0.1 * Math.abs(a.value);
  const digits = Math.min(...[a, b].map((f) => (String(f.value).split('.')[1] ?? '').length));
  return a.value.toFixed(digits) !== b.value.toFixed(digits);
}
