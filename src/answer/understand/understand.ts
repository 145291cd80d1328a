import type { IndicatorLexicon, IndicatorMention } from '../../facts/indicators.ts';
import { listCell, readTable } from '../../lexicon/table.ts';
import type { Gazetteer, PlaceGuess } from '../../region/gazetteer.ts';
import type { PartialDate } from '../../text/date.ts';
import { findQuantities } from '../../text/quantity.ts';
import type { Script } from '../../text/script.ts';
import type { Span } from '../../text/span.ts';
import { overlaps } from '../../text/span.ts';
import { say } from '../compose/texts.ts';
import { insideRegion } from '../lookup/region.ts';
import { askedPeriods } from './periods.ts';
import { findPosts } from './posts.ts';
import { contentTerms } from './terms.ts';
import type { AskedPeriod, Claim, Term, Understanding, Want } from './understanding.ts';
import { unitsAlike, unitWish } from './unit-wish.ts';
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
  const { periods, base } = askedPeriods(text, newest);
  const wish = unitWish(text);
  const posts = findPosts(text, (at) => places.find((p) => p.start <= at && at < p.end)?.end ?? 0).filter(
    (post) => !persons.some((p) => overlaps(p, post)),
  );
  const named = readers.lexicon
    .find(text, { asked: true })
    .filter((mention) => ![...persons, ...posts].some((span) => overlaps(span, mention)));
  const indicators = [...named, ...shortIndicators(text, named, [...places, ...periods])].sort(
    (a, b) => a.start - b.start,
  );
  const foreign = places.length === 0 ? findForeign(text, readers.gazetteer, indicators) : null;
  const claims = findClaims(text, [...periods, ...(base === null ? [] : [base]), ...places]);
  const found = findWants(text, [...persons, ...places, ...indicators]);
  const sure = persons.length > 0 && posts.length > 0 && /吧[?？。]?$/.test(text);
  const wants = withVerify(sure ? new Set([...found, 'verify' as const]) : found, text, claims);
  const taken: Span[] = [...persons, ...places, ...periods, ...posts];
  if (base !== null) taken.push(base);
  if (wish !== null) taken.push(wish);
  if (foreign !== null) taken.push(foreign);
  if (wants.has('verify')) taken.push(...claims);
  return {
    text,
    script,
    places: distinctPlaces(places),
    foreignPlace: foreign?.surface ?? null,
    periods,
    base,
    indicators,
    wants,
    terms: [...sections(text, places), ...contentTerms(text, taken, indicators)],
    persons: persons.map((p) => p.name),
    posts,
    units: wish === null ? askedUnits(text) : [...new Set([...unitsAlike(wish.unit), ...askedUnits(text)])],
    wish: wish?.unit ?? null,
    claims,
    assumed: assumptions(
      places,
      periods,
      indicators.filter((i) => !named.includes(i)),
    ),
  };
}

function findPersons(text: string, people: readonly string[]): (Span & { name: string })[] {
  const found: (Span & { name: string })[] = [];
  const byFirst = namesByFirst(people);
  for (let start = 0; start < text.length; start += 1) {
    const name = byFirst.get(text[start] ?? '')?.find((each) => text.startsWith(each, start));
    if (name === undefined || found.some((other) => other.name === name || other.end > start)) continue;
    found.push({ start, end: start + name.length, name });
  }
  return found;
}

const nameIndex = new WeakMap<readonly string[], ReadonlyMap<string, readonly string[]>>();

/** Names by their first character, longest first: a question is not compared with every name there is. */
function namesByFirst(people: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const known = nameIndex.get(people);
  if (known !== undefined) return known;
  const byFirst = new Map<string, string[]>();
  for (const name of people) {
    const first = name[0];
    if (first === undefined || name.length < 2) continue;
    const bucket = byFirst.get(first);
    if (bucket === undefined) byFirst.set(first, [name]);
    else bucket.push(name);
  }
  for (const names of byFirst.values()) names.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  nameIndex.set(people, byFirst);
  return byFirst;
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

/** What turns a sentence with a number into a question for something else than whether it is so. */
const ASKING: readonly Want[] = [
  'count',
  'person',
  'list',
  'date',
  'compare',
  'superlative',
  'topic',
  'reason',
  'byline',
];

/**
 * A bare claim (直接告诉我古县GDP是100亿), or a pasted sentence with its numbers, is to be verified: numbers behind a verb
 * or a name, with nothing else asked.
 */
function withVerify(wants: ReadonlySet<Want>, text: string, claims: readonly Claim[]): ReadonlySet<Want> {
  const claim = claims.find(({ raw }) => /\d/.test(raw));
  if (claim === undefined || wants.has('verify') || ASKING.some((want) => wants.has(want))) return wants;
  if (/吧[?？。]?$/.test(text)) return new Set([...wants, 'verify' as const]);
  if (/[?？呢吗多几哪谁啥]|什么|怎/.test(text)) return wants;
  const states = /(?:是|为|达到?|有|增长|下降|完成|突破|[\u4e00-\u9fa5])了?$/.test(
    text.slice(0, claim.start),
  );
  return states && claim.unit !== '' ? new Set([...wants, 'verify' as const]) : wants;
}

/** 多少项目, 项目多少, 几家企业: a count. */
const COUNTED =
  /(?:多少|几)个?[一-龥]{0,6}(?:项目|工程|企业|任务)|(?:项目|工程|企业|任务)(?:有|共)?(?:多少|几)(?![钱亿万元])/;
const COUNT_UNITS = ['个', '项', '家', '件', '户'];

function askedUnits(text: string): readonly string[] {
  if (COUNTED.test(text) && !/投资|资金|产值|元/.test(text)) return COUNT_UNITS;
  // 亿元以上项目 names a kind of project, not the unit of the answer.
  const named = questionWords()
    .units.find(text)
    .find((hit) => !/^(?:以上|以下|级|项目|企业)/.test(text.slice(hit.end)));
  return named?.value ?? [];
}

function findClaims(text: string, taken: readonly Span[]): readonly Claim[] {
  return findQuantities(text)
    .filter((quantity) => !taken.some((span) => overlaps(span, quantity)))
    .map(({ start, end, value, unit, raw }) => ({
      start,
      end,
      value,
      unit: unit === '亿' || unit === '万' ? `${unit}元` : unit,
      raw,
      ...(/多|余|几/.test(text.slice(start, end + 1)) ? { loose: true as const } : {}),
    }));
}

/** 工业涨了多少: the growth of industry is that of its value added, and the reply says so. */
function shortIndicators(
  text: string,
  named: readonly IndicatorMention[],
  around: readonly Span[],
): readonly IndicatorMention[] {
  return questionWords()
    .short.find(text)
    .filter((hit) =>
      /^的?(?:同比)?(?:涨|增长|增速|增幅|下降|降了|跌|怎么样|咋样|如何|形势|情况怎|呢[?？]?$)/.test(
        text.slice(hit.end),
      ),
    )
    .filter((hit) => !named.some((mention) => overlaps(mention, hit)))
    .filter(
      (hit) =>
        hit.start === 0 ||
        around.some((span) => span.end === hit.start) ||
        /[的呢,，。;；]$/.test(text.slice(0, hit.start)),
    )
    .map((hit) => ({ start: hit.start, end: hit.end, canonical: hit.value, surface: hit.word }));
}

function assumptions(
  places: readonly PlaceGuess[],
  periods: readonly AskedPeriod[],
  short: readonly IndicatorMention[],
): readonly string[] {
  const assumed: string[] = [];
  for (const place of places)
    if (place.how === 'slip') assumed.push(`「${place.surface}」按${place.division.name}理解`);
  for (const period of periods)
    if (period.relative) assumed.push(`「${period.surface}」按${period.period.label}理解`);
  for (const { surface, canonical } of short) assumed.push(say('slip', { typed: surface, meant: canonical }));
  return [...new Set(assumed)];
}
