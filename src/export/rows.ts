import type { DatedEvent, NamedList, Observation, Project, Tenure } from '../facts/model.ts';
import type { AnyFact, ArticleInfo, FactKind, Store, Stored, Suspect } from '../store/store.ts';

/** What goes out, field by field as the contract lists them (DESIGN, section 2). Plain values only. */
export type Row = Readonly<Record<string, unknown>>;

export const EXPORTS = ['facts', 'posts', 'projects', 'events', 'articles', 'suspects'] as const;
export type ExportName = (typeof EXPORTS)[number];

/** Base name of the file an article was read from. */
type FileOf = (articleId: string) => string | null;

/** All rows of one kind, in the store's order. */
export async function exportRows(store: Store, name: ExportName): Promise<readonly Row[]> {
  const articles = await store.articles();
  const fileOf = filesOf(articles);
  switch (name) {
    case 'facts':
      return (await store.observations({})).map((fact) => factRow(fact, fileOf));
    case 'posts':
      return (await store.tenures({})).map((fact) => postRow(fact, fileOf));
    case 'projects':
      return (await store.projects({})).map((fact) => projectRow(fact, fileOf));
    case 'events':
      return (await store.events({})).map((fact) => eventRow(fact, fileOf));
    case 'suspects':
      return (await store.suspects()).map((suspect) => suspectRow(suspect, fileOf));
    case 'articles':
      return Promise.all(articles.map(async (info) => articleRow(info, await store.sources(info.id))));
  }
}

/** A lookup from article id to file name. */
export function filesOf(articles: readonly ArticleInfo[]): FileOf {
  const files = new Map(articles.map(({ id, file }) => [id, file]));
  return (id) => files.get(id) ?? null;
}

/** The row of a fact of any kind. */
export function rowOf(kind: FactKind, fact: Stored<AnyFact>, fileOf: FileOf): Row {
  switch (kind) {
    case 'observation':
      return factRow(fact as Stored<Observation>, fileOf);
    case 'tenure':
      return postRow(fact as Stored<Tenure>, fileOf);
    case 'project':
      return projectRow(fact as Stored<Project>, fileOf);
    case 'event':
      return eventRow(fact as Stored<DatedEvent>, fileOf);
    case 'list':
      return listRow(fact as Stored<NamedList>, fileOf);
  }
}

function factRow(fact: Stored<Observation>, fileOf: FileOf): Row {
  return {
    article: fileOf(fact.articleId),
    place: fact.place,
    indicator: fact.indicator,
    measure: fact.measure,
    status: fact.status,
    period: periodOf(fact),
    value: fact.value,
    unit: fact.unit,
    raw: fact.raw,
    ...optional('approx', fact.approx),
    ...optional('scope', fact.scope),
    ...optional('basis', fact.basis),
    evidence: fact.evidence.text,
  };
}

function postRow(fact: Stored<Tenure>, fileOf: FileOf): Row {
  return {
    article: fileOf(fact.articleId),
    person: fact.person,
    place: fact.place,
    posts: fact.posts,
    acting: fact.acting,
    status: fact.status,
    as_of: fact.asOf,
    evidence: fact.evidence.text,
  };
}

function projectRow(fact: Stored<Project>, fileOf: FileOf): Row {
  const { investment } = fact;
  return {
    article: fileOf(fact.articleId),
    place: fact.place,
    name: fact.name,
    ...(investment === undefined ? {} : { investment: { value: investment.value, unit: investment.unit } }),
    status: fact.status,
    period: periodOf(fact),
    evidence: fact.evidence.text,
  };
}

function eventRow(fact: Stored<DatedEvent>, fileOf: FileOf): Row {
  return {
    article: fileOf(fact.articleId),
    place: fact.place,
    what: fact.what,
    status: fact.status,
    period: periodOf(fact),
    evidence: fact.evidence.text,
  };
}

function listRow(fact: Stored<NamedList>, fileOf: FileOf): Row {
  return {
    article: fileOf(fact.articleId),
    place: fact.place,
    title: fact.title,
    items: fact.items,
    complete: fact.complete,
    period: periodOf(fact),
    evidence: fact.evidence.text,
  };
}

/** A suspect is shown as the row it would have been, after what is wrong with it. */
function suspectRow(suspect: Suspect, fileOf: FileOf): Row {
  const stored = { ...suspect.fact, id: '', articleId: suspect.articleId };
  const { article, ...rest } = rowOf(suspect.kind, stored, fileOf);
  return { article, kind: suspect.kind, reason: suspect.reason, ...rest };
}

function articleRow(info: ArticleInfo, files: readonly string[]): Row {
  return {
    article: info.file,
    id: info.id,
    title: info.title,
    url: info.url,
    outlet: info.outlet,
    date: info.date,
    date_basis: info.dateBasis,
    ...optional('date_reason', info.dateReason),
    kind: info.digest ? 'digest' : 'article',
    bylines: info.bylines.map(({ role, name }) => `${role} ${name}`),
    files: files.length === 0 ? [info.file] : files,
  };
}

function periodOf({ period }: Pick<Observation, 'period'>): Row | null {
  return period === null ? null : { start: period.start, end: period.end, label: period.label };
}

function optional(key: string, value: string | undefined): Row {
  return value === undefined ? {} : { [key]: value };
}
