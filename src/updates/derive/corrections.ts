import type { FactStatus, Observation } from '../../facts/model.ts';
import type { ArticleInfo, Stored } from '../../store/store.ts';
import { sameAmount } from '../amount.ts';
import type { EventSource, Series } from '../model.ts';
import { type Draft, eventId, sourceOf } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';
import {
  figureKey,
  figureOf,
  forget,
  type KnownFigure,
  replacedBy,
  seriesOf,
  worthOf,
} from './known-figure.ts';

/** A figure that a correction took back. */
export interface TakenBack {
  readonly observation: Stored<Observation>;
  readonly by: { readonly info: ArticleInfo; readonly observations: readonly Stored<Observation>[] };
}

/** Statuses a figure may have had before it was superseded. */
const STATUSES: readonly FactStatus[] = ['actual', 'estimate', 'plan', 'target'];

export function takenBackKeys({ observation, by }: TakenBack): readonly string[] {
  return [
    correctionKey(observation.id, by.info.id),
    ...STATUSES.map((status) => figureKey(observation, status)),
  ];
}

/**
 * What a correction changes of what is known: the old figure goes, the right one (when the correction says exactly one)
 * takes its place. A figure that was never known was never told: then there is nothing to correct.
 */
export function correct(all: readonly TakenBack[], knowledge: Knowledge): readonly Correcting[] {
  const corrected = new Map<string, Corrected[]>();
  for (const taken of all) {
    knowledge.set(correctionKey(taken.observation.id, taken.by.info.id), 1);
    for (const status of STATUSES) {
      const old = forget(taken.observation, status, knowledge);
      if (old === null) continue;
      const series: Series = { ...seriesOf(taken.observation), status };
      const group = JSON.stringify([series, taken.by.info.id]);
      corrected.set(group, [
        ...(corrected.get(group) ?? []),
        { series, taken, old, now: rightOne(taken, status) },
      ]);
    }
  }
  return [...corrected.values()].map((group) => announce(group, knowledge));
}

/** The event, and the article of the correction. */
type Correcting = Draft & { readonly by: EventSource };

interface Corrected {
  readonly series: Series;
  readonly taken: TakenBack;
  readonly old: KnownFigure;
  readonly now: Stored<Observation> | null;
}

function announce(group: readonly Corrected[], knowledge: Knowledge): Correcting {
  const [first] = group;
  if (first === undefined) throw new Error('a correction of nothing');
  const changes = group.map(({ old, now }) => ({
    old: old.figure,
    oldSource: old.source,
    now: now === null ? null : figureOf(now),
  }));
  const by = sourceOf(first.taken.by.info);
  const id = eventId(
    'corrected',
    first.series,
    changes.map(({ old, now }) => [worthOf(old), now && worthOf(now)]),
  );
  for (const { now, series } of group) {
    if (now === null) continue;
    const key = figureKey(now, series.status);
    const had = (knowledge.get<readonly KnownFigure[]>(key) ?? []).filter(
      ({ figure }) => !sameAmount(figure, now),
    );
    const known: KnownFigure = { figure: figureOf(now), source: by, event: id };
    knowledge.set(key, [...had, now.parent === undefined ? known : { ...known, parent: now.parent }]);
  }
  return {
    id,
    body: { kind: 'corrected', ...first.series, changes },
    replaces: group.flatMap(({ old }) => replacedBy(old)),
    by,
  };
}

/** What the correction says instead; null when it says nothing, or more than one thing. */
function rightOne({ observation, by }: TakenBack, status: FactStatus): Stored<Observation> | null {
  const key = figureKey(observation, status);
  const said = by.observations.filter(
    (other) =>
      other.status === status &&
      other.id !== observation.id &&
      (other.basis === observation.basis || other.basis === undefined || observation.basis === undefined) &&
      figureKey(other, status) === key &&
      !sameAmount(other, observation),
  );
  const [first] = said;
  return first !== undefined && said.every((other) => sameAmount(other, first)) ? first : null;
}

/** Whether it was dealt with before. */
export function correctionKey(fact: string, by: string): string {
  return keyOf('superseded', fact, by);
}
