import type { SourceRef } from '../../answer/answer.ts';
import { cutAround, QUOTE_LIMIT } from '../../answer/compose/reply.ts';
import type { Observation, Tenure } from '../../facts/model.ts';
import type { AnyFact, ArticleInfo, Store, Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import type { Told, ToldChange } from '../compose/told.ts';
import type { Figure, FigureChange, OutboxRow, Series, UpdateEvent } from '../model.ts';
import { postKey } from '../posts.ts';

/** What is read of the articles before something is told. */
export type ProofStore = Pick<
  Store,
  'articleInfo' | 'copies' | 'fact' | 'observations' | 'projects' | 'tenures'
>;

type Proven = Pick<Told, 'figures' | 'changes' | 'ref' | 'quote'>;
const NOTHING_MORE: Proven = { figures: [], changes: [], ref: null, quote: null };

/**
 * Looks an event up again, for hours may lie between it and its message: what was superseded, withdrawn or removed
 * since is not told.
 * @returns null when nothing of it is left
 */
export async function prove(
  store: ProofStore,
  { n, event }: Pick<OutboxRow, 'n' | 'event'>,
): Promise<Told | null> {
  if (event.kind === 'withdrawn') return { n, event, sources: [], ...NOTHING_MORE };
  const sources = await sourcesOf(store, event);
  if (sources.length === 0) return null;
  const proven = await provenOf(store, event, new Set(sources.map(({ articleId }) => articleId)));
  return proven === null ? null : { n, event, sources, ...proven };
}

async function sourcesOf(store: ProofStore, event: UpdateEvent): Promise<readonly SourceRef[]> {
  const infos = await Promise.all(event.sources.map(({ article }) => store.articleInfo(article)));
  const telling = infos.filter((info): info is ArticleInfo => info !== null);
  const copies = await Promise.all(telling.map(({ id }) => store.copies(id)));
  const elsewhere = new Map(copies.flat().map((copy) => [copy.outlet, copy]));
  // The same report in the same paper is no other source.
  for (const { outlet } of [...telling, { outlet: null }]) elsewhere.delete(outlet);
  return [...telling, ...elsewhere.values()].map((info) => ({ ...info, articleId: info.id }));
}

async function provenOf(
  store: ProofStore,
  event: Exclude<UpdateEvent, { readonly kind: 'withdrawn' }>,
  articles: ReadonlySet<string>,
): Promise<Proven | null> {
  switch (event.kind) {
    case 'figures': {
      const found = await Promise.all(
        event.figures.map((figure) => standing(store, event, figure, articles)),
      );
      const figures = found.filter((fact) => fact !== null);
      const [first] = figures;
      return first === undefined ? null : { ...NOTHING_MORE, figures, ...evidenceOf(first) };
    }
    case 'changed':
    case 'corrected': {
      const found = await Promise.all(
        event.changes.map((change) => changeNow(store, event, change, articles, event.kind === 'corrected')),
      );
      const changes = found.filter((change) => change !== null);
      if (changes.length === 0) return null;
      const first = changes.find(({ now }) => now !== null)?.now ?? null;
      return { ...NOTHING_MORE, changes, ...(first === null ? {} : evidenceOf(first)) };
    }
    case 'holder': {
      const rows = await store.tenures({ person: event.person });
      const told = rows.filter((each) => articles.has(each.articleId) && isFor(each, event.place));
      // 免去甲县长职务；任命甲为县委书记: of the rows of a person, the one that says this.
      const key = postKey(event.post);
      const row =
        told.find(({ posts, status }) => status === event.status && posts.some((p) => postKey(p) === key)) ??
        told[0];
      return row === undefined ? null : { ...NOTHING_MORE, ref: row.id, quote: quoteOfHolder(row, event) };
    }
    case 'project': {
      const rows = await Promise.all([...articles].map((articleId) => store.projects({ articleId })));
      const row = rows.flat().find(({ name, status }) => name === event.name && status === event.status);
      return row === undefined ? null : { ...NOTHING_MORE, ref: row.id, quote: quoteOf(row, event.name) };
    }
    case 'article':
      return NOTHING_MORE;
  }
}

/** A change is told while its new value stands; one taken back without another, while it is taken back. */
async function changeNow(
  store: ProofStore,
  series: Series,
  { old, oldSource, now }: FigureChange,
  articles: ReadonlySet<string>,
  corrected: boolean,
): Promise<(ToldChange & { readonly now: Stored<Observation> | null }) | null> {
  const stored = await store.fact(old.fact);
  const before = stored !== null && isObservation(stored.fact) ? stored.fact : null;
  const words = before ?? asObservation(old, series);
  if (now !== null) {
    const fact = await standing(store, series, now, articles);
    return fact === null ? null : { old: words, oldSource, now: fact };
  }
  const takenBack = before === null || before.status === 'superseded';
  return corrected && takenBack ? { old: words, oldSource, now: null } : null;
}

/**
 * The figure as it stands in the store. A cleaner copy of the article may have given it another id: then it is found by what
 * it says.
 */
async function standing(
  store: ProofStore,
  series: Series,
  figure: Figure,
  articles: ReadonlySet<string>,
): Promise<Stored<Observation> | null> {
  const found = await store.fact(figure.fact);
  if (found !== null && isObservation(found.fact) && says(found.fact, figure)) return found.fact;
  const { place, indicator, period } = series;
  const rows = await store.observations({ places: [place], indicators: [indicator] });
  return (
    rows.find(
      (row) =>
        articles.has(row.articleId) &&
        says(row, figure) &&
        (row.period?.label ?? null) === period &&
        row.place === place,
    ) ?? null
  );
}

function says(fact: Observation, { measure, value, unit }: Figure): boolean {
  return (
    fact.status !== 'superseded' &&
    fact.measure === measure &&
    fact.value === value &&
    fact.unit === unit &&
    // The promise itself, once more at the door.
    fact.evidence.text.includes(fact.raw)
  );
}

function isObservation(fact: Stored<AnyFact>): fact is Stored<Observation> {
  return 'raw' in fact && 'measure' in fact;
}

/** A holder of a post of the place, or of a post whose place the text does not name. */
function isFor({ place }: Tenure, of: string): boolean {
  return place === null || place.split('、').includes(of);
}

/** A figure that is no longer stored (its article was edited), in the words it was told in. */
function asObservation(figure: Figure, { place, indicator, project, status, period }: Series): Observation {
  const { measure, value, unit, raw, approx, basis, scope } = figure;
  return {
    place,
    indicator,
    measure,
    status,
    period: period === null ? null : { start: '', end: '', label: period },
    value,
    unit,
    raw,
    at: 0,
    evidence: { text: raw, span: { start: 0, end: raw.length } },
    ...(project === undefined ? {} : { project }),
    ...(approx === undefined ? {} : { approx }),
    ...(basis === undefined ? {} : { basis }),
    ...(scope === undefined ? {} : { scope }),
  };
}

function evidenceOf(fact: Stored<Observation>): Pick<Told, 'ref' | 'quote'> {
  const { text, span } = fact.evidence;
  return { ref: fact.id, quote: cutAround(text, Math.max(0, fact.at - span.start), QUOTE_LIMIT) };
}

/** 任命甲为副县长；决定甲代理县长职务: cut around the words that give this post, not the first that name the person. */
function quoteOfHolder({ evidence: { text } }: Tenure, { person, post }: Post): string {
  const clauses = [...text.matchAll(/[^，；。！？\n]+/g)];
  const says = clauses.find(({ 0: words }) => words.includes(person) && names(words, post));
  const at = says === undefined ? text.indexOf(person) : says.index + says[0].indexOf(person);
  return cutAround(text, Math.max(0, at), QUOTE_LIMIT);
}

type Post = Extract<UpdateEvent, { readonly kind: 'holder' }>;

/** 副县长 does not name the 县长. */
function names(words: string, post: string): boolean {
  const plain = toSimplified(words);
  for (let at = plain.indexOf(post); at >= 0; at = plain.indexOf(post, at + 1))
    if (plain.charAt(at - 1) !== '副') return true;
  return false;
}

function quoteOf({ evidence: { text } }: AnyFact, name: string): string {
  return cutAround(text, Math.max(0, text.indexOf(name)), QUOTE_LIMIT);
}
