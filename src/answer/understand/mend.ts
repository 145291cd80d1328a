import type { IndicatorLexicon } from '../../facts/indicators.ts';
import { listCell, readTable } from '../../lexicon/table.ts';
import { once } from '../../text/once.ts';
import { readingsOf } from '../../text/repair/readings.ts';

/** A question with its slips mended, and what each slip was taken for. */
export interface Mended {
  readonly text: string;
  readonly slips: readonly { readonly typed: string; readonly meant: string }[];
}

/** Shorter names sound like too many other words to be told from one wrong character. */
const SHORTEST = 4;
const LONGEST = 14;
/** A character may only be missing from, or two may only change places in, a name at least this long. */
const LONG_NAME = 6;
const HAN = /^[\u4e00-\u9fa5]+$/;

/** Names a slip can be taken for, ready to be looked up by sound and by look. */
export interface Vocabulary {
  readonly names: ReadonlySet<string>;
  /** Null where two names sound alike: then neither is meant for certain. */
  readonly bySound: ReadonlyMap<string, string | null>;
  /** Long names with one character left out, or two exchanged. */
  readonly byGap: ReadonlyMap<string, string | null>;
}

/** Makes a vocabulary of the names that are long enough. */
export function vocabularyOf(names: Iterable<string>): Vocabulary {
  const all = new Set<string>();
  const bySound = new Map<string, string | null>();
  const byGap = new Map<string, string | null>();
  for (const name of names) {
    if (name.length < SHORTEST || name.length > LONGEST || !HAN.test(name) || all.has(name)) continue;
    all.add(name);
    note(bySound, soundOf(name), name);
    if (name.length >= LONG_NAME) for (const gap of gapsOf(name)) note(byGap, gap, name);
  }
  return { names: all, bySound, byGap };
}

/** 几县, 各县, 本县 sound like a county and are none. */
const NO_PLACE = /^[几及各全本我这哪该每多两三邻外贵]/;

/**
 * 故县, 后马: a question that names no place but begins with the sound of just one of the region's. Such a beginning is
 * taken for it, and the reply says so.
 */
export function mendPlace(text: string, names: readonly string[]): Mended {
  const found = new Set<string>();
  let typed = '';
  for (const name of names)
    for (const form of [name, name.length > 2 ? name.slice(0, -1) : name]) {
      const start = text.slice(0, form.length);
      if (start.length < 2 || !HAN.test(start) || start === form || NO_PLACE.test(start)) continue;
      if (soundOf(start) !== soundOf(form) || ![...form].some((char, i) => char === start[i])) continue;
      found.add(name);
      if (start.length > typed.length) typed = start;
    }
  const [meant] = found;
  if (meant === undefined || found.size > 1) return { text, slips: [] };
  return { text: meant + text.slice(typed.length), slips: [{ typed, meant }] };
}

function note(map: Map<string, string | null>, key: string, name: string): void {
  map.set(key, map.has(key) && map.get(key) !== name ? null : name);
}

/** Settled indicators as articles and people write them. */
const settledVocabulary = once(() => new WeakMap<IndicatorLexicon, Vocabulary>());

/** The vocabulary of a lexicon, made once. */
export function lexiconVocabulary(lexicon: IndicatorLexicon): Vocabulary {
  const known = settledVocabulary().get(lexicon);
  if (known !== undefined) return known;
  const made = vocabularyOf(lexicon.indicators.flatMap((i) => [i.name, ...i.written, ...i.asked]));
  settledVocabulary().set(lexicon, made);
  return made;
}

/**
 * Mends one wrong character, a homophone, a missing or two exchanged characters in the name of something measured.
 * A name that is right is never touched, and never is one name turned into another: 支出 does not sound or look like
 * 收入, and the characters that tell names apart (data/lexicon/question-slips.txt) cannot be missing.
 */
export function mend(text: string, vocabularies: readonly Vocabulary[]): Mended {
  const slips: { typed: string; meant: string }[] = [];
  const heard = listen(text);
  let mended = '';
  let at = 0;
  while (at < text.length) {
    const slip = slipAt(heard, at, vocabularies);
    if (slip === null) {
      mended += text[at];
      at += 1;
      continue;
    }
    if (slip.typed !== slip.meant) slips.push(slip);
    mended += slip.meant;
    at += slip.typed.length;
  }
  return { text: mended, slips };
}

/** The longest name that begins here, rightly or wrongly written. */
function slipAt(
  heard: HeardText,
  at: number,
  vocabularies: readonly Vocabulary[],
): { typed: string; meant: string } | null {
  const { text } = heard;
  let most = 0;
  while (most < LONGEST && isHan(text, at + most)) most += 1;
  for (let length = most; length >= SHORTEST; length -= 1) {
    const typed = text.slice(at, at + length);
    if (vocabularies.some(({ names }) => names.has(typed))) return { typed, meant: typed };
    const sound = soundFrom(heard, at, length);
    for (const vocabulary of vocabularies) {
      const meant = meantBy(typed, sound, vocabulary);
      // 财政收入支出: the rest of a right name is no slip of another.
      if (meant !== null && !holdsName(typed, vocabularies, meant)) return { typed, meant };
    }
  }
  return null;
}

function holdsName(typed: string, vocabularies: readonly Vocabulary[], meant: string): boolean {
  for (let start = 0; start < typed.length; start += 1)
    for (let end = start + SHORTEST; end <= typed.length; end += 1) {
      const part = typed.slice(start, end);
      if (part !== typed && !meant.includes(part) && vocabularies.some(({ names }) => names.has(part)))
        return true;
    }
  return false;
}

function meantBy(typed: string, sound: string, { names, bySound, byGap }: Vocabulary): string | null {
  const alike = bySound.get(sound);
  if (alike !== undefined) return alike;
  const gap = byGap.get(typed);
  if (gap !== undefined) return gap;
  const { shapes } = slipWords();
  const found = new Set<string>();
  for (let i = 0; i < typed.length; i += 1)
    for (const right of shapes.get(typed[i] ?? '') ?? []) {
      const name = typed.slice(0, i) + right + typed.slice(i + 1);
      if (names.has(name)) found.add(name);
    }
  const [only, ...more] = found;
  return only === undefined || more.length > 0 ? null : only;
}

function gapsOf(name: string): readonly string[] {
  const gaps: string[] = [];
  for (let i = 1; i < name.length - 1; i += 1) {
    const [left, here, next] = [name.slice(0, i), name[i] ?? '', name[i + 1] ?? ''];
    if (!slipWords().telling.has(here)) gaps.push(left + name.slice(i + 1));
    if (here !== next) gaps.push(left + next + here + name.slice(i + 2));
  }
  return gaps;
}

function soundOf(text: string): string {
  return Array.from(text, soundOfCharacter).join(' ');
}

/** A text, and how all of it sounds: every piece of it is looked up by its sound. */
interface HeardText {
  readonly text: string;
  readonly sounds: string;
  /** Where the sound of each character begins in `sounds`, and where one more would. */
  readonly starts: readonly number[];
}

function listen(text: string): HeardText {
  const starts = [0];
  let sounds = '';
  for (let at = 0; at < text.length; at += 1) {
    sounds += `${isHan(text, at) ? soundOfCharacter(text[at] ?? '') : ''} `;
    starts.push(sounds.length);
  }
  return { text, sounds, starts };
}

/** What {@link soundOf} says of so many Chinese characters from `at`. */
function soundFrom({ sounds, starts }: HeardText, at: number, length: number): string {
  return sounds.slice(starts[at] ?? 0, (starts[at + length] ?? 0) - 1);
}

/** As {@link HAN}. */
function isHan(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x4e00 && code <= 0x9fa5;
}

const sounds = new Map<string, string>();

/** Sounds that many speakers do not tell apart count as one. */
function soundOfCharacter(char: string): string {
  const known = sounds.get(char);
  if (known !== undefined) return known;
  const sound = (readingsOf(char)[0] ?? char).replace(/^(z|c|s)h/, '$1').replace(/(an|en|in)g$/, '$1');
  sounds.set(char, sound);
  return sound;
}

interface SlipWords {
  /** Typed character → what may be meant. */
  readonly shapes: ReadonlyMap<string, readonly string[]>;
  /** Characters that tell one name from another. */
  readonly telling: ReadonlySet<string>;
}

const slipWords = once((): SlipWords => {
  const shapes = new Map<string, string[]>();
  const telling = new Set<string>();
  for (const { cells } of readTable('question-slips.txt', 3)) {
    const [kind = '', first = '', second = ''] = cells;
    if (kind === 'telling') for (const char of first) telling.add(char);
    if (kind === 'looks')
      for (const typed of listCell(second)) shapes.set(typed, [...(shapes.get(typed) ?? []), first]);
  }
  return { shapes, telling };
});
