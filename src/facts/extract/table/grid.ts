import { overlaps, type Span } from '../../../text/span.ts';
import type { AnnotatedArticle } from '../../document.ts';
import { foldMarks, trimSpan } from '../reading.ts';

/** A cell with its place in the article's text; `text` is simplified and trimmed. */
export interface Cell extends Span {
  readonly text: string;
}

/** A head line and the lines of figures under it, all with as many cells. */
export interface Grid {
  /** Empty for a list under a caption alone. */
  readonly head: readonly Cell[];
  readonly rows: readonly (readonly Cell[])[];
  /** Lines right above the head, nearest first: what the table is about. */
  readonly captions: readonly string[];
}

interface Line extends Span {
  readonly text: string;
  /** 0-based among the lines that are not empty. */
  readonly at: number;
}

/** A table wider than this is no table of a news page. */
const MOST_CELLS = 16;
const LONGEST_LINE = 400;
const LONGEST_CAPTION = 60;
const CAPTIONS = 3;
/** A plain number as a table prints it, with its sign, thousands separators and perhaps its own unit behind. */
export const FIGURE = /^[+＋\-−－]?\d{1,12}(?:[,，]\d{3}){0,4}(?:\.\d{1,8})?(?=\D{0,6}$)/;

/**
 * The tables of an article: cells parted by | , tabs or spaces under a head line with as many cells, and rows that name
 * their own heads (`古县：地区生产总值（亿元） 73.5；增速（%） 5.1。`), as tables of saved pages are written out.
 */
export function findGrids(document: AnnotatedArticle): readonly Grid[] {
  const lines = linesOf(document);
  const grids: Grid[] = [];
  for (let i = 0; i < lines.length; ) {
    const grid = spelledAt(lines, i) ?? headlessAt(lines, i) ?? drawnAt(lines, i);
    if (grid !== null) grids.push(grid);
    i += grid === null ? 1 : Math.max(1, grid.lines);
  }
  return grids;
}

interface Found extends Grid {
  /** How many lines it takes up. */
  readonly lines: number;
}

function linesOf(document: AnnotatedArticle): readonly Line[] {
  const text = foldMarks(document.simplified);
  const lines: Line[] = [];
  for (let start = 0; start <= text.length; ) {
    const found = text.indexOf('\n', start);
    const end = found === -1 ? text.length : found;
    const span = trimSpan(text, { start, end });
    if (span.end > span.start && !document.article.furniture.some((piece) => overlaps(piece, span)))
      lines.push({ ...span, text: text.slice(span.start, span.end), at: lines.length });
    start = end + 1;
  }
  return lines;
}

/** Head line and rows one under the other. */
function drawnAt(lines: readonly Line[], first: number): Found | null {
  const top = lines[first];
  if (top === undefined || top.text.length > LONGEST_LINE) return null;
  const parting = partingOf(top.text);
  if (parting === null) return null;
  const head = cut(top, parting);
  if (head.length < 2 || head.length > MOST_CELLS || head.some(({ text }) => isFigure(text))) return null;
  const rows: (readonly Cell[])[] = [];
  const under = underHead(lines, first, head, parting);
  let next = under === null ? first + 1 : under.at + 1;
  for (; next < lines.length; next++) {
    const line = lines[next];
    if (line === undefined || line.text.length > LONGEST_LINE) break;
    if (/^[|:\-—\s]+$/.test(line.text)) continue;
    const cells = cut(line, parting);
    if (cells.length !== head.length || !cells.some(({ text }) => isFigure(text))) break;
    rows.push(cells);
  }
  return rows.length === 0
    ? null
    : { head: under?.head ?? head, rows, captions: captionsOf(lines, first), lines: next - first };
}

/**
 * A second head line under the first (一般公共预算收入 over 完成（万元） and 同比（%）): each column is headed by both,
 * an empty cell of the upper line by the word to its left.
 */
function underHead(
  lines: readonly Line[],
  first: number,
  upper: readonly Cell[],
  parting: RegExp,
): { readonly head: readonly Cell[]; readonly at: number } | null {
  let at = first + 1;
  while (/^[|:\-—\s]+$/.test(lines[at]?.text ?? '')) at++;
  const line = lines[at];
  if (line === undefined || line.text.length > LONGEST_LINE || !upper.some(({ text }) => text === ''))
    return null;
  const lower = cut(line, parting);
  if (lower.length !== upper.length || lower.some(({ text }) => isFigure(text))) return null;
  let above = '';
  const head = upper.map((cell, i) => {
    const under = lower[i]?.text ?? '';
    if (cell.text !== '') above = cell.text;
    return { ...cell, text: under === '' ? cell.text : `${above}${under}` };
  });
  return { head, at };
}

const LISTED =
  /^(\d{1,2})?[.、．]?[ \u3000\t]{0,4}(\p{Script=Han}{2,10})[ \u3000\t：:]{1,8}([^ \u3000\t，,；;。]{1,16})$/u;
/** Fewer lines than this are no list. */
const LEAST_LISTED = 3;

/** A list of places with one figure each, perhaps numbered: `1 尧都区 12.3`. */
function headlessAt(lines: readonly Line[], first: number): Found | null {
  const rows: (readonly Cell[])[] = [];
  let next = first;
  for (; next < lines.length; next++) {
    const line = lines[next];
    const cells = line === undefined ? null : listed(line);
    if (cells === null || (rows[0] !== undefined && cells.length !== rows[0].length)) break;
    rows.push(cells);
  }
  if (rows.length < LEAST_LISTED) return null;
  return { head: [], rows, captions: captionsOf(lines, first), lines: next - first };
}

function listed(line: Line): readonly Cell[] | null {
  if (line.text.length > LONGEST_CAPTION) return null;
  const match = LISTED.exec(line.text);
  const [all, number, label, figure] = match ?? [];
  if (all === undefined || label === undefined || figure === undefined || !isFigure(figure)) return null;
  const cell = (text: string, from: number): Cell => ({
    start: line.start + from,
    end: line.start + from + text.length,
    text,
  });
  const labelAt = all.indexOf(label);
  const rest = [cell(label, labelAt), cell(figure, all.length - figure.length)];
  return number === undefined ? rest : [cell(number, 0), ...rest];
}

/** What parts the cells of a line: a bar, a tab, wide spaces, else single ones. */
function partingOf(text: string): RegExp | null {
  if (text.includes('|') || text.includes('｜')) return /[|｜]/g;
  if (text.includes('\t')) return /\t/g;
  if (/\S[ \u3000\u00a0]{2}/.test(text)) return /[ \u3000\u00a0]{2,40}/g;
  return /\S[ \u3000\u00a0]\S/.test(text) ? /[ \u3000\u00a0]{1,40}/g : null;
}

function cut(line: Line, parting: RegExp): readonly Cell[] {
  const cells: Cell[] = [];
  const push = (start: number, end: number): void => {
    const from = start + (/^\s*/.exec(line.text.slice(start, end))?.[0].length ?? 0);
    const text = line.text.slice(from, end).trim();
    cells.push({ start: line.start + from, end: line.start + from + text.length, text });
  };
  let start = 0;
  for (const match of line.text.matchAll(parting)) {
    push(start, match.index);
    start = match.index + match[0].length;
  }
  push(start, line.text.length);
  // | a | b | has an empty cell at either end.
  if (line.text.startsWith('|')) cells.shift();
  if (line.text.endsWith('|')) cells.pop();
  return cells;
}

const LONGEST_LABEL = 30;
const LONGEST_VALUE = 16;

/** Rows that carry their heads; rows under each other with the same heads are one table. */
function spelledAt(lines: readonly Line[], first: number): Found | null {
  let head: readonly Cell[] | null = null;
  const rows: (readonly Cell[])[] = [];
  let next = first;
  for (; next < lines.length; next++) {
    const line = lines[next];
    const row = line === undefined ? null : spelledRow(line);
    if (row === null) break;
    if (
      head !== null &&
      head.map(({ text }) => text).join('|') !== row.head.map(({ text }) => text).join('|')
    )
      break;
    head ??= row.head;
    rows.push(row.cells);
  }
  return head === null ? null : { head, rows, captions: captionsOf(lines, first), lines: next - first };
}

function spelledRow(line: Line): { readonly head: readonly Cell[]; readonly cells: readonly Cell[] } | null {
  if (line.text.length > LONGEST_LINE) return null;
  const colon = line.text.indexOf('：');
  const label = line.text.slice(0, Math.max(0, colon));
  if (label === '' || label.length > LONGEST_LABEL || /[；。]/.test(label)) return null;
  const head: Cell[] = [{ start: line.start, end: line.start, text: '' }];
  const cells: Cell[] = [{ start: line.start, end: line.start + label.length, text: label }];
  let at = label.length + 1;
  for (const piece of line.text.slice(at).replace(/。$/, '').split('；')) {
    const space = piece.lastIndexOf(' ');
    // A clause of prose ends in words, a cell in a figure or a unit.
    const value = piece.slice(space + 1);
    if (piece !== '' && (space < 1 || value.length > LONGEST_VALUE || /[。：，]/.test(piece))) return null;
    const start = line.start + at;
    if (piece !== '') {
      head.push({ start, end: start + space, text: piece.slice(0, space).trim() });
      cells.push({ start: start + space + 1, end: start + piece.length, text: piece.slice(space + 1) });
    }
    at += piece.length + 1;
  }
  return cells.slice(1).some(({ text }) => isFigure(text)) ? { head, cells } : null;
}

function captionsOf(lines: readonly Line[], first: number): readonly string[] {
  const captions: string[] = [];
  for (let i = first - 1; i >= Math.max(0, first - CAPTIONS); i--) {
    const text = lines[i]?.text ?? '';
    if (text.length > LONGEST_CAPTION || /。/.test(text) || isFigure(text.split(/[\s|]+/).at(-1) ?? ''))
      break;
    captions.push(text);
  }
  return captions;
}

/** Whether a cell holds a figure: not a year (2023年) nor a span of months (1—6月). */
export function isFigure(text: string): boolean {
  const figure = FIGURE.exec(text)?.[0];
  if (figure === undefined) return false;
  return !/^[年月日季—至到/.·:：-]/.test(text.slice(figure.length));
}
