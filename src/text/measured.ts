import { numberWordAt } from './number-words.ts';
import type { Numeral, Scale } from './numeral.ts';
import { scaleAt, scanNumeral } from './numeral.ts';
import type { UnitMatch } from './unit.ts';
import { unitAt } from './unit.ts';

/** A number with what stands behind it: 120 + 余 + 万 + 元. */
export interface Measured {
  readonly number: Numeral;
  readonly scale: Scale;
  /** null when no unit follows. */
  readonly unit: UnitMatch | null;
  /** 余, 多 between number and unit. */
  readonly inside: string | null;
  readonly end: number;
}

/** Reads a number and, when they follow, hedge, scale and unit; null when no number begins at `at`. */
export function measuredAt(text: string, at: number): Measured | null {
  const number = scanNumeral(text, at);
  if (number === null) return null;
  const plain = withUnit(text, number, number.scale, number.end, null);
  if (plain.unit !== null) return plain;
  const inside = numberWordAt(text, number.end, 'inside');
  if (inside === null) return plain;
  const scale = number.scale === '' ? scaleAt(text, number.end + inside.length) : '';
  const end = number.end + inside.length + scale.length;
  const hedged = withUnit(text, number, scale === '' ? number.scale : scale, end, inside);
  return hedged.unit === null && scale === '' && number.scale === '' ? plain : hedged;
}

function withUnit(text: string, number: Numeral, scale: Scale, at: number, inside: string | null): Measured {
  // 18.5 万吨 and 73.5 亿元 are printed with a space now and then.
  const gap = /^[ \u00a0\u3000]{1,2}(?=\S)/.exec(text.slice(at, at + 3))?.[0].length ?? 0;
  const spaced = gap > 0 && scale === '' && inside === null ? scaleAt(text, at + gap) : '';
  const unit = unitAt(text, at + gap + spaced.length) ?? (gap > 0 ? unitAt(text, at) : null);
  const bound = spaced === '' ? scale : spaced;
  if (unit === null) return { number, scale, unit, inside, end: at };
  if (bound !== '' && /percent|points|multiple|rank/.test(unit.kind))
    return { number, scale, unit: null, inside, end: at };
  return { number, scale: bound, unit, inside, end: unit.end };
}
