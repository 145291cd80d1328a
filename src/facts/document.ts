import type { Article } from '../news/article.ts';
import type { Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import type { PeriodMention } from '../text/period.ts';
import type { Quantity } from '../text/quantity.ts';
import type { Sentence } from '../text/sentence.ts';
import type { Owner } from './owner.ts';

/** A sentence with what was recognised in it; all offsets are into the article's text. */
export interface AnnotatedSentence extends Sentence {
  /** Simplified text of the sentence (same length as the original). */
  readonly text: string;
  readonly places: readonly PlaceMention[];
  /** Places that own stretches of the sentence. */
  readonly owners: readonly Owner[];
  readonly periods: readonly PeriodMention[];
  readonly quantities: readonly Quantity[];
  /** Full name of the place that governs the sentence before its own mentions are read, null when unknown. */
  readonly placeInForce: string | null;
  /** The heading it stands under, simplified. */
  readonly section: string | null;
  /** Page furniture: officials may be taken from it, numbers may not. */
  readonly furniture: boolean;
  /** Holds a stretch damaged beyond repair. */
  readonly damaged: boolean;
}

/** What every extractor reads. */
export interface AnnotatedArticle {
  readonly article: Article;
  /** Simplified fold of `article.text`, same length. */
  readonly simplified: string;
  readonly sentences: readonly AnnotatedSentence[];
  /** The place the article is about as a whole (title, first place named), full name. */
  readonly mainPlace: string | null;
  /** The province of the region, for figures that are the whole province's; null when the gazetteer has none. */
  readonly province: string | null;
  /** Full name of the county-level division (or the region) that a mention belongs to. */
  readonly countyOf: (mention: PlaceMention) => string;
  /** The region: levels and parents of places. */
  readonly gazetteer: Gazetteer;
}

/** Every extractor has the same shape: an annotated article in, facts in text order out. */
export type Extractor<T> = (document: AnnotatedArticle) => readonly T[];
