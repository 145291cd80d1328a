import { createRequire } from 'node:module';
import { ConverterFactory, Locale } from 'opencc-js/t2cn';
import { readTable } from '../lexicon/table.ts';
import { once } from './once.ts';

/** Simplified or traditional. */
export type Script = 'hans' | 'hant';

type Convert = (text: string) => string;
type OpenCC = typeof import('opencc-js/cn2t');

/**
 * Folds text of unknown script to simplified characters; what is simplified already stays as it is
 * (except for the words that data/lexicon/script-exceptions.txt names).
 *
 * The result has the same UTF-16 length, so that offsets found in the fold are offsets in the text. OpenCC's
 * t→cn tables keep the number of code points but move some rare characters between planes: such a character
 * is left unconverted.
 *
 * `t→cn`, never `tw→cn`: the latter turns 显著 into 显着 in text that is simplified already.
 */
export function toSimplified(text: string): string {
  if (!hasConvertible(text)) return text;
  const converted = simplify()(text);
  return converted.length === text.length && !SURROGATE.test(converted)
    ? converted
    : sameLength(text, converted);
}

/**
 * Converts simplified text to traditional characters as used in Taiwan (為, 裡, 群), for replies to a question
 * written so. The number of code points stays, the UTF-16 length may not. The first call builds a table
 * (about 150 ms, 30 MB).
 */
export function toTraditional(text: string): string {
  return traditionalize()(text);
}

/** 1 for a UTF-16 unit that only the traditional script has, -1 for one that only the simplified has, else 0. */
export function leaning(unit: number): number {
  return scripts()[unit] ?? 0;
}

/**
 * The script most characters of a text belong to, counting those that exist in one script only;
 * simplified when undecided (古 and 2022 say nothing).
 */
export function scriptOf(text: string): Script {
  const table = scripts();
  let balance = 0;
  for (let i = 0; i < text.length; i++) balance += table[text.charCodeAt(i)] ?? 0;
  return balance > 0 ? 'hant' : 'hans';
}

const SURROGATE = /[\ud800-\udfff]/;
const FIRST_HAN = 0x2e80;
/** CJK Unified Ideographs with extension A, and the compatibility block: where the tables have entries in the BMP. */
const HAN_BLOCKS = [
  [0x3400, 0x9fff],
  [0xf900, 0xfaff],
] as const;

/** Takes over only the characters whose length stays. */
function sameLength(text: string, converted: string): string {
  const before = [...text];
  const after = [...converted];
  if (before.length !== after.length) return text;
  return before.map((char, i) => (after[i]?.length === char.length ? after[i] : char)).join('');
}

/** Exceptions of one direction as a dictionary string of OpenCC: `from to|from to`. */
function exceptions(direction: 'simplify' | 'traditional'): string {
  return readTable('script-exceptions.txt', 3)
    .filter(({ cells }) => cells[0] === direction)
    .map(({ cells }) => `${cells[1]} ${cells[2]}`)
    .join('|');
}

/** The tables to simplified characters; within a group the dictionary named first wins. */
const simplifying = once(() => {
  const { cn: [tables = []] = [] } = Locale.to;
  return [exceptions('simplify'), ...tables];
});

const simplify = once((): Convert => ConverterFactory(simplifying()));

const traditionalize = once((): Convert => {
  // Required, not imported: the tables weigh 1 MB and most processes never answer in traditional characters.
  const opencc = createRequire(import.meta.url)('opencc-js/cn2t') as OpenCC;
  const { cn: [tables = []] = [] } = opencc.Locale.from;
  const { tw: variants = [] } = opencc.Locale.to;
  return opencc.ConverterFactory([exceptions('traditional'), ...tables], ...variants);
});

/** Characters that some entry of the tables changes, alone or in a word. */
const convertible = once(() => {
  const marked = new Uint8Array(0x10000);
  for (const table of simplifying()) {
    if (typeof table !== 'string') continue;
    for (const entry of table.split('|')) {
      const [from = '', to = ''] = entry.split(' ');
      for (let i = 0; i < from.length; i++) {
        const unit = from.charCodeAt(i);
        if (unit !== to.charCodeAt(i)) marked[unit] = 1;
      }
    }
  }
  return marked;
});

function hasConvertible(text: string): boolean {
  const marked = convertible();
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit >= FIRST_HAN && marked[unit] === 1) return true;
  }
  return false;
}

/**
 * 1 for characters of the traditional script only, -1 for the simplified script only. Neither list is published
 * with OpenCC, so membership of the legacy sets decides: a character the tables change that GB 2312 lacks is
 * traditional only (乾 and 著 are in GB 2312), a result of the tables that Big5 lacks is simplified only (干 and 后
 * are in Big5).
 */
const scripts = once(() => {
  const table = new Int8Array(0x10000);
  const chars: string[] = [];
  for (const [first, last] of HAN_BLOCKS)
    for (let code = first; code <= last; code++) {
      const char = String.fromCharCode(code);
      if (hasConvertible(char)) chars.push(char);
    }
  const gb2312 = characterSet('gbk', 0xb0, 0xf7, 0xa1);
  const big5 = characterSet('big5', 0xa4, 0xf9, 0x40);
  const convert = simplify();
  for (const char of chars) {
    const folded = convert(char);
    if (folded === char || folded.length !== 1) continue;
    if (!gb2312.has(char)) table[char.charCodeAt(0)] = 1;
    if (!big5.has(folded)) table[folded.charCodeAt(0)] = -1;
  }
  return table;
});

/** All characters of the two-byte rows `first`…`last` of a legacy encoding. */
function characterSet(encoding: string, first: number, last: number, lowTrail: number): ReadonlySet<string> {
  const bytes: number[] = [];
  for (let lead = first; lead <= last; lead++)
    for (let trail = lowTrail; trail <= 0xfe; trail++) if (trail !== 0x7f) bytes.push(lead, trail);
  return new Set(new TextDecoder(encoding).decode(Uint8Array.from(bytes)));
}
