import { LexiconError, readTable } from '../../lexicon/table.ts';

const KINDS = ['title', 'date', 'outlet', 'text', 'drop'] as const;
type Kind = (typeof KINDS)[number];

let loaded: ReadonlyMap<Kind, readonly string[]> | undefined;

/** Selectors and meta names of one kind, best first; see data/lexicon/page-selectors.txt. */
export function selectors(kind: Kind): readonly string[] {
  loaded ??= load();
  return loaded.get(kind) ?? [];
}

function load(): ReadonlyMap<Kind, readonly string[]> {
  const found = new Map<Kind, string[]>();
  for (const { line, cells } of readTable('page-selectors.txt', 2)) {
    const kind = KINDS.find((known) => known === cells[0]);
    if (kind === undefined)
      throw new LexiconError('page-selectors.txt', line, `has the unknown kind "${cells[0]}"`);
    found.set(kind, [...(found.get(kind) ?? []), cells[1] ?? '']);
  }
  return found;
}
