import { WordList } from '../../answer/understand/words.ts';
import { LexiconError, listCell, readTable } from '../../lexicon/table.ts';
import { once } from '../../text/once.ts';

const ROLES = [
  'daily',
  'weekly',
  'instant',
  'news',
  'project',
  'post',
  'region',
  'words',
  'less',
  'at-most',
  'more',
  'at-least',
  'at-most-behind',
  'at-least-behind',
  'growth',
  'fall',
  'negative',
  'rank',
  'share',
  'filler',
] as const;

/** What a word of a subscription says; explained in data/lexicon/wish-words.txt. */
export type WishRole = (typeof ROLES)[number];

/** The words of data/lexicon/wish-words.txt, read once. @throws LexiconError naming file and line */
export const wishWords = once((): WordList<WishRole> => {
  const list = new WordList<WishRole>();
  for (const { line, cells } of readTable('wish-words.txt', 2)) {
    const role = ROLES.find((known) => known === cells[0]);
    if (role === undefined)
      throw new LexiconError('wish-words.txt', line, `has the unknown role "${cells[0] ?? ''}"`);
    for (const word of listCell(cells[1] ?? '')) list.add(word, role);
  }
  return list;
});

/** The role of exactly this word, whatever its script and case; null when it has none. */
export function roleOf(simplified: string): WishRole | null {
  const word = simplified.toLowerCase();
  const hit = wishWords().at(word, 0);
  return hit !== undefined && hit.word.length === word.length ? hit.value : null;
}
