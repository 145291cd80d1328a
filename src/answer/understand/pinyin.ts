import { listCell, readTable } from '../../lexicon/table.ts';
import type { Gazetteer } from '../../region/gazetteer.ts';
import { once } from '../../text/once.ts';
import { readingsOf } from '../../text/repair/readings.ts';

/** So many syllables typed apart can be one word: gu ding zi chan tou zi. */
const MOST_SYLLABLES = 8;
const MOST_KEYS = 16;
const LATIN_RUN = /[a-z]+(?: {1,2}[a-z]+)*/g;

/**
 * Words of a question typed in pinyin (qian san jidu, weishuji, guxiangdp) as characters; what is no listed word stays
 * as it is. Places keep their pinyin when it stands alone: the gazetteer reads it better, slips included.
 */
export function fromPinyin(text: string, gazetteer: Gazetteer): string {
  if (!/[a-z]{4}/.test(text)) return text;
  return text.replace(LATIN_RUN, (run) => readRun(run.split(/ +/), gazetteer));
}

function readRun(words: readonly string[], gazetteer: Gazetteer): string {
  const out: string[] = [];
  for (let at = 0; at < words.length; ) {
    const found = longest(words, at);
    const word = words[at] ?? '';
    out.push(found?.word ?? glued(word, gazetteer) ?? word);
    at += found?.length ?? 1;
  }
  // Characters join without a space, Latin words keep theirs.
  return out.reduce((text, piece) =>
    /[a-z]$/.test(text) && /^[a-z]/.test(piece) ? `${text} ${piece}` : text + piece,
  );
}

function longest(words: readonly string[], at: number): { word: string; length: number } | null {
  for (let length = Math.min(MOST_SYLLABLES, words.length - at); length >= 1; length -= 1) {
    const word = pinyinWords().get(words.slice(at, at + length).join(''));
    if (word !== undefined) return { word, length };
  }
  return null;
}

/** guxiangdp, huozhoushizhang: a run that falls without rest into places and listed words. */
function glued(run: string, gazetteer: Gazetteer): string | null {
  if (run.length < 6 || run.length > 40) return null;
  const places = placeKeys(gazetteer);
  if (places.has(run)) return null;
  const best: (string | null)[] = [''];
  for (let end = 1; end <= run.length; end += 1) {
    best[end] = null;
    for (let start = 0; start < end; start += 1) {
      const before = best[start];
      const piece = run.slice(start, end);
      const word = piece.length < 3 ? undefined : (places.get(piece) ?? pinyinWords().get(piece));
      if (before === null || before === undefined || word === undefined) continue;
      best[end] = before + word;
      break;
    }
  }
  return best[run.length] ?? null;
}

const placeMaps = once(() => new WeakMap<Gazetteer, ReadonlyMap<string, string>>());

function placeKeys(gazetteer: Gazetteer): ReadonlyMap<string, string> {
  const known = placeMaps().get(gazetteer);
  if (known !== undefined) return known;
  const keys = new Map<string, string>();
  for (const { name, level } of gazetteer.divisions) {
    if (level === 'township') continue;
    for (const form of [name, name.length > 2 ? name.slice(0, -1) : name])
      for (const key of keysOf(form)) if (!keys.has(key)) keys.set(key, name);
  }
  placeMaps().set(gazetteer, keys);
  return keys;
}

/** Toneless pinyin → word; a word whose reading is not that of its single characters names it itself. */
const pinyinWords = once((): ReadonlyMap<string, string> => {
  const words = new Map<string, string>();
  for (const { cells } of readTable('question-pinyin.txt', 2)) {
    const [listed = '', as = ''] = cells;
    if (as !== '') words.set(listed, as);
    else for (const word of listCell(listed)) for (const key of keysOf(word)) words.set(key, word);
  }
  return words;
});

/** All ways to read a word aloud: 长 is zhang in 县长 and chang in 长度. */
function keysOf(word: string): readonly string[] {
  let keys = [''];
  for (const char of word) {
    const readings = readingsOf(char).filter((reading) => /^[a-z]+$/.test(reading));
    keys = keys.flatMap((key) => (readings.length > 0 ? readings : [char]).map((reading) => key + reading));
    keys = keys.slice(0, MOST_KEYS);
  }
  return keys;
}
