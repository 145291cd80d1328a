import type { IndicatorLexicon } from '../../facts/indicators.ts';
import { listCell, readTable } from '../../lexicon/table.ts';
import type { Gazetteer, PlaceGuess } from '../../region/gazetteer.ts';
import type { PartialDate } from '../../text/date.ts';
import { findQuantities } from '../../text/quantity.ts';
import type { Script } from '../../text/script.ts';
import type { Span } from '../../text/span.ts';
import { overlaps } from '../../text/span.ts';
import { insideRegion } from '../lookup/region.ts';
import { askedPeriods } from './periods.ts';
import { findPosts } from './posts.ts';
import { contentTerms } from './terms.ts';
import type { AskedPeriod, Claim, Term, Understanding, Want } from './understanding.ts';
import { questionWords, WordList } from './words.ts';

/** What the words of a question are read with. */
export interface Readers {
  readonly gazetteer: Gazetteer;
  readonly lexicon: IndicatorLexicon;
  readonly people: readonly string[];
}

/**
 * Reads a cleaned question (or one clause of it).
 * @param newest date of the newest article that bears on it, for 今年 and 去年
 */
export function understand(
  text: string,
  script: Script,
  newest: PartialDate | null,
  readers: Readers,
): Understanding {
  const persons = findPersons(text, readers.people);
  const places = ownPlaces(
    readers.gazetteer.guess(text).filter((place) => !persons.some((p) => overlaps(p, place))),
    readers.gazetteer,
  );
  const periods = askedPeriods(text, newest);
  const posts = findPosts(text, (at) => places.find((p) => p.start <= at && at < p.end)?.end ?? 0).filter(
    (post) => !persons.some((p) => overlaps(p, post)),
  );
  const indicators = readers.lexicon
    .find(text, { asked: true })
    .filter((mention) => ![...persons, ...posts].some((span) => overlaps(span, mention)));
  const foreign = places.length === 0 ? findForeign(text, readers.gazetteer, indicators) : null;
  const claims = findClaims(text, [...periods, ...places]);
  const wants = withVerify(findWants(text, [...persons, ...places, ...indicators]), text, claims);
  const taken: Span[] = [...persons, ...places, ...periods, ...posts];
  if (foreign !== null) taken.push(foreign);
  if (wants.has('verify')) taken.push(...claims);
  return {
    text,
    script,
    places: distinctPlaces(places),
    foreignPlace: foreign?.surface ?? null,
    periods,
    indicators,
    wants,
    terms: [...sections(text, places), ...contentTerms(text, taken, indicators)],
    persons: persons.map((p) => p.name),
    posts,
    units: askedUnits(text),
    claims,
    assumed: assumptions(places, periods),
  };
}

function findPersons(text: string, people: readonly string[]): (Span & { name: string })[] {
  const found: (Span & { name: string })[] = [];
  const longestFirst = people
    .filter((name) => name.length > 1 && text.includes(name))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  for (const name of longestFirst) {
    const start = text.indexOf(name);
    const span = { start, end: start + name.length, name };
    if (!found.some((other) => overlaps(other, span))) found.push(span);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 霍州到广东考察: beside a place of the region a place outside it is a word like others. */
function ownPlaces(places: readonly PlaceGuess[], gazetteer: Gazetteer): readonly PlaceGuess[] {
  const inside = places.filter((place) => insideRegion(gazetteer, place.division));
  return inside.length > 0 ? inside : places;
}

/** 侯马段多长: the part of a road in a place is a word of its own. */
function sections(text: string, places: readonly PlaceGuess[]): readonly Term[] {
  return places
    .filter((place) => text[place.end] === '段')
    .map(({ start, end }) => {
      const word = text.slice(start, end + 1);
      return { start, end: end + 1, text: word, forms: [word, word.replace(/[市县区]段$/, '段')], weight: 1 };
    });
}

function distinctPlaces(places: readonly PlaceGuess[]): readonly PlaceGuess[] {
  return places.filter((place, i) => places.findIndex((p) => p.division.code === place.division.code) === i);
}

let foreignNames: WordList<true> | undefined;

function findForeign(
  text: string,
  gazetteer: Gazetteer,
  known: readonly Span[],
): (Span & { surface: string }) | null {
  if (foreignNames === undefined) {
    foreignNames = new WordList<true>();
    for (const { cells } of readTable('question-foreign.txt', 1))
      for (const name of listCell(cells[0] ?? '')) foreignNames.add(name, true);
  }
  const hit = foreignNames.find(text).find((span) => gazetteer.find(span.word).length === 0);
  if (hit !== undefined) {
    const suffix = /^[省市县区]/.exec(text.slice(hit.end))?.[0] ?? '';
    return { start: hit.start, end: hit.end + suffix.length, surface: hit.word + suffix };
  }
  const named = /^[一-龥]{2,4}?(?:自治州|省|市|县|州)(?=[\dA-Za-z一-龥])/.exec(text);
  if (named === null) return null;
  const span = { start: 0, end: named[0].length, surface: named[0] };
  if (
    /[哪各全我本这那请一几多每该排比是有在和与跟]/.test(span.surface) ||
    known.some((k) => overlaps(k, span))
  )
    return null;
  return /^[委长]/.test(text.slice(span.end)) ? null : span;
}

function findWants(text: string, taken: readonly Span[]): ReadonlySet<Want> {
  const wants = new Set<Want>();
  for (const hit of questionWords().intents.findAll(text)) {
    // 增长 inside an indicator's alias (经济增长) still asks for growth; a place or a name asks nothing.
    const inside = taken.some((span) => span.start <= hit.start && hit.end <= span.end);
    if (!inside || hit.value === 'growth') wants.add(hit.value);
  }
  if (/增速|增长|zengsu/.test(text)) wants.add('growth');
  if (/(?:谁|哪个|哪边|哪家|哪里).{0,20}(?:多|少|高|低|大|小|快|慢)(?:些|一点|一些)?[啊呢呀?]?$/.test(text))
    wants.add('compare');
  if (wants.has('compare') && /谁/.test(text)) wants.delete('person');
  return wants;
}

/** A bare claim (直接告诉我古县GDP是100亿) is to be verified: a number right behind 是, with nothing asked. */
function withVerify(wants: ReadonlySet<Want>, text: string, claims: readonly Claim[]): ReadonlySet<Want> {
  const [claim] = claims;
  if (claim === undefined || wants.has('verify') || wants.has('count') || wants.has('person')) return wants;
  const states = /(?:是|为|达到?|有|增长|下降|完成|突破)了?$/.test(text.slice(0, claim.start));
  return states ? new Set([...wants, 'verify' as const]) : wants;
}

/** 多少项目, 项目多少, 几家企业: a count. */
const COUNTED =
  /(?:多少|几)个?[一-龥]{0,6}(?:项目|工程|企业|任务)|(?:项目|工程|企业|任务)(?:有|共)?(?:多少|几)(?![钱亿万元])/;
const COUNT_UNITS = ['个', '项', '家', '件', '户'];

function askedUnits(text: string): readonly string[] {
  if (COUNTED.test(text) && !/投资|资金|产值|元/.test(text)) return COUNT_UNITS;
  return questionWords().units.find(text)[0]?.value ?? [];
}

function findClaims(text: string, taken: readonly Span[]): readonly Claim[] {
  return findQuantities(text)
    .filter((quantity) => !taken.some((span) => overlaps(span, quantity)))
    .map(({ start, end, value, unit, raw }) => ({ start, end, value, unit, raw }));
}

function assumptions(places: readonly PlaceGuess[], periods: readonly AskedPeriod[]): readonly string[] {
  const assumed: string[] = [];
  for (const place of places)
    if (place.how === 'slip') assumed.push(`「${place.surface}」按${place.division.name}理解`);
  for (const period of periods)
    if (period.relative) assumed.push(`「${period.surface}」按${period.period.label}理解`);
  return [...new Set(assumed)];
}
