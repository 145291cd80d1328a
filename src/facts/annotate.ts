import type { Article } from '../news/article.ts';
import type { Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import type { PartialDate, Period } from '../text/date.ts';
import { headingYear } from '../text/heading-year.ts';
import { findPeriods, type PeriodMention, yearOf } from '../text/period.ts';
import { yearPeriod } from '../text/period-parts.ts';
import { findQuantities } from '../text/quantity.ts';
import { toSimplified } from '../text/script.ts';
import { type Sentence, splitSentences } from '../text/sentence.ts';
import { overlaps } from '../text/span.ts';
import { placeOfArticle } from './article-place.ts';
import type { AnnotatedArticle, AnnotatedSentence } from './document.ts';
import { type Owner, openerOf, ownersIn } from './owner.ts';

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
    const bare =
      sentence.heading && stated.length === 0
        ? (headingYear(text, sentence.start) ?? newYear(text, sentence.start, article.date))
        : null;
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
      year =
        lastStatedYear(periods.filter(({ kind }) => kind !== 'day')) ??
        headedYear(text, heading, periods) ??
        year;
    const governing = owners.findLast(({ lasting }) => lasting);
    if (heading) {
      if (opensSection) section = text;
      if (governing !== undefined) sectionPlace = governing.place;
    }
    if (governing !== undefined)
      place = lists(text, owners, mainPlace, gazetteer) ? mainPlace : governing.place;
  }
  const countyOf = (mention: PlaceMention): string => gazetteer.countyOf(mention.division).name;
  const above = gazetteer.root.parent;
  const province = above === null ? gazetteer.root.name : (gazetteer.byCode(above)?.name ?? null);
  return { article, simplified, sentences, mainPlace, province, countyOf, gazetteer };
}

/**
 * Whether a sentence of a text about the whole region lists counties (甲县最高，为…；乙县最低，为…; 其中，甲县…): the next
 * one, if it names no place, speaks of the whole again.
 */
function lists(
  text: string,
  owners: readonly Owner[],
  mainPlace: string | null,
  gazetteer: Gazetteer,
): boolean {
  if (mainPlace !== gazetteer.root.name) return false;
  const counties = new Set(
    owners
      .filter(({ lasting, place }) => lasting && place !== null && place !== mainPlace)
      .map(({ place }) => place),
  );
  return counties.size >= (/^\s*其中/.test(text) ? 1 : 2);
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
  if (first === undefined) return undefined;
  // 过去一年，…。全年…: in the months that report on it the year before is as good as written.
  const looksBack =
    /^(?:刚刚)?(?:过去|去年|上年)/.test(text.trimStart()) &&
    first.start - offset <= 4 &&
    isReported(yearOf(first.period) ?? 0, date);
  if (first.inferred && !looksBack) return undefined;
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
      // 自一季度以来连续居首: how long it has been so is not the time told of.
      kind !== 'since' &&
      !/[比较而由从与]$/.test(simplified.slice(Math.max(0, start - 1), start)),
  );
  const [first, last] = [told[0]?.period, told.at(-1)?.period];
  if (first === undefined || last === undefined) return undefined;
  return first.start <= last.start && last.end <= first.end ? first : last;
}

/** 过去的一年, 新的一年 as headings: the year they mean holds below as if written. */
function headedYear(
  text: string,
  heading: boolean,
  periods: AnnotatedSentence['periods'],
): number | undefined {
  const [only] = periods;
  if (!heading || only === undefined || only.kind !== 'year' || !RELATIVE_HEADING.test(text))
    return undefined;
  return yearOf(only.period) ?? undefined;
}

/** 新的一年 over the plans of a report. */
function newYear(text: string, offset: number, date: PartialDate | null): PeriodMention | null {
  const found = /新的?一年/.exec(text);
  const year = date === null ? undefined : Number(date.slice(0, 4));
  if (found === null || year === undefined) return null;
  const start = offset + found.index;
  return { start, end: start + found[0].length, period: yearPeriod(year), kind: 'year', inferred: true };
}

const RELATIVE_HEADING = /过去的?这?一年|新的?一年|去年|今年/;

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
