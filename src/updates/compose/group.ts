import type { SourceRef } from '../../answer/answer.ts';
import type { Told } from './told.ts';

/** Events that one article tells. */
export interface Group {
  /** The article, or what stands for it where nothing was printed. */
  readonly key: string;
  readonly source: SourceRef | null;
  /** Never empty. */
  readonly events: readonly Told[];
}

/** Events of one place; null: of none in particular. */
export interface Place {
  readonly name: string | null;
  readonly groups: readonly Group[];
}

/** By article, in the order of each one's first event. */
export function groupsOf(told: readonly Told[]): readonly Group[] {
  const groups = new Map<string, Told[]>();
  for (const each of told) {
    const key = each.sources[0]?.articleId ?? '';
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups].map(([key, events]) => ({
    key,
    source: events[0]?.sources[0] ?? null,
    events: withoutBare(events),
  }));
}

/** By place, in the order of each one's first event. */
export function placesOf(told: readonly Told[]): readonly Place[] {
  const places = new Map<string | null, Told[]>();
  for (const each of told) {
    const place = placeOf(each);
    places.set(place, [...(places.get(place) ?? []), each]);
  }
  return [...places].map(([name, events]) => ({ name, groups: groupsOf(events) }));
}

function placeOf({ event }: Told): string | null {
  if (event.kind !== 'article') return event.place;
  return event.places.length === 0 ? null : event.places.slice(0, 4).join('、');
}

/** That there is a new article needs no line of its own where its news stand under its title. */
function withoutBare(events: readonly Told[]): readonly Told[] {
  const news = events.filter(({ event }) => event.kind !== 'article');
  return news.length === 0 ? events.slice(0, 1) : news;
}
