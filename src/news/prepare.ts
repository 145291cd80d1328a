import type { RepairedText } from '../text/repair.ts';
import { toSimplified } from '../text/script.ts';
import type { Span } from '../text/span.ts';
import { overlaps } from '../text/span.ts';
import type { Article, Byline } from './article.ts';
import { findBylineLines } from './bylines.ts';
import { identityOf } from './identity.ts';
import { inferDate } from './infer-date.ts';
import type { RawArticle } from './raw-article.ts';

/** What turns a raw article into one that facts are taken from. */
export interface Workshop {
  readonly repair: (raw: string) => RepairedText;
  readonly findBylines: (simplified: string, furniture: readonly Span[]) => readonly Byline[];
}

/** Longer than any headline: what goes beyond is a page's dirt. */
const MAX_TITLE = 300;

/**
 * Repairs the text, title and outlet, finds identity, bylines and, where none is stated, the date.
 * @param file base name of the file read
 */
export function prepareArticle(raw: RawArticle, file: string, { repair, findBylines }: Workshop): Article {
  // Blank lines around the body would only shift offsets.
  const body = repair(raw.text.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd());
  const simplified = toSimplified(body.text);
  return {
    id: identityOf(body.text, body.furniture),
    file,
    title: mended(raw.title, repair),
    url: raw.url,
    outlet: mended(raw.outlet, repair),
    ...dated(raw, simplified, body.furniture),
    digest: raw.digest,
    text: body.text,
    repairs: body.repairs,
    damaged: body.damaged,
    furniture: [...body.furniture, ...bylineLines(simplified, body.furniture)].sort(
      (a, b) => a.start - b.start,
    ),
    bylines: mergeBylines([...raw.bylines, ...findBylines(simplified, body.furniture)]),
  };
}

/** Lines of bylines alone are kept and marked, as page furniture is. */
function bylineLines(simplified: string, furniture: readonly Span[]): readonly Span[] {
  return findBylineLines(simplified).filter((line) => !furniture.some((piece) => overlaps(piece, line)));
}

function mended(text: string | null, repair: Workshop['repair']): string | null {
  if (text === null) return null;
  const clean = repair(text).text.replace(/\s+/g, ' ').trim();
  return clean === '' ? null : [...clean].slice(0, MAX_TITLE).join('');
}

function dated(
  raw: RawArticle,
  simplified: string,
  furniture: readonly Span[],
): Pick<Article, 'date' | 'dateBasis' | 'dateReason'> {
  const given = raw.dateReason === undefined ? {} : { dateReason: raw.dateReason };
  if (raw.date !== null) return { date: raw.date, dateBasis: raw.dateBasis ?? 'stated', ...given };
  if (raw.dateBasis === 'unknown') return { date: null, dateBasis: 'unknown', ...given };
  // A copyright line's year says nothing about the article.
  const inferred = inferDate(masked(simplified, furniture));
  return inferred === null
    ? { date: null, dateBasis: 'unknown' }
    : { date: inferred.date, dateBasis: 'inferred', dateReason: inferred.reason };
}

function masked(text: string, spans: readonly Span[]): string {
  let result = text;
  for (const { start, end } of spans)
    result = result.slice(0, start) + ' '.repeat(Math.max(0, end - start)) + result.slice(end);
  return result;
}

function mergeBylines(bylines: readonly Byline[]): readonly Byline[] {
  const known = new Map<string, Byline>();
  for (const { role, name } of bylines) {
    const byline = { role: toSimplified(role), name: toSimplified(name) };
    known.set(`${byline.role}/${byline.name}`, byline);
  }
  return [...known.values()];
}
