import { toSimplified } from '../text/script.ts';
import type { BotDeps } from './context.ts';
import type { EvidenceView } from './render/evidence.ts';

/**
 * Finds what a button's reference points to: a fact by its id, or a passage (`articleId#ordinal`).
 * @returns null when it, or its article, is gone
 */
export async function findEvidence(
  { store, passagesOf }: Pick<BotDeps, 'store' | 'passagesOf'>,
  ref: string,
): Promise<EvidenceView | null> {
  const found = await store.fact(ref);
  const article = await store.article(found?.fact.articleId ?? ref.split('#', 1)[0] ?? '');
  if (article === null) return null;
  if (found === null) {
    const passage = passagesOf(article).find(({ id }) => id === ref);
    return passage === undefined ? null : { article, span: passage.span };
  }
  const { fact } = found;
  const { span } = fact.evidence;
  if ('raw' in fact) return { article, span, mark: { start: fact.at, end: fact.at + fact.raw.length } };
  const name = 'person' in fact ? fact.person : 'name' in fact ? fact.name : null;
  const at = name === null ? -1 : toSimplified(article.text.slice(span.start, span.end)).indexOf(name);
  if (name === null || at < 0) return { article, span };
  return { article, span, mark: { start: span.start + at, end: span.start + at + name.length } };
}
