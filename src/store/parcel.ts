import { hash } from 'node:crypto';
import type { ArticleFacts, HeldBack, Observation } from '../facts/model.ts';
import { contradictions, implausible } from '../facts/plausibility.ts';
import type { Article } from '../news/article.ts';
import { type Sketch, sketchOf } from '../news/identity.ts';
import { type FactRow, factRows } from './fact-row.ts';
import { flawOf } from './proof.ts';
import type { AnyFact, Correction, FactKind } from './store.ts';
import { titleKey } from './supersede.ts';

/** An article with all that was read out of it. */
export interface Content {
  readonly article: Article;
  readonly facts: ArticleFacts;
  readonly corrections: readonly Correction[];
}

/** A fact as its row is written; `body` is the whole fact as JSON. */
export interface PackedFact extends Omit<FactRow, 'fact'> {
  readonly body: string;
  /** Why it is held back at the door, null for a fact that its article proves and that can be believed. */
  readonly flaw: string | null;
}

/** An observation that reading itself doubted. */
interface PackedDoubt {
  readonly pos: number;
  readonly reason: string;
  readonly body: string;
}

interface PackedCorrection {
  readonly title: string | null;
  readonly titleKey: string;
  /** As JSON. */
  readonly pairs: string;
}

/**
 * An article made ready for the store: everything about it that does not depend on what else is stored. It is plain
 * data, mostly strings, so that a thread can pack it and the thread that owns the database has only to write it.
 */
export interface Parcel {
  readonly article: Article;
  readonly titleKey: string;
  /** Of the whole content: a database written by the same code for the same content has the same hash. */
  readonly hash: string;
  /** Of each kind in the order given. */
  readonly facts: readonly PackedFact[];
  readonly doubts: readonly PackedDoubt[];
  readonly corrections: readonly PackedCorrection[];
  readonly sketch: Sketch;
}

/** Checks every fact against its article and brings all of it into the form of the tables. */
export function pack({ article, facts, corrections }: Content): Parcel {
  const contradicted = contradictions(facts.observations);
  const packed = factRows(article.id, facts).map(
    ({ fact, ...row }): PackedFact => ({
      ...row,
      body: JSON.stringify(fact),
      flaw:
        flawOf(row.kind, fact, article.text) ??
        (row.kind === 'observation'
          ? (implausible(fact as Observation) ?? contradicted.get(fact as Observation))
          : null) ??
        null,
    }),
  );
  const doubts = (facts.suspects ?? []).map(
    ({ observation, reason }): PackedDoubt => ({
      pos: observation.at,
      reason,
      body: JSON.stringify(observation),
    }),
  );
  return {
    article,
    titleKey: titleKey(article.title),
    hash: hashOf(article, packed, doubts, corrections),
    facts: packed,
    doubts,
    corrections: corrections.map(({ title, pairs }) => ({
      title,
      titleKey: titleKey(title),
      pairs: JSON.stringify(pairs),
    })),
    sketch: sketchOf(article),
  };
}

/** What was packed, as it was given. */
export function unpack({ article, facts, doubts, corrections }: Parcel): Content {
  const of = <T extends AnyFact>(kind: FactKind): T[] =>
    facts.filter((each) => each.kind === kind).map((each) => JSON.parse(each.body) as T);
  const suspects = doubts.map(
    ({ reason, body }): HeldBack => ({ observation: JSON.parse(body) as Observation, reason }),
  );
  return {
    article,
    facts: {
      observations: of('observation'),
      tenures: of('tenure'),
      projects: of('project'),
      events: of('event'),
      lists: of('list'),
      ...(suspects.length === 0 ? {} : { suspects }),
    },
    corrections: corrections.map(({ title, pairs }) => ({
      title,
      pairs: JSON.parse(pairs) as Correction['pairs'],
    })),
  };
}

function hashOf(
  article: Article,
  facts: readonly PackedFact[],
  doubts: readonly PackedDoubt[],
  corrections: readonly Correction[],
): string {
  const of = (kind: FactKind): string =>
    list(facts.filter((each) => each.kind === kind).map(({ body }) => body));
  const given = [
    [article.id, article.file, article.title, article.url, article.outlet, article.date, article.dateBasis],
    [article.dateReason, article.digest, article.text, article.repairs, article.damaged, article.furniture],
  ].map((fields) => JSON.stringify(fields));
  const told = [
    JSON.stringify(article.bylines),
    ...(['observation', 'tenure', 'project', 'event', 'list'] as const).map(of),
  ];
  const held = doubts.map(({ reason, body }) => `{"observation":${body},"reason":${JSON.stringify(reason)}}`);
  return hash('sha256', list([...given, list(told), list(held), JSON.stringify(corrections)])).slice(0, 32);
}

/** Values that are JSON already, as one. */
function list(values: readonly string[]): string {
  return `[${values.join(',')}]`;
}
