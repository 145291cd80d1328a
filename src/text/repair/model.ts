import { createRequire } from 'node:module';
import { listCell, readTable } from '../../lexicon/table.ts';
import { once } from '../once.ts';
import { leaning, type Script, scriptOf, toSimplified } from '../script.ts';
import { decodePair, encodeUnit, FIRST_TRAIL, LAST_TRAIL } from './gbk.ts';

/**
 * How readable a piece of text is, as a cost per character (roughly nats: lower is more plausible). Characters are
 * counted by commonness, pairs of neighbours by three sources: the undamaged part of the very article (its own
 * place names and campaigns are the best model of what was lost), our list of news words, and the phrase table
 * that comes with OpenCC.
 */
export interface Model {
  /** The cost of `unit` behind `prev`, which stands behind `prev2` (UTF-16 units; 0 at the border of the text). */
  readonly cost: (prev2: number, prev: number, unit: number) => number;
  /** Whether two neighbours are known from a word or from the article. */
  readonly knows: (first: number, second: number) => boolean;
}

/** What a known pair or triple takes off the cost of its last character. */
const PHRASE_BONUS = 2;
const WORD_BONUS = 3.5;
const ARTICLE_PAIR_BONUS = 4;
const ARTICLE_TRIPLE_BONUS = 2.5;
/** A simplified character in a traditional article, or the other way round. */
const WRONG_SCRIPT = 3;
const LEAST_COST = 0.5;
/** An article this long is its own best model; more text only costs time. */
const LARGEST_SAMPLE = 60_000;

/** A model of text that reads like `article`, whose damage begins at the given marks and is left out. */
export function modelOf(article: string, vocabulary: readonly string[]): Model {
  const fold = folding();
  const base = commonness();
  const words = wordPairs();
  const own = new Map<number, number>();
  for (const word of vocabulary) addPairs(own, toSimplified(word), WORD_BONUS);
  const script = scriptOf(article);
  const seen = learn(toSimplified(undamaged(article)));
  const bonus = (key: number): number => Math.max(own.get(key) ?? 0, words.get(key) ?? 0);
  return {
    cost: (prev2, prev, unit) => {
      const [a, b, c] = [fold[prev2] ?? 0, fold[prev] ?? 0, fold[unit] ?? 0];
      const key = pairKey(b, c);
      const known = seen.pairs.get(key) ?? 0;
      let cost = (base[c] ?? UNKNOWN) - Math.max(bonus(key), known > 0 ? ARTICLE_PAIR_BONUS : 0);
      if (seen.triples.has(tripleKey(a, b, c))) cost -= ARTICLE_TRIPLE_BONUS;
      // What mostly follows in this article follows here too: the odds of the pair, as a bigram model has them.
      if (known > 1) cost = Math.min(cost, Math.log(((seen.firsts.get(b) ?? 0) + 2) / known));
      return Math.max(LEAST_COST, cost) + wrongScript(script, unit);
    },
    knows: (first, second) => {
      const key = pairKey(fold[first] ?? 0, fold[second] ?? 0);
      return seen.pairs.has(key) || bonus(key) > 0;
    },
  };
}

/** What the text from `from` to `to` costs behind the two characters `before`. */
export function textCost(
  text: string,
  from: number,
  to: number,
  before: readonly [number, number],
  model: Model,
): number {
  let cost = 0;
  let [a, b] = before;
  for (let i = from; i < to; i++) {
    const unit = text.charCodeAt(i);
    cost += model.cost(a, b, unit);
    [a, b] = [b, unit];
  }
  return cost;
}

/** Average cost of the characters from `from` on, at most `window`, up to the end of the run of two-byte characters. */
export function averageCost(text: string, from: number, window: number, model: Model): number {
  let cost = 0;
  let at = from;
  for (; at < Math.min(text.length, from + window); at++) {
    const unit = text.charCodeAt(at);
    if (encodeUnit(unit) === 0) break;
    cost += model.cost(
      at > from + 1 ? text.charCodeAt(at - 2) : 0,
      at > from ? text.charCodeAt(at - 1) : 0,
      unit,
    );
  }
  return at === from ? 0 : cost / (at - from);
}

function wrongScript(script: Script, unit: number): number {
  const side = leaning(unit);
  return side === (script === 'hant' ? -1 : 1) ? WRONG_SCRIPT : 0;
}

function pairKey(first: number, second: number): number {
  return first * 0x10000 + second;
}

function tripleKey(first: number, second: number, third: number): number {
  // 3 × 16 bits fit a double exactly.
  return (first * 0x10000 + second) * 0x10000 + third;
}

/** The article without what may be damaged: from a lost-byte mark to the end of its reach. */
function undamaged(article: string): string {
  return article.slice(0, LARGEST_SAMPLE).replace(/[?\ufffd][^\n]{0,24}/g, '\n');
}

/** What follows what in the article: pairs and their first halves by count, and triples. */
interface Sightings {
  readonly pairs: ReadonlyMap<number, number>;
  readonly firsts: ReadonlyMap<number, number>;
  readonly triples: ReadonlySet<number>;
}

function learn(sample: string): Sightings {
  const pairs = new Map<number, number>();
  const firsts = new Map<number, number>();
  const triples = new Set<number>();
  let [a, b] = [0, 0];
  for (let i = 0; i < sample.length; i++) {
    const c = sample.charCodeAt(i);
    if (b >= FIRST_CHINESE && c >= FIRST_CHINESE) {
      const key = pairKey(b, c);
      pairs.set(key, (pairs.get(key) ?? 0) + 1);
      firsts.set(b, (firsts.get(b) ?? 0) + 1);
      if (a >= FIRST_CHINESE) triples.add(tripleKey(a, b, c));
    }
    [a, b] = [b, c];
  }
  return { pairs, firsts, triples };
}

/** Chinese quotes, punctuation and everything above them: “冬 is as telling as 冬季. */
const FIRST_CHINESE = 0x2018;
const UNKNOWN = 14;

/** The simplified form of every UTF-16 unit. */
const folding = once(() => {
  const units = Array.from({ length: 0x10000 }, (_, unit) => (unit >= 0xd800 && unit < 0xe000 ? 0x20 : unit));
  return Uint16Array.from(
    toSimplified(
      String.fromCharCode(...units.slice(0, 0x8000)) + String.fromCharCode(...units.slice(0x8000)),
    ),
    (char) => char.charCodeAt(0),
  );
});

/**
 * Cost of a character alone: GB 2312 puts the 3,755 common characters on its first level (rows 0xB0–0xD7) and the
 * 3,008 rarer ones on its second (0xD8–0xF7). Everything else is unusual in news.
 */
const commonness = once(() => {
  const table = new Float32Array(0x10000).fill(UNKNOWN);
  for (let unit = 0x4e00; unit <= 0x9fff; unit++) table[unit] = 13;
  for (let lead = 0xd8; lead <= 0xf7; lead++) setRow(table, lead, 11);
  for (let lead = 0xb0; lead <= 0xd7; lead++) setRow(table, lead, 8);
  for (const [unit, bonus] of wordCharacters()) table[unit] = Math.min(table[unit] ?? UNKNOWN, bonus);
  for (const char of '，。') table[char.charCodeAt(0)] = 3.5;
  for (const char of '、；：“”《》（）,;:()%.0123456789 \n') table[char.charCodeAt(0)] = 5;
  return table;
});

function setRow(table: Float32Array, lead: number, cost: number): void {
  for (let trail = 0xa1; trail <= LAST_TRAIL && trail >= FIRST_TRAIL; trail++) {
    const unit = decodePair(lead, trail);
    if (unit !== 0) table[unit] = cost;
  }
}

/** Characters of our news words, by how many words use them: 7 for one word, 4.5 for fifty and more. */
function wordCharacters(): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const word of newsWords())
    for (const char of new Set(word))
      counts.set(char.charCodeAt(0), (counts.get(char.charCodeAt(0)) ?? 0) + 1);
  return new Map([...counts].map(([unit, count]) => [unit, Math.max(4.5, 7 - 0.65 * Math.log(count))]));
}

const newsWords = once((): readonly string[] =>
  readTable('news-words.txt', 2).flatMap(({ cells }) => listCell(cells[1] ?? '')),
);

/** Pairs of neighbours inside words. */
const wordPairs = once((): ReadonlyMap<number, number> => {
  const pairs = new Map<number, number>();
  const { Locale } = createRequire(import.meta.url)('opencc-js/cn2t') as typeof import('opencc-js/cn2t');
  const { cn: [[phrases] = []] = [] } = Locale.from;
  if (typeof phrases === 'string')
    for (const entry of phrases.split('|')) addPairs(pairs, entry.slice(0, entry.indexOf(' ')), PHRASE_BONUS);
  for (const word of newsWords()) addPairs(pairs, word, WORD_BONUS);
  return pairs;
});

function addPairs(pairs: Map<number, number>, word: string, bonus: number): void {
  for (let i = 1; i < word.length; i++) pairs.set(pairKey(word.charCodeAt(i - 1), word.charCodeAt(i)), bonus);
}
