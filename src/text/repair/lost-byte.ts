import { encodeUnit } from './gbk.ts';

/** Written for a character that is known to be missing and cannot be told: the typesetters' mark for a gap. */
export const GAP = '□';
/** What a decoder leaves of a byte that lost its partner. */
export const LOST = /[?\ufffd]/;

/** A lost-byte mark with pinyin behind it whose opening bracket was swallowed: ?yōu) */
export interface Straddle {
  readonly reading: string;
  readonly end: number;
}

const STRADDLE = /[?？\ufffd][(（]?( ?[\p{Script=Latin}\p{Mn}]{1,9} ?)[)）]/uy;
const TONE = /[\u0300\u0301\u0304\u030c]/;

/** The straddle that begins with the mark at `at`, or null. Without a tone mark it may be the author's Latin. */
export function straddleAt(text: string, at: number): Straddle | null {
  STRADDLE.lastIndex = at;
  const match = STRADDLE.exec(text);
  const reading = match?.[1]?.trim().toLowerCase().replaceAll('\u0251', 'a').replaceAll('\u0261', 'g');
  if (match === null || reading === undefined || !TONE.test(reading.normalize('NFD'))) return null;
  return { reading, end: STRADDLE.lastIndex };
}

/** Whether a UTF-16 unit has two bytes in GBK. */
export function isPair(unit: number): boolean {
  return !Number.isNaN(unit) && encodeUnit(unit) !== 0;
}

/** ASCII that may be a full-width form (row A3 of GBK) which the page folded. */
export function isFoldable(unit: number): boolean {
  return unit > 0x20 && unit < 0x7f && unit !== 0x3f;
}
