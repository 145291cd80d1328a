import { LexiconError, listCell, readTable } from '../../../lexicon/table.ts';

const KINDS = [
  'place',
  'name',
  'unit',
  'value',
  'growth',
  'rank',
  'ignore',
  'region',
  'skip',
  'part',
  'plan',
  'target',
  'who',
  'tail',
  'fall',
] as const;

export type TableWordKind = (typeof KINDS)[number];

/** Words of one kind, longest first; see data/lexicon/table-words.txt. */
export function tableWords(kind: TableWordKind): readonly string[] {
  loaded ??= load();
  return loaded.get(kind) ?? [];
}

let loaded: ReadonlyMap<TableWordKind, readonly string[]> | undefined;

function load(): ReadonlyMap<TableWordKind, readonly string[]> {
  const words = new Map<TableWordKind, string[]>();
  for (const { line, cells } of readTable('table-words.txt', 2)) {
    const kind = KINDS.find((known) => known === cells[0]);
    if (kind === undefined)
      throw new LexiconError('table-words.txt', line, `has the unknown kind "${cells[0]}"`);
    // 县（市、区） holds the mark that parts the words.
    const listed = listCell((cells[1] ?? '').replaceAll(/（([^（）]{1,8})）/g, keep)).map((word) =>
      word.replaceAll('\ue001', '、'),
    );
    words.set(
      kind,
      [...(words.get(kind) ?? []), ...listed].sort((a, b) => b.length - a.length),
    );
  }
  return words;
}

function keep(bracket: string): string {
  return bracket.replaceAll('、', '\ue001');
}
