import type { DivisionRow, GazetteerData } from './create.ts';

/**
 * The text of a gazetteer file: JSON with one division per line, so that a change of one place is a change
 * of one line.
 */
export function writeGazetteer(data: GazetteerData): string {
  const { divisions, homophones, lookalikes, ...head } = data;
  const lines = (values: readonly unknown[]): string =>
    values.map((value) => JSON.stringify(value)).join(',\n');
  const pairs = Object.entries(homophones).map(
    ([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`,
  );
  return [
    `${JSON.stringify(head).slice(0, -1)},`,
    `"lookalikes":${JSON.stringify(lookalikes)},`,
    `"homophones":{\n${pairs.join(',\n')}},`,
    `"divisions":[\n${lines(divisions.map(toCells))}]}\n`,
  ].join('\n');
}

/**
 * Reads what {@link writeGazetteer} wrote.
 * @throws SyntaxError when it is not JSON, TypeError when it is not a gazetteer
 */
export function parseGazetteer(text: string): GazetteerData {
  const data = JSON.parse(text) as Omit<GazetteerData, 'divisions'> & { divisions?: readonly Cells[] };
  if (!Array.isArray(data.divisions) || typeof data.root !== 'string')
    throw new TypeError('not a gazetteer: no root or no divisions');
  return { ...data, divisions: (data.divisions as readonly Cells[]).map(fromCells) };
}

type Cells = readonly [string, string, DivisionRow['level'], string | null, readonly string[]];

function toCells({ code, name, level, parent, aliases }: DivisionRow): Cells {
  return [code, name, level, parent, aliases];
}

function fromCells([code, name, level, parent, aliases]: Cells): DivisionRow {
  return { code, name, level, parent, aliases };
}
