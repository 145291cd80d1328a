import type { Edit } from './draft.ts';

/**
 * A comma that a page dropped in front of another mark (,, ,。 ,、 ,;), or before a closing bracket's mark. Not
 * between digits, and not in front of `?`, which may stand for a lost byte.
 */
const DOUBLED = /[,，]+(?=([,，、。;；:：!！]))/g;

/** Drops stray commas in front of a mark; the mark itself is the author's. */
export function findDoubled(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  for (const match of text.matchAll(DOUBLED)) {
    const end = match.index + match[0].length;
    edits.push({ start: match.index, end, text: '', kind: 'punctuation', confidence: 0.95 });
  }
  return edits;
}

const FULL_WIDTH = new Map([
  [',', '，'],
  [';', '；'],
  [':', '：'],
  ['!', '！'],
  ['(', '（'],
  [')', '）'],
]);
const HALF_WIDTH = /[,;:!()]/g;
/** Han characters, Chinese punctuation and quotes: beside these a mark is a Chinese one. */
const CHINESE = /[\p{Script=Han}\u3001\u3002\u3008-\u3011\u300a-\u300f“”‘’…％（），：；！？]/u;
const BRACKET_REACH = 200;

/**
 * Finds half-width punctuation that belongs to Chinese text. Untouched: numbers (18,452), times (08:58), Latin
 * text, addresses. Brackets change in pairs, or a reader of the one would look for the other in vain.
 */
export function findHalfWidth(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  const brackets = bracketsToWiden(text);
  for (const match of text.matchAll(HALF_WIDTH)) {
    const at = match.index;
    const wide = FULL_WIDTH.get(match[0]);
    if (wide === undefined) continue;
    const widen = match[0] === '(' || match[0] === ')' ? brackets.has(at) : besideChinese(text, at);
    if (widen) edits.push({ start: at, end: at + 1, text: wide, kind: 'width', confidence: 1 });
  }
  return edits;
}

/** Finds half-width question marks of the author beside Chinese text; what stands for a lost byte stays as it is. */
export function findQuestionMarks(text: string, isQuestionMark: (at: number) => boolean): readonly Edit[] {
  const edits: Edit[] = [];
  for (let at = text.indexOf('?'); at !== -1; at = text.indexOf('?', at + 1)) {
    if (!besideChinese(text, at) || !isQuestionMark(at)) continue;
    edits.push({ start: at, end: at + 1, text: '？', kind: 'width', confidence: 0.9 });
  }
  return edits;
}

/**
 * Whether the mark at `at` belongs to Chinese text: beside a Chinese character, or near one when numbers and signs
 * stand in between (下降8.1%;6月). Between digits only `;` can be Chinese; between Latin letters nothing is.
 */
function besideChinese(text: string, at: number): boolean {
  const before = text.charAt(at - 1);
  const after = neighbour(text, at + 1);
  if (CHINESE.test(before) || CHINESE.test(after)) return true;
  if (/\d/.test(before) && /\d/.test(after) && text.charAt(at) !== ';') return false;
  if (/[A-Za-z/]/.test(before) || /[A-Za-z/]/.test(after)) return false;
  return (
    NEAR_BEFORE.test(text.slice(Math.max(0, at - NEAR), at)) || NEAR_AFTER.test(text.slice(at + 1, at + NEAR))
  );
}

const NEAR = 14;
const NEAR_BEFORE = /\p{Script=Han}[^\n\p{Script=Han}]{0,12}$/u;
const NEAR_AFTER = /^[^\n\p{Script=Han}]{0,12}\p{Script=Han}/u;

/** The character at an offset, or behind one space: `来源: 临汾`. */
function neighbour(text: string, at: number): string {
  return text.charAt(at) === ' ' ? text.charAt(at + 1) : text.charAt(at);
}

/** Offsets of half-width brackets that pair up and hold or touch Chinese text. */
function bracketsToWiden(text: string): ReadonlySet<number> {
  const wanted = new Set<number>();
  const open: number[] = [];
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === '\n') open.length = 0;
    else if (char === '(') open.push(at);
    else if (char === ')') {
      const start = open.pop();
      if (start === undefined || at - start > BRACKET_REACH) continue;
      const touches = CHINESE.test(text.charAt(start - 1)) || CHINESE.test(text.charAt(at + 1));
      if (touches || CHINESE.test(text.slice(start + 1, at))) wanted.add(start).add(at);
    }
  }
  return wanted;
}
