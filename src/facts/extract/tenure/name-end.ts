import { NAME_FOLLOWERS } from './post-words.ts';

const BOUNDARY = /^(?:$|[^\p{Script=Han}A-Za-z0-9])/u;
const DIGIT_OR_LETTER = /^[A-Za-z0-9]/;
const JOINING = /^(?:以及|及其|[和与及])/;
const WORDS = new Set(NAME_FOLLOWERS);
const WORD_MAX = Math.max(...NAME_FOLLOWERS.map((word) => word.length));

const BOUNDARY_WEIGHT = 5;
const WORD_WEIGHT = 4;
const DIGIT_WEIGHT = 2;
const CHARACTER_WEIGHT = 2;
/** What follows goes on as language does: another known word or a mark. */
const CHAIN_WEIGHT = 1;

/**
 * How surely a name can end at `end`, from what stands behind it: 0 for nothing known, 5 for a mark. A known word
 * of several characters (出席, 近日) proves more than one character (在, 说), which names may hold themselves.
 * @param isTitle whether a title or a place begins at an offset: 和 before one joins, and is no part of a name
 */
export function nameEndWeight(text: string, end: number, isTitle: (at: number) => boolean): number {
  if (isBoundary(text, end)) return BOUNDARY_WEIGHT;
  if (DIGIT_OR_LETTER.test(text.charAt(end))) return DIGIT_WEIGHT;
  const joint = JOINING.exec(text.slice(end, end + 2));
  if (joint && isTitle(end + joint[0].length)) return BOUNDARY_WEIGHT;
  const length = knownWordAt(text, end);
  if (length === 0) return isTitle(end) ? CHARACTER_WEIGHT : 0;
  const chained = isBoundary(text, end + length) || knownWordAt(text, end + length) > 1;
  return (length > 1 ? WORD_WEIGHT : CHARACTER_WEIGHT) + (chained ? CHAIN_WEIGHT : 0);
}

/** Length of the longest word of data/lexicon/name-followers.txt at `at`, 0 when none stands there. */
export function knownWordAt(text: string, at: number): number {
  const longest = Math.min(WORD_MAX, text.length - at);
  for (let length = longest; length > 0; length--) if (WORDS.has(text.slice(at, at + length))) return length;
  return 0;
}

function isBoundary(text: string, at: number): boolean {
  return BOUNDARY.test(text.slice(at, at + 2));
}
