import { findFurniture } from './furniture.ts';
import { findDamage, isQuestionMark } from './repair/damage.ts';
import { applyEdits, type Draft, type Edit, originOf, repairsOf, startDraft } from './repair/draft.ts';
import { type Model, modelOf } from './repair/model.ts';
import { findMojibake } from './repair/mojibake.ts';
import { findPinyin } from './repair/pinyin.ts';
import { findDoubled, findHalfWidth, findQuestionMarks } from './repair/punctuation.ts';
import { findWhitespace } from './repair/whitespace.ts';
import type { Span } from './span.ts';

export type RepairKind = 'pinyin' | 'mojibake' | 'punctuation' | 'width' | 'whitespace';

/** One mended place: `at` are the offsets in the repaired text, `before` what stood there in the raw text. */
export interface Repair {
  readonly kind: RepairKind;
  readonly at: Span;
  readonly before: string;
  readonly after: string;
  /** 0 to 1: how sure the mending is. */
  readonly confidence: number;
}

export interface RepairedText {
  readonly text: string;
  readonly repairs: readonly Repair[];
  /** Stretches of `text` that look damaged and could not be mended. */
  readonly damaged: readonly Span[];
  /** Page furniture: marked, not deleted. */
  readonly furniture: readonly Span[];
  /** The offset in the raw text from which the character at `offset` of `text` came. */
  readonly origin: (offset: number) => number;
}

/**
 * Undoes what scraping did to an article: invisible characters and margins, pinyin in brackets, lost and shifted
 * GBK bytes, stray commas, half-width punctuation in Chinese text. What cannot be mended is marked as damaged, page
 * furniture is marked and kept. Undamaged text comes out as it is; repairing twice changes nothing more. The script
 * and full-width digits (２０２３) stay.
 * @param vocabulary words of the region (place names) that help to tell which reading of lost bytes is right; the
 *   article's own words are used in any case
 */
export function repair(raw: string, vocabulary: readonly string[] = []): RepairedText {
  let draft = startDraft(raw);
  let model = modelFor(draft, vocabulary);
  for (let pass = 0; pass < MOST_PASSES; pass++) {
    const before = draft;
    for (const stage of STAGES) {
      draft = applyEdits(draft, stage(draft.text, model));
    }
    if (draft === before) break;
    model = modelFor(draft, vocabulary);
  }
  const mended = draft;
  return {
    text: mended.text,
    repairs: repairsOf(mended),
    damaged: findDamage(mended.text, model),
    furniture: findFurniture(mended.text),
    origin: (offset) => originOf(mended, offset),
  };
}

/** Mending one thing may uncover another; every edit leaves fewer marks to mend, so the passes end by themselves. */
const MOST_PASSES = 6;

type Stage = (text: string, model: () => Model) => readonly Edit[];

/** Well-formed annotations go before the bytes, which are counted across them; stray commas after. */
const STAGES: readonly Stage[] = [
  findWhitespace,
  findPinyin,
  findMojibake,
  findDoubled,
  findHalfWidth,
  (text, model) => findQuestionMarks(text, (at) => isQuestionMark(text, at, model)),
];

/** The model is built on first use: clean articles never need it. */
function modelFor(draft: Draft, vocabulary: readonly string[]): () => Model {
  let built: Model | undefined;
  return () => {
    built ??= modelOf(draft.text, vocabulary);
    return built;
  };
}
