import type { IndicatorLexicon } from '../../facts/indicators.ts';
import type { Measure } from '../../facts/model.ts';
import type { Division, Gazetteer } from '../../region/gazetteer.ts';
import type { Store } from '../../store/store.ts';
import type { Span } from '../../text/span.ts';
import { insideRegion } from '../lookup/region.ts';
import { cleanQuestion } from '../understand/clean.ts';
import { withoutFigureWords } from './figure-words.ts';

/** The words behind a command (/trend 霍州 GDP增速), read. */
export interface Arguments {
  /** Of the region, in order, each once. */
  readonly places: readonly Division[];
  /** A place that is not of the region, as typed or as it is called. */
  readonly foreign: string | null;
  /** Slips that were mended: typed → meant. */
  readonly mended: readonly { readonly typed: string; readonly meant: string }[];
  /** What is left without the places; simplified, lower case. */
  readonly rest: string;
}

/** Reads places and the rest out of what stands behind a command; never throws. */
export function readArguments(gazetteer: Gazetteer, typed: string): Arguments {
  const { text } = cleanQuestion(typed);
  const guesses = gazetteer.guess(text);
  const inside = guesses.filter(({ division }) => insideRegion(gazetteer, division));
  const foreign = guesses.find(({ division }) => !insideRegion(gazetteer, division));
  let rest = text;
  for (const { start, end } of guesses.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  return {
    places: [...new Map(inside.map(({ division }) => [division.code, division])).values()],
    foreign: foreign?.division.name ?? null,
    mended: inside
      .filter(({ how }) => how === 'slip')
      .map(({ surface, division }) => ({ typed: surface, meant: division.name })),
    rest: rest
      .replace(/[\s、，,。；;/]{1,20}/g, ' ')
      .replace(/^[和与跟 ]{1,5}|[的 ]{1,5}$/g, '')
      .trim(),
  };
}

/** Which indicator is meant, among those that the places have. */
export interface AskedIndicator {
  /** Exactly one when it is clear, several to choose from, none when nothing fits. */
  readonly names: readonly string[];
  /** How it is to be measured, when the words say so. */
  readonly measure: Measure | null;
  /** Words beside it that say nothing we know: a place on Mars. */
  readonly unread: readonly string[];
}

const MEASURES: readonly (readonly [RegExp, Measure])[] = [
  [/增速|增长率?|增幅|降幅|同比/, 'growth'],
  [/排名|位次|排第几/, 'rank'],
  [/占比|比重|份额/, 'share'],
];
/** The word by which a command is told how to measure; a level needs none. */
export const MEASURE_WORDS: Readonly<Partial<Record<Measure, string>>> = {
  growth: '增速',
  rank: '排名',
  share: '占比',
};
/** Names to choose from; more cannot be read on a phone. */
const MOST_NAMES = 8;

/**
 * The indicator that words name: a settled one (GDP, 社零), or else one whose own name in the articles is or holds
 * the words.
 */
export async function askedIndicator(
  { store, lexicon }: { readonly store: Pick<Store, 'indicators'>; readonly lexicon: IndicatorLexicon },
  places: readonly string[],
  words: string,
): Promise<AskedIndicator> {
  const measure = MEASURES.find(([pattern]) => pattern.test(words))?.[1] ?? null;
  const known = new Set<string>();
  for (const place of places) for (const row of await store.indicators({ place })) known.add(row.indicator);
  const mentions = lexicon.find(words, { asked: true });
  const settled = [...new Set(mentions.map(({ canonical }) => canonical))];
  if (settled.length > 0) return { names: settled, measure, unread: unreadIn(words, mentions) };
  const bare = MEASURES.reduce((text, [pattern]) => text.replace(pattern, ''), words).replaceAll(' ', '');
  const wanted = bare.length >= 2 ? bare : words.replaceAll(' ', '');
  if (wanted.length < 2) return { names: [], measure, unread: [] };
  for (const name of known) if (name.toLowerCase() === wanted) return { names: [name], measure, unread: [] };
  const holding = [...known].filter((name) => name.toLowerCase().includes(wanted));
  return { names: holding.slice(0, MOST_NAMES), measure, unread: [] };
}

/** What stands beside the names of indicators; years are no such words, for a table has all of them. */
function unreadIn(words: string, mentions: readonly Span[]): readonly string[] {
  let rest = words;
  for (const { start, end } of mentions.toReversed()) rest = `${rest.slice(0, start)} ${rest.slice(end)}`;
  for (const [pattern] of MEASURES) rest = rest.replace(pattern, ' ');
  return withoutFigureWords(rest)
    .replace(/\d{1,4}年?/g, ' ')
    .split(/[^\p{L}\p{N}]/u)
    .filter((word) => [...word].length >= 2);
}
