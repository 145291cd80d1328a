import { readTable } from '../lexicon/table.ts';
import { toSimplified } from './script.ts';
import type { Span } from './span.ts';

/**
 * Finds page furniture: links to other articles, copyright and source lines, counters, navigation, buttons. It is
 * marked, not deleted, since officials named in a link can be asked for, and bylines stand in the editor's line.
 * A span is a line without its break. What furniture looks like is written in data/lexicon/page-furniture.txt.
 */
export function findFurniture(text: string): readonly Span[] {
  const folded = toSimplified(text);
  const spans: Span[] = [];
  let start = 0;
  while (start <= folded.length) {
    const newline = folded.indexOf('\n', start);
    const end = newline === -1 ? folded.length : newline;
    if (end > start && isFurniture(folded, start, end)) spans.push({ start, end });
    start = end + 1;
  }
  return spans;
}

interface Patterns {
  /** Line openings, with the longest line each may open. */
  readonly openings: readonly { readonly words: string; readonly longest: number }[];
  /** Words a navigation line is made of, apart from blanks and separators. */
  readonly links: ReadonlySet<string>;
}

let loaded: Patterns | undefined;

function patterns(): Patterns {
  if (loaded !== undefined) return loaded;
  const rows = readTable('page-furniture.txt', 3);
  loaded = {
    openings: rows
      .filter(({ cells }) => cells[0] === 'opening')
      .map(({ cells }) => ({ words: cells[1] ?? '', longest: Number(cells[2]) || LONGEST_LINE })),
    links: new Set(rows.filter(({ cells }) => cells[0] === 'link').map(({ cells }) => cells[1] ?? '')),
  };
  return loaded;
}

const LONGEST_LINE = 120;
/** The line of date, time and source under a title; a day alone may open a sentence. */
const TIMESTAMP = /^\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日? {1,4}\d{1,2}[:：]\d\d/;
/** What stands in front of a label or between links: brackets, bars, arrows, dots. */
const DECORATION = /^[\s【[（(<《>»›|·•■◆▶]{0,6}/;
const SEPARATORS = /[\s|｜/／\\>»›·•丨,，、【】[\]()（）:：-]+/;

function isFurniture(folded: string, start: number, end: number): boolean {
  if (end - start > 400) return false;
  const line = folded.slice(start, end);
  const bare = line.slice(DECORATION.exec(line)?.[0].length ?? 0);
  const { openings, links } = patterns();
  if (line.length <= LONGEST_LINE && TIMESTAMP.test(line)) return true;
  if (openings.some(({ words, longest }) => line.length <= longest && bare.startsWith(words))) return true;
  const parts = line.split(SEPARATORS).filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => links.has(part));
}
