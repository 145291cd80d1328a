import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where the package's own data stands; shipped with the code, so reading it is not reading the environment. */
export const DATA_DIR = join(import.meta.dirname, '..', '..', 'data');

/** A row of a lexicon table: `line` counts from 1, cells are trimmed, missing trailing cells are ''. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Parses a lexicon table: one entry per line, columns separated by `|`, `#` starts a comment line.
 * Plain text with a header comment, so that a journalist can add a line in any editor.
 * @param source name shown in errors
 * @throws when a line has an empty first cell or more than `columns` cells; the error names file and line
 */
export function parseTable(text: string, columns: number, source: string): readonly TableRow[] {
  const rows: TableRow[] = [];
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const cells = line.split('|').map((cell) => cell.trim());
    if (cells.length > columns)
      throw new LexiconError(source, index + 1, `has ${cells.length} columns, at most ${columns} are known`);
    if (cells[0] === '') throw new LexiconError(source, index + 1, 'has an empty first column');
    while (cells.length < columns) cells.push('');
    rows.push({ line: index + 1, cells });
  }
  return rows;
}

/** Reads `data/lexicon/<name>`; see {@link parseTable}. */
export function readTable(name: string, columns: number): readonly TableRow[] {
  return parseTable(readFileSync(join(DATA_DIR, 'lexicon', name), 'utf8'), columns, name);
}

/** Splits a cell that lists alternatives with commas (half- or full-width) or 、. */
export function listCell(cell: string): readonly string[] {
  return cell
    .split(/[,，、]/)
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** A mistake in a data file a person edits: names the file, the line and what is wrong with it. */
export class LexiconError extends Error {
  readonly file: string;
  readonly line: number;

  constructor(file: string, line: number, problem: string) {
    super(`data/lexicon/${file}, line ${line}: ${problem}`);
    this.name = 'LexiconError';
    this.file = file;
    this.line = line;
  }
}
