import { isHanTerm } from '../text/tokenize.ts';

/** A term of a question with its rarity (IDF) among the passages. */
export interface WeighedTerm {
  readonly term: string;
  readonly rarity: number;
}

/** A stretch of a question, character by character (a Latin or digit run is one), with rarities. */
export interface WeighedStretch {
  readonly han: boolean;
  readonly parts: readonly WeighedTerm[];
}

/** Within this many characters the words of a question stand together. */
const WINDOW = 60;
const K1 = 1.2;
const B = 0.4;
/** Characters of a passage of usual length. */
const AVERAGE_CHARACTERS = 180;

/**
 * BM25 over single characters, from one scan of the folded text: finds what pairs miss (abbreviations, another
 * order).
 * @param characters the distinct Han characters of the question
 */
export function characterScore(characters: readonly WeighedTerm[], text: string): number {
  const norm = K1 * (1 - B + (B * text.length) / AVERAGE_CHARACTERS);
  let score = 0;
  for (const { term, rarity } of characters) {
    let count = 0;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) count += 1;
    if (count > 0) score += (rarity * count * (K1 + 1)) / (count + norm);
  }
  return score;
}

/** The share (0 to 1) of the rarity of `words` that stands within the best 60 characters of the folded text. */
export function closeness(words: readonly WeighedTerm[], text: string): number {
  const marks: { readonly at: number; readonly word: number }[] = [];
  let total = 0;
  for (const [word, { term, rarity }] of words.entries()) {
    total += rarity;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) marks.push({ at, word });
  }
  if (marks.length === 0) return 0;
  marks.sort((a, b) => a.at - b.at || a.word - b.word);
  return heaviestWindow(marks, words) / total;
}

function heaviestWindow(
  marks: readonly { readonly at: number; readonly word: number }[],
  words: readonly WeighedTerm[],
): number {
  const inside = new Array<number>(words.length).fill(0);
  let sum = 0;
  let heaviest = 0;
  let first = 0;
  for (const { at, word } of marks) {
    if (inside[word] === 0) sum += words[word]?.rarity ?? 0;
    inside[word] = (inside[word] ?? 0) + 1;
    for (let left = marks[first]; left !== undefined && at - left.at > WINDOW; left = marks[first]) {
      inside[left.word] = (inside[left.word] ?? 0) - 1;
      if (inside[left.word] === 0) sum -= words[left.word]?.rarity ?? 0;
      first += 1;
    }
    heaviest = Math.max(heaviest, sum);
  }
  return heaviest;
}

/** A Latin or digit run is a whole word: it weighs about as much as a word of two or three characters. */
const RUN_WEIGHT = 2.5;

/**
 * The share (0 to 1) of a question's content that the folded text holds, each character weighing its rarity. A
 * character counts when it stands in the text together with a neighbour of the question (or has none), so that
 * stray characters of an unrelated text count nothing.
 */
export function coverage(stretches: readonly WeighedStretch[], text: string): number {
  let held = 0;
  let total = 0;
  for (const { han, parts } of stretches) {
    const weight = han ? 1 : RUN_WEIGHT;
    const pairs = parts.map(({ term }, at) => text.includes(term + (parts[at + 1]?.term ?? '')));
    for (const [at, { term, rarity }] of parts.entries()) {
      total += weight * rarity;
      const paired = (at + 1 < parts.length && pairs[at] === true) || (at > 0 && pairs[at - 1] === true);
      const alone = parts.length === 1 && (han ? pairs[0] === true : holdsRun(text, term));
      if (paired || alone) held += weight * rarity;
    }
  }
  return total === 0 ? 0 : held / total;
}

/** 5 is not held by 5.5 or 2025. */
function holdsRun(text: string, run: string): boolean {
  for (let at = text.indexOf(run); at >= 0; at = text.indexOf(run, at + 1)) {
    const before = text[at - 1] ?? '';
    const behind = text.slice(at + run.length, at + run.length + 2);
    if (!/[a-z0-9.]/.test(before) && !/^(?:[a-z0-9]|\.\d)/.test(behind)) return true;
  }
  return false;
}

/** Whether a term is one Han character. */
export function isCharacter(term: string): boolean {
  return term.length <= 2 && isHanTerm(term) && [...term].length === 1;
}
