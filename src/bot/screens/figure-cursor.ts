import type { Division, Gazetteer } from '../../region/gazetteer.ts';

/**
 * Where a page of a table stands: behind (`>`) or before (`<`) the row with a number, of these places. The id of the number
 * says of which indicator, measure, unit and basis the table is, too long to be written on a button.
 */
export interface FigureCursor {
  readonly way: string;
  readonly id: string;
  /** None: of all places. */
  readonly places: readonly Division[];
}

/** What stands behind the command on a button to the page beside a row. */
export function turnTo(
  way: '<' | '>',
  fact: { readonly id: string } | undefined,
  places: readonly Division[],
): string {
  const codes = places.map(({ code }) => code).join(',');
  return `${way}${fact?.id ?? ''} ${codes === '' ? '*' : codes}`;
}

/** @returns null for what somebody typed; stale where a place is gone */
export function readTurn(gazetteer: Gazetteer, args: string): FigureCursor | 'stale' | null {
  const [, way, id, codes = ''] = /^([<>])([0-9a-f]{16}) (\*|\d{6,9}(?:,\d{6,9}){0,3})$/.exec(args) ?? [];
  if (way === undefined || id === undefined) return null;
  const places = codes === '*' ? [] : codes.split(',').map((code) => gazetteer.byCode(code));
  const known = places.filter((place) => place !== undefined);
  return known.length === places.length ? { way, id, places: known } : 'stale';
}
