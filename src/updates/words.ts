import { toSimplified } from '../text/script.ts';
import type { WordQuery } from './model.ts';

/** Text as words are looked for in it: simplified, in usual width, Latin in lower case. */
export function foldWords(text: string): string {
  return toSimplified(text.normalize('NFKC')).toLowerCase();
}

/** Whether a folded text fulfils a query; words are literal. */
export function fulfils(folded: string, query: WordQuery): boolean {
  switch (query.is) {
    case 'word':
      return folded.includes(foldWords(query.word));
    case 'not':
      return !fulfils(folded, query.of);
    case 'and':
      return query.of.every((part) => fulfils(folded, part));
    case 'or':
      return query.of.some((part) => fulfils(folded, part));
  }
}
