import type { Observation } from '../../facts/model.ts';
import type { Table } from './table.ts';

type Row = Table['rows'][number];

/** A time with its numbers, or between two such times one of which nothing is known. */
export interface Step {
  readonly label: string;
  readonly row: Row | null;
}

/** More columns than this cannot be read. */
const MOST_STEPS = 12;

/**
 * The times of a table that stand in one row of time: of the same length and place in the year (whole years, or first
 * halves; never both), results only, oldest first. A year of which nothing is known leaves a gap, so that the distance is
 * true. Of several such rows the one with most times, then the newest.
 */
export function comparableSteps(rows: readonly Row[]): readonly Step[] {
  const shapes = new Map<string, Row[]>();
  for (const row of rows) {
    if (!row.cells.every((cell) => cell !== null && isResult(cell.fact))) continue;
    const key = shapeOf(row);
    shapes.set(key, [...(shapes.get(key) ?? []), row]);
  }
  // The newest come first, so of two equally long ones the newer stays.
  let best: readonly Row[] = [];
  for (const shape of shapes.values()) if (shape.length > best.length) best = shape;
  return withGaps(best.toReversed());
}

/** Reported as having happened; a rank counted from the end, or only bounded, is of another kind. */
export function isResult({ status, measure, approx }: Observation): boolean {
  return status === 'actual' && (measure !== 'rank' || approx === undefined);
}

function shapeOf({ period: { start, end } }: Row): string {
  // The last day of February moves.
  const day = (date: string): string => date.slice(5).replace('02-29', '02-28');
  return `${day(start)} ${day(end)} ${Number(end.slice(0, 4)) - Number(start.slice(0, 4))}`;
}

function withGaps(rows: readonly Row[]): readonly Step[] {
  const year = ({ period }: Row): number => Number(period.end.slice(0, 4));
  const [first, last] = [rows[0], rows.at(-1)];
  const steps = rows.map((row): Step => ({ label: row.period.label, row }));
  if (first === undefined || last === undefined || year(last) - year(first) >= MOST_STEPS) return steps;
  return steps.flatMap((step, i) => {
    const before = rows[i - 1];
    const missing = before === undefined || step.row === null ? 0 : year(step.row) - year(before) - 1;
    const gaps = Array.from({ length: Math.max(0, missing) }, (_, at): Step => {
      const label = step.label.replace(/\d{4}/, (found) => String(Number(found) - missing + at));
      return { label, row: null };
    });
    return [...gaps, step];
  });
}
