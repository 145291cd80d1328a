import type { Article } from '../news/article.ts';
import type { Division, Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import type { PartialDate, Period } from '../text/date.ts';
import { findPeriods } from '../text/period.ts';
import { findQuantities } from '../text/quantity.ts';
import { toSimplified } from '../text/script.ts';
import { type Sentence, splitSentences } from '../text/sentence.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from './document.ts';
import { isOurs, isSubject, ownersIn } from './owner.ts';

/**
 * Reads an article once for all extractors: sentences with their places, periods and quantities, and the
 * place that governs each. The place comes from the text or the title, never from a neighbour article.
 */
export function annotate(article: Article, gazetteer: Gazetteer): AnnotatedArticle {
  const simplified = toSimplified(article.text);
  const title = article.title === null ? null : toSimplified(article.title);
  const raw = splitSentences(article.text);
  const named = raw.map(({ start, end }) => gazetteer.find(simplified.slice(start, end)));
  const mainPlace = placeOfArticle(title, simplified, raw, named, article.furniture, gazetteer);
  const sentences: AnnotatedSentence[] = [];
  let paragraph = -1;
  let place = mainPlace;
  let sectionPlace = mainPlace;
  let section: string | null = null;
  // What 去年同期 is a year before: the period spoken of last, at first the year of the article.
  let window: Period | undefined = yearOfArticle(article.date);
  // 刚刚过去的2024年… 全年…: the year a paragraph opens with holds for what follows in it.
  let told: number | undefined;
  let year = yearReported(title, simplified, raw, article);
  for (const [i, sentence] of raw.entries()) {
    const text = simplified.slice(sentence.start, sentence.end);
    const furniture = article.furniture.some((span) => overlaps(span, sentence));
    const places = (named[i] ?? []).map((mention) => shift(mention, sentence.start));
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph;
      told = undefined;
      // An article about several places has no main one: its paragraphs inherit from each other.
      place = sectionPlace ?? place;
    }
    const periods = findPeriods(
      text,
      {
        reference: article.date,
        ...yearInForce(told ?? year),
        ...(window === undefined ? {} : { window }),
      },
      sentence.start,
    );
    const owners = ownersIn(text, sentence.start, places, mainPlace, place, gazetteer);
    sentences.push({
      ...sentence,
      text,
      places,
      owners,
      periods,
      quantities: findQuantities(text, sentence.start, periods),
      placeInForce: place,
      section: sentence.heading ? null : section,
      furniture,
      damaged: article.damaged.some((span) => overlaps(span, sentence)),
    });
    if (furniture) continue;
    told = openingYear(text, sentence.start, periods, article.date) ?? told;
    window =
      periods.findLast(
        ({ kind, start }) =>
          kind !== 'day' &&
          kind !== 'instant' &&
          !/[比较而由从与]$/.test(simplified.slice(Math.max(0, start - 1), start)),
      )?.period ?? window;
    // 一、2024年工作回顾 in a report titled 2025年 opens a section on 2024.
    if (article.date === null || sentence.heading)
      year = lastStatedYear(periods.filter(({ kind }) => kind !== 'day')) ?? year;
    const governing = owners.findLast(({ lasting }) => lasting);
    if (sentence.heading) {
      section = text;
      if (governing !== undefined) sectionPlace = governing.place;
    }
    if (governing !== undefined) place = governing.place;
  }
  const countyOf = (mention: PlaceMention): string => gazetteer.countyOf(mention.division).name;
  const above = gazetteer.root.parent;
  const province = above === null ? gazetteer.root.name : (gazetteer.byCode(above)?.name ?? null);
  return { article, simplified, sentences, mainPlace, province, countyOf, gazetteer };
}

function placeOfArticle(
  title: string | null,
  simplified: string,
  sentences: readonly Sentence[],
  mentions: readonly (readonly PlaceMention[])[],
  furniture: readonly Span[],
  gazetteer: Gazetteer,
): string | null {
  const { root } = gazetteer;
  if (title !== null) {
    const ours = gazetteer.find(title).filter((mention) => isOurs(mention.division, gazetteer));
    const named = distinct(ours.map((mention) => gazetteer.countyOf(mention.division)));
    const counties = named.filter((division) => division.code !== root.code);
    // 临汾：古县、吉县… is about the counties; 蒲县在太原推介 about 蒲县.
    const about = counties.length > 0 ? counties : named;
    if (about.length === 1) return about[0]?.name ?? null;
    // 三县旅游观察 is about several without naming them.
    if (about.length > 1 || /[两三四五](?:县|地|市|区)/.test(title)) return null;
    if (
      /全市|各县|\d+个县/.test(title) &&
      gazetteer.find(simplified.slice(0, 400)).some(({ division }) => division.code === root.code)
    ) {
      return root.name;
    }
  }
  const counts = new Map<string, number>();
  let considered = 0;
  for (const [i, sentence] of sentences.entries()) {
    if (furniture.some((span) => overlaps(span, sentence))) continue;
    const text = simplified.slice(sentence.start, sentence.end);
    for (const mention of mentions[i] ?? []) {
      if (!isOurs(mention.division, gazetteer)) continue;
      const { name } = gazetteer.countyOf(mention.division);
      const weight = isSubject(text.slice(0, mention.start), text.slice(mention.end)) ? 3 : 1;
      counts.set(name, (counts.get(name) ?? 0) + weight);
    }
    if (++considered >= 40) break;
  }
  // The most named place; on a tie the one named first, since Map keeps insertion order.
  const [best, second] = [...counts].sort((a, b) => b[1] - a[1]);
  if (best === undefined) return null;
  // News in brief of eight counties is about none of them as a whole.
  return second !== undefined && second[1] * 1.3 > best[1] && counts.size > 3 ? null : best[0];
}

function distinct(divisions: readonly Division[]): readonly Division[] {
  return divisions.filter(
    (division, i) => divisions.findIndex((other) => other.code === division.code) === i,
  );
}

/**
 * The year a report is about, for 全年 and 年末 that name none: the one its title states, or the one its first
 * sentence opens with. A bulletin on 2023 is printed in 2024.
 */
function yearReported(
  title: string | null,
  simplified: string,
  sentences: readonly Sentence[],
  article: Article,
): number | undefined {
  const first = sentences[0];
  const texts = [title ?? '', first === undefined ? '' : simplified.slice(first.start, first.end)];
  for (const text of texts) {
    const stated = findPeriods(text, { reference: article.date }).find(
      (mention) => !mention.inferred && mention.kind !== 'day' && !/\d/.test(text.slice(0, mention.start)),
    );
    if (stated !== undefined) return Number(stated.period.end.slice(0, 4));
  }
  return undefined;
}

function yearInForce(year: number | undefined): { readonly year?: number } {
  return year === undefined ? {} : { year };
}

/** The year a sentence opens with, if it is written out and no number stands before it. */
function openingYear(
  text: string,
  offset: number,
  periods: AnnotatedSentence['periods'],
  date: PartialDate | null,
): number | undefined {
  const first = periods.find(({ kind }) => kind !== 'day' && kind !== 'instant');
  if (first === undefined || first.inferred) return undefined;
  const before = text.slice(0, first.start - offset);
  if (/[\d比较由从到]/.test(before) || before.length > 12) return undefined;
  const year = Number(first.period.end.slice(0, 4));
  // 转机出现在2018年: looking back is not reporting.
  return date !== null && Math.abs(Number(date.slice(0, 4)) - year) > 1 ? undefined : year;
}

function yearOfArticle(date: PartialDate | null): Period | undefined {
  const year = date?.slice(0, 4);
  return year === undefined
    ? undefined
    : { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年` };
}

function lastStatedYear(periods: AnnotatedSentence['periods']): number | undefined {
  const stated = periods.findLast((mention) => !mention.inferred);
  return stated === undefined ? undefined : Number(stated.period.end.slice(0, 4));
}

function shift(mention: PlaceMention, by: number): PlaceMention {
  return { ...mention, start: mention.start + by, end: mention.end + by };
}
