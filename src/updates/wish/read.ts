import { regionDivisions } from '../../answer/lookup/region.ts';
import { postName } from '../../answer/understand/posts.ts';
import type { AskedPost } from '../../answer/understand/understanding.ts';
import type { Division } from '../../region/gazetteer.ts';
import { toSimplified } from '../../text/script.ts';
import type { Comparison, Edition, Threshold, Wish } from '../model.ts';
import { canonicalWish, wishKey } from './canonical.ts';
import { nearest } from './nearest.ts';
import { type QueryProblem, readQuery } from './query.ts';
import { editionOf, readable, type Scan, scanned, type WishNote, type WishReaders } from './scan.ts';
import { roleOf, type WishRole } from './words.ts';

/** Wishes, or a specific question back. */
export type WishReading =
  | {
      readonly is: 'wishes';
      readonly wishes: readonly Wish[];
      /** null: none was named. */
      readonly edition: Edition | null;
      readonly notes: readonly WishNote[];
    }
  /** Nothing was typed but perhaps how often. */
  | { readonly is: 'nothing' }
  /** Several things are called so. */
  | { readonly is: 'choose'; readonly typed: string; readonly options: readonly Wish[] }
  | { readonly is: 'unknown-place'; readonly typed: string; readonly near: readonly string[] }
  | {
      readonly is: 'unknown-subject';
      readonly typed: string;
      readonly place: string | null;
      readonly near: readonly string[];
    }
  | { readonly is: 'bad-words'; readonly problem: QueryProblem }
  /** A bound without a number, or of nothing. */
  | { readonly is: 'bad-bound'; readonly problem: 'number' | 'subject' }
  | { readonly is: 'too-many' };

/** Longer is no wish. Characters. */
const LONG = 400;
/** Wishes in one message: more is a slip. */
const MOST_WISHES = 20;
const MOST_OPTIONS = 8;
const MOST_NEAR = 4;
const GDP = '地区生产总值';

/** Reads what stands behind /subscribe, or behind 订阅; never throws. */
export function readWishes(typed: string, readers: WishReaders): WishReading {
  const normal = typed.slice(0, LONG).normalize('NFKC').trim();
  const literal = literalPart(normal);
  const text = readable(literal === null ? normal : literal.head, readers);
  const scan = scanned(text.text, readers);
  const notes: WishNote[] = [...text.notes, ...scan.notes];
  if (scan.foreign !== null) return { is: 'unknown-place', typed: scan.foreign, near: [] };
  if (literal !== null) return literalWishes(literal.query, scan, notes);
  // Places among the words are searched for as well: 隰县 AND 玉露香.
  if (isQuery(normal, scan)) return literalWishes(normal, { ...scan, places: [] }, []);
  return structured(scan, readers, notes);
}

/** 古县 词 旅游 NOT 广告: what stands before the literal words, and they. */
function literalPart(normal: string): { readonly head: string; readonly query: string } | null {
  const marker = [...normal.matchAll(/[^\s:]+/g)].find(
    ({ 0: word, index }) =>
      roleOf(toSimplified(word)) === 'words' && /[\s:]/.test(normal[index + word.length] ?? ' '),
  );
  const quote = normal.search(/["“「『《]/);
  if (marker !== undefined && (quote < 0 || marker.index < quote)) {
    const end = marker.index + marker[0].length;
    return { head: normal.slice(0, marker.index), query: normal.slice(end).replace(/^[\s:]+/, '') };
  }
  return quote < 0 ? null : { head: normal.slice(0, quote), query: normal.slice(quote) };
}

/** 苹果 AND 出口, GDP NOT 广告: operators between words that mean nothing else, or one that nothing else has. */
function isQuery(normal: string, { rest }: Scan): boolean {
  const operators: readonly string[] = normal.match(/(?<![^\s()])(?:AND|OR|NOT|&&?|\|\|?)(?![^\s()])/g) ?? [];
  return (
    operators.includes('NOT') || (operators.length > 0 && rest.some((piece) => !/^(?:and|or)$/.test(piece)))
  );
}

function literalWishes(typed: string, scan: Scan, notes: readonly WishNote[]): WishReading {
  const [, body = typed, last = ''] = /^(.*\S)\s+(\S{1,20})$/s.exec(typed) ?? [];
  const behind = editionOf([roleOf(toSimplified(last))]);
  const { query, problem } = readQuery(behind === null ? typed : body);
  if (problem !== null) return { is: 'bad-words', problem };
  const places = placesOrRegion(scan);
  const wishes = places.map((place): Wish => ({ about: 'words', place, query }));
  return { is: 'wishes', wishes, edition: behind ?? scan.edition, notes };
}

/** Names of the places, the whole region as null; [null] when none was named. */
function placesOrRegion({ places }: Scan): readonly (string | null)[] {
  const names = places.map(({ name, level }) => (isWide(level) ? null : name));
  return names.length === 0 || names.includes(null) ? [null] : names;
}

function isWide(level: Division['level']): boolean {
  return level === 'prefecture' || level === 'province';
}

function structured(scan: Scan, readers: WishReaders, notes: readonly WishNote[]): WishReading {
  const { roles, places, bound, rest, edition } = scan;
  if (bound === 'lacking') return { is: 'bad-bound', problem: 'number' };
  const subjects = subjectsOf(scan, readers);
  if (rest.length > 0) {
    const unknown = unknownIn(scan, readers, subjects.length > 0);
    if (unknown !== null) return unknown;
  }
  if (bound !== null && subjects.every(({ about }) => about !== 'indicator'))
    return { is: 'bad-bound', problem: 'subject' };
  if (subjects.length === 0) {
    const everything = roles.has('news') || roles.has('region');
    if (places.length === 0 && !everything) return { is: 'nothing' };
    const named = places.length > 0 ? places.map(({ name }) => name) : [readers.gazetteer.root.name];
    return wishesOf(
      named.map((place) => ({ about: 'place', place })),
      edition,
      notes,
    );
  }
  const grown = subjects.some((subject) => 'assumed' in subject);
  const more: readonly WishNote[] = [
    ...(grown ? [{ is: 'growth-of-gdp' } as const] : []),
    ...rest.map((typed): WishNote => ({ is: 'ignored', typed })),
  ];
  const wishes = placesOrRegion(scan).flatMap((place) =>
    subjects.map((subject) => placed(subject, place, scan)),
  );
  return wishesOf(wishes, edition, [...notes, ...more]);
}

function wishesOf(wishes: readonly Wish[], edition: Edition | null, notes: readonly WishNote[]): WishReading {
  const distinct = [...new Map(wishes.map((wish) => [wishKey(wish), canonicalWish(wish)])).values()];
  return distinct.length > MOST_WISHES
    ? { is: 'too-many' }
    : { is: 'wishes', wishes: distinct, edition, notes };
}

/** A wish without its place. */
type Subject =
  | {
      readonly about: 'indicator';
      readonly indicator: string;
      readonly threshold?: Threshold;
      /** It was not named: 增速. */
      readonly assumed?: true;
    }
  | { readonly about: 'post'; readonly post?: AskedPost }
  | { readonly about: 'project' };

function subjectsOf(scan: Scan, { lexicon }: WishReaders): readonly Subject[] {
  const { indicators, posts, roles, bound } = scan;
  const named = [...new Set(indicators.map(({ canonical }) => canonical))];
  const measured = roles.has('growth') || roles.has('fall') || roles.has('negative');
  const plain = named.length === 0 && posts.length === 0 && !roles.has('project');
  const assumed = measured && plain ? { assumed: true as const } : {};
  const names = measured && plain ? [GDP] : named;
  return [
    ...names.map((indicator): Subject => {
      const usual = lexicon.indicators.find(({ name }) => name === indicator)?.unit ?? '';
      const threshold = thresholdOf(bound, roles, indicator, usual);
      return { about: 'indicator', indicator, ...(threshold === null ? {} : { threshold }), ...assumed };
    }),
    ...posts.map((post): Subject => ({ about: 'post', post })),
    ...(roles.has('post') && posts.length === 0 ? [{ about: 'post' } as const] : []),
    ...(roles.has('project') ? [{ about: 'project' } as const] : []),
  ];
}

const MIRRORED: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

function thresholdOf(
  bound: Scan['bound'],
  roles: ReadonlySet<WishRole>,
  indicator: string,
  usual: string,
): Threshold | null {
  const falling = { comparison: '<', value: 0, unit: '%', measure: 'growth' } as const;
  if (bound === null || bound === 'lacking')
    return roles.has('negative') || roles.has('fall') ? falling : null;
  const { comparison, value } = bound;
  const unit = bound.unit ?? null;
  if (roles.has('rank')) return { comparison, value, unit: '位', measure: 'rank' };
  if (roles.has('share')) return { comparison, value, unit: unit ?? '%', measure: 'share' };
  if (unit === '百分点') return { comparison, value, unit, measure: 'change' };
  // 城镇化率 is itself told in %; of all else a percentage is growth.
  const ratio = usual === '%' && /[率例]$/.test(indicator);
  if (roles.has('fall'))
    return { comparison: MIRRORED[comparison], value: -value, unit: '%', measure: 'growth' };
  if (roles.has('growth') || (unit === '%' && !ratio))
    return { comparison, value, unit: unit ?? '%', measure: 'growth' };
  return { comparison, value, unit: fullUnit(unit, usual), measure: 'level' };
}

/** 200亿 of what is told in 亿元. */
function fullUnit(unit: string | null, usual: string): string | null {
  if (unit === null) return usual === '' ? null : usual;
  if (unit !== '万' && unit !== '亿' && unit !== '万亿') return unit;
  return unit + usual.replace(/^(?:万亿|[万亿])/, '');
}

function placed(subject: Subject, place: string | null, { places }: Scan): Wish {
  if (subject.about === 'post') {
    const division = places.find(({ name }) => name === place);
    const { post } = subject;
    if (post === undefined) return { about: 'post', place };
    return {
      about: 'post',
      place,
      post: division === undefined ? post.surface : postName(post, division.name),
    };
  }
  if (subject.about === 'project') return { about: 'project', place };
  const { indicator, threshold } = subject;
  return { about: 'indicator', place, indicator, ...(threshold === undefined ? {} : { threshold }) };
}

/** What to ask back when words were left over; null when they may be left out. */
function unknownIn(scan: Scan, readers: WishReaders, hasSubject: boolean): WishReading | null {
  const { rest, places, roles } = scan;
  const typed = rest.join(' ');
  const names = regionDivisions(readers.gazetteer).map(({ name }) => name);
  // 尧县GDP: without the place it would be everybody's GDP.
  const town = places.length === 0 ? rest.find((piece) => /[省市县区州镇乡旗]$/.test(piece)) : undefined;
  if (town !== undefined) return { is: 'unknown-place', typed: town, near: nearestPlaces(town, names) };
  if (hasSubject) return places.length === 0 ? unknownPlace(typed, names) : null;
  const own = readers.known.filter((name) => name.toLowerCase() === typed);
  const holding = own.length > 0 ? own : readers.known.filter((name) => name.toLowerCase().includes(typed));
  const options = holding
    .slice(0, MOST_OPTIONS)
    .flatMap((indicator) =>
      placesOrRegion(scan).map((place): Wish => ({ about: 'indicator', place, indicator })),
    );
  if (own.length === 1 && scan.bound === null)
    return { is: 'wishes', wishes: options, edition: scan.edition, notes: scan.notes };
  if (typed.length >= 2 && options.length > 0)
    return { is: 'choose', typed, options: options.slice(0, MOST_OPTIONS) };
  if (places.length === 0 && !roles.has('news')) {
    const near = nearestPlaces(typed, names);
    if (near.length > 0) return { is: 'unknown-place', typed, near };
  }
  const subjects = [...readers.lexicon.indicators.map(({ name }) => name), ...readers.known];
  const [place = null] = placesOrRegion(scan);
  return { is: 'unknown-subject', typed, place, near: nearest(typed, subjects, MOST_NEAR) };
}

/** Words beside a subject that name no place we know may still be one: better asked than taken for the whole region. */
function unknownPlace(typed: string, names: readonly string[]): WishReading | null {
  const near = nearestPlaces(typed, names);
  return near.length > 0 ? { is: 'unknown-place', typed, near } : null;
}

/** 尧县 is like 尧都区, not like all that end in 县. */
function nearestPlaces(typed: string, names: readonly string[]): readonly string[] {
  const stems = new Map(names.map((name) => [name.slice(0, -1), name]));
  const near = nearest(typed.replace(/(?<=.)[省市县区州镇乡旗]$/, ''), stems.keys(), MOST_NEAR);
  return near.flatMap((stem) => stems.get(stem) ?? []);
}
