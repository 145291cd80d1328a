import { decodePair, encodeUnit, FIRST_LEAD, FIRST_TRAIL, LAST_LEAD, LAST_TRAIL } from './gbk.ts';
import { GAP, isFoldable, isPair, LOST, type Straddle, straddleAt } from './lost-byte.ts';
import { type Model, textCost } from './model.ts';
import { isRead } from './readings.ts';

/** A half-decoded reading: what was written so far, the lead byte that waits for its partner, where we are. */
interface Reading {
  readonly units: readonly number[];
  readonly pending: number;
  readonly at: number;
  readonly cost: number;
  /** Pairs assumed to have vanished on the way. */
  readonly vanished: number;
}

/** A reading that is in step with the text again at `at`. */
export interface Outcome {
  readonly units: readonly number[];
  readonly at: number;
  readonly cost: number;
  /** Whether a byte of it is a guess rather than given. */
  readonly guessed?: boolean;
}

/** The text being read, the two characters before the mark, and the model that judges. */
interface Walk {
  readonly text: string;
  readonly before: readonly [number, number];
  readonly model: Model;
  readonly vanished: Map<number, readonly Vanished[]>;
}

/** Characters a shifted run may go on for before we stop looking for its end. */
export const LONGEST_RUN = 48;
/** Characters behind a mended run that vote on its end. */
export const CONTEXT = 2;
/** Readings kept at each step: beyond the first character they differ only in what vanished or was folded. */
const BEAM = 16;
/** A guess for a lost trail byte must make a known pair with a neighbour and beat the second best by this. */
const LEAST_MARGIN = 1.5;
/** A seventh of all pairs read out of step falls into the user-defined areas: some runs lose several. */
const MOST_VANISHED = 4;
const VANISHING_STEPS = 24;
/** What a readable character costs: readings of different length are compared as if all had this. */
const USUAL_COST = 4;
// What each kind of accident costs, in nats: the rarer, the more it must gain.
const VANISHED_COST = 3;
const FOLDED_COST = 1;
const SILENT_END_COST = 4;
const LOST_PAIR_COST = 4;
const UNREAD_COST = 4;
const EURO = 0x20ac;

/**
 * All ways to read the text from the lost-byte mark at `at` until bytes and characters are in step again, with what
 * each costs by the model. Never long: a beam of readings goes forward at most {@link LONGEST_RUN} characters.
 */
export function realign(
  text: string,
  at: number,
  straddle: Straddle | null,
  model: Model,
): readonly Outcome[] {
  const walk: Walk = {
    text,
    before: [text.charCodeAt(at - 2) || 0, text.charCodeAt(at - 1) || 0],
    model,
    vanished: new Map(),
  };
  const outcomes: Outcome[] = [];
  let readings = straddle === null ? lostLeads(at) : straddled(text, at, straddle);
  for (let step = 0; step < LONGEST_RUN && readings.length > 0; step++) {
    const next: Reading[] = [];
    for (const reading of readings) advance(walk, reading, step, next, outcomes);
    readings = next.sort((a, b) => promise(a) - promise(b)).slice(0, BEAM);
  }
  return outcomes;
}

function promise(reading: Reading): number {
  return reading.cost - USUAL_COST * reading.units.length;
}

/** Lead bytes that the mark may stand for; punctuation (A1, A3) is lost far more often than anything else. */
function lostLeads(at: number): Reading[] {
  const readings: Reading[] = [];
  for (let lead = FIRST_LEAD; lead <= LAST_LEAD; lead++)
    readings.push({ units: [], pending: lead, at: at + 1, cost: leadCost(lead), vanished: 0 });
  return readings;
}

function leadCost(lead: number): number {
  if (lead === 0xa1) return 0;
  if (lead === 0xa3) return 1;
  return lead >= 0xb0 && lead <= 0xf7 ? 6 : 8;
}

/**
 * Lead bytes that, behind the trail of the character before the mark, make a character read as the pinyin says; any
 * when none does.
 */
function straddled(text: string, at: number, straddle: Straddle): Reading[] {
  const trail = encodeUnit(text.charCodeAt(at - 1) || 0) & 0xff;
  const all = lostLeads(at).map((reading) => ({ ...reading, at: straddle.end, cost: 0 }));
  const read = all.filter(({ pending }) => {
    const char = decodePair(trail, pending);
    return char !== 0 && isRead(String.fromCharCode(char), straddle.reading);
  });
  return read.length > 0 ? read : all.map((reading) => ({ ...reading, cost: UNREAD_COST }));
}

/** Takes the next character of the text: its first byte completes the pending pair, its second waits. */
function advance(walk: Walk, reading: Reading, step: number, next: Reading[], outcomes: Outcome[]): void {
  const unit = walk.text.charCodeAt(reading.at);
  const code = Number.isNaN(unit) ? 0 : encodeUnit(unit);
  if (code !== 0 && unit !== EURO) {
    next.push(...go(walk, reading, code));
    if (reading.vanished < MOST_VANISHED && mayVanish(reading, step))
      next.push(...vanish(walk, reading, code));
    return;
  }
  const chained = straddleAt(walk.text, reading.at);
  if (chained !== null) {
    for (const char of charactersWithLead(reading.pending, chained.reading))
      outcomes.push(...inStep(walk, reading, char, chained.end));
    return;
  }
  // ASCII from @ on is swallowed as a trail byte, and everything behind it is in step again.
  if (unit >= FIRST_TRAIL && unit < 0x7f)
    outcomes.push(...inStep(walk, reading, decodePair(reading.pending, unit), reading.at + 1));
  if (isFoldable(unit) && isPair(walk.text.charCodeAt(reading.at + 1)))
    next.push(...go(walk, reading, 0xa300 | (unit + 0x80), foldCost(unit, step)));
  if (step === 0) return;
  // A lone 0x80 decodes to €: the trail byte that lost its lead to the character before.
  if (unit === EURO)
    outcomes.push(...inStep(walk, reading, decodePair(reading.pending, 0x80), reading.at + 1));
  if (LOST.test(walk.text.charAt(reading.at)) && isPair(walk.text.charCodeAt(reading.at + 1)))
    next.push(...swallowedPair(walk, reading));
  outcomes.push(...loseTrail(walk, reading));
}

/** Right behind the mark only for a lost punctuation byte: any other lead is a guess already. */
function mayVanish(reading: Reading, step: number): boolean {
  return step === 0 ? reading.pending === 0xa1 || reading.pending === 0xa3 : step < VANISHING_STEPS;
}

/** ；folded to ; right behind the mark is the rule (。+ 霍); digits and letters are mostly what they are. */
function foldCost(unit: number, step: number): number {
  return (step === 0 ? 0 : FOLDED_COST) + (/[0-9A-Za-z]/.test(String.fromCharCode(unit)) ? FOLDED_COST : 0);
}

/** The reading with one more character of the text, still out of step; none when the bytes make no character. */
function go(walk: Walk, reading: Reading, code: number, extra = 0): readonly Reading[] {
  const char = decodePair(reading.pending, code >> 8);
  if (char === 0) return [];
  return [
    {
      ...reading,
      units: [...reading.units, char],
      pending: code & 0xff,
      at: reading.at + 1,
      cost: reading.cost + extra + unitCost(walk, reading.units, char),
    },
  ];
}

/** The reading completed by a character that brings bytes and text in step at `at`. */
function inStep(walk: Walk, reading: Reading, char: number, at: number): readonly Outcome[] {
  if (char === 0) return [];
  const cost = reading.cost + unitCost(walk, reading.units, char);
  return [{ units: [...reading.units, char], at, cost }];
}

/** A decoder that knows no € drops 0x80 together with the lead byte behind it: that lead is anyone's guess. */
function swallowedPair(walk: Walk, reading: Reading): readonly Reading[] {
  const char = decodePair(reading.pending, 0x80);
  if (char === 0) return [];
  const cost = reading.cost + unitCost(walk, reading.units, char) + LOST_PAIR_COST;
  const units = [...reading.units, char];
  return lostLeads(reading.at).map((lead) => ({ ...lead, units, cost, vanished: reading.vanished }));
}

function unitCost(walk: Walk, units: readonly number[], unit: number): number {
  const last = units.at(-1) ?? walk.before[1];
  const last2 = units.at(-2) ?? (units.length === 1 ? walk.before[1] : walk.before[0]);
  return walk.model.cost(last2, last, unit);
}

/**
 * A misread pair of the user-defined areas was dropped here by a sanitiser: its first byte completes the pending
 * pair, its second waits for the next. Two Han characters are put back only when they are known to go together.
 */
function vanish(walk: Walk, reading: Reading, code: number): readonly Reading[] {
  return vanishedBetween(walk, reading.pending, code >> 8).map(({ first, second, cost }) => {
    const units = [...reading.units, first];
    const total = reading.cost + cost + unitCost(walk, reading.units, first) + unitCost(walk, units, second);
    return {
      units: [...units, second],
      pending: code & 0xff,
      at: reading.at + 1,
      cost: total,
      vanished: reading.vanished + 1,
    };
  });
}

/** Two characters that a vanished pair of bytes makes between the given ones, and what assuming so costs. */
interface Vanished {
  readonly first: number;
  readonly second: number;
  readonly cost: number;
}

/** Remembered per walk: the readings of a beam mostly wait with the same byte for the same one. */
function vanishedBetween(walk: Walk, pending: number, trail: number): readonly Vanished[] {
  const key = (pending << 8) | trail;
  const known = walk.vanished.get(key);
  if (known !== undefined) return known;
  const found: Vanished[] = [];
  for (const area of USER_DEFINED) {
    const firsts = common(area.leads, (lead) => decodePair(pending, lead), walk.model);
    const seconds =
      firsts.length === 0 ? [] : common(area.trails, (byte) => decodePair(byte, trail), walk.model);
    for (const first of firsts)
      for (const second of seconds) {
        const together = walk.model.knows(first, second);
        if (together || !isHan(first) || !isHan(second))
          found.push({ first, second, cost: together ? VANISHED_COST : VANISHED_COST + 2 });
      }
  }
  walk.vanished.set(key, found);
  return found;
}

/** The byte pairs of GBK's user-defined areas (GB 18030-2000): AA–AF and F8–FE × A1–FE, A1–A7 × 40–A0. */
const USER_DEFINED = [
  { leads: range(0xaa, 0xaf), trails: range(0xa1, 0xfe) },
  { leads: range(0xf8, 0xfe), trails: range(0xa1, 0xfe) },
  { leads: range(0xa1, 0xa7), trails: range(0x40, 0xa0) },
] as const;

function range(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, i) => first + i);
}

function isHan(unit: number): boolean {
  return unit >= 0x4e00 && unit <= 0x9fff;
}

/** The characters that some byte makes, without the rare ones: what is lost is seldom rare. */
function common(bytes: readonly number[], make: (byte: number) => number, model: Model): readonly number[] {
  return bytes.map(make).filter((unit) => unit !== 0 && model.cost(0, 0, unit) < RARE);
}

const RARE = 9;

function charactersWithLead(lead: number, syllable: string): readonly number[] {
  const found: number[] = [];
  for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
    const char = decodePair(lead, trail);
    if (char !== 0 && isRead(String.fromCharCode(char), syllable)) found.push(char);
  }
  return found;
}

/** Behind this something countable may have stood: the odd byte may have taken a digit along. */
const NUMBER_TAIL = /^[\d.%％年月日时時点個个项項亿億万萬元亩畝吨噸]/;

/** The pending byte's partner is gone: either a mark shows it, or nothing does. */
function loseTrail(walk: Walk, reading: Reading): readonly Outcome[] {
  const { text, model } = walk;
  const marked = LOST.test(text.charAt(reading.at));
  const at = marked ? reading.at + 1 : reading.at;
  const guess = guessTrail(walk, reading, at);
  if (guess === null) return [];
  const { unit, margin } = guess;
  const known = model.knows(reading.units.at(-1) ?? 0, unit) || model.knows(unit, text.charCodeAt(at) || 0);
  const guessed = known && margin >= LEAST_MARGIN && !NUMBER_TAIL.test(text.charAt(at));
  const units = [...reading.units, guessed ? unit : GAP.charCodeAt(0)];
  return [{ units, at, cost: reading.cost + guess.cost + (marked ? 0 : SILENT_END_COST), guessed }];
}

/** The best character with the pending lead, its cost, and how far it is ahead of the second best. */
function guessTrail(walk: Walk, reading: Reading, at: number) {
  const end = Math.min(walk.text.length, at + CONTEXT);
  const last = reading.units.at(-1) ?? walk.before[1];
  let best: { readonly unit: number; readonly cost: number; readonly total: number } | null = null;
  let second = Number.POSITIVE_INFINITY;
  for (let trail = FIRST_TRAIL; trail <= LAST_TRAIL; trail++) {
    const unit = decodePair(reading.pending, trail);
    if (unit === 0) continue;
    const cost = unitCost(walk, reading.units, unit);
    const total = cost + textCost(walk.text, at, end, [last, unit], walk.model);
    if (best === null || total < best.total) {
      second = best?.total ?? second;
      best = { unit, cost, total };
    } else if (total < second) second = total;
  }
  return best === null ? null : { unit: best.unit, cost: best.cost, margin: second - best.total };
}
