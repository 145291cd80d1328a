import { LexiconError, readTable } from '../../lexicon/table.ts';
import { once } from '../../text/once.ts';
import type { Span } from '../../text/span.ts';

/** A unit the answer is wished in, with the words that say so. */
export interface UnitWish extends Span {
  readonly unit: string;
}

/** The unit a question wants its answer in: 换成万元, 合多少公顷, 是多少万元; null when it names none. */
export function unitWish(text: string): UnitWish | null {
  const match = units().pattern.exec(text);
  const { asked, turned } = match?.groups ?? {};
  const word = asked ?? turned ?? '';
  const unit = units().meant.get(word);
  if (match === null || unit === undefined) return null;
  return { start: match.index, end: match.index + match[0].length, unit };
}

/** All units of the same kind, the wished one first: facts in any of them can answer. */
export function unitsAlike(unit: string): readonly string[] {
  const kind = units().kinds.get(unit)?.kind;
  const alike = [...units().kinds].filter(([other, of]) => of.kind === kind && other !== unit);
  return [unit, ...alike.map(([other]) => other)];
}

/** A number brought to another unit of its kind. */
export interface Converted {
  readonly value: string;
  /** ×10000 or ÷15: what was done to the number. */
  readonly step: string;
}

/**
 * Brings a number to another unit, exactly; null when the units are not of one kind, or are the same.
 * @param value in `from`, as a decimal number
 */
export function convert(value: number, from: string, to: string): Converted | null {
  const [a, b] = [units().kinds.get(from), units().kinds.get(to)];
  if (a === undefined || b === undefined || a.kind !== b.kind || from === to) return null;
  const up = a.factor >= b.factor;
  const ratio = up ? a.factor / b.factor : b.factor / a.factor;
  if (Math.abs(ratio - Math.round(ratio)) > 1e-9) return null;
  const whole = Math.round(ratio);
  const result = up ? value * whole : value / whole;
  return { value: String(Number(result.toPrecision(12))), step: `${up ? '×' : '÷'}${whole}` };
}

interface Units {
  readonly kinds: ReadonlyMap<string, { readonly kind: string; readonly factor: number }>;
  /** As typed → the unit meant (亿 is 亿元). */
  readonly meant: ReadonlyMap<string, string>;
  readonly pattern: RegExp;
}

const units = once((): Units => {
  const kinds = new Map<string, { kind: string; factor: number }>();
  const meant = new Map<string, string>();
  for (const { line, cells } of readTable('question-conversion.txt', 4)) {
    const [unit = '', kind = '', factor = '', typed = ''] = cells;
    if (!(Number(factor) > 0))
      throw new LexiconError('question-conversion.txt', line, `"${factor}" is no factor`);
    kinds.set(unit, { kind, factor: Number(factor) });
    meant.set(unit, unit);
    if (typed !== '') meant.set(typed, unit);
  }
  const words = [...meant.keys()].sort((a, b) => b.length - a.length).join('|');
  const asked = `(?:换算?成|换算?为|折合成?|折算?成|合成?|等于|是|有|为|达到?)?(?:多少|几)个?(?<asked>${words})(?!项目|[时千吨斤度立美/每])`;
  const turned = `(?:(?:换算?|折算?|转换?|改)(?:成|为|合)|折合成?|用|按|以)(?<turned>${words})(?:表示|计算?|来算|算|为?单位|来说|说)?`;
  const pattern = new RegExp(`${asked}|${turned}`);
  return { kinds, meant, pattern };
});
