import type { FactStatus, Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { baseValue, sameAmount, unitKind } from '../amount.ts';
import type { EventSource, Figure, Series } from '../model.ts';
import type { Replaced } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';

/** A figure that was told, of those with one key. */
export interface KnownFigure {
  readonly figure: Figure;
  readonly parent?: string;
  readonly source: EventSource;
  /** The event that told it; null: nobody was told. */
  readonly event: string | null;
}

/** What makes two figures speak of one thing, without their status: that of one taken back is no longer known. */
type Place = Pick<Observation, 'place' | 'indicator' | 'project' | 'period' | 'scope' | 'measure' | 'unit'>;

export function figureKey(of: Place, status: FactStatus): string {
  const { place, indicator, project, period, scope, measure, unit } = of;
  const when = [period?.start, period?.end];
  return keyOf('figure', place, indicator, project, status, ...when, scope, measure, unitKind(unit));
}

/** Whether two are one, as far as both say on what footing. */
export function isSame(a: Omit<KnownFigure, 'event'>, b: Omit<KnownFigure, 'event'>): boolean {
  const agree = (x: string | undefined, y: string | undefined): boolean =>
    x === undefined || y === undefined || x === y;
  return agree(a.figure.basis, b.figure.basis) && agree(a.parent, b.parent) && sameAmount(a.figure, b.figure);
}

/** Told on the same footing: 同比 beside 环比, or a part beside the whole, are two figures. */
export function isAlike(a: Footing, b: Footing): boolean {
  return a.basis === b.basis && a.parent === b.parent;
}

interface Footing {
  readonly basis?: string | undefined;
  readonly parent?: string | undefined;
}

export function figureOf(of: Stored<Observation>): Figure {
  const { id, measure, value, unit, raw, approx, basis, scope } = of;
  return {
    fact: id,
    measure,
    value,
    unit,
    raw,
    ...(approx === undefined ? {} : { approx }),
    ...(basis === undefined ? {} : { basis }),
    ...(scope === undefined ? {} : { scope }),
  };
}

export function seriesOf({ place, indicator, project, status, period }: Observation): Series {
  return {
    place: place ?? '',
    indicator,
    ...(project === undefined ? {} : { project }),
    status,
    period: period?.label ?? null,
  };
}

/** Takes a figure out of what is known. @returns what it was known as, null when it was not */
export function forget(
  observation: Stored<Observation>,
  status: FactStatus,
  knowledge: Knowledge,
): KnownFigure | null {
  const key = figureKey(observation, status);
  const had = knowledge.get<readonly KnownFigure[]>(key) ?? [];
  const gone = had.find(({ figure, parent }) =>
    figure.fact === observation.id
      ? true
      : figure.basis === observation.basis &&
        parent === observation.parent &&
        sameAmount(figure, observation),
  );
  if (gone === undefined) return null;
  const left = had.filter((other) => other !== gone);
  knowledge.set(key, left.length === 0 ? null : left);
  return gone;
}

/** The event that told a figure. */
export function replacedBy({ event, figure }: KnownFigure): readonly Replaced[] {
  return event === null ? [] : [{ event, fact: figure.fact }];
}

/** What a figure comes to, whatever it is written in: for identifiers. */
export function worthOf(figure: Figure): string {
  const rounded = Number(baseValue(figure).toPrecision(12));
  return [figure.measure, figure.basis, figure.scope, rounded, unitKind(figure.unit)].join(' ');
}
