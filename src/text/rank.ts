import { hasNumberWord } from './number-words.ts';
import { scanNumeral } from './numeral.ts';
import type { Quantity } from './quantity.ts';

/** Clause marks behind which a rank verb no longer reaches. */
const CLAUSE = /[，。；！？,;!?\n]/;
const HEAD_REACH = 14;

/** What was read at a position, and where reading goes on. */
export interface Reading {
  readonly quantity: Quantity | null;
  readonly end: number;
}

/**
 * Reads at 第: 第2位, 第三名, and 名列第二, 全市第一 where a rank word governs it. Any other 第N (第一产业, 第11台,
 * 第一季度) is an ordinal: no quantity, and its number is not read again.
 */
export function ordinalAt(text: string, at: number): Reading {
  const number = scanNumeral(text, at + 1);
  if (number === null) return { quantity: null, end: at + 1 };
  const mark = rankMark(text, number.end);
  const counted = mark === '' && closes(text, number.end) && headed(text, at);
  if (number.scale !== '' || (mark === '' && !counted)) return { quantity: null, end: number.end };
  const approx = text.startsWith('倒数', at - 2) && at >= 2 ? '倒数' : undefined;
  return rank(text, at, at + 1, number.end, mark, number.value, approx);
}

/** Reads at 前: 前10位 is a bound on a rank, told by `approx`; anything else is nothing. */
export function leadingAt(text: string, at: number): Reading {
  const number = scanNumeral(text, at + 1);
  const mark = number === null || number.scale !== '' ? '' : rankMark(text, number.end);
  if (number === null || mark === '') return { quantity: null, end: at + 1 };
  return rank(text, at + 1, at + 1, number.end, mark, number.value, '前');
}

function rank(
  text: string,
  start: number,
  rawStart: number,
  rawEnd: number,
  mark: string,
  value: number,
  approx: string | undefined,
): Reading {
  const end = rawEnd + mark.length;
  const rawSpan = { start: rawStart, end: rawEnd };
  const raw = text.slice(rawStart, rawEnd);
  const base = { start, end, kind: 'rank', value, unit: '位', raw, rawSpan } as const;
  return { quantity: approx === undefined ? base : { ...base, approx }, end };
}

function rankMark(text: string, at: number): string {
  return /^ ?(?:位(?!数)|名(?!额))/.exec(text.slice(at, at + 3))?.[0] ?? '';
}

/** A bare 第N is a rank only where its clause or phrase ends: 名列第二，; not in 全市第一季度, 全省第一家. */
function closes(text: string, at: number): boolean {
  return at >= text.length || /[^\p{L}\p{N}]|[的和与及、]/u.test(text[at] ?? '');
}

function headed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - HEAD_REACH), at);
  return hasNumberWord(before.split(CLAUSE).at(-1) ?? '', 'rank');
}
