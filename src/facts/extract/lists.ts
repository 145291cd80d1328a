import type { Extractor } from '../document.ts';
import type { NamedList } from '../model.ts';
import { type CountedNoun, titleOf } from './count.ts';
import { countedNouns, type Enumeration, enumerationsOf, enumerationTitle } from './enumeration.ts';
import { LEAD_WORDS, LIST_WORDS } from './lexicon.ts';
import {
  listOfArticle,
  listsInParagraphs,
  listsOfParts,
  listsUnderTitles,
  type TitledList,
} from './line-lists.ts';
import { CLAUSE_MARKS, marksBetween, type Reading, readArticle, sentenceAt } from './reading.ts';
import { evidenceOf, evidenceOfLines, periodInForce, placeOf } from './setting.ts';

/** A list with where it stands, for text order. */
type Placed = NamedList & { readonly at: number };

/**
 * The named enumerations of an article: counted ones in a sentence (甲、乙等14个产业类项目), titled ones over
 * marked lines (十件惠民实事 ★…), and told ones (三个方面措施：一是…二是…). A list told twice is kept once, the fuller
 * telling first.
 */
export const extractLists: Extractor<NamedList> = (document) => {
  const reading = readArticle(document);
  const found: Placed[] = [
    ...titledLists(reading).flatMap((list) => fromTitled(reading, list)),
    ...reading.sentences.flatMap((sentence) => {
      const enumerations = enumerationsOf(reading, sentence);
      const named = enumerations.flatMap((enumeration) => fromEnumeration(reading, enumeration));
      return [...named, ...unions(reading, enumerations)];
    }),
  ];
  return withoutRepeats(found.toSorted((a, b) => a.at - b.at)).map(({ at: _, ...list }) => list);
};

function titledLists(reading: Reading): readonly TitledList[] {
  return [
    ...listsUnderTitles(reading),
    ...listOfArticle(reading),
    ...listsOfParts(reading),
    ...listsInParagraphs(reading),
  ];
}

function fromTitled(reading: Reading, list: TitledList): readonly Placed[] {
  const sentence = sentenceAt(reading, list.at.start);
  if (sentence === undefined) return [];
  return [
    {
      at: list.at.start,
      place: placeOf(sentence, list.at),
      title: titleOf(list.counted),
      items: list.items.map((item) => reading.text.slice(item.start, item.end)),
      complete: list.items.length === list.counted.count,
      period: periodInForce(reading, sentence, list.at.end),
      evidence: evidenceOfLines(reading, list.lines),
    },
  ];
}

function fromEnumeration(reading: Reading, enumeration: Enumeration): readonly Placed[] {
  const { counted, sentence, items, span } = enumeration;
  const named = enumerationTitle(enumeration);
  if (named === null) return [];
  // 本次签约的|6个项目: what is said of the things stands before their number.
  const opens = counted !== null && counted.start === span.start && /^\d/.test(named);
  const title = opens ? `${qualifierOf(reading, counted, sentence.start)}${named}` : named;
  return [
    {
      at: span.start,
      place: placeOf(sentence, span),
      title,
      items: items.map((item) => reading.text.slice(item.start, item.end)),
      complete: counted !== null && items.length === counted.count,
      period: periodInForce(reading, sentence, span.end),
      evidence: evidenceOf(reading, span),
    },
  ];
}

/** 集中开工20个项目包括…等14个产业类项目，…等3个基础设施类项目: the 20 are all that is named behind 包括. */
function unions(reading: Reading, enumerations: readonly Enumeration[]): readonly Placed[] {
  const first = enumerations[0];
  if (first === undefined) return [];
  const { sentence } = first;
  for (const counted of countedNouns(reading.text, { start: sentence.start, end: first.span.start })) {
    const intro = LIST_WORDS.intro.at(reading.text, counted.end, sentence.end);
    const parts = enumerations.filter((part) => part.counted !== null && part.span.start >= counted.end);
    const total = parts.reduce((sum, part) => sum + (part.counted?.count ?? 0), 0);
    if (intro === null || parts.length < 2 || total > counted.count) continue;
    const items = parts.flatMap((part) => part.items);
    const span = { start: counted.start, end: parts.at(-1)?.span.end ?? counted.end };
    return [
      {
        at: counted.start,
        place: placeOf(sentence, span),
        title: `${qualifierOf(reading, counted, sentence.start)}${counted.number}${counted.counter}${counted.noun}`,
        items: items.map((item) => reading.text.slice(item.start, item.end)),
        complete: items.length === counted.count,
        period: periodInForce(reading, sentence, counted.end),
        evidence: evidenceOf(reading, { start: counted.start, end: Math.min(span.end, counted.start + 140) }),
      },
    ];
  }
  return [];
}

/** 此次侯马市|集中开工|20个项目: the words between the subject and the number, when they are few. */
function qualifierOf(reading: Reading, counted: CountedNoun, from: number): string {
  const marks = marksBetween(reading.text, { start: from, end: counted.start }, CLAUSE_MARKS);
  let start = (marks.at(-1) ?? from - 1) + 1;
  const sentence = sentenceAt(reading, counted.start);
  const place = sentence?.places.findLast(
    (mention) => mention.start >= start && mention.end <= counted.start,
  );
  if (place !== undefined) start = place.end;
  const lead = LEAD_WORDS.start.at(reading.text, start, counted.start);
  if (lead !== null) start = lead.end;
  return counted.start - start <= 8 ? reading.text.slice(start, counted.start) : '';
}

/** One list per title, place and period; of two tellings the one with more items, then the one with a period. */
function withoutRepeats(lists: readonly Placed[]): readonly Placed[] {
  const byTitle = new Map<string, Placed[]>();
  for (const list of lists) {
    const kept = byTitle.get(list.title) ?? [];
    byTitle.set(list.title, kept);
    const twin = kept.findIndex((other) => isSame(other, list));
    const other = kept[twin];
    if (other === undefined) kept.push(list);
    else if (rank(list) > rank(other)) kept[twin] = list;
  }
  return [...byTitle.values()].flat().toSorted((a, b) => a.at - b.at);
}

/** Two tellings of one list share an item, or one place and count; 三方面措施 of two speakers do not. */
function isSame(a: NamedList, b: NamedList): boolean {
  if (a.items.some((item) => b.items.includes(item))) return true;
  return (
    a.place === b.place && a.items.length === b.items.length && /^[一二三四五六七八九十]+[件大]/.test(a.title)
  );
}

function rank(list: NamedList): number {
  return list.items.length * 2 + (list.period === null ? 0 : 1);
}
