import type { IndicatorLexicon } from '../facts/indicators.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { Hit, PassageIndex } from '../search/passage.ts';
import type { Store } from '../store/store.ts';
import type { Answer } from './answer.ts';
import type { Understanding } from './understand/understanding.ts';

/** What an answer is looked up with. */
export interface Desk {
  readonly store: Store;
  readonly index: PassageIndex;
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
  /** Of the store when the question came; see Store.revision. */
  readonly revision: string;
}

/** One understood question (or clause) with the passages that bear on it. */
export interface Ask {
  readonly desk: Desk;
  readonly question: Understanding;
  /** Best passages, of the asked places when any is named; searched for when first asked for. */
  readonly hits: () => readonly Hit[];
}

/** Every intent has the same shape: an answer, or null when it has nothing to say and the next may try. */
export type Responder = (ask: Ask) => Promise<Answer | null>;
