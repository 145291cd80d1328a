import { LexiconError, readTable } from '../../lexicon/table.ts';
import { WordFinder } from './word-finder.ts';

/**
 * Reads a table `word | kind | …` into one finder per kind.
 * @throws LexiconError naming file and line when a kind is none of `kinds`: a misspelt kind must not be silence
 */
export function readKinds<K extends string>(
  file: string,
  columns: number,
  kinds: readonly K[],
): Readonly<Record<K, WordFinder<string>>> {
  const entries = Object.fromEntries(kinds.map((kind) => [kind, []])) as unknown as Record<
    K,
    (readonly [string, string])[]
  >;
  for (const { line, cells } of readTable(file, columns)) {
    const kind = kinds.find((known) => known === cells[1]);
    if (kind === undefined)
      throw new LexiconError(file, line, `has the kind “${cells[1] ?? ''}”; known are ${kinds.join(', ')}`);
    entries[kind].push([cells[0] ?? '', cells[2] ?? '']);
  }
  return Object.fromEntries(kinds.map((kind) => [kind, new WordFinder(entries[kind])])) as unknown as Record<
    K,
    WordFinder<string>
  >;
}
