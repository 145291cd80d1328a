import { once } from '../text/once.ts';
import { toSimplified } from '../text/script.ts';

/** What a folded UTF-16 unit is to search. */
export const KIND = { other: 0, han: 1, letter: 2, digit: 3 } as const;

interface Characters {
  /** Width, case and script folded, unit by unit. */
  readonly fold: Uint16Array;
  /** A {@link KIND} per unit, folded or not. */
  readonly kind: Uint8Array;
  /** Units that fold to a unit, where that is not the unit alone. */
  readonly variants: ReadonlyMap<number, readonly number[]>;
}

const UNITS = 0x10000;
const SURROGATES = [0xd800, 0xdfff] as const;
/** High surrogates of planes 2 and 3, where the rare Han characters are; their low surrogates take part in pairs too. */
const HAN_SURROGATES = [0xd840, 0xd88f] as const;
/** A range is written with any of these: 1—5月, 1～5月, 1-5月. */
const DASHES = /[‐-―−─～〜]/u;
/** Scripts written without spaces are indexed like Han: by characters and pairs. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/**
 * The two tables everything in search reads text through. Folding goes unit by unit, never by words: the length
 * stays, so offsets in the fold are offsets in the text; one table look-up replaces normalising and converting
 * (nine tenths of the time of building an index); and a question folds to the same characters whichever script it
 * came in, since 乾 and 干 are one character here in every word.
 */
export const characters = once((): Characters => {
  const fold = new Uint16Array(UNITS);
  const kind = new Uint8Array(UNITS);
  for (let unit = 0; unit < UNITS; unit++) fold[unit] = unit;
  for (let unit = 0; unit < UNITS; unit++) {
    if (unit >= SURROGATES[0] && unit <= SURROGATES[1]) continue;
    const char = String.fromCharCode(unit);
    const narrow = DASHES.test(char) ? '-' : char.normalize('NFKC').toLowerCase();
    // Characters that unfold to several (㎡, ㈱) stay: offsets matter more.
    if (narrow.length === 1) fold[unit] = narrow.charCodeAt(0);
    // Each for itself, so that no word of several is read.
    if (fold[unit] === unit) fold[unit] = toSimplified(char).charCodeAt(0);
  }
  // What was narrowed to a traditional character (compatibility forms) needs the second step.
  for (let unit = 0; unit < UNITS; unit++) fold[unit] = fold[fold[unit] ?? 0] ?? 0;
  const variants = new Map<number, number[]>();
  for (let unit = 0; unit < UNITS; unit++) {
    const to = fold[unit] ?? 0;
    kind[unit] = kindOf(to);
    if (to !== unit) variants.set(to, [...(variants.get(to) ?? [to]), unit]);
  }
  return { fold, kind, variants };
});

function kindOf(unit: number): number {
  if (unit >= SURROGATES[0] && unit <= SURROGATES[1])
    return unit >= HAN_SURROGATES[0] && unit <= HAN_SURROGATES[1] ? KIND.han : KIND.other;
  const char = String.fromCharCode(unit);
  if (unit >= 0x30 && unit <= 0x39) return KIND.digit;
  if (UNSPACED.test(char)) return KIND.han;
  return /\p{L}/u.test(char) ? KIND.letter : KIND.other;
}

/** The folded units of a text; `result[i]` is the fold of `text.charCodeAt(i)`. */
export function foldUnits(text: string): Uint16Array {
  const { fold } = characters();
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = fold[text.charCodeAt(at)] ?? 0;
  return units;
}

/** The same as a string. */
export function foldText(text: string): string {
  return textOf(foldUnits(text), 0, text.length);
}

/** UTF-16 units as a string. */
export function textOf(units: Uint16Array, start: number, end: number): string {
  const bytes = Buffer.from(units.buffer, units.byteOffset + 2 * start, 2 * (end - start));
  return bytes.toString('utf16le');
}
