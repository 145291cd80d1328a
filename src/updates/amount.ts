import { scaledUnit } from '../text/unit.ts';
import type { Figure } from './model.ts';

/** A number as an article writes it. */
type Written = Pick<Figure, 'value' | 'unit' | 'raw' | 'approx'>;

/** How far a rounded figure (约100亿) may lie from the exact one, as a share of it. */
const APPROXIMATE = 0.1;

/** Whether two numbers are one, rounded or in another unit: 54.2 and 54.20, 5421万元 and 0.54亿元, 约54 and 54.2. */
export function sameAmount(a: Written, b: Written): boolean {
  if (unitKind(a.unit) !== unitKind(b.unit)) return false;
  const [x, y] = [baseValue(a), baseValue(b)];
  const room = Math.max(blur(a), blur(b));
  // Beyond the rounding of the articles stands that of the machine.
  return Math.abs(x - y) <= room + 1e-9 * Math.max(Math.abs(x), Math.abs(y));
}

/** Whether `a` says it more exactly than `b`. */
export function isFiner(a: Written, b: Written): boolean {
  return blur(a) < blur(b);
}

/** The value in the plain unit: 元 for 亿元. */
export function baseValue({ value, unit }: Pick<Figure, 'value' | 'unit'>): number {
  return value * (scaledUnit(unit)?.factor ?? 1);
}

/** What can be compared: 亿元 with 万元, but neither with 美元 nor with a unit that no table knows. */
export function unitKind(unit: string): string {
  const known = scaledUnit(unit);
  return known === null ? unit : `${known.kind}/${known.base}`;
}

/** Half of the last digit written, in the plain unit; for 约 and its like the last digit that is not 0. */
function blur(written: Written): number {
  const factor = scaledUnit(written.unit)?.factor ?? 1;
  const digits = digitsOf(written);
  const decimals = digits.split('.')[1]?.length ?? 0;
  const half = (factor * 10 ** -decimals) / 2;
  if (written.approx === undefined) return half;
  const zeros = decimals > 0 ? 0 : (/0*$/.exec(digits)?.[0].length ?? 0);
  const coarse = Math.min(factor * 10 ** (zeros - decimals), APPROXIMATE * Math.abs(baseValue(written)));
  return Math.max(half, coarse);
}

/** As written where that is in plain digits (54.20), else of the value (三十五). */
function digitsOf({ value, raw }: Written): string {
  const plain = raw.replaceAll(/[,，]/g, '');
  return /^\d{1,20}(?:\.\d{1,10})?$/.test(plain) && Number(plain) === Math.abs(value)
    ? plain
    : String(Math.abs(value));
}
