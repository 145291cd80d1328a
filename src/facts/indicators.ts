import { LexiconError, listCell, readTable } from '../lexicon/table.ts';
import type { Span } from '../text/span.ts';

/** An indicator with a settled name (data/lexicon/indicators.txt). */
interface Indicator {
  readonly name: string;
  /** Usual unit, '' when any. */
  readonly unit: string;
  /** How articles write it. */
  readonly written: readonly string[];
  /** How people ask for it; never matched in articles. */
  readonly asked: readonly string[];
}

export interface IndicatorMention extends Span {
  readonly canonical: string;
  readonly surface: string;
}

/** The indicator vocabulary: names, aliases and how to find them in text. */
export interface IndicatorLexicon {
  readonly indicators: readonly Indicator[];
  /** The settled name of exactly this phrase as articles write it, or null. */
  canonical(phrase: string): string | null;
  /** Mentions in simplified text, leftmost-longest; with `asked` also the words people use in questions. */
  find(simplified: string, options?: { readonly asked?: boolean }): readonly IndicatorMention[];
}

/**
 * Builds the lexicon from table rows `name | unit | written | asked`.
 * @throws LexiconError when two entries claim one alias, naming the line
 */
export function createIndicatorLexicon(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  source: string,
): IndicatorLexicon {
  const written = new Map<string, string>();
  const asked = new Map<string, string>();
  const indicators: Indicator[] = [];
  for (const { line, cells } of rows) {
    const [name = '', unit = '', writtenCell = '', askedCell = ''] = cells;
    const indicator: Indicator = { name, unit, written: listCell(writtenCell), asked: listCell(askedCell) };
    indicators.push(indicator);
    for (const alias of [name, ...indicator.written]) claim(written, alias, name, source, line);
    for (const alias of indicator.asked) claim(asked, alias, name, source, line);
  }
  const all = new Map([...asked, ...written]);
  const inArticles = finder(written);
  const inQuestions = finder(all);
  return {
    indicators,
    canonical: (phrase) => written.get(phrase.toLowerCase()) ?? null,
    find: (simplified, options) => (options?.asked === true ? inQuestions : inArticles)(simplified),
  };
}

let shared: IndicatorLexicon | undefined;

/** The lexicon that ships with the package. */
export function indicatorLexicon(): IndicatorLexicon {
  shared ??= createIndicatorLexicon(readTable('indicators.txt', 4), 'indicators.txt');
  return shared;
}

function claim(names: Map<string, string>, alias: string, name: string, source: string, line: number): void {
  const key = alias.toLowerCase();
  const owner = names.get(key);
  if (owner !== undefined && owner !== name) {
    throw new LexiconError(source, line, `"${alias}" already stands for ${owner}`);
  }
  names.set(key, name);
}

/** One alternation, longest first, so that 固定资产投资 is never found as 资产. */
function finder(names: ReadonlyMap<string, string>): (text: string) => readonly IndicatorMention[] {
  const aliases = [...names.keys()].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const pattern = new RegExp(
    aliases.map((alias) => alias.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'),
    'gi',
  );
  return (text) => {
    const found: IndicatorMention[] = [];
    for (const match of text.matchAll(pattern)) {
      const surface = match[0];
      const canonical = names.get(surface.toLowerCase());
      if (canonical === undefined || insideLatinWord(text, match.index, surface)) continue;
      found.push({ start: match.index, end: match.index + surface.length, canonical, surface });
    }
    return found;
  };
}

/** `gdp` inside `gdpx` is no mention. */
function insideLatinWord(text: string, start: number, surface: string): boolean {
  const latin = /[a-z]/i;
  const before = text[start - 1] ?? '';
  const after = text[start + surface.length] ?? '';
  return (
    (latin.test(surface[0] ?? '') && latin.test(before)) ||
    (latin.test(surface.at(-1) ?? '') && latin.test(after))
  );
}
