import type { Article } from '../news/article.ts';
import type { Division, Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import { findPeriods } from '../text/period.ts';
import { findQuantities } from '../text/quantity.ts';
import { toSimplified } from '../text/script.ts';
import { type Sentence, splitSentences } from '../text/sentence.ts';
import { overlaps, type Span } from '../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from './document.ts';

/**
 * Reads an article once for all extractors: sentences with their places, periods and quantities, and the
 * place that governs each. The place comes from the text or the title, never from a neighbour article.
 */
export function annotate(article: Article, gazetteer: Gazetteer): AnnotatedArticle {
  const simplified = toSimplified(article.text);
  const title = article.title === null ? null : toSimplified(article.title);
  const raw = splitSentences(article.text);
  const mainPlace = placeOfArticle(title, simplified, raw, article.furniture, gazetteer);
  const sentences: AnnotatedSentence[] = [];
  let paragraph = -1;
  let place = mainPlace;
  let sectionPlace = mainPlace;
  let section: string | null = null;
  let year = yearReported(title, simplified, raw, article);
  for (const sentence of raw) {
    const text = simplified.slice(sentence.start, sentence.end);
    const furniture = article.furniture.some((span) => overlaps(span, sentence));
    const places = gazetteer.find(text).map((mention) => shift(mention, sentence.start));
    if (sentence.paragraph !== paragraph) {
      paragraph = sentence.paragraph;
      // An article about several places has no main one: its paragraphs inherit from each other.
      place = sectionPlace ?? place;
    }
    const periods = findPeriods(
      text,
      year === undefined ? { reference: article.date } : { reference: article.date, year },
      sentence.start,
    );
    sentences.push({
      ...sentence,
      text,
      places,
      periods,
      quantities: findQuantities(text, sentence.start, periods),
      placeInForce: place,
      section: sentence.heading ? null : section,
      furniture,
      damaged: article.damaged.some((span) => overlaps(span, sentence)),
    });
    if (furniture) continue;
    if (article.date === null) year = lastStatedYear(periods) ?? year;
    const governing = governingPlace(text, sentence.start, places, gazetteer);
    if (sentence.heading) {
      section = text;
      if (governing !== null) sectionPlace = governing;
    }
    if (governing !== null) place = governing;
  }
  const countyOf = (mention: PlaceMention): string => gazetteer.countyOf(mention.division).name;
  const above = gazetteer.root.parent;
  const province = above === null ? gazetteer.root.name : (gazetteer.byCode(above)?.name ?? null);
  return { article, simplified, sentences, mainPlace, province, countyOf, gazetteer };
}

/** 委, 政府 …: 临汾市委副书记 in an article on 侯马 speaks of a person, it does not move the story to 临汾. */
const OFFICE_AFTER =
  /^(?:原|代|副|常务副)*(?:市|县|区)?(?:委|政府|人大|政协|纪委|监委|组织部|宣传部|日报|晚报|新闻网|广播|电视|代?市长|代?县长|代?区长|副市长|副县长|副区长|局长|书记)/;
/** Prepositions that make a place a destination or a companion instead of the subject. */
const ASIDE_BEFORE =
  /(?:赴|到|去|往|与|同|从|由|来自|前往|位于|连接|学习|借鉴|对接|经|比|距|融入|通往|为|和|及|、|—|－|-)$/;

/**
 * The county-level division (or the region) a sentence is about: the last place standing as the subject of one
 * of its clauses; null when none does.
 */
export function governingPlace(
  text: string,
  offset: number,
  places: readonly PlaceMention[],
  gazetteer: Gazetteer,
): string | null {
  let governing: string | null = null;
  for (const mention of places) {
    const before = text.slice(0, mention.start - offset);
    const after = text.slice(mention.end - offset);
    if (!isSubject(before, after)) continue;
    governing = gazetteer.countyOf(mention.division).name;
  }
  return governing;
}

/** Whether a place between `before` and `after` stands where a subject stands. */
export function isSubject(before: string, after: string): boolean {
  if (OFFICE_AFTER.test(after)) return false;
  const clause =
    before
      .slice(-16)
      .split(/[，,；;。：:！？\s★（(“《]/)
      .at(-1) ?? '';
  if (ASIDE_BEFORE.test(clause)) return false;
  return clause.length <= 8;
}

function placeOfArticle(
  title: string | null,
  simplified: string,
  sentences: readonly Sentence[],
  furniture: readonly Span[],
  gazetteer: Gazetteer,
): string | null {
  if (title !== null) {
    const named = distinct(gazetteer.find(title).map((mention) => gazetteer.countyOf(mention.division)));
    if (named.length === 1) return named[0]?.name ?? null;
    if (named.length > 1) return null;
  }
  const counts = new Map<string, number>();
  let considered = 0;
  for (const sentence of sentences) {
    if (furniture.some((span) => overlaps(span, sentence))) continue;
    const text = simplified.slice(sentence.start, sentence.end);
    for (const mention of gazetteer.find(text)) {
      const { name } = gazetteer.countyOf(mention.division);
      const weight = isSubject(text.slice(0, mention.start), text.slice(mention.end)) ? 3 : 1;
      counts.set(name, (counts.get(name) ?? 0) + weight);
    }
    if (++considered >= 40) break;
  }
  // The most named place; on a tie the one named first, since Map keeps insertion order.
  let best: string | null = null;
  for (const [name, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = name;
  return best;
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

function lastStatedYear(periods: AnnotatedSentence['periods']): number | undefined {
  const stated = periods.findLast((mention) => !mention.inferred);
  return stated === undefined ? undefined : Number(stated.period.end.slice(0, 4));
}

function shift(mention: PlaceMention, by: number): PlaceMention {
  return { ...mention, start: mention.start + by, end: mention.end + by };
}
