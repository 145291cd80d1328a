import { once } from '../text/once.ts';
import { characters, KIND } from './characters.ts';
import type { Phrase } from './question.ts';
import type { Place } from './shelf.ts';
import type { TermKey } from './terms.ts';
import { runEnd, runKey } from './terms.ts';
import type { Weighed, WeighedQuestion } from './weigh.ts';

/** What one reading of a passage shows. */
export interface Reading {
  /** BM25 over pairs, runs, single characters and triples. */
  readonly text: number;
  /** Shares (0 to 1) of the weight of the question's pairs and runs: within the best 40 units; in the heading. */
  readonly near: number;
  readonly headed: number;
  /** Share of the heading's own words that the question names: 1 for a question on exactly this subject. */
  readonly named: number;
  /** Share of the question's content that the passage holds, see {@link coverageOf}. */
  readonly coverage: number;
  /** The question's phrases that stand in the passage. */
  readonly exact: readonly Phrase[];
}

const K1 = 1.2;
const B = 0.75;
/** Within this many units the words of a question stand together: about a clause and a half. */
const WINDOW = 40;
/** Characters of a question that are told apart; a longer one has words enough. */
const MOST_SINGLES = 255;

/** Reads passages for one question after another; its tables are cleared by {@link Scanner.done}. */
export interface Scanner {
  read(place: Place): Reading;
  done(): void;
}

/** Unit, folded or not → its number in the question from 1, or 0; for what is not Han one of the codes below. */
const NOT_WANTED = 0;
const RUN_UNIT = 0xfffe;
const OTHER_UNIT = 0xffff;
const codes = once(() => {
  const { kind } = characters();
  return Uint16Array.from(kind, (what) =>
    what === KIND.han ? NOT_WANTED : what === KIND.other ? OTHER_UNIT : RUN_UNIT,
  );
});
/** Two numbers → that of the pair, from 1. */
const pairOf = new Uint16Array(0x10000);

/** @param usual length of a passage, in units */
export function createScanner(weighed: WeighedQuestion, usual: number): Scanner {
  const { variants } = characters();
  const code = codes();
  const { question, pairs, runs, triples } = weighed;
  const singles = weighed.singles.slice(0, MOST_SINGLES);
  for (const [at, { key }] of singles.entries())
    for (const unit of variants.get(key) ?? [key]) code[unit] = at + 1;
  const known: number[] = [];
  const pairNumber = new Map<TermKey, number>();
  for (const [at, { key }] of pairs.entries()) {
    const first = code[key >>> 16] ?? 0;
    const second = code[key & 0xffff] ?? 0;
    if (first === 0 || first > MOST_SINGLES || second === 0 || second > MOST_SINGLES) continue;
    pairOf[(first << 8) | second] = at + 1;
    known.push((first << 8) | second);
    pairNumber.set(key, at + 1);
  }
  const runNumber = new Map(runs.map(({ key }, at) => [key, at]));
  const tripleOf = new Map<number, number>();
  for (const [at, { key, second }] of triples.entries())
    tripleOf.set((pairNumber.get(key) ?? 0) * 0x10000 + (pairNumber.get(second) ?? 0), at);

  const singleCounts = new Uint32Array(singles.length);
  const wordCounts = new Uint32Array(pairs.length + runs.length);
  const tripleCounts = new Uint32Array(triples.length);
  const inHeading = new Uint8Array(pairs.length + runs.length);
  const words = [...pairs, ...runs];
  const total = words.reduce((sum, { weight }) => sum + weight, 0);
  const window = createWindow(words);

  let headingTerms = 0;
  let headingHits = 0;

  function meet(word: number, at: number, heading: boolean): void {
    wordCounts[word] = (wordCounts[word] ?? 0) + 1;
    window.meet(at, word);
    if (!heading) return;
    headingHits++;
    inHeading[word] = 1;
  }

  function readPart(units: Uint16Array, start: number, end: number, heading: boolean): void {
    const readRuns = runs.length > 0 || heading;
    let last = OTHER_UNIT;
    let lastPair = 0;
    for (let at = start; at < end; at++) {
      const number = code[units[at] ?? 0] ?? 0;
      if (number === NOT_WANTED || number === OTHER_UNIT) {
        if (heading && number === NOT_WANTED && last !== OTHER_UNIT) headingTerms++;
        last = number;
        lastPair = 0;
      } else if (number === RUN_UNIT) {
        last = OTHER_UNIT;
        lastPair = 0;
        if (!readRuns) continue;
        const stop = runEnd(units, at, end);
        const run = runNumber.get(runKey(units, at, stop));
        if (heading) headingTerms++;
        if (run !== undefined) meet(pairs.length + run, at, heading);
        at = stop - 1;
      } else {
        singleCounts[number - 1] = (singleCounts[number - 1] ?? 0) + 1;
        const pair = last === NOT_WANTED || last === OTHER_UNIT ? 0 : (pairOf[(last << 8) | number] ?? 0);
        if (heading && last !== OTHER_UNIT) headingTerms++;
        if (pair !== 0) {
          meet(pair - 1, at, heading);
          const triple = lastPair === 0 ? undefined : tripleOf.get(lastPair * 0x10000 + pair);
          if (triple !== undefined) tripleCounts[triple] = (tripleCounts[triple] ?? 0) + 1;
        }
        last = number;
        lastPair = pair;
      }
    }
  }

  function read(place: Place): Reading {
    const { units, start, headingAt, textAt, end } = place;
    singleCounts.fill(0);
    wordCounts.fill(0);
    tripleCounts.fill(0);
    inHeading.fill(0);
    window.clear();
    headingTerms = 0;
    headingHits = 0;
    readPart(units, start, headingAt, false);
    readPart(units, headingAt, textAt, true);
    readPart(units, textAt, end, false);
    const norm = K1 * (1 - B + (B * (end - start)) / usual);
    const text =
      saturated(words, wordCounts, norm) +
      saturated(singles, singleCounts, norm) +
      saturated(triples, tripleCounts, norm);
    let headed = 0;
    for (let word = 0; word < words.length; word++)
      if (inHeading[word] === 1) headed += words[word]?.weight ?? 0;
    return {
      text,
      near: total === 0 ? 0 : window.heaviest / total,
      headed: total === 0 ? 0 : headed / total,
      named: headingTerms === 0 ? 0 : headingHits / headingTerms,
      coverage: coverageOf(),
      exact: question.phrases.filter((phrase) => holdsPhrase(place, phrase)),
    };
  }

  /**
   * The share of the question's content weight that was met. A character counts when it stands in the passage
   * together with a neighbour of the question (or has none), so that stray characters of an unrelated text count
   * nothing. A run is a whole word: it weighs about as much as two or three characters.
   */
  function coverageOf(): number {
    const numberIn = (unit = 0): number => {
      const number = code[unit] ?? 0;
      return number > MOST_SINGLES ? 0 : number;
    };
    let held = 0;
    let all = 0;
    for (const stretch of question.stretches) {
      let joined = false;
      for (let at = 0; at < stretch.length; at++) {
        const number = numberIn(stretch[at]);
        const rarity = singles[number - 1]?.rarity ?? 0;
        all += rarity;
        const next = at + 1 < stretch.length ? numberIn(stretch[at + 1]) : 0;
        const pair = next === 0 ? 0 : (pairOf[(number << 8) | next] ?? 0);
        const joins = pair !== 0 && (wordCounts[pair - 1] ?? 0) > 0;
        const alone = stretch.length === 1 && (singleCounts[number - 1] ?? 0) > 0;
        if (joined || joins || alone) held += rarity;
        joined = joins;
      }
    }
    for (const [at, { rarity }] of runs.entries()) {
      all += RUN_COVERS * rarity;
      if ((wordCounts[pairs.length + at] ?? 0) > 0) held += RUN_COVERS * rarity;
    }
    return all === 0 ? 0 : held / all;
  }

  return {
    read,
    done() {
      for (const { key } of singles) for (const unit of variants.get(key) ?? [key]) code[unit] = NOT_WANTED;
      for (const at of known) pairOf[at] = 0;
    },
  };
}

const RUN_COVERS = 2.5;

/** BM25 with the frequencies met. */
function saturated(terms: readonly Weighed[], counts: Uint32Array, norm: number): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) {
    const count = counts[at] ?? 0;
    if (count > 0) sum += ((terms[at]?.weight ?? 0) * count * (K1 + 1)) / (count + norm);
  }
  return sum;
}

interface Window {
  clear(): void;
  meet(at: number, word: number): void;
  /** The greatest weight of distinct words met within WINDOW units. */
  readonly heaviest: number;
}

function createWindow(words: readonly Weighed[]): Window {
  const inside = new Uint16Array(words.length);
  /** The words met in the last WINDOW units: at most one begins at each. */
  const places = new Int32Array(WINDOW + 1);
  const met = new Uint16Array(WINDOW + 1);
  let first = 0;
  let count = 0;
  let sum = 0;
  let heaviest = 0;
  return {
    clear() {
      inside.fill(0);
      first = 0;
      count = 0;
      sum = 0;
      heaviest = 0;
    },
    meet(at, word) {
      while (count > 0 && at - (places[first] ?? 0) > WINDOW) {
        const left = met[first] ?? 0;
        inside[left] = (inside[left] ?? 0) - 1;
        if (inside[left] === 0) sum -= words[left]?.weight ?? 0;
        first = (first + 1) % places.length;
        count--;
      }
      if (count === 0) sum = 0;
      const slot = (first + count) % places.length;
      places[slot] = at;
      met[slot] = word;
      count++;
      if (inside[word] === 0) sum += words[word]?.weight ?? 0;
      inside[word] = (inside[word] ?? 0) + 1;
      if (sum > heaviest) heaviest = sum;
    },
    get heaviest() {
      return heaviest;
    },
  };
}

/** Whether a phrase stands in a passage, not as a part of a longer number: 5月 is not in 15月, nor 2.8亿 in 32.8亿. */
function holdsPhrase(place: Place, phrase: Phrase): boolean {
  return findPhrase(place, phrase, place.headingAt) >= 0;
}

/** Where a phrase stands next, -1 when nowhere. */
function findPhrase({ units, end }: Place, phrase: Phrase, from: number): number {
  const { fold, kind } = characters();
  const wanted = phrase.units;
  const first = wanted[0] ?? 0;
  const isDigit = (unit: number | undefined): boolean => kind[fold[unit ?? 0] ?? 0] === KIND.digit;
  for (let at = from; at + wanted.length <= end; at++) {
    if (fold[units[at] ?? 0] !== first) continue;
    let length = 1;
    while (length < wanted.length && fold[units[at + length] ?? 0] === wanted[length]) length++;
    if (length < wanted.length) continue;
    const joinsBefore = isDigit(wanted[0]) && at > from && continues(units[at - 1], isDigit);
    const joinsBehind = isDigit(wanted.at(-1)) && at + length < end && continues(units[at + length], isDigit);
    if (!joinsBefore && !joinsBehind) return at;
  }
  return -1;
}

function continues(unit: number | undefined, isDigit: (unit: number | undefined) => boolean): boolean {
  return isDigit(unit) || unit === 0x2e || unit === 0x2c;
}
