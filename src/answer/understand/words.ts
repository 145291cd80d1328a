import { listCell, readTable } from '../../lexicon/table.ts';
import type { Span } from '../../text/span.ts';
import type { Want } from './understanding.ts';

/** A word list that finds its words in a text, leftmost-longest; Latin words only at word borders. */
export class WordList<T> {
  readonly #byFirst = new Map<string, { word: string; value: T }[]>();

  add(word: string, value: T): void {
    const first = word[0];
    if (first === undefined) return;
    const bucket = this.#byFirst.get(first) ?? [];
    if (bucket.some((entry) => entry.word === word)) return;
    bucket.push({ word, value });
    bucket.sort((a, b) => b.word.length - a.word.length);
    this.#byFirst.set(first, bucket);
  }

  /** The longest word that starts at `at`, or undefined. */
  at(text: string, at: number): { word: string; value: T } | undefined {
    const bucket = this.#byFirst.get(text[at] ?? '');
    return bucket?.find((entry) => text.startsWith(entry.word, at) && standsAlone(text, at, entry.word));
  }

  find(text: string): readonly (Span & { readonly word: string; readonly value: T })[] {
    const found: (Span & { word: string; value: T })[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const hit = this.at(text, at);
      if (hit === undefined) continue;
      found.push({ start: at, end: at + hit.word.length, ...hit });
      at += hit.word.length - 1;
    }
    return found;
  }

  /** Like `find`, but matches may overlap: the longest at every position (是谁 and 谁采访 in 是谁采访). */
  findAll(text: string): readonly (Span & { readonly word: string; readonly value: T })[] {
    const found: (Span & { word: string; value: T })[] = [];
    for (let at = 0; at < text.length; at += 1) {
      const hit = this.at(text, at);
      if (hit !== undefined) found.push({ start: at, end: at + hit.word.length, ...hit });
    }
    return found;
  }

  has(word: string): boolean {
    return this.#byFirst.get(word[0] ?? '')?.some((entry) => entry.word === word) ?? false;
  }
}

const LATIN = /[a-z0-9]/;

/** gdp inside a longer Latin word is not gdp; Chinese words need no border. */
function standsAlone(text: string, at: number, word: string): boolean {
  const last = word[word.length - 1] ?? '';
  if (LATIN.test(word[0] ?? '') && LATIN.test(text[at - 1] ?? '')) return false;
  return !(LATIN.test(last) && LATIN.test(text[at + word.length] ?? ''));
}

export interface QuestionWords {
  readonly intents: WordList<Want>;
  readonly fillers: WordList<true>;
  readonly synonyms: WordList<readonly string[]>;
  readonly generic: WordList<true>;
  readonly units: WordList<readonly string[]>;
  readonly posts: WordList<string>;
  readonly outside: WordList<string>;
  readonly smalltalk: WordList<string>;
  /** 人社局 and what it is called in full. */
  readonly organs: WordList<readonly string[]>;
  /** 想接待, 要降到: a goal; 需要完成 is none. */
  readonly aims: WordList<number>;
  /** 工业 → 规模以上工业增加值, where growth is asked for. */
  readonly short: WordList<string>;
  /** 三次产业增加值 → the three written out. */
  readonly expansions: WordList<string>;
}

let shared: QuestionWords | undefined;

/** The question lexicons of `data/lexicon/question-*.txt`, read once. @throws LexiconError naming file and line */
export function questionWords(): QuestionWords {
  shared ??= load();
  return shared;
}

const LEVEL_CHARS = ['县', '区', '市', '镇', '乡'];

function load(): QuestionWords {
  const posts = new WordList<string>();
  for (const { cells } of readTable('question-posts.txt', 2)) {
    const [pattern = '', asked = ''] = cells;
    for (const level of LEVEL_CHARS) posts.add(pattern.replace('{X}', level), pattern);
    for (const word of listCell(asked)) posts.add(word, pattern);
  }
  return {
    intents: keyed('question-intents.txt', (key) => key as Want),
    fillers: flat('question-fillers.txt'),
    synonyms: alternatives('question-synonyms.txt'),
    generic: flat('question-generic.txt'),
    units: unitWords(),
    posts,
    outside: keyed('question-outside.txt', (key) => key),
    smalltalk: keyed('question-smalltalk.txt', (key) => key),
    short: pairsOf('question-short.txt'),
    expansions: pairsOf('question-expansion.txt'),
    organs: alternatives('question-organs.txt'),
    aims: aims(),
  };
}

function keyed<T>(file: string, value: (key: string) => T): WordList<T> {
  const list = new WordList<T>();
  for (const { cells } of readTable(file, 2))
    for (const word of listCell(cells[1] ?? '')) list.add(word, value(cells[0] ?? ''));
  return list;
}

/** Every will before every aim, with the length of the will; 0 for what only ends like one (需要). */
function aims(): WordList<number> {
  const parts = new Map<string, readonly string[]>();
  for (const { cells } of readTable('question-aims.txt', 2))
    parts.set(cells[0] ?? '', listCell(cells[1] ?? ''));
  const list = new WordList<number>();
  for (const word of parts.get('not') ?? []) list.add(word, 0);
  for (const will of parts.get('will') ?? [])
    for (const aim of parts.get('aim') ?? [])
      for (const between of ['', '再', '把', '让'])
        list.add(`${will}${between}${aim}`, will.length + between.length);
  return list;
}

function pairsOf(file: string): WordList<string> {
  const list = new WordList<string>();
  for (const { cells } of readTable(file, 2)) list.add(cells[0] ?? '', cells[1] ?? '');
  return list;
}

function flat(file: string): WordList<true> {
  const list = new WordList<true>();
  for (const { cells } of readTable(file, 1))
    for (const word of listCell(cells[0] ?? '')) list.add(word, true);
  return list;
}

function alternatives(file: string): WordList<readonly string[]> {
  const list = new WordList<readonly string[]>();
  for (const { cells } of readTable(file, 2)) list.add(cells[0] ?? '', listCell(cells[1] ?? ''));
  return list;
}

function unitWords(): WordList<readonly string[]> {
  const list = new WordList<readonly string[]>();
  for (const { cells } of readTable('question-units.txt', 2))
    for (const word of listCell(cells[0] ?? '')) list.add(word, listCell(cells[1] ?? ''));
  return list;
}
