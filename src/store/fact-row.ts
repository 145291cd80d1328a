import { hash } from 'node:crypto';
import type { ArticleFacts, DatedEvent, NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { AnyFact, FactKind } from './store.ts';

/** A fact with what it is looked up by. */
export interface FactRow {
  readonly id: string;
  readonly kind: FactKind;
  /** Position in the article's text. */
  readonly pos: number;
  readonly place: string | null;
  readonly name: string;
  readonly project: string | null;
  readonly fact: AnyFact;
}

/** All facts of an article as rows, of each kind in the order given. */
export function factRows(articleId: string, facts: ArticleFacts): readonly FactRow[] {
  return [
    ...facts.observations.map((fact) => observationRow(articleId, fact)),
    ...facts.tenures.map((fact) => tenureRow(articleId, fact)),
    ...facts.projects.map((fact) => projectRow(articleId, fact)),
    ...facts.events.map((fact) => eventRow(articleId, fact)),
    ...facts.lists.map((fact) => listRow(articleId, fact)),
  ];
}

/** The places a joint place (安泽县、浮山县) can be found by: each, and both together. */
export function placesOf(place: string | null): readonly string[] {
  if (place === null) return [];
  return place.includes('、') ? [...new Set([place, ...place.split('、')])] : [place];
}

function observationRow(articleId: string, fact: Observation): FactRow {
  const { at, raw, unit, place, indicator, measure, period } = fact;
  const key = [at, raw, unit, place, indicator, measure, period?.start, period?.end];
  const project = fact.project ?? null;
  return { ...identified(articleId, 'observation', key, fact), pos: at, name: indicator, project };
}

function tenureRow(articleId: string, fact: Tenure): FactRow {
  const key = [fact.evidence.span.start, fact.person, fact.place, fact.posts, fact.status];
  return { ...identified(articleId, 'tenure', key, fact), name: fact.person };
}

function projectRow(articleId: string, fact: Project): FactRow {
  const key = [fact.evidence.span.start, fact.name, fact.place, fact.status];
  return { ...identified(articleId, 'project', key, fact), name: fact.name, project: fact.name };
}

function eventRow(articleId: string, fact: DatedEvent): FactRow {
  const key = [fact.evidence.span.start, fact.what, fact.place, fact.period.start, fact.period.end];
  return { ...identified(articleId, 'event', key, fact), name: fact.what };
}

function listRow(articleId: string, fact: NamedList): FactRow {
  const key = [fact.evidence.span.start, fact.title, fact.place];
  return { ...identified(articleId, 'list', key, fact), name: fact.title };
}

/** So many digits of an article's id open those of its facts, so that they stand together in the index. */
const ID_OF_ARTICLE = 6;

/**
 * The identifier derives from what the fact says and where, so that it is the same in every database that holds
 * the article. 16 hex digits fit Telegram's 64 bytes of callback data; a million facts collide with a chance
 * of about 3 in 10^8.
 */
function identified(
  articleId: string,
  kind: FactKind,
  key: readonly unknown[],
  fact: AnyFact,
): Omit<FactRow, 'name'> {
  const own = hash('sha256', JSON.stringify([articleId, kind, ...key]));
  const id = articleId.slice(0, ID_OF_ARTICLE) + own.slice(0, 16 - ID_OF_ARTICLE);
  return { id, kind, pos: fact.evidence.span.start, place: fact.place, project: null, fact };
}
