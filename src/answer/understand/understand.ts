import type { IndicatorLexicon, IndicatorMention } from '../../facts/indicators.ts';
import { listCell, readTable } from '../../lexicon/table.ts';
import type { Gazetteer, PlaceGuess } from '../../region/gazetteer.ts';
import type { PartialDate } from '../../text/date.ts';
import { readNumeral } from '../../text/numeral.ts';
import { findQuantities } from '../../text/quantity.ts';
import type { Script } from '../../text/script.ts';
import type { Span } from '../../text/span.ts';
import { overlaps } from '../../text/span.ts';
import { say } from '../compose/texts.ts';
import { insideRegion } from '../lookup/region.ts';
import { askedPeriods } from './periods.ts';
import { findPosts } from './posts.ts';
import { askedRanking, type Ranking } from './ranking.ts';
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
  const guessed = ownPlaces(
    readers.gazetteer.guess(text).filter((place) => !persons.some((p) => overlaps(p, place))),
    readers.gazetteer,
  );
  // 襄汾镇 is no town that is known, and the county's numbers are not its own.
  const places = guessed.filter((place) => !isTown(text, place));
  const { periods, base } = askedPeriods(text, newest);
  const wish = unitWish(text);
  const posts = findPosts(text, (at) => places.find((p) => p.start <= at && at < p.end)?.end ?? 0).filter(
    (post) => !persons.some((p) => overlaps(p, post)),
  );
  const named = readers.lexicon
    .find(text, { asked: true })
    .filter((mention, _, all) => all.length === 1 || !isWhole(text, mention))
    .filter((mention) => ![...persons, ...posts].some((span) => overlaps(span, mention)));
  const indicators = [...named, ...shortIndicators(text, named, [...places, ...periods])].sort(
    (a, b) => a.start - b.start,
  );
  const town = unknownTown(text, guessed);
  const foreign = town ?? (places.length === 0 ? findForeign(text, readers.gazetteer, indicators) : null);
  const claims = findClaims(text, [...periods, ...(base === null ? [] : [base]), ...places]);
  const found = findWants(text, [...persons, ...places, ...indicators]);
  const sure = persons.length > 0 && posts.length > 0 && /吧[?？。]?$/.test(text);
  const ranking = places.every((p) => p.division.level === 'prefecture') ? askedRanking(text) : null;
  const wants = rankedWants(
    withVerify(sure ? new Set([...found, 'verify' as const]) : found, text, claims),
    ranking,
  );
  const taken: Span[] = [...persons, ...places, ...periods, ...posts, ...goals(text), ...wholes(text)];
  if (base !== null) taken.push(base);
  if (wish !== null) taken.push(wish);
  if (foreign !== null) taken.push(foreign);
  if (ranking !== null) taken.push(...ranking.spans);
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
    terms: [
      ...sections(text, places),
      ...contentTerms(text, taken, indicators, (name) => counted(readers.lexicon, name)),
    ],
    persons: persons.map((p) => p.name),
    posts,
    units: wish === null ? askedUnits(text) : [...new Set([...unitsAlike(wish.unit), ...askedUnits(text)])],
    wish: wish?.unit ?? null,
    claims,
    ranking,
    whole: wholeAsked(text, readers.lexicon),
    assumed: assumptions(
      places,
      periods,
      indicators.filter((i) => !named.includes(i)),
    ),
  };
}

/** 重点项目 is written 重点工程项目 too, 原煤产量 is told of 原煤: so they stand in the names of facts. */
function counted(lexicon: IndicatorLexicon, canonical: string): readonly string[] {
  if (canonical.endsWith('产量')) return [canonical.slice(0, -2)].filter((product) => product !== '');
  if (!canonical.endsWith('项目数')) return [];
  return lexicon.indicators.find((indicator) => indicator.name === canonical)?.written ?? [];
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

/** A county's short name that runs on into 镇 or 街道 names a town of that name. */
function isTown(text: string, { end, surface, division }: PlaceGuess): boolean {
  if (division.level === 'township' || /[市县区镇乡]$/.test(surface)) return false;
  return /^(?:镇(?![级区])|街道|乡(?![镇村土]))/.test(text.slice(end));
}

function unknownTown(text: string, guessed: readonly PlaceGuess[]): (Span & { surface: string }) | null {
  const town = guessed.find((place) => isTown(text, place));
  if (town === undefined) return null;
  const end = town.end + (text.startsWith('街道', town.end) ? 2 : 1);
  return { start: town.start, end, surface: text.slice(town.start, end) };
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
  const hits = questionWords().intents.findAll(text);
  for (const hit of hits) {
    // 安|排多少: no rank is asked for.
    if (
      hit.value === 'rank' &&
      hits.some((h) => h.value === 'count' && h.start < hit.start && h.end >= hit.end)
    )
      continue;
    // 增长 inside an indicator's alias (经济增长) still asks for growth; a place or a name asks nothing.
    const inside = taken.some((span) => span.start <= hit.start && hit.end <= span.end);
    if (!inside || hit.value === 'growth') wants.add(hit.value);
  }
  if (/增速|增长|zengsu/.test(text)) wants.add('growth');
  if (asksShare(text)) wants.add('share');
  if (goals(text).length > 0) wants.add('target');
  if (/得最[狠猛多快厉害慢少大]/.test(text)) wants.add('superlative');
  if (wants.has('superlative')) wants.delete('person');
  if (/(?:谁|哪个|哪边|哪家|哪里).{0,20}(?:多|少|高|低|大|小|快|慢)(?:些|一点|一些)?[啊呢呀?]?$/.test(text))
    wants.add('compare');
  if (wants.has('compare') && /谁/.test(text)) wants.delete('person');
  return wants;
}

/** The words of will in 想接待, 要降到, 打算种: they ask for a goal; 计划完成了 asks for a result. */
function goals(text: string): readonly Span[] {
  return questionWords()
    .aims.find(text)
    .filter((hit) => hit.value > 0 && !/^了/.test(text.slice(hit.end)))
    .map((hit) => ({ start: hit.start, end: hit.start + hit.value }));
}

/** 第三产业占GDP的比重 asks for the third sector: what it is a part of is not asked for. */
function isWhole(text: string, { start, end }: Span): boolean {
  return (
    /占(?:全[市县区省]|[当本]地|了)?$/.test(text.slice(0, start)) &&
    /^的?(?:比重|比例|份额|多少|百分|几成|$)/.test(text.slice(end))
  );
}

/** What a share is asked to be of, by its settled name; '' when none is named. */
function wholeAsked(text: string, lexicon: IndicatorLexicon): string {
  const [span] = wholes(text);
  if (span === undefined) return '';
  const words = text.slice(span.start + 1, span.end);
  return lexicon.find(words, { asked: true })[0]?.canonical ?? words;
}

/** The words of the whole (占GDP, 占全部投资): the fact's own name is compared with them. */
function wholes(text: string): readonly Span[] {
  const match = /占(?!地(?!区)|用|比)[^，,。?？]{1,12}?(?=的?(?:比重|比例|份额|多少|百分|几成))/.exec(text);
  return match === null ? [] : [{ start: match.index, end: match.index + match[0].length }];
}

/** 占全市多少, 完成预算的多少: a part of a whole; 占地多少 is none. */
function asksShare(text: string): boolean {
  if (/占(?!地(?!区)|用)[^,，。?？]{1,10}?的?(?:多少(?![亩万平])|几成|几分之几)/.test(text)) return true;
  return /完成了?(?:全年|年初|年度|今年)?(?:预算|任务|计划)的?(?:多少|几成|百分)|完成了?(?:全年|年初|年度)?目标的(?:多少|几成|百分)/.test(
    text,
  );
}

/** 前三的县区, 各县排名: places are put in order by a number; nobody's rank is asked for. */
function rankedWants(wants: ReadonlySet<Want>, ranking: Ranking | null): ReadonlySet<Want> {
  if (ranking === null) return wants;
  const kept = [...wants].filter((want) => want !== 'rank' && want !== 'list' && want !== 'person');
  return new Set([...kept, 'superlative' as const]);
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
  const claim = claims.find(({ raw, unit }) => /\d/.test(raw) || unit === '位');
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

const KIND_OF = /^元?(?:以上|以下|及以上|级)的?[一-龥]{0,6}(?:项目|企业|工程|的?村|县|户|单位|公路|商品)/;

const RANK_CLAIM =
  /(倒数)?第([一二三四五六七八九十]{1,3}|\d{1,3})(?:位|名)?(?=的?(?:吧|吗|对[吗不吧]|是[吗不吧]|属实|真的|准[吗确]|没错)|[,，](?:对|是|属实|真))/g;

/** 全市第三对吗: a rank without 位 or 名 is claimed, where nothing but the doubt follows. */
function rankClaims(text: string): readonly Claim[] {
  return [...text.matchAll(RANK_CLAIM)].flatMap((match) => {
    const [raw, fromEnd, digits = ''] = match;
    const value = readNumeral(digits);
    if (value === null) return [];
    const span = { start: match.index, end: match.index + raw.length };
    return [
      { ...span, value, unit: '位', raw, ...(fromEnd === undefined ? {} : { fromEnd: true as const }) },
    ];
  });
}

function findClaims(text: string, taken: readonly Span[]): readonly Claim[] {
  const quantities: readonly Claim[] = findQuantities(text)
    .filter((quantity) => !taken.some((span) => overlaps(span, quantity)))
    // 10亿元以上项目 names a kind of project and claims nothing.
    .filter(({ end }) => !KIND_OF.test(text.slice(end)))
    .map(({ start, end, value, unit, raw }) => ({
      start,
      end,
      value,
      unit: unit === '亿' || unit === '万' ? `${unit}元` : unit,
      raw,
      ...(/多|余|几/.test(text.slice(start, end + 1)) ? { loose: true as const } : {}),
    }));
  const ranks = rankClaims(text).filter(
    (rank) => ![...quantities, ...taken].some((span) => overlaps(span, rank)),
  );
  return ranks.length === 0 ? quantities : [...quantities, ...ranks].sort((x, y) => x.start - y.start);
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
      /^的?(?:同比)?(?:谁|哪个?县?|哪边|哪家|当月|单月)?(?:涨|增长|增速|增幅|下降|降了|降得|降几|是升是降|是增是减|是降是升|掉了|跌|怎么样|咋样|如何|形势|情况怎|呢[?？]?$)/.test(
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
