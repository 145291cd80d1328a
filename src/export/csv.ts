import type { Row } from './rows.ts';

/** Columns of a table of rows: nested values are spread (period → period_start …), lists joined with 、. */
function flatten(row: Row): Row {
  const flat: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(row)) {
    if (Array.isArray(value)) flat[key] = value.join('、');
    else if (value !== null && typeof value === 'object')
      for (const [inner, each] of Object.entries(value)) flat[`${key}_${inner}`] = each;
    else flat[key] = value;
  }
  return flat;
}

/**
 * Rows as CSV (RFC 4180: CRLF, quotes doubled), one line at a time, header first. A column exists when any row
 * has it; the nested ones of a null (period) are merged into it.
 */
export function* csvLines(rows: readonly Row[]): Generator<string> {
  const flat = rows.map(flatten);
  const columns = new Set<string>();
  for (const row of flat) for (const key of Object.keys(row)) columns.add(key);
  // period is null in one row and period_start … in another: the bare column would be empty everywhere.
  const header = [...columns].filter(
    (key) =>
      ![...columns].some((other) => other.startsWith(`${key}_`) && flat.every((row) => row[key] == null)),
  );
  if (header.length > 0) yield `${header.map(cell).join(',')}\r\n`;
  for (const row of flat) yield `${header.map((key) => cell(row[key])).join(',')}\r\n`;
}

/** A spreadsheet runs a cell that begins so as a formula; text from a web page must not. */
const FORMULA = /^[=+\-@\t\r]/;
const PLAIN_NUMBER = /^[+-]?\d{1,20}(?:\.\d{1,20})?%?$/;

function cell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = String(value);
  const safe =
    typeof value === 'string' && FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
