import type { IndicatorLexicon } from '../../facts/indicators.ts';
import type { Observation } from '../../facts/model.ts';
import type { Store, Stored } from '../../store/store.ts';

/** The facts that tell best what an article is about: results of settled indicators first, in the order of the text. */
export async function mainFacts(
  { store, lexicon }: { readonly store: Pick<Store, 'observations'>; readonly lexicon: IndicatorLexicon },
  articleId: string,
  most: number,
): Promise<readonly Stored<Observation>[]> {
  const facts = (await store.observations({ articleId })).filter(
    ({ status, place }) => status !== 'superseded' && place !== null,
  );
  const rank = (fact: Observation): number =>
    (lexicon.canonical(fact.indicator) === null ? 2 : 0) + (fact.status === 'actual' ? 0 : 1);
  return facts
    .map((fact, at) => ({ fact, at, rank: rank(fact) }))
    .toSorted((a, b) => a.rank - b.rank || a.at - b.at)
    .slice(0, most)
    .toSorted((a, b) => a.at - b.at)
    .map(({ fact }) => fact);
}
