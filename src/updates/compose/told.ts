import type { SourceRef } from '../../answer/answer.ts';
import type { Observation } from '../../facts/model.ts';
import type { FigureChange, UpdateEvent } from '../model.ts';

/** A change whose new value (if it has one) is what the articles say now. */
export interface ToldChange {
  readonly old: Observation;
  readonly oldSource: FigureChange['oldSource'];
  readonly now: Observation | null;
}

/** An event that was looked up again and may be told: what it says stands in stored evidence. */
export interface Told {
  /** Its row in the outbox. */
  readonly n: number;
  readonly event: UpdateEvent;
  /** Articles that tell it and are still there, the first first; none only where something was taken back. */
  readonly sources: readonly SourceRef[];
  /** Figures as stored now. */
  readonly figures: readonly Observation[];
  readonly changes: readonly ToldChange[];
  /** What a button shows as its evidence; null: nothing smaller than the article. */
  readonly ref: string | null;
  /** The sentence that proves it, cut to the quotation limit. */
  readonly quote: string | null;
}
