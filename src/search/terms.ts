import { characters, KIND } from './characters.ts';

/**
 * A term as 32 bits: a pair of characters is both units, a single character its unit, a Latin or digit run a hash
 * whose upper half is below every Han unit. Two runs may share a hash (one in 800 million pairs of runs does): that
 * lets a wrong passage among the candidates, where the scan of its text does not find the run.
 */
export type TermKey = number;

const LOWEST_HAN = 0x2e80;
/** A longer row of letters and digits is no word; it is read in parts. */
const LONGEST_RUN = 48;
const COMMA = 0x2c;
const POINT = 0x2e;

/** The key of two neighbouring Han units. */
function pairKey(first: number, second: number): TermKey {
  return first * 0x10000 + second;
}

/** A term's two units as a string: what FlexSearch keeps it by. */
export function termName(key: TermKey): string {
  return String.fromCharCode(key >>> 16, key & 0xffff);
}

/**
 * Where the Latin or digit run that begins at `at` ends. A number keeps its decimals and thousands separators
 * (18,452.5); a dash is not part of it, so that 1—5 is 1 and 5. Letters join digits: G108, 5g.
 */
export function runEnd(units: Uint16Array, at: number, textEnd: number): number {
  const { kind } = characters();
  const end = Math.min(textEnd, at + LONGEST_RUN);
  if (kind[units[at] ?? 0] === KIND.digit) {
    const number = numberEnd(units, at, end);
    if (number >= end || kind[units[number] ?? 0] !== KIND.letter) return number;
  }
  let stop = at;
  while (stop < end && isRunUnit(units[stop] ?? 0)) stop++;
  return stop;
}

function numberEnd(units: Uint16Array, at: number, end: number): number {
  const { fold } = characters();
  let stop = digitsEnd(units, at, end);
  while (stop < end && fold[units[stop] ?? 0] === COMMA && digitsEnd(units, stop + 1, end) === stop + 4)
    stop += 4;
  if (stop < end && fold[units[stop] ?? 0] === POINT) {
    const decimals = digitsEnd(units, stop + 1, end);
    if (decimals > stop + 1) stop = decimals;
  }
  return stop;
}

function digitsEnd(units: Uint16Array, at: number, end: number): number {
  const { kind } = characters();
  let stop = at;
  while (stop < end && kind[units[stop] ?? 0] === KIND.digit) stop++;
  return stop;
}

function isRunUnit(unit: number): boolean {
  const kind = characters().kind[unit] ?? 0;
  return kind === KIND.letter || kind === KIND.digit;
}

/** FNV-1a over the run without its thousands separators, moved below the Han units. */
export function runKey(units: Uint16Array, start: number, end: number): TermKey {
  const { fold } = characters();
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) {
    const unit = fold[units[at] ?? 0] ?? 0;
    if (unit !== COMMA) hash = Math.imul(hash ^ unit, 0x01000193);
  }
  hash ^= hash >>> 15;
  return ((((hash >>> 16) % (LOWEST_HAN - 1)) + 1) * 0x10000 + (hash & 0xffff)) >>> 0;
}

/**
 * Calls `take` for every term of a stretch of units, folded or not, in order, as often as it occurs: each Han unit, each
 * pair of neighbours, each run. `length` in units.
 */
export function eachTerm(
  units: Uint16Array,
  start: number,
  end: number,
  take: (key: TermKey, at: number, length: number) => void,
): void {
  const { fold, kind } = characters();
  let last = -1;
  for (let at = start; at < end; ) {
    const unit = fold[units[at] ?? 0] ?? 0;
    const what = kind[unit];
    if (what === KIND.other) {
      // The second half of a rare character belongs to the first.
      if (last >= 0xd840 && last <= 0xd88f && unit >= 0xdc00 && unit <= 0xdfff)
        take(pairKey(last, unit), at - 1, 2);
      last = -1;
      at++;
    } else if (what === KIND.han) {
      if (last >= 0) take(pairKey(last, unit), at - 1, 2);
      take(unit, at, 1);
      last = unit;
      at++;
    } else {
      const stop = runEnd(units, at, end);
      take(runKey(units, at, stop), at, stop - at);
      last = -1;
      at = stop;
    }
  }
}

/** Whether a term is a single Han character. */
export function isSingle(key: TermKey): boolean {
  return key < 0x10000;
}

/** Whether a term is a Latin or digit run. */
export function isRun(key: TermKey): boolean {
  return key >= 0x10000 && key < LOWEST_HAN * 0x10000;
}

/** Spreads the bits of a key, for tables; unsigned. */
export function spread(key: TermKey): number {
  const mixed = Math.imul(key ^ (key >>> 15), 0x9e3779b1);
  return (mixed ^ (mixed >>> 13)) >>> 0;
}
