import type { Article } from '../news/article.ts';
import type { Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import type { PartialDate, Period } from '../text/date.ts';
import { headingYear } from '../text/heading-year.ts';
import { findPeriods, yearOf } from '../text/period.ts';
import { findQuantities } from '../text/quantity.ts';
import { toSimplified } from '../text/script.ts';
import { type Sentence, splitSentences } from '../text/sentence.ts';
import { overlaps } from '../text/span.ts';
import { placeOfArticle } from './article-place.ts';
import type { AnnotatedArticle, AnnotatedSentence } from './document.ts';
import { openerOf, ownersIn } from './owner.ts';

/**
 * Reads an article once for all extractors: sentences with their places, periods and quantities, and the
 * place that governs each. The place comes from the text or the title, never from a neighbour article.
 */
export function annotate(article: Article, gazetteer: Gazetteer): AnnotatedArticle {
  const simplified = toSimplified(article.text);
  const title = article.title === null ? null : toSimplified(article.title);
  const raw = splitSentences(article.text);
  const named = raw.map(({ start, end }) => gazetteer.find(simplified.slice(start, end)));
  const mainPlace = placeOfArticle(
    title,
    raw.flatMap((sentence, i) =>
      article.furniture.some((span) => overlaps(span, sentence))
        ? []
        : [{ text: simplified.slice(sentence.start, sentence.end), places: named[i] ?? [] }],
    ),
    gazetteer,
  );
  const sentences: AnnotatedSentence[] = [];
  let paragraph = -1;
  let place = mainPlace;
  // Undefined in the first sentence of a paragraph.
  let opener: string | null | undefined;
  let sectionPlace = mainPlace;
  let section: string | null = null;
  // What 去年同期 is a year before: the period spoken of last, at first the year of the article.
  let window: Period | undefined = yearOfArticle(article.date);
  // 刚刚过去的2024年… 全年…: the year a paragraph opens with holds for what follows in it.
  let told: number | undefined;
  // 2024年，全县…, printed in February 2025: paragraphs on, 上年 is still the one before that.
  let reporting: number | undefined;
  let year = yearReported(title, simplified, raw, article);
  for (const [i, sentence] of raw.entries()) {
    const text = simplified.slice(sentence.start, sentence.end);
    const furniture = article.furniture.some((span) => overlaps(span, sentence));
    const places = (named[i] ?? []).map((mention) => shift(mention, sentence.start));
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph;
      told = undefined;
      opener = undefined;
      // An article about several places has no main one: its paragraphs inherit from each other.
      place = sectionPlace ?? place;
    }
    const stated = findPeriods(
      text,
      {
        reference: article.date,
        ...yearInForce(told ?? year),
        ...(reporting === undefined ? {} : { reported: reporting }),
        ...(window === undefined ? {} : { window }),
      },
      sentence.start,
    );
    const bare = sentence.heading && stated.length === 0 ? headingYear(text, sentence.start) : null;
    const periods = bare === null ? stated : [bare];
    const quantities = findQuantities(text, sentence.start, periods);
    // 【2025年主要目标】 over lines like 工业增加值增长6%: a short line with a figure is an item of the list it stands in.
    const heading = sentence.heading || isBulletedHeading(text, periods, quantities.length);
    const opensSection = heading && quantities.length === 0;
    const owners = ownersIn(text, sentence.start, places, mainPlace, place, gazetteer, opener);
    opener ??= openerOf(owners, sentence.start);
    sentences.push({
      ...sentence,
      text,
      places,
      owners,
      periods,
      quantities,
      placeInForce: place,
      heading,
      section: opensSection ? null : section,
      furniture,
      damaged: article.damaged.some((span) => overlaps(span, sentence)),
    });
    if (furniture) continue;
    told = openingYear(text, sentence.start, periods, article.date) ?? told;
    if (told !== undefined && isReported(told, article.date)) reporting = told;
    window = windowOf(periods, simplified) ?? window;
    // 一、2024年工作回顾 in a report titled 2025年 opens a section on 2024.
    if (article.date === null || heading)
      year = lastStatedYear(periods.filter(({ kind }) => kind !== 'day')) ?? year;
    const governing = owners.findLast(({ lasting }) => lasting);
    if (heading) {
      if (opensSection) section = text;
      if (governing !== undefined) sectionPlace = governing.place;
    }
    if (governing !== undefined) place = governing.place;
  }
  const countyOf = (mention: PlaceMention): string => gazetteer.countyOf(mention.division).name;
  const above = gazetteer.root.parent;
  const province = above === null ? gazetteer.root.name : (gazetteer.byCode(above)?.name ?? null);
  return { article, simplified, sentences, mainPlace, province, countyOf, gazetteer };
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
      (mention) =>
        !mention.inferred &&
        mention.kind !== 'day' &&
        // 时光回到2023年初, …: where a story begins is not what it reports on.
        mention.kind !== 'instant' &&
        !/\d/.test(text.slice(0, mention.start)),
    );
    if (stated === undefined) continue;
    const year = Number(stated.period.end.slice(0, 4));
    // 早在2017年，…: looking back is not reporting; a title may state any year.
    const back = article.date === null ? 0 : Number(article.date.slice(0, 4)) - year;
    if (text === title || back <= 1) return year;
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
  // “十四五”以来, 2020—2024年: a stretch of years names none.
  if (yearOf(first.period) === null) return undefined;
  const before = text.slice(0, first.start - offset);
  if (/[\d比较由从到]/.test(before) || before.length > 12) return undefined;
  const year = Number(first.period.end.slice(0, 4));
  // 转机出现在2018年: looking back is not reporting.
  return date !== null && Math.abs(Number(date.slice(0, 4)) - year) > 1 ? undefined : year;
}

/** ★2025年主要目标: a bullet in front of a year and nothing told. */
function isBulletedHeading(text: string, periods: AnnotatedSentence['periods'], numbers: number): boolean {
  return (
    numbers === 0 &&
    text.length <= 24 &&
    /^[★☆●○•◆◇■□▲△※]/.test(text) &&
    !/[，。；：！？]/.test(text) &&
    periods.some(({ kind }) => /^(?:year|half|quarter|quarters|months)$/.test(kind))
  );
}

/**
 * What 去年同期 in a later sentence is a year before: the last period told, but not the part of a longer one the
 * sentence opened with (1—10月…，10月当月…。支出…，去年同期…).
 */
function windowOf(periods: AnnotatedSentence['periods'], simplified: string): Period | undefined {
  const told = periods.filter(
    ({ kind, start }) =>
      kind !== 'day' &&
      kind !== 'instant' &&
      !/[比较而由从与]$/.test(simplified.slice(Math.max(0, start - 1), start)),
  );
  const [first, last] = [told[0]?.period, told.at(-1)?.period];
  if (first === undefined || last === undefined) return undefined;
  return first.start <= last.start && last.end <= first.end ? first : last;
}

/** Until April the year before is what reports are about. */
function isReported(year: number, date: PartialDate | null): boolean {
  return date !== null && Number(date.slice(0, 4)) === year + 1 && Number(date.slice(5, 7) || 12) <= 4;
}

function yearOfArticle(date: PartialDate | null): Period | undefined {
  const year = date?.slice(0, 4);
  return year === undefined
    ? undefined
    : { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年` };
}

function lastStatedYear(periods: AnnotatedSentence['periods']): number | undefined {
  const stated = periods.findLast((mention) => !mention.inferred && yearOf(mention.period) !== null);
  return stated === undefined ? undefined : Number(stated.period.end.slice(0, 4));
}

function shift(mention: PlaceMention, by: number): PlaceMention {
  return { ...mention, start: mention.start + by, end: mention.end + by };
}
