import { measureWords } from '../../answer/compose/value-words.ts';
import type { WithdrawnObject } from '../../store/chronicle.ts';
import type { EventSource, Figure, Series, UpdateEvent } from '../model.ts';
import { type Draft, eventId } from './findings.ts';
import { type Knowledge, keyOf } from './knowledge.ts';
import { figureKey, forget } from './known-figure.ts';

/** Something withdrawn, with the events that speak of it. */
export interface Withdrawing {
  readonly withdrawn: WithdrawnObject;
  readonly events: readonly UpdateEvent[];
}

export function withdrawalKeys({ withdrawn }: Withdrawing): readonly string[] {
  return [withdrawalKey(withdrawn), ...withdrawn.observations.map((each) => figureKey(each, each.status))];
}

/** Whether it was dealt with before; one given back and withdrawn again is looked at again. */
export function withdrawalKey({ object, id, at }: WithdrawnObject): string {
  return keyOf('withdrawn', object, id, String(at));
}

/** What those must hear who were told of it; what replaces it one day is then new, not a change of it. */
export function withdraw(
  { withdrawn, events }: Withdrawing,
  knowledge: Knowledge,
): readonly (Draft & { readonly sources: readonly EventSource[] })[] {
  if (knowledge.get(withdrawalKey(withdrawn)) !== null) return [];
  knowledge.set(withdrawalKey(withdrawn), 1);
  for (const each of withdrawn.observations) forget(each, each.status, knowledge);
  return events.flatMap((event) => {
    const told = withdrawn.object === 'article' ? wholly(event, withdrawn.id) : partly(event, withdrawn.id);
    if (told === null) return [];
    const place = 'place' in event ? event.place : (event.kind === 'article' && event.places[0]) || null;
    return [
      {
        id: eventId('withdrawn', event.id, withdrawn.id, withdrawn.at),
        body: { kind: 'withdrawn', place, told: told.words },
        replaces: [{ event: event.id, fact: told.fact }],
        sources: event.sources,
      },
    ];
  });
}

interface Taken {
  readonly words: string;
  readonly fact: string | null;
}

/** An event that other articles tell too is still true. */
function wholly(event: UpdateEvent, article: string): Taken | null {
  if (event.sources.some((source) => source.article !== article)) return null;
  return wordsOf(event, null);
}

function partly(event: UpdateEvent, fact: string): Taken | null {
  if ((event.kind === 'holder' || event.kind === 'project') && event.fact !== fact) return null;
  if (event.kind === 'article') return null;
  return wordsOf(event, fact);
}

/** What was told, in the words of the articles. @param fact one figure of it; null: all */
function wordsOf(event: UpdateEvent, fact: string | null): Taken | null {
  const chosen = (figures: readonly Figure[]): readonly Figure[] =>
    figures.filter((figure) => fact === null || figure.fact === fact);
  switch (event.kind) {
    case 'figures':
      return said(event, chosen(event.figures), fact);
    case 'changed':
    case 'corrected':
      return said(event, chosen(event.changes.flatMap(({ now }) => (now === null ? [] : [now]))), fact);
    case 'holder':
      return { words: `${event.place}${event.post}${event.person}`, fact: null };
    case 'project':
      return { words: event.name, fact: null };
    case 'article':
      return { words: `《${event.sources[0]?.title ?? ''}》`, fact: null };
    case 'withdrawn':
      return null;
  }
}

function said(series: Series, figures: readonly Figure[], fact: string | null): Taken | null {
  if (figures.length === 0) return null;
  const { place, period, indicator } = series;
  const values = figures.map((figure) => figureWords(series, figure));
  return { words: `${place}${period ?? ''}${indicator}${values.join('、')}`, fact };
}

/** 61.5亿元, 同比增长3.2%: a growth is told as one, for 地区生产总值3.2% is no sentence. */
function figureWords({ place, indicator, status }: Series, { fact: _fact, ...figure }: Figure): string {
  const { raw, unit, value, measure } = figure;
  if (measure === 'level' || measure === 'share')
    return `${value < 0 && !raw.startsWith('-') ? '-' : ''}${raw}${unit}`;
  const evidence = { text: raw, span: { start: 0, end: raw.length } };
  return measureWords({ ...figure, place, indicator, status, period: null, at: 0, evidence });
}
