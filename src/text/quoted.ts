import { isChineseNumeral, isDigit } from './numeral.ts';
import type { Span } from './span.ts';

const CLOSING = new Map([
  ['“', '”'],
  ['‘', '’'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['"', '"'],
]);
/** A quotation longer than this tells something, a shorter one is a name (longest seen: “7×24不打烊政务服务超市”). */
const NAME_LENGTH = 16;
const TITLE_LENGTH = 80;

/**
 * Stretches between quotation marks in which a number is part of a name: “三个文件”, “十个三”, “1236”, “15分钟生活圈”,
 * titles in 《》. Quoted statements (“增长6%左右”) are not among them.
 */
export function quotedNames(text: string): readonly Span[] {
  const names: Span[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const close = CLOSING.get(text[at] ?? '');
    if (close === undefined) continue;
    const title = close === '》' || close === '〉';
    const window = text.slice(at + 1, at + 1 + (title ? TITLE_LENGTH : NAME_LENGTH) + 1);
    const length = window.indexOf(close);
    if (length < 0 || window.slice(0, length).includes('\n')) continue;
    const inside = window.slice(0, length);
    if (title || isNumberName(inside)) names.push({ start: at, end: at + length + 2 });
    at += length + 1;
  }
  return names;
}

function isNumberName(inside: string): boolean {
  if (/[%％‰元位，。；]|分点/.test(inside)) return false;
  if (isDigit(inside[0]) || isChineseNumeral(inside[0])) return true;
  return inside.length <= 8 && [...inside].some(isChineseNumeral);
}
