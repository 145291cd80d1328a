import type { EventSource, UpdateEvent } from '../model.ts';
import { sameDocument } from './findings.ts';

/** The event with one more source; an edition of a document takes the place of the one before. */
export function withSource(event: UpdateEvent, source: EventSource): UpdateEvent {
  if (event.sources.some(({ article }) => article === source.article)) return event;
  const at = event.sources.findIndex((other) => sameDocument(other, source));
  if (at < 0) return { ...event, sources: [...event.sources, source] };
  return { ...event, sources: event.sources.with(at, source) };
}

/** The event without one of its figures; null when nothing of it is left. */
export function withoutFigure(event: UpdateEvent, fact: string): UpdateEvent | null {
  if (event.kind === 'figures') {
    const figures = event.figures.filter((figure) => figure.fact !== fact);
    return figures.length === 0 ? null : { ...event, figures };
  }
  if (event.kind !== 'changed' && event.kind !== 'corrected') return event;
  const changes = event.changes.filter(({ now }) => now?.fact !== fact);
  return changes.length === 0 ? null : { ...event, changes };
}
