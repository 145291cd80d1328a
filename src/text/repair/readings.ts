import { createRequire } from 'node:module';

type PinyinPro = typeof import('pinyin-pro');

let loaded: PinyinPro | undefined;

/** Loaded on first use: the dictionary weighs 1 MB, and clean articles need none of it. */
function pinyinPro(): PinyinPro {
  loaded ??= createRequire(import.meta.url)('pinyin-pro') as PinyinPro;
  return loaded;
}

/** Drops tone marks; ü and v are the same letter, written v. Expects or makes decomposed text. */
export function stripTone(syllable: string): string {
  return syllable
    .normalize('NFD')
    .replace(/u\u0308/g, 'v')
    .replace(/[\u0300\u0301\u0304\u030c\u0308]/g, '')
    .replaceAll('ü', 'v');
}

const readings = new Map<string, readonly string[]>();

/** All readings of a character, without tones. */
export function readingsOf(char: string): readonly string[] {
  const known = readings.get(char);
  if (known !== undefined) return known;
  const found = [...new Set(pinyinPro().pinyin(char, { multiple: true, type: 'array' }).map(stripTone))];
  readings.set(char, found);
  return found;
}

/** Whether a character can be read so, tones ignored: annotations pick wrong ones. */
export function isRead(char: string, syllable: string): boolean {
  let plain = stripped.get(syllable);
  if (plain === undefined) {
    plain = stripTone(syllable);
    // Hostile text may bring any number of syllables; Chinese has some 1,400.
    if (stripped.size < 5000) stripped.set(syllable, plain);
  }
  return readingsOf(char).includes(plain);
}

const stripped = new Map<string, string>();
