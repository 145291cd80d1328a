import { insideRegion, regionDivisions } from '../../answer/lookup/region.ts';
import { cleanQuestion } from '../../answer/understand/clean.ts';
import { lexiconVocabulary, mend, mendPlace } from '../../answer/understand/mend.ts';
import { fromPinyin } from '../../answer/understand/pinyin.ts';
import { findPosts } from '../../answer/understand/posts.ts';
import type { AskedPost } from '../../answer/understand/understanding.ts';
import type { IndicatorLexicon, IndicatorMention } from '../../facts/indicators.ts';
import type { Division, Gazetteer } from '../../region/gazetteer.ts';
import { overlaps, type Span } from '../../text/span.ts';
import type { Edition } from '../model.ts';
import { type Bound, findBound, withoutSigns } from './bound.ts';
import { type WishRole, wishWords } from './words.ts';

/** What the words of a subscription are read with. */
export interface WishReaders {
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
  /** Names of what the articles measure, besides the settled ones. */
  readonly known: readonly string[];
}

/** What was assumed, so that the confirmation can say it. */
export type WishNote =
  | { readonly is: 'slip'; readonly typed: string; readonly meant: string }
  /** 增速 alone is that of GDP. */
  | { readonly is: 'growth-of-gdp' }
  /** Not understood, and nothing was made of it. */
  | { readonly is: 'ignored'; readonly typed: string };

/** What a text is made of. */
export interface Scan {
  readonly text: string;
  readonly places: readonly Division[];
  /** A place outside the region, as it is called. */
  readonly foreign: string | null;
  readonly roles: ReadonlySet<WishRole>;
  readonly indicators: readonly IndicatorMention[];
  readonly posts: readonly AskedPost[];
  readonly bound: Bound | 'lacking' | null;
  readonly edition: Edition | null;
  /** What nothing was made of, in pieces. */
  readonly rest: readonly string[];
  readonly notes: readonly WishNote[];
}

/** Takes a readable text apart. */
export function scanned(text: string, { gazetteer, lexicon }: WishReaders): Scan {
  const bound = findBound(text);
  // <500000万元: a number of a bound is no code of a place.
  const bounds = bound === null || bound === 'lacking' ? [] : [bound];
  const coded = codes(text, gazetteer).filter((code) => !bounds.some((span) => overlaps(span, code)));
  const guesses = gazetteer.guess(text).filter((guess) => !coded.some((code) => overlaps(code, guess)));
  const places = [...coded, ...guesses].toSorted((a, b) => a.start - b.start);
  const foreign = places.find(({ division }) => !insideRegion(gazetteer, division));
  const taken: Span[] = [...places, ...bounds];
  const free = <T extends Span>(spans: readonly T[]): readonly T[] =>
    spans.filter((span) => !taken.some((other) => overlaps(other, span)));
  // 临汾市长: place and post share a character.
  const posts = findPosts(text, (at) => places.find((p) => p.start <= at && at < p.end)?.end ?? 0);
  taken.push(...posts);
  const words = free(wishWords().find(text));
  const indicators = free(lexicon.find(text, { asked: true })).filter(
    (mention) => !words.some((word) => overlaps(word, mention) && isLonger(word, mention)),
  );
  taken.push(...indicators);
  const kept = free(words);
  taken.push(...kept);
  const roles = new Set(kept.map(({ value }) => value));
  if (indicators.some(({ surface }) => /增速|增长|zengsu/.test(surface))) roles.add('growth');
  return {
    text,
    places: [...new Map(places.map(({ division }) => [division.code, division])).values()],
    foreign: foreign === undefined ? null : foreign.division.name,
    roles,
    indicators,
    posts,
    bound,
    edition: editionOf(roles),
    rest: restOf(text, taken),
    notes: guesses
      .filter(({ how, division }) => how === 'slip' && insideRegion(gazetteer, division))
      .map(({ surface, division }) => slip(surface, division.name)),
  };
}

/** 141025: places as buttons write them. */
function codes(text: string, gazetteer: Gazetteer): readonly (Span & { readonly division: Division })[] {
  return [...text.matchAll(/(?<!\d)\d{6}(?:\d{3})?(?![\d.])/g)].flatMap(({ 0: code, index }) => {
    const division = gazetteer.byCode(code);
    return division === undefined ? [] : [{ start: index, end: index + code.length, division }];
  });
}

/** 项目 beside 重点项目总投资 is a part of the indicator; 重点项目 beside itself is the word. */
function isLonger(word: Span, mention: Span): boolean {
  return word.end - word.start >= mention.end - mention.start;
}

export function editionOf(roles: Iterable<WishRole | null>): Edition | null {
  const all = new Set(roles);
  return (['instant', 'daily', 'weekly'] as const).find((edition) => all.has(edition)) ?? null;
}

function restOf(text: string, taken: readonly Span[]): readonly string[] {
  const open = [...text].length === text.length ? [...text] : text.split('');
  for (const { start, end } of taken) open.fill(' ', start, end);
  return open
    .join('')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((piece) => piece !== '');
}

/** A text made ready to be taken apart. */
interface Readable {
  readonly text: string;
  readonly notes: readonly WishNote[];
}

/** Signs, scripts, pinyin and slips of the pen: what the words mean. */
export function readable(typed: string, { gazetteer, lexicon }: WishReaders): Readable {
  const { text } = cleanQuestion(withoutSigns(typed));
  const han = fromPinyin(text, gazetteer);
  const named = gazetteer.guess(han).length > 0;
  const names = regionDivisions(gazetteer).map(({ name }) => name);
  const placed = named ? { text: han, slips: [] } : mendPlace(han, names);
  const mended = mend(placed.text, [lexiconVocabulary(lexicon)]);
  const notes = [...placed.slips, ...mended.slips].map(({ typed: as, meant }) => slip(as, meant));
  return { text: mended.text, notes };
}

function slip(typed: string, meant: string): WishNote {
  return { is: 'slip', typed, meant };
}
