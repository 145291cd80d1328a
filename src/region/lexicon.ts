import type { TableRow } from '../lexicon/table.ts';
import { LexiconError, listCell } from '../lexicon/table.ts';

/** What people know about places and no rule derives: see the head of data/gazetteer/overrides.txt. */
export interface Overrides {
  /** Pinyin with tones of the name without its level: 洪洞县 → hóng tóng. */
  readonly readings: ReadonlyMap<string, string>;
  readonly aliases: ReadonlyMap<string, readonly string[]>;
  readonly slips: ReadonlyMap<string, readonly string[]>;
  readonly notBefore: readonly Guard[];
  readonly notAfter: readonly Guard[];
  /** Characters taken for one another: 州 → 洲卅川. */
  readonly shapes: ReadonlyMap<string, string>;
  /** Characters too frequent to be a misspelling. */
  readonly common: ReadonlySet<string>;
}

/** `name` is a name, `*` for any, `*乡` for any with that ending; `words` may not stand beside it. */
export interface Guard {
  readonly name: string;
  readonly words: readonly string[];
}

export const NO_OVERRIDES: Overrides = {
  readings: new Map(),
  aliases: new Map(),
  slips: new Map(),
  notBefore: [],
  notAfter: [],
  shapes: new Map(),
  common: new Set(),
};

/**
 * Sorts the rows of the overrides table by kind.
 * @throws LexiconError on a kind it does not know or a row without values
 */
export function parseOverrides(rows: readonly TableRow[], source: string): Overrides {
  const readings = new Map<string, string>();
  const aliases = new Map<string, readonly string[]>();
  const slips = new Map<string, readonly string[]>();
  const notBefore: Guard[] = [];
  const notAfter: Guard[] = [];
  const shapes = new Map<string, string>();
  const common = new Set<string>();
  for (const { line, cells } of rows) {
    const [kind = '', name = '', cell = ''] = cells;
    const words = listCell(cell);
    if (name === '' || words.length === 0) throw new LexiconError(source, line, 'has no place or no values');
    if (kind === 'reading') readings.set(name, cell);
    else if (kind === 'alias') aliases.set(name, [...(aliases.get(name) ?? []), ...words]);
    else if (kind === 'slip') slips.set(name, [...(slips.get(name) ?? []), ...words]);
    else if (kind === 'not-before') notBefore.push({ name, words });
    else if (kind === 'not-after') notAfter.push({ name, words });
    else if (kind === 'shape') shapes.set(name, (shapes.get(name) ?? '') + cell);
    else if (kind === 'common') for (const character of cell) common.add(character);
    else throw new LexiconError(source, line, `has the unknown kind “${kind}”`);
  }
  return { readings, aliases, slips, notBefore, notAfter, shapes, common };
}
