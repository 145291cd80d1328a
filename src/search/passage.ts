import type { IsoDate } from '../text/date.ts';
import type { Span } from '../text/span.ts';

/** Days of the calendar, both inclusive. */
export interface DayRange {
  readonly start: IsoDate;
  readonly end: IsoDate;
}

/** A sentence-aligned window of an article, with the heading it stands under. */
export interface Passage {
  /** `articleId#ordinal`. */
  readonly id: string;
  readonly articleId: string;
  /** Place names that govern it (may be empty). */
  readonly places: readonly string[];
  /** The times it speaks of, or its article's date when it names none; absent when nothing is known. */
  readonly periods?: readonly DayRange[];
  readonly heading: string | null;
  /** The article's title, when the heading is another: a question may name it. */
  readonly title?: string;
  /** As in the article's repaired text. */
  readonly text: string;
  /** Offsets of `text` in the article's text. */
  readonly span: Span;
}

export interface Hit {
  readonly passage: Passage;
  /** How well it fits, comparable within one question. */
  readonly score: number;
  /** Share (0 to 1) of the question's content weight (IDF) that the passage covers. */
  readonly coverage: number;
  /** How likely (0 to 1) the passage answers the question at all: what a gate compares with its threshold. */
  readonly confidence: number;
  /** Numbers (32.8亿, 1—5月) and quoted phrases of the question that stand literally in the passage. */
  readonly exact: readonly string[];
  /** Where the question's words stand: offsets in `passage.text`, in order, apart from each other. */
  readonly matches: readonly Span[];
  /** Ids of passages further down that say the same in the same words. */
  readonly alike: readonly string[];
}

export interface SearchFilter {
  readonly places?: readonly string[];
  readonly articleIds?: readonly string[];
  /** Passages that speak of any of these days. */
  readonly period?: DayRange;
}

interface SearchOptions {
  readonly filter?: SearchFilter;
  /** Defaults to 5. */
  readonly limit?: number;
}

/**
 * Full-text search over passages; ties are broken by passage id, so the order is deterministic. Changes are done
 * one after another in small portions and give way to other work in between; searching never waits for them.
 */
export interface PassageIndex {
  /** A passage whose id is in the index is replaced. Settles when all can be found. */
  add(passages: Iterable<Passage>): Promise<void>;
  /** Withdraws all passages of an article. */
  remove(articleId: string): Promise<void>;
  /** `query` is a question in any script. */
  search(query: string, options?: SearchOptions): readonly Hit[];
  readonly size: number;
  /** Settles when every change so far is done, tidying up included. */
  settled(): Promise<void>;
}
