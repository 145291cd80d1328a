import type { Span } from '../text/span.ts';

/** Kinds of divisions; a county-level city, a district and a prefecture are all called 市 or 区 loosely but are not the same. */
export type DivisionLevel =
  | 'province'
  | 'prefecture'
  | 'district'
  | 'county-level-city'
  | 'county'
  | 'township';

export interface Division {
  /** GB/T 2260 code (6 digits; 9 for townships, GB/T 10114). */
  readonly code: string;
  /** Full simplified name: 霍州市. */
  readonly name: string;
  readonly level: DivisionLevel;
  /** Code of the division above, null for the province. */
  readonly parent: string | null;
  /** Short, old, traditional, pinyin (with and without tones), common slips. */
  readonly aliases: readonly string[];
}

/** A place named in a text. */
export interface PlaceMention extends Span {
  readonly division: Division;
  /** As written. */
  readonly surface: string;
}

/** A place understood from a question, perhaps not as it was typed. */
export interface PlaceGuess extends PlaceMention {
  /** exact: a name or alias; slip: homophone, one wrong character, misspelt pinyin: the reply must say 按…理解. */
  readonly how: 'exact' | 'slip';
}

/** The divisions of the configured region: pure, built from data. */
export interface Gazetteer {
  /** The region itself (临汾市). */
  readonly root: Division;
  readonly divisions: readonly Division[];
  byCode(code: string): Division | undefined;
  byName(name: string): Division | undefined;
  /** The county-level division or the prefecture that governs `division` (a township's county). */
  countyOf(division: Division): Division;
  /**
   * Places named in a simplified text, leftmost-longest, in order. Names that stand inside a longer word
   * that is not a place (临县 is not 临汾; 市 alone is nobody) are not reported.
   */
  find(simplified: string): readonly PlaceMention[];
  /** Like `find`, for a folded question: also pinyin, English (Huozhou city), homophones and one wrong character. */
  guess(question: string): readonly PlaceGuess[];
}
