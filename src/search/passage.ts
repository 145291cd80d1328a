import type { Span } from '../text/span.ts';

/** A sentence-aligned window of an article, with the heading it stands under. */
export interface Passage {
  /** `articleId#ordinal`. */
  readonly id: string;
  readonly articleId: string;
  /** Place names that govern it (may be empty). */
  readonly places: readonly string[];
  readonly heading: string | null;
  /** As in the article's repaired text. */
  readonly text: string;
  /** Offsets of `text` in the article's text. */
  readonly span: Span;
}

export interface Hit {
  readonly passage: Passage;
  /** Comparable between queries; see the gate's threshold. */
  readonly score: number;
  /** Share (0 to 1) of the question's content weight (IDF) that the passage covers. */
  readonly coverage: number;
}

export interface SearchFilter {
  readonly places?: readonly string[];
  readonly articleIds?: readonly string[];
}

/** Full-text search over passages; ties are broken by passage id, so the order is deterministic. */
export interface PassageIndex {
  add(passages: readonly Passage[]): void;
  /** Withdraws all passages of an article. */
  remove(articleId: string): void;
  /** `query` is a question in any script; `limit` defaults to 5. */
  search(
    query: string,
    options?: { readonly filter?: SearchFilter; readonly limit?: number },
  ): readonly Hit[];
  readonly size: number;
}
