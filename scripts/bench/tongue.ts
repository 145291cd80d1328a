import { readTable } from '../../src/lexicon/table.ts';
import type { Random } from './random.ts';
import type { Doc } from './search-engines.ts';

/** A made-up language: words of two or three characters, a few of them frequent, as in any real one. */
export interface Tongue {
  word(): string;
}

const WORDS = 60_000;
const WORDS_PER_SENTENCE = 14;
const SENTENCES = 7;
const QUESTION_WORDS = 5;

/** Characters by frequency, words of them by Zipf's law: posting lists get the lengths they have in news. */
export function makeTongue(random: Random): Tongue {
  const characters = readTable('common-characters.txt', 1).flatMap(({ cells }) => [...(cells[0] ?? '')]);
  const character = (): string => characters[Math.floor(characters.length * random.next() ** 2)] ?? '一';
  const words = Array.from({ length: WORDS }, () =>
    Array.from({ length: random.whole(4) === 0 ? 3 : 2 }, character).join(''),
  );
  // The inverse of a power law over ranks.
  return { word: () => words[Math.min(WORDS - 1, Math.floor(WORDS ** random.next()) - 1)] ?? '' };
}

export function makeDoc(number: number, tongue: Tongue, random: Random): Doc {
  const sentence = (length: number): string => {
    const words = Array.from({ length }, () => tongue.word());
    if (random.whole(2) === 0)
      words.splice(random.whole(length), 0, `${random.whole(2000)}.${random.whole(10)}`);
    return words.join('');
  };
  const text = Array.from({ length: SENTENCES }, () => `${sentence(WORDS_PER_SENTENCE)}。`).join('');
  return { id: `doc${number}`, title: sentence(4), text };
}

/** Some neighbouring words of a document, with a question word, as a person who half remembers it would ask. */
export function makeQuestion({ text }: Doc, random: Random): string {
  const length = QUESTION_WORDS * 2;
  const at = random.whole(Math.max(1, text.length - 3 * length));
  const near = text.slice(at, at + 3 * length).replaceAll('。', '');
  const pieces = Array.from({ length: 3 }, (_, part) => near.slice(part * length, part * length + 4));
  return `${pieces.join('的')}是多少？`;
}
