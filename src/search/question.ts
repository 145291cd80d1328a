import { LexiconError, readTable } from '../lexicon/table.ts';
import { unitAt } from '../text/unit.ts';
import { foldText, foldUnits } from './characters.ts';
import type { TermKey } from './terms.ts';
import { eachTerm, isRun, isSingle } from './terms.ts';

/** A stretch of a question that a passage must hold character by character, folded. */
export interface Phrase {
  readonly units: Uint16Array;
  /** As asked, folded. */
  readonly text: string;
}

/** What a question asks the index for; lists are sorted, so that sums do not depend on the order of words. */
export interface Question {
  readonly singles: readonly TermKey[];
  readonly pairs: readonly TermKey[];
  readonly runs: readonly TermKey[];
  /** Pairs that follow each other in the question (公路 + 路改): neighbours of both are three characters in a row. */
  readonly triples: readonly (readonly [first: TermKey, second: TermKey])[];
  /** The subject words, as units: Han stretches between question words and particles. */
  readonly stretches: readonly Uint16Array[];
  /** Numbers with their units, ranges, and what stands in quotes. */
  readonly phrases: readonly Phrase[];
}

/** A forwarded article is no question: what stands behind this many characters is not looked up. */
const LONGEST = 400;

const words = readTable('question-words.txt', 2).map(({ line, cells: [word = '', role = ''] }) => {
  if (role !== '' && role !== 'particle')
    throw new LexiconError('question-words.txt', line, `has the unknown role "${role}"`);
  return { word, role };
});
const QUESTION_WORD = anyOf('');
const PARTICLE = anyOf('particle');

function anyOf(role: string): RegExp {
  const chosen = words.filter((entry) => entry.role === role).map(({ word }) => foldText(word));
  chosen.sort((a, b) => b.length - a.length);
  return new RegExp(chosen.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
}

const particles = new Set(
  words.filter(({ role }) => role === 'particle').flatMap(({ word }) => [...foldUnits(word)]),
);

/** 的, 是 and their like join words that happen to stand together in a question: what they pair with says little. */
export function isLoose(pair: TermKey): boolean {
  return particles.has(pair >>> 16) || particles.has(pair & 0xffff);
}

/** Reads a question in any script and width; question words are cut out and join nothing. */
export function readQuestion(question: string): Question {
  const folded = foldText(question.slice(0, LONGEST));
  const asked = folded.replace(QUESTION_WORD, ' ');
  const keys = new Set<TermKey>();
  const triples = new Map<string, readonly [TermKey, TermKey]>();
  let last: { readonly key: TermKey; readonly at: number } | null = null;
  const units = foldUnits(asked);
  eachTerm(units, 0, units.length, (key, at, length) => {
    keys.add(key);
    if (length !== 2 || isRun(key)) return;
    if (last !== null && last.at === at - 1) triples.set(`${last.key} ${key}`, [last.key, key]);
    last = { key, at };
  });
  const sorted = [...keys].sort((a, b) => a - b);
  const stretches = new Set(asked.replace(PARTICLE, ' ').match(HAN_STRETCH) ?? []);
  return {
    singles: sorted.filter(isSingle),
    pairs: sorted.filter((key) => !isSingle(key) && !isRun(key)),
    runs: sorted.filter(isRun),
    triples: [...triples.values()].sort((a, b) => a[0] - b[0] || a[1] - b[1]),
    stretches: [...stretches].sort().map(foldUnits),
    phrases: phrasesOf(folded),
  };
}

const HAN_STRETCH = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]{1,400}/gu;
const QUOTED = /[“"「『《«]([^“”"「」『』《》«»]{2,40})[”"」』》»]/g;
const NUMBER = /\d[\d,]{0,20}(?:\.\d{1,9})?(?:-\d[\d,]{0,20}(?:\.\d{1,9})?)?/g;
const CALENDAR = /^[年月日号时点]/;

/** «32.8亿», «1-5月», “一泓清水”: what must not be taken apart. */
function phrasesOf(folded: string): readonly Phrase[] {
  const found = new Set<string>();
  for (const [, inside = ''] of folded.matchAll(QUOTED)) found.add(inside);
  for (const match of folded.matchAll(NUMBER)) {
    const end = match.index + match[0].length;
    const length = unitLength(folded, end);
    if (length > 0 || match[0].includes('.')) found.add(folded.slice(match.index, end + length));
  }
  return [...found].sort().map((text) => ({ text, units: foldUnits(text) }));
}

function unitLength(folded: string, at: number): number {
  if (CALENDAR.test(folded.slice(at, at + 1))) return 1;
  const scale = /^[万亿千百]{1,2}/.exec(folded.slice(at, at + 2))?.[0].length ?? 0;
  return Math.max(at + scale, unitAt(folded, at + scale)?.end ?? 0) - at;
}
