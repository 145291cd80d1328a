import type { Answer, Line, Quote } from '../answer.ts';
import { QUOTE_LIMIT } from './reply.ts';

const MOST_CONTEXT = 3;

/** Several answers of one message as one: headlines in order, a refusal among answers said as such, sources once. */
export function combine(answers: readonly Answer[]): Answer {
  const given = unsaid(answers.filter((answer) => !answer.abstain));
  const shown = given.length > 0 ? given : answers.slice(0, 1);
  const refused = given.length > 0 ? answers.filter((answer) => answer.abstain) : [];
  const [first] = shown;
  if (first === undefined) throw new RangeError('combine needs at least one answer');
  const headline: Line = shown.flatMap((answer) => answer.headline);
  const understood = [...new Set(shown.flatMap((a) => (a.understood === null ? [] : [a.understood])))];
  const context = [...refused.map((a) => a.headline), ...shown.flatMap((a) => a.context)].slice(
    0,
    MOST_CONTEXT,
  );
  const sources = shown.flatMap((a) => a.sources);
  return {
    ...first,
    headline,
    understood: understood.length > 0 ? understood.join('；') : null,
    context,
    quotes: limitQuotes(shown.flatMap((a) => a.quotes)),
    sources: sources.filter((s, i) => sources.findIndex((t) => t.articleId === s.articleId) === i),
    factIds: [...new Set(shown.flatMap((a) => a.factIds))],
    actions: shown.flatMap((a) => a.actions),
  };
}

/** The growth asked for after the value stands in its brackets already. */
function unsaid(answers: readonly Answer[]): readonly Answer[] {
  const told = new Set<string>();
  return answers.filter((answer) => {
    const fresh = answer.factIds.length === 0 || answer.factIds.some((id) => !told.has(id));
    for (const id of answer.factIds) told.add(id);
    return fresh;
  });
}

/** The quotation limit holds for the whole reply; a sentence quoted twice is quoted once. */
function limitQuotes(quotes: readonly Quote[]): readonly Quote[] {
  const left = new Map<string, number>();
  const kept: Quote[] = [];
  for (const quote of quotes) {
    if (kept.some((other) => other.articleId === quote.articleId && other.text === quote.text)) continue;
    const rest = left.get(quote.articleId) ?? QUOTE_LIMIT;
    if (quote.text.length > rest) continue;
    left.set(quote.articleId, rest - quote.text.length);
    kept.push(quote);
  }
  return kept;
}
