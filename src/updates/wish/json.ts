import { insideRegion } from '../../answer/lookup/region.ts';
import type { IndicatorLexicon } from '../../facts/indicators.ts';
import type { Gazetteer } from '../../region/gazetteer.ts';
import type { Comparison, Edition, Threshold, Wish, WordQuery } from '../model.ts';
import { canonicalWish } from './canonical.ts';
import { checked, LONGEST_WORD, MOST_WORDS } from './query.ts';

/** What the names in a file are read against. */
export interface Names {
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
}

/** Names in a file that somebody sends us. Characters. */
const LONGEST_NAME = 60;
const DEEPEST = 5;

/**
 * A wish out of a file: only what we could have written ourselves is taken. The file may be anybody's, made by hand or with
 * malice.
 */
export function wishFrom(value: unknown, { gazetteer, lexicon }: Names): Wish | null {
  if (!isRecord(value)) return null;
  const place = placeFrom(value['place'], gazetteer);
  if (place === undefined) return null;
  const wish = wishOf(value, place, lexicon);
  return wish === null ? null : canonicalWish(wish);
}

export function isEdition(value: unknown): value is Edition {
  return value === 'instant' || value === 'daily' || value === 'weekly';
}

function wishOf(
  value: Readonly<Record<string, unknown>>,
  place: string | null,
  lexicon: IndicatorLexicon,
): Wish | null {
  switch (value['about']) {
    case 'place':
      return place === null ? null : { about: 'place', place };
    case 'project':
      return { about: 'project', place };
    case 'post': {
      const { post } = value;
      if (post === undefined) return { about: 'post', place };
      return isName(post) ? { about: 'post', place, post } : null;
    }
    case 'indicator': {
      const { indicator: named, threshold } = value;
      if (!isName(named)) return null;
      // Made by hand it may say GDP; news is told of 地区生产总值.
      const indicator = lexicon.canonical(named) ?? named;
      if (threshold === undefined) return { about: 'indicator', place, indicator };
      const bound = thresholdFrom(threshold);
      return bound === null ? null : { about: 'indicator', place, indicator, threshold: bound };
    }
    case 'words': {
      const count = { words: 0 };
      const query = queryFrom(value['query'], 0, count);
      if (query === null || count.words > MOST_WORDS) return null;
      const reading = checked(query);
      return reading.query === null ? null : { about: 'words', place, query: reading.query };
    }
    default:
      return null;
  }
}

/** undefined: no place of the region. */
function placeFrom(value: unknown, gazetteer: Gazetteer): string | null | undefined {
  if (value === null) return null;
  const division = typeof value === 'string' ? gazetteer.byName(value) : undefined;
  return division === undefined || !insideRegion(gazetteer, division) ? undefined : division.name;
}

function thresholdFrom(value: unknown): Threshold | null {
  if (!isRecord(value)) return null;
  const { comparison, value: number, unit, measure } = value;
  const fits =
    isOneOf<Comparison>(comparison, ['<', '<=', '>', '>=']) &&
    isOneOf<Threshold['measure']>(measure, ['level', 'growth', 'change', 'rank', 'share']) &&
    typeof number === 'number' &&
    Number.isFinite(number) &&
    (unit === null || isName(unit));
  return fits ? { comparison, value: number, unit, measure } : null;
}

function queryFrom(value: unknown, depth: number, count: { words: number }): WordQuery | null {
  if (!isRecord(value) || depth > DEEPEST || count.words > MOST_WORDS) return null;
  const { is, of, word } = value;
  if (is === 'word') {
    count.words += 1;
    const fits = isName(word) && word.length <= LONGEST_WORD && [...word].length >= 2;
    return fits ? { is, word: word.toLowerCase() } : null;
  }
  if (is === 'not') {
    const inner = queryFrom(of, depth + 1, count);
    return inner === null ? null : { is, of: inner };
  }
  if ((is !== 'and' && is !== 'or') || !Array.isArray(of) || of.length === 0 || of.length > MOST_WORDS)
    return null;
  const parts = of.map((part) => queryFrom(part, depth + 1, count));
  return parts.every((part) => part !== null) ? { is, of: parts } : null;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Visible, in one line, without marks that turn the reading direction. */
function isName(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.trim() === value &&
    value !== '' &&
    value.length <= LONGEST_NAME &&
    value.isWellFormed() &&
    !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value)
  );
}

function isOneOf<T extends string>(value: unknown, known: readonly T[]): value is T {
  return (known as readonly unknown[]).includes(value);
}
