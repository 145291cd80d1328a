import type { Article } from '../news/article.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { PartialDate } from '../text/date.ts';
import { dateRange } from '../text/date.ts';
import { findPeriods } from '../text/period.ts';
import { toSimplified } from '../text/script.ts';
import type { Sentence } from '../text/sentence.ts';
import { clauses, splitSentences } from '../text/sentence.ts';
import type { Span } from '../text/span.ts';
import { overlaps } from '../text/span.ts';
import type { DayRange, Passage } from './passage.ts';

/** A passage is closed when it has this many characters and the next sentence would make it too long. */
const LONGEST = 220;
/** Sentences longer than a passage are cut at clause borders. */
const ENOUGH = 120;
/** How much of an article is read for the place it is about, when the title names none. */
const LEAD = 200;
const LONGEST_HEADING = 80;

interface Piece extends Span {
  readonly heading: string | null;
}

/**
 * Cuts an article into passages of whole sentences, about 120 to 220 characters each, none across a heading. A
 * passage carries the heading it stands under (the title, when there is none) and the places that govern it: those
 * its text names and those the article is about, and the times it names. Under another heading than the title it
 * carries the title beside it. Page furniture is left out; an article of headings only still
 * gives one passage, so that it can be found.
 */
export function buildPassages(article: Article, gazetteer?: Gazetteer): readonly Passage[] {
  return [...eachPassage(article, gazetteer)];
}

/** The same one by one, so that whoever takes them can pause in between. */
export function* eachPassage(article: Article, gazetteer?: Gazetteer): Generator<Passage, void> {
  const main = gazetteer === undefined ? [] : mainPlaces(article, gazetteer);
  for (const { ordinal, start, end, heading } of quotable(article)) {
    const text = article.text.slice(start, end);
    const own = `${heading ?? ''}\n${text}`;
    const named = gazetteer === undefined ? [] : placesIn(own, gazetteer);
    const periods = periodsOf(own, article.date);
    const { title } = article;
    yield {
      id: `${article.id}#${ordinal}`,
      articleId: article.id,
      places: [...new Set([...main, ...named])],
      ...(periods.length > 0 ? { periods } : {}),
      ...(title === null || title === heading ? {} : { title }),
      heading,
      text,
      span: { start, end },
    };
  }
}

/** The times a passage names; what names none speaks of the day it was printed. */
function periodsOf(text: string, date: PartialDate | null): readonly DayRange[] {
  const named = findPeriods(toSimplified(text), { reference: date }).map(({ period }) => period);
  const printed = date === null ? null : dateRange(date);
  const ranges = named.length > 0 || printed === null ? named : [printed];
  const distinct = new Map(ranges.map(({ start, end }) => [`${start}/${end}`, { start, end }]));
  return [...distinct.values()];
}

/** The sentences of the body with their headings; long ones in parts. */
function piecesOf(article: Article): readonly Piece[] {
  const pieces: Piece[] = [];
  let headings: Sentence[] = [];
  let open = false;
  for (const sentence of splitSentences(article.text)) {
    if (article.furniture.some((span) => overlaps(span, sentence))) continue;
    if (sentence.heading) {
      // Headings that follow each other (title, subtitle) stand together.
      headings = open ? [sentence] : [...headings, sentence];
      open = false;
      continue;
    }
    open = true;
    const heading = headingOf(article, headings);
    for (const part of parts(article.text, sentence)) pieces.push({ ...part, heading });
  }
  const [first] = headings;
  const last = headings.at(-1);
  if (!open && first !== undefined && last !== undefined)
    pieces.push({ start: first.start, end: last.end, heading: article.title });
  return pieces;
}

function headingOf(article: Article, headings: readonly Sentence[]): string | null {
  if (headings.length === 0) return article.title;
  const joined = headings.map(({ start, end }) => article.text.slice(start, end)).join(' ');
  return joined.slice(0, LONGEST_HEADING);
}

function parts(text: string, sentence: Span): readonly Span[] {
  if (sentence.end - sentence.start <= LONGEST) return [sentence];
  const found: Span[] = [];
  let start = sentence.start;
  let end = sentence.start;
  for (const clause of clauses(text, sentence)) {
    if (clause.end - start > LONGEST && end > start && end - start >= ENOUGH) {
      found.push({ start, end });
      start = clause.start;
    }
    end = Math.min(clause.end + 1, sentence.end);
  }
  found.push({ start, end: sentence.end });
  return found;
}

interface Numbered extends Piece {
  readonly ordinal: number;
}

/**
 * The passages without the sentences that were withdrawn. The ordinals of the others stay, for buttons under older
 * messages name them: what is left of a passage behind a withdrawn sentence is counted after all others.
 */
function quotable(article: Article): readonly Numbered[] {
  const pieces = piecesOf(article);
  const whole = windows(pieces);
  const { withdrawn = [] } = article;
  if (withdrawn.length === 0) return whole.map((window, ordinal) => ({ ...window, ordinal }));
  let further = whole.length;
  return whole.flatMap((window, ordinal) => {
    const left = unbroken(
      pieces.filter((piece) => overlaps(piece, window)),
      withdrawn,
    );
    return left.map((piece, i) => ({ ...piece, ordinal: i === 0 ? ordinal : further++ }));
  });
}

/** Pieces that follow each other as one, without those that were withdrawn. */
function unbroken(pieces: readonly Piece[], withdrawn: readonly Span[]): readonly Piece[] {
  const found: Piece[] = [];
  let broken = true;
  for (const piece of pieces) {
    const last = found.at(-1);
    const hidden = withdrawn.some((span) => overlaps(span, piece));
    if (!hidden && (broken || last === undefined)) found.push(piece);
    else if (!hidden && last !== undefined) found[found.length - 1] = { ...last, end: piece.end };
    broken = hidden;
  }
  return found;
}

function windows(pieces: readonly Piece[]): readonly Piece[] {
  const found: Piece[] = [];
  for (const piece of pieces) {
    const last = found.at(-1);
    const fits = last !== undefined && last.heading === piece.heading && piece.end - last.start <= LONGEST;
    if (fits) found[found.length - 1] = { ...last, end: piece.end };
    else found.push(piece);
  }
  return found;
}

/** What the article is about: the places of its title, else the first named in its lead. */
function mainPlaces(article: Article, gazetteer: Gazetteer): readonly string[] {
  const titled = article.title === null ? [] : placesIn(article.title, gazetteer);
  return titled.length > 0 ? titled : placesIn(article.text.slice(0, LEAD), gazetteer).slice(0, 1);
}

/** Full names, with the county of a township before the township itself. */
function placesIn(text: string, gazetteer: Gazetteer): readonly string[] {
  const names = gazetteer
    .find(toSimplified(text))
    .flatMap(({ division }) => [gazetteer.countyOf(division).name, division.name]);
  return [...new Set(names)];
}
