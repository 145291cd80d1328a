import { scanNumeral } from '../../text/numeral.ts';
import type { Span } from '../../text/span.ts';
import { unitAt } from '../../text/unit.ts';
import type { Comparison } from '../model.ts';
import { type WishRole, wishWords } from './words.ts';

/** A bound as it was typed: 低于5%, 超200亿, 100公里以上. */
export interface Bound extends Span {
  readonly comparison: Comparison;
  readonly value: number;
  /** null: none was typed. 万 or 亿 when it was only that. */
  readonly unit: string | null;
}

const BEFORE: Partial<Record<WishRole, Comparison>> = {
  less: '<',
  'at-most': '<=',
  more: '>',
  'at-least': '>=',
};
const BEHIND: Partial<Record<WishRole, Comparison>> = { 'at-most-behind': '<=', 'at-least-behind': '>=' };

/** Signs of comparison as words, so that nobody takes `<5` for markup; `＜` has become `<` before. */
export function withoutSigns(normal: string): string {
  return normal
    .replace(/<=|=<|[≤≦⩽]/g, '不高于')
    .replace(/>=|=>|[≥≧⩾]/g, '不低于')
    .replace(/</g, '低于')
    .replace(/>/g, '高于');
}

/** The first bound of a cleaned text; `lacking`: a word of comparison stands there without a number. */
export function findBound(text: string): Bound | 'lacking' | null {
  const hits = wishWords().find(text);
  for (const { start, end, value: role } of hits) {
    const comparison = BEFORE[role];
    if (comparison === undefined) continue;
    const number = numberAt(text, end);
    if (number === null) return 'lacking';
    return { ...number, start, comparison };
  }
  for (const { start, end, value: role } of hits) {
    const comparison = BEHIND[role];
    if (comparison === undefined) continue;
    const number = numberUpTo(text, start);
    return number === null ? 'lacking' : { ...number, end, comparison };
  }
  return null;
}

function numberAt(text: string, from: number): Omit<Bound, 'comparison'> | null {
  let at = from;
  while (/[\s了约]/.test(text[at] ?? '')) at += 1;
  const minus = /[-−负]/.test(text[at] ?? '');
  if (minus) at += 1;
  // 百分之五 is 5%.
  const percent = text.startsWith('百分之', at);
  const numeral = scanNumeral(text, percent ? at + 3 : at);
  if (numeral === null) return null;
  const unit = unitAt(text, numeral.end);
  const written = `${numeral.scale}${unit?.canonical ?? ''}`;
  return {
    start: from,
    end: unit?.end ?? numeral.end,
    value: minus ? -numeral.value : numeral.value,
    unit: percent ? '%' : written === '' ? null : written,
  };
}

/** The number that ends where 以上 begins; numbers are short. */
function numberUpTo(text: string, end: number): Omit<Bound, 'comparison'> | null {
  for (let start = Math.max(0, end - 20); start < end; start += 1) {
    // Not in the middle of one: 5 of 25.
    if (/[\d.]/.test(text[start - 1] ?? '')) continue;
    const number = numberAt(text, start);
    if (number !== null && number.end === end) return { ...number, start };
  }
  return null;
}
