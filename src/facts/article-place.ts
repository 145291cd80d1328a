import type { Division, Gazetteer, PlaceMention } from '../region/gazetteer.ts';
import { isOffice, isOurs, isSubject, ownWords } from './owner.ts';

/** A sentence of the article itself, simplified, with the places named in it (offsets within the sentence). */
export interface PlacedSentence {
  readonly text: string;
  readonly places: readonly PlaceMention[];
}

/** What 全市, 全县 and 全区 can stand for. */
const LEVELS = {
  市: ['prefecture', 'county-level-city'],
  县: ['county'],
  区: ['district'],
} as const satisfies Record<string, readonly Division['level'][]>;

/** Sentences of an article that tell what it is about; the opening is the newspaper's who, when and where. */
const CONSIDERED = 40;
const OPENING = 2;
/** A county or a county-level city has no 县（市、区） of its own: only the prefecture does. */
const COUNTIES = /县[（(]市、?区[）)]|县市区|各县|\d+个县/;
/** All of them, in a title. */
const ALL_COUNTIES = /(?<!全[国省][\d\u3400-\u9fff]{0,4})(?:\d{2}个?县|各县|县[（(]市、?区[）)]|县市区)/;

/**
 * The place an article is about: named in the title, or standing for its 全市 or 全县, or named most. Null when it is
 * about several places or never says which: the place is never borrowed from elsewhere.
 * @param title simplified, null when unknown
 * @param sentences in order, without page furniture
 */
export function placeOfArticle(
  title: string | null,
  sentences: readonly PlacedSentence[],
  gazetteer: Gazetteer,
): string | null {
  const titled = title === null ? undefined : placeOfTitle(title, gazetteer);
  if (typeof titled === 'string') return titled;
  const considered = sentences.slice(0, CONSIDERED);
  const own = placeOfOwnWords(title ?? '', considered, gazetteer);
  // 尧都居首 翼城领跑, over a report on all counties: the prefecture's, if its own 全市 says so.
  if (titled === null) return own === gazetteer.root.name ? own : null;
  return (
    own ?? placeOfComparison(title ?? '', considered, gazetteer) ?? placeNamedMost(considered, gazetteer)
  );
}

/** 17个县（市、区）成绩单: a story that compares all counties is about the prefecture, however often one is named. */
function placeOfComparison(
  title: string,
  sentences: readonly PlacedSentence[],
  gazetteer: Gazetteer,
): string | undefined {
  if (!COUNTIES.test(title)) return undefined;
  const { root } = gazetteer;
  const told = sentences
    .slice(0, OPENING)
    .some(({ places }) => places.some(({ division }) => division.code === root.code));
  return told ? root.name : undefined;
}

/** Undefined when the title does not tell; null when it tells of several. */
function placeOfTitle(title: string, gazetteer: Gazetteer): string | null | undefined {
  const ours = gazetteer.find(title).filter((mention) => isOurs(mention.division, gazetteer));
  const named = distinct(ours.map((mention) => gazetteer.countyOf(mention.division)));
  const counties = named.filter((division) => division.code !== gazetteer.root.code);
  // 临汾17县市区GDP排名：尧都领先: who leads a list of all is not what the list is about.
  const all = title.search(ALL_COUNTIES);
  if (
    all >= 0 &&
    ours.every((mention) => mention.start > all || mention.division.code === gazetteer.root.code)
  )
    return gazetteer.root.name;
  // 临汾：古县、吉县… is about the counties; 蒲县在太原推介 about 蒲县.
  const about = counties.length > 0 ? counties : named;
  const [only] = about;
  // 全市空气质量出炉 大宁、永和居前: about the prefecture, whomever it names besides.
  if (only?.level !== 'county-level-city' && ownWords(title).includes('市')) return undefined;
  if (about.length === 1) return only?.name ?? null;
  // 三县旅游观察 is about several without naming them.
  return about.length > 1 || /[两三四五](?:县|地|市|区)/.test(title) ? null : undefined;
}

/**
 * What 全市 or 全县, the word the article uses most for its own place, stands for: the place of that level that the
 * opening names. A report on the prefecture names a county-level city more often than itself and is still not about it.
 */
function placeOfOwnWords(
  title: string,
  sentences: readonly PlacedSentence[],
  gazetteer: Gazetteer,
): string | undefined {
  const counts = new Map<keyof typeof LEVELS, number>();
  for (const text of [title, ...sentences.map((sentence) => sentence.text)])
    for (const word of ownWords(text)) if (isLevelWord(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const [word] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [];
  if (word === undefined) return undefined;
  for (const sentence of sentences.slice(0, OPENING)) {
    const told = toldInOpening(sentence, LEVELS[word], gazetteer);
    if (told !== undefined) return told;
  }
  const ours = sentences.some(({ places }) =>
    places.some(({ division }) => division.code !== gazetteer.root.code && isOurs(division, gazetteer)),
  );
  const counties = COUNTIES.test(title) || sentences.some(({ text }) => COUNTIES.test(text));
  return word === '市' && ours && counties ? gazetteer.root.name : undefined;
}

/** 从临汾市统计局获悉，全市…: where no place of that level is the subject, the office that speaks tells whose 全市 it is. */
function toldInOpening(
  { text, places }: PlacedSentence,
  levels: readonly Division['level'][],
  gazetteer: Gazetteer,
): string | undefined {
  const fitting = places.filter(
    (mention) =>
      levels.includes(mention.division.level) &&
      isOurs(mention.division, gazetteer) &&
      !isOneOfMany(text, places, mention, gazetteer),
  );
  const subject = fitting.find(
    ({ start, end }) => isSubject(text.slice(0, start), text.slice(end)) || /^\d+个县/.test(text.slice(end)),
  );
  const office = ownWords(text).length > 0 ? fitting.find(({ end }) => isOffice(text.slice(end))) : undefined;
  return (subject ?? office)?.division.name;
}

/** A list of counties names fewer. */
const MANY = 3;

/** 各县（市、区）增速：甲区…；乙县…；丙市…: one of those listed is not the 市 whose 全市 the report is about. */
function isOneOfMany(
  text: string,
  places: readonly PlaceMention[],
  { division, start }: PlaceMention,
  gazetteer: Gazetteer,
): boolean {
  if (division.code === gazetteer.root.code) return false;
  const counties = places
    .filter((each) => isOurs(each.division, gazetteer))
    .map((each) => gazetteer.countyOf(each.division).code)
    .filter((code) => code !== gazetteer.root.code);
  if (new Set(counties).size < MANY) return false;
  return counties[0] !== division.code || COUNTIES.test(text.slice(0, start));
}

function isLevelWord(word: string): word is keyof typeof LEVELS {
  return word in LEVELS;
}

/** The most named place, subjects counting thrice; null when several share the article. */
function placeNamedMost(sentences: readonly PlacedSentence[], gazetteer: Gazetteer): string | null {
  const counts = new Map<string, number>();
  for (const { text, places } of sentences)
    for (const mention of places) {
      if (!isOurs(mention.division, gazetteer)) continue;
      const { name } = gazetteer.countyOf(mention.division);
      const weight = isSubject(text.slice(0, mention.start), text.slice(mention.end)) ? 3 : 1;
      counts.set(name, (counts.get(name) ?? 0) + weight);
    }
  // On a tie the one named first, since Map keeps insertion order.
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
