import { LexiconError, listCell, readTable } from '../../lexicon/table.ts';
import { once } from '../../text/once.ts';

const KINDS = ['over-time', 'all-places', 'side-by-side', 'filler'] as const;
type Kind = (typeof KINDS)[number];

/** Longest first, so that 历年来 is not left as 来. */
const words = once((): ReadonlyMap<Kind, readonly string[]> => {
  const table = new Map<Kind, string[]>();
  for (const { line, cells } of readTable('figure-words.txt', 2)) {
    const [name = '', list = ''] = cells;
    const kind = KINDS.find((known) => known === name);
    if (kind === undefined) throw new LexiconError('figure-words.txt', line, `“${name}” is no kind`);
    // A comma separates; 各县（市、区） has a 、 of its own.
    const listed = kind === 'all-places' ? list.split(/[,，]/).map((word) => word.trim()) : listCell(list);
    table.set(kind, [...(table.get(kind) ?? []), ...listed]);
  }
  for (const list of table.values()) list.sort((a, b) => b.length - a.length);
  return table;
});

/** What a question for numbers in a row asks for, and what is left of it: the places and the indicator. */
export interface FigureWish {
  readonly shape: 'trend' | 'compare';
  readonly rest: string;
}

/** Reads a folded question; null for one that asks for a single number. */
export function figureWish(folded: string): FigureWish | null {
  const overTime = without(folded, 'over-time');
  const everywhere = withoutAllPlaces(folded);
  if (overTime !== folded && everywhere === folded)
    return { shape: 'trend', rest: without(overTime, 'filler') };
  const beside = without(everywhere, 'side-by-side');
  if (everywhere === folded || beside === everywhere || overTime !== folded) return null;
  return { shape: 'compare', rest: without(beside, 'filler') };
}

/** 各县GDP → GDP: words that stand for every place name none. */
export function withoutAllPlaces(folded: string): string {
  return without(folded, 'all-places');
}

/** What is left of words that name an indicator without those that only say how it is to be shown. */
export function withoutFigureWords(text: string): string {
  return KINDS.reduce(without, text);
}

function without(text: string, kind: Kind): string {
  let left = text;
  for (const word of words().get(kind) ?? []) left = left.replaceAll(word, ' ');
  return left;
}
