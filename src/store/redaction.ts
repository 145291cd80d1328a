import type { Observation, Tenure } from '../facts/model.ts';
import { toSimplified } from '../text/script.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { Connection } from './connection.ts';
import type { AnyFact, FactKind } from './store.ts';

/** Numbers and names in the texts of articles that were withdrawn, by article. */
export type Redactions = ReadonlyMap<string, readonly Span[]>;

/** Each character of what was withdrawn is shown so: all offsets into the text stay true. */
const BLACK = '█';

/**
 * What has to be blacked out in the words of other facts: a sentence with two numbers proves the one while the other was
 * withdrawn. A number or name that another fact still shows is not: it was withdrawn for what was made of it.
 */
export function redactionsOf(db: Connection): Redactions {
  const rows = db.sql(FACTS_BESIDE).all() as readonly {
    readonly article: string;
    readonly kind: FactKind;
    readonly body: string;
    readonly held: string | null;
    readonly gone: number;
  }[];
  const gone = new Map<string, Span[]>();
  const kept = new Map<string, Span[]>();
  for (const row of rows) {
    if (row.gone === 0 && row.held !== null) continue;
    const list = row.gone === 1 ? gone : kept;
    const spans = spansOf(row.kind, JSON.parse(row.body) as AnyFact);
    list.set(row.article, [...(list.get(row.article) ?? []), ...spans]);
  }
  const isKept = (article: string, span: Span): boolean =>
    kept.get(article)?.some((other) => overlaps(other, span)) === true;
  return new Map([...gone].map(([id, spans]) => [id, spans.filter((span) => !isKept(id, span))]));
}

const FACTS_BESIDE = `SELECT f.article_id AS article, f.kind, f.body, f.held,
    EXISTS (SELECT 1 FROM hidden h WHERE h.object = 'fact' AND h.id = f.id) AS gone
  FROM fact f WHERE f.kind IN ('observation', 'tenure') AND f.article_id IN
    (SELECT g.article_id FROM hidden h JOIN fact g ON g.id = h.id WHERE h.object = 'fact')`;

function spansOf(kind: FactKind, fact: AnyFact): readonly Span[] {
  if (kind === 'observation') {
    const { at, raw } = fact as Observation;
    return [{ start: at, end: at + raw.length }];
  }
  const { person, evidence } = fact as Tenure;
  const text = toSimplified(evidence.text);
  const spans: Span[] = [];
  for (
    let at = text.indexOf(person);
    person !== '' && at >= 0;
    at = text.indexOf(person, at + person.length)
  ) {
    const start = evidence.span.start + at;
    spans.push({ start, end: start + person.length });
  }
  return spans;
}

/** Blacks out stretches of a text. @param from offset of the text in what the spans count in */
export function redactText(text: string, spans: readonly Span[], from = 0): string {
  let shown = text;
  for (const { start, end } of spans) {
    const [first, last] = [Math.max(0, start - from), Math.min(text.length, end - from)];
    if (first < last) shown = shown.slice(0, first) + BLACK.repeat(last - first) + shown.slice(last);
  }
  return shown;
}

/** A fact without the words that were withdrawn from its sentence. */
export function redactFact<T>(fact: T, spans: readonly Span[]): T {
  const { evidence } = fact as AnyFact;
  const own = spans.filter((span) => overlaps(span, evidence.span));
  if (own.length === 0) return fact;
  const words = own.map(({ start, end }) =>
    toSimplified(evidence.text.slice(start - evidence.span.start, end - evidence.span.start)),
  );
  const text = redactText(evidence.text, own, evidence.span.start);
  return { ...fact, ...withoutWords(fact as AnyFact, words), evidence: { ...evidence, text } };
}

/** What a fact repeats of its sentence in words of its own. */
function withoutWords(fact: AnyFact, words: readonly string[]): object {
  const black = (text: string): string => words.reduce(blackWord, text);
  if ('investment' in fact) {
    return words.includes(fact.investment?.raw ?? '') ? { investment: undefined } : {};
  }
  if ('what' in fact) return { what: black(fact.what) };
  if ('items' in fact) return { items: fact.items.map(black) };
  return {};
}

/** 4 must not be blacked out in 41 or in 3.4. */
function blackWord(text: string, word: string): string {
  if (word === '') return text;
  let shown = text;
  for (let at = shown.indexOf(word); at >= 0; at = shown.indexOf(word, at + word.length)) {
    const [before = '', after = ''] = [shown[at - 1], shown[at + word.length]];
    const torn =
      (/\d/.test(word[0] ?? '') && /[\d.]/.test(before)) || (/\d$/.test(word) && /[\d]/.test(after));
    if (!torn) shown = shown.slice(0, at) + BLACK.repeat(word.length) + shown.slice(at + word.length);
  }
  return shown;
}
