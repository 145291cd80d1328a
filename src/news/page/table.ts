import type { PageElement } from './dom.ts';

/** Beyond these a table is a page's layout or somebody's database. */
const MOST_COLUMNS = 16;
const MOST_ROWS = 400;
const LONGEST_CELL = 40;

const FIGURE =
  /^[+＋\-−－]?\d{1,12}(?:[,，]\d{3}){0,4}(?:\.\d{1,8})?(?:%|％|‰|[^\d年月日季—至到/.·:：-]{1,4})?$/;
const BLANK = /^(?:[-—–/\\]{1,3}|)$/;

/**
 * A table of figures as text: each row says its heads (`古县：地区生产总值（亿元） 73.5；增速（%） 5.1。`), so that a row
 * quoted alone can be understood. Lines over the head (单位：亿元) stay above; rows without figures stay as they are.
 * null for a table that only lays out the page.
 */
export function tableText(table: PageElement): string | null {
  if (table.querySelector('table') !== null) return null;
  const rows = cellsOf(table);
  if (rows === null) return null;
  const width = Math.max(0, ...rows.map((row) => row.length));
  const first = rows.findIndex((row) => row.filter((cell) => FIGURE.test(cell)).length > 0);
  if (first < 0 || width < 2) return null;
  const figures = rows.slice(first);
  const label = labelColumn(figures, width);
  const above = rows.slice(0, first);
  const spanning = above.filter((row) => new Set(row.filter((cell) => cell !== '')).size <= 1);
  const heads = headsOf(
    above.filter((row) => !spanning.includes(row)),
    width,
  );
  const lines = spanning.map((row) => row[0] ?? '').filter((line) => line !== '');
  for (const row of figures) lines.push(rowText(row, heads, label));
  return lines.join('\n');
}

function rowText(row: readonly string[], heads: readonly string[], label: number): string {
  const name = row[label] ?? '';
  const told = row.flatMap((cell, i) =>
    i === label || BLANK.test(cell) ? [] : [`${heads[i] ?? ''} ${cell}`],
  );
  const plain = !row.some((cell) => FIGURE.test(cell)) || told.some((each) => each.startsWith(' '));
  if (plain || name === '' || row.some((cell) => /[：:；;。|]/.test(cell))) return row.join(' | ');
  return `${name}：${told.join('；')}。`;
}

/** The first column that is mostly words. */
function labelColumn(rows: readonly (readonly string[])[], width: number): number {
  for (let i = 0; i < width; i++) {
    const words = rows.filter((row) => /\p{Script=Han}/u.test(row[i] ?? '') && !FIGURE.test(row[i] ?? ''));
    if (2 * words.length > rows.length) return i;
  }
  return 0;
}

/** Head lines read downwards: 地区生产总值 over 增速（%） is 地区生产总值增速（%）. */
function headsOf(rows: readonly (readonly string[])[], width: number): readonly string[] {
  return Array.from({ length: width }, (_, i) =>
    rows
      .map((row) => row[i] ?? '')
      .filter((cell, at, all) => all.indexOf(cell) === at)
      .join('')
      .replace(/[：；。]/g, ''),
  );
}

/** The cells as a grid, spans filled in; null when a cell is too long for a table of figures. */
function cellsOf(table: PageElement): readonly (readonly string[])[] | null {
  const grid: string[][] = [];
  let at = 0;
  for (const row of table.querySelectorAll('tr')) {
    if (at >= MOST_ROWS) return null;
    const line = gridRow(grid, at);
    let column = 0;
    for (const cell of row.querySelectorAll('td, th')) {
      while (line[column] !== undefined) column++;
      const text = (cell.textContent ?? '').replace(/[\s\u00a0\u3000\u200b]+/g, '');
      if (text.length > LONGEST_CELL || column >= MOST_COLUMNS) return null;
      const wide = spanOf(cell, 'colspan', MOST_COLUMNS - column);
      const high = spanOf(cell, 'rowspan', MOST_ROWS - at);
      for (let down = 0; down < high; down++)
        for (let right = 0; right < wide; right++) gridRow(grid, at + down)[column + right] = text;
      column += wide;
    }
    at++;
  }
  return grid.slice(0, at).map((row) => Array.from(row, (cell) => cell ?? ''));
}

function gridRow(grid: string[][], at: number): string[] {
  const row = grid[at] ?? [];
  grid[at] = row;
  return row;
}

function spanOf(cell: PageElement, name: string, most: number): number {
  const span = Number(cell.getAttribute(name) ?? 1);
  return Number.isInteger(span) && span >= 1 ? Math.max(1, Math.min(span, most)) : 1;
}
