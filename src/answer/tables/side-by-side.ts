import type { Measure } from '../../facts/model.ts';
import type { Division, Gazetteer } from '../../region/gazetteer.ts';
import type { Store } from '../../store/store.ts';
import { regionDivisions } from '../lookup/region.ts';
import { type Cell, type Kind, type Table, tabulate } from './table.ts';

/** What places of one level have of an indicator at one time: the same kind of number for each. */
export interface SideBySide {
  readonly kind: Kind;
  readonly period: Table['rows'][number]['period'];
  /** At least two; the largest number first, of ranks the smallest. */
  readonly rows: readonly { readonly place: string; readonly cell: Cell }[];
  /** Tables of another unit, basis or measure: nothing of them is in this one. */
  readonly left: readonly Table[];
}

/** So many are enough to prefer the newer period to one of which more is known. */
const ENOUGH = 3;

/**
 * An indicator of all places beside this one (its level; of a prefecture or without one, its counties), at the newest
 * time of which enough is known: at least {@link ENOUGH} of them, and half of what is known of any other time. Results
 * only, estimates never.
 * @param place must be among them, unless it is a prefecture; null: any
 * @param holding a number that must be among them, by its id: of its kind and time, whatever is newer
 * @returns null when no two places have the same kind of number of the same time
 */
export async function sideBySide(
  { store, gazetteer }: { readonly store: Pick<Store, 'observations'>; readonly gazetteer: Gazetteer },
  place: Division | null,
  indicator: string,
  measure: Measure | null,
  holding: string | null = null,
): Promise<SideBySide | null> {
  const counties = regionDivisions(gazetteer).filter(({ level }) => level !== 'prefecture');
  const own = place !== null && place.level !== 'prefecture' ? place.name : null;
  const names = counties.map(({ name }) => name);
  if (own !== null && !names.includes(own)) return null;
  const tables = await tabulate(store, names, indicator, measure);
  const found = tables.flatMap((table, at) =>
    table.rows.map(({ period, cells }) => {
      const rows = cells.flatMap((cell, i) =>
        cell === null || cell.fact.status !== 'actual' ? [] : [{ place: names[i] ?? '', cell }],
      );
      return { at, kind: table.kind, period, rows };
    }),
  );
  const fit = found.filter(
    ({ rows }) =>
      rows.length >= 2 &&
      (own === null || rows.some(({ place: name }) => name === own)) &&
      (holding === null || rows.some(({ cell }) => cell.fact.id === holding)),
  );
  const [best] = fit.toSorted(
    (a, b) =>
      MEASURES.indexOf(a.kind.measure) - MEASURES.indexOf(b.kind.measure) || b.rows.length - a.rows.length,
  );
  if (best === undefined) return null;
  const most = best.rows.length;
  const [chosen = best] = fit
    .filter(
      ({ kind, rows }) =>
        kind.measure === best.kind.measure && rows.length >= Math.min(most, Math.max(ENOUGH, most / 2)),
    )
    .toSorted((a, b) =>
      a.period.end < b.period.end
        ? 1
        : a.period.end > b.period.end
          ? -1
          : b.rows.length - a.rows.length || a.at - b.at,
    );
  const sign = chosen.kind.measure === 'rank' ? -1 : 1;
  return {
    kind: chosen.kind,
    period: chosen.period,
    rows: chosen.rows.toSorted((a, b) => sign * (b.cell.fact.value - a.cell.fact.value)),
    left: tables.filter((_, at) => at !== chosen.at),
  };
}

/** What an indicator is comes before how it grew. */
const MEASURES: readonly Measure[] = ['level', 'growth', 'share', 'change', 'rank'];
