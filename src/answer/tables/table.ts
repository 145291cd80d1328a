import type { Measure, Observation } from '../../facts/model.ts';
import type { Store, Stored } from '../../store/store.ts';
import type { Period } from '../../text/date.ts';
import { differs } from '../lookup/conflict.ts';

/** What all numbers of one table have in common: numbers of another kind are never put beside them. */
export interface Kind {
  readonly indicator: string;
  readonly measure: Measure;
  readonly unit: string;
  readonly basis: string;
  /** Of a rank: among whom. */
  readonly scope: string;
  /** The whole or the project whose part or attribute it is. */
  readonly of: string;
}

/** A number, and another source's for the same, if they disagree. */
export interface Cell {
  readonly fact: Stored<Observation>;
  readonly other: Stored<Observation> | null;
}

interface TableRow {
  readonly period: Period;
  /** One for each place asked for, in order; null where nothing is known. */
  readonly cells: readonly (Cell | null)[];
}

/** Comparable numbers, the newest period first. */
export interface Table {
  readonly kind: Kind;
  readonly rows: readonly TableRow[];
}

/**
 * All that is reported of an indicator in some places, as tables of comparable numbers: same measure, unit, basis and
 * scope. Only what was reported as a result or an estimate, and of a stated period. The first is the best: with most
 * rows that are full, then most rows, then the newest.
 */
export async function tabulate(
  store: Pick<Store, 'observations'>,
  places: readonly string[],
  indicator: string,
  measure: Measure | null,
): Promise<readonly Table[]> {
  const rows = await store.observations({ places, indicators: [indicator] });
  const kinds = new Map<string, Stored<Observation>[]>();
  for (const fact of rows) {
    // A joint row (安泽县、浮山县) is neither's own number.
    if (!places.includes(fact.place ?? '') || fact.period === null) continue;
    if (fact.status !== 'actual' && fact.status !== 'estimate') continue;
    if (measure !== null && fact.measure !== measure) continue;
    const key = JSON.stringify(kindOf(fact));
    kinds.set(key, [...(kinds.get(key) ?? []), fact]);
  }
  return [...kinds.values()].map((facts) => tableOf(places, facts)).toSorted(better);
}

function kindOf(fact: Observation): Kind {
  const { indicator, measure, unit, basis = '', scope = '', parent = '', project = '' } = fact;
  return { indicator, measure, unit, basis, scope, of: project === '' ? parent : project };
}

function tableOf(places: readonly string[], facts: readonly Stored<Observation>[]): Table {
  const periods = new Map<string, Period>();
  for (const { period } of facts) if (period !== null) periods.set(`${period.end} ${period.start}`, period);
  const rows: TableRow[] = [];
  for (const [, period] of [...periods].toSorted(([a], [b]) => (a < b ? 1 : -1))) {
    const cells: (Cell | null)[] = [];
    for (const place of places) {
      const same = facts.filter(
        (fact) =>
          fact.place === place && fact.period?.start === period.start && fact.period.end === period.end,
      );
      cells.push(cellOf(same));
    }
    rows.push({ period, cells });
  }
  const [first] = facts;
  if (first === undefined) throw new RangeError('a table needs at least one fact');
  return { kind: kindOf(first), rows };
}

/** A result before an estimate, then the newer article: the store gives the newest first. */
function cellOf(same: readonly Stored<Observation>[]): Cell | null {
  const fact = same.find(({ status }) => status === 'actual') ?? same[0];
  if (fact === undefined) return null;
  return { fact, other: same.find((row) => differs(row, fact)) ?? null };
}

function full({ rows }: Table): number {
  return rows.filter(({ cells }) => cells.every((cell) => cell !== null)).length;
}

const PREFERRED: readonly Measure[] = ['level', 'growth', 'share', 'change', 'rank'];

function better(a: Table, b: Table): number {
  // One place: what the indicator is, then how it grew. Several: first of all what they have in common.
  const [x, y] = [full(a), full(b)];
  if ((x === 0) !== (y === 0)) return x === 0 ? 1 : -1;
  const byMeasure = PREFERRED.indexOf(a.kind.measure) - PREFERRED.indexOf(b.kind.measure);
  if (byMeasure !== 0) return byMeasure;
  if (x !== y) return y - x;
  if (a.rows.length !== b.rows.length) return b.rows.length - a.rows.length;
  const [m, n] = [a, b].map(({ rows }) => rows[0]?.period.end ?? '');
  if (m !== n) return (m ?? '') < (n ?? '') ? 1 : -1;
  return JSON.stringify(a.kind) < JSON.stringify(b.kind) ? -1 : 1;
}
