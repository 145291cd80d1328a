import { LexiconError, listCell, readTable } from '../lexicon/table.ts';

const ROLES = [
  'before',
  'bare',
  'inside',
  'after',
  'within',
  'rank',
  'first',
  'second',
  'last',
  'index',
  'money',
  'duration',
  'acronym',
] as const;

/** How a word beside a number says to read it; explained in data/lexicon/number-words.txt. */
export type NumberWordRole = (typeof ROLES)[number];

interface NumberWord {
  readonly word: string;
  readonly unlessAfter: readonly string[];
}

const words = loadWords();

/** The longest word of a role that ends at `end`, or null. */
export function numberWordBefore(text: string, end: number, role: NumberWordRole): string | null {
  for (const { word, unlessAfter } of words.get(role) ?? []) {
    const start = end - word.length;
    if (start < 0 || !text.startsWith(word, start)) continue;
    if (!unlessAfter.some((before) => text.startsWith(before, start - before.length))) return word;
  }
  return null;
}

/** The longest word of a role that begins at `at`, or null. */
export function numberWordAt(text: string, at: number, role: NumberWordRole): string | null {
  return words.get(role)?.find(({ word }) => text.startsWith(word, at))?.word ?? null;
}

/** Whether a word of a role stands in a stretch of text. */
export function hasNumberWord(stretch: string, role: NumberWordRole): boolean {
  return words.get(role)?.some(({ word }) => stretch.includes(word)) ?? false;
}

/** By role, longest first. */
function loadWords(): ReadonlyMap<NumberWordRole, readonly NumberWord[]> {
  const byRole = new Map<NumberWordRole, NumberWord[]>();
  for (const { line, cells } of readTable('number-words.txt', 3)) {
    const [word = '', roleCell = '', unlessAfter = ''] = cells;
    const role = ROLES.find((known) => known === roleCell);
    if (role === undefined)
      throw new LexiconError('number-words.txt', line, `has the unknown role "${roleCell}"`);
    byRole.set(role, [...(byRole.get(role) ?? []), { word, unlessAfter: listCell(unlessAfter) }]);
  }
  for (const list of byRole.values()) list.sort((a, b) => b.word.length - a.word.length);
  return byRole;
}
