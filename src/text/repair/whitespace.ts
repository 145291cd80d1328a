import type { Edit } from './draft.ts';

/** Marks without width that pages carry along: byte order marks, zero-width spaces, direction marks, soft hyphens. */
const SUSPECT = /(?![\t\n])\p{Cc}|[\u00a0\u00ad\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2060\ufeff]/u;
const SUSPECTS = new RegExp(SUSPECT.source, 'gu');
const LINE_BREAKS = new Set('\r\u0085\u2028\u2029');
const BLANKS = new Set(' \t\u3000\u00a0');

/** Drops invisible characters, makes every line break `\n`, and trims blanks at both ends of every line. */
export function findWhitespace(text: string): readonly Edit[] {
  const edits: Edit[] = [];
  if (SUSPECT.test(text)) collectSuspects(text, edits);
  collectMargins(text, edits);
  return edits.sort((a, b) => a.start - b.start);
}

function collectSuspects(text: string, edits: Edit[]): void {
  for (const match of text.matchAll(SUSPECTS)) {
    const [char] = match;
    const start = match.index;
    if (char === '\u00a0' && atMargin(text, start)) continue;
    let after = '';
    if (char === '\u00a0' || char === '\v' || char === '\f') after = ' ';
    else if (LINE_BREAKS.has(char)) after = char === '\r' && text.charAt(start + 1) === '\n' ? '' : '\n';
    edits.push({ start, end: start + 1, text: after, kind: 'whitespace', confidence: 1 });
  }
}

/** Blanks at line starts and ends. By scanning, since `[ \t]+$` is quadratic on a long run of blanks. */
function collectMargins(text: string, edits: Edit[]): void {
  for (let at = 0; at < text.length; at++) {
    if (!BLANKS.has(text.charAt(at))) continue;
    const start = at;
    while (at < text.length && BLANKS.has(text.charAt(at))) at++;
    if (breaksBefore(text, start) || breaksAfter(text, at))
      edits.push({ start, end: at, text: '', kind: 'whitespace', confidence: 1 });
  }
}

function atMargin(text: string, offset: number): boolean {
  let start = offset;
  while (start > 0 && BLANKS.has(text.charAt(start - 1))) start--;
  let end = offset;
  while (end < text.length && BLANKS.has(text.charAt(end))) end++;
  return breaksBefore(text, start) || breaksAfter(text, end);
}

function breaksBefore(text: string, start: number): boolean {
  return start === 0 || text.charAt(start - 1) === '\n' || LINE_BREAKS.has(text.charAt(start - 1));
}

function breaksAfter(text: string, end: number): boolean {
  return end === text.length || text.charAt(end) === '\n' || LINE_BREAKS.has(text.charAt(end));
}
