import { findPeriods } from '../../../text/period.ts';
import { indicatorLexicon } from '../../indicators.ts';
import { parted, unitOf } from '../table/column.ts';
import { type TableWordKind, tableWords } from '../table/words.ts';

/** One of the things a heading announces: 地区生产总值 and 增速 of 地区生产总值及增速. */
export interface Side {
  readonly indicator: string;
  /** `fall`: told by how much it fell; `share`: of something the heading seldom names in full, never read. */
  readonly side: 'level' | 'growth' | 'fall' | 'share';
  /** In brackets behind its name; null when the heading names none. */
  readonly unit: string | null;
  /** Whether the indicator has a settled name. */
  readonly settled: boolean;
}

/** What the heading of a list of counties says of the figures under it. */
export interface ListHeading {
  readonly sides: readonly Side[];
  /** Whether the list is in the order of its figures (增速排名). */
  readonly ranked: boolean;
  /** Whether it names all the counties (各县（市、区）). */
  readonly ofAll: boolean;
}

/** A heading longer than this is a sentence. */
const LONGEST = 60;
/** 前三名, 后五位的县（市、区）: how much of the order is told. */
const PICKED =
  /(?:居|排|列|位列|排名|排在)?[前后末][一二两三四五六七八九十\d]{1,2}[名位强]?(?:的?(?:县|市|区|县（市、区）|县市区))?$/;
/** 全市17个县（市、区） */
const NUMBERED =
  /^(?:全市)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})个?(?:县（市、区）|县（市区）|县市区|县区|市县|县市|县)/;
/** 占比 and the like are of something the heading seldom names in full. */
const RELATIVE = /占|比重|贡献|完成率|序时|进度|比例|较|比/;
const SIDES = ['growth', 'fall', 'value'] as const;
const JOINTS = /[、，和与及暨/]/;

/**
 * Reads the heading of a list of counties: 一季度各县（市、区）地区生产总值及增速. Null when it announces nothing, or what
 * it announces has no name of its own; without sides when it announces an 增速 of it does not say what.
 * @param text simplified, with full-width marks, without 。 or ：
 * @param outer what 总量 and 增速 alone are of, null when nothing tells
 */
export function readListHeading(text: string, outer: string | null): ListHeading | null {
  if (text.length > LONGEST || /[。；！？：]/.test(text)) return null;
  const opened = withoutWho(withoutPeriods(text).replace(/\s+/g, ''));
  const closed = withoutTail(opened.rest);
  const names = namesIn(closed.rest);
  const sides: Side[] = [];
  for (const name of names) {
    const indicator: string | null = sides.at(-1)?.indicator ?? outer;
    // 增速：甲县4.5%: nobody says of what, and no reader is to guess.
    if (indicator === null && SIDES.some((kind) => tableWords(kind).includes(name)))
      return { sides: [], ranked: false, ofAll: opened.ofAll };
    const side = sideOf(name, indicator);
    if (side === null) return null;
    sides.push(side);
  }
  // A name that is settled nowhere is believed where it stands alone over all the counties.
  const unsettled = sides.some(({ settled }) => !settled);
  if (sides.length === 0 || (unsettled && (sides.length > 1 || !opened.ofAll))) return null;
  return { sides, ranked: closed.ranked, ofAll: opened.ofAll };
}

function withoutPeriods(text: string): string {
  let rest = '';
  let from = 0;
  // Which year a month is of does not matter here.
  for (const { start, end } of findPeriods(text, { reference: '2000-06-30' })) {
    rest += text.slice(from, start);
    from = end;
  }
  return rest + text.slice(from);
}

function withoutWho(text: string): { readonly rest: string; readonly ofAll: boolean } {
  let rest = text
    .replace(/^[，、和与及\s]+/, '')
    .replace(/^[★●■◆·•]?(?:（?[一二三四五六七八九十]{1,2}[）、]|\d{1,2}[.、．])?[，、]?(?:据统计，)?/, '');
  let ofAll = false;
  for (let word = opening(rest); word !== undefined; word = opening(rest)) {
    rest = rest.slice(word.length).replace(/^[的，、和与及]/, '');
    ofAll = true;
  }
  return { rest, ofAll };
}

function opening(text: string): string | undefined {
  const word = NUMBERED.exec(text)?.[0] ?? tableWords('who').find((each) => text.startsWith(each));
  // 县域经济…, 全市场…: only what still leaves a name may be taken off.
  return word !== undefined && text.length >= word.length ? word : undefined;
}

function withoutTail(text: string): { readonly rest: string; readonly ranked: boolean } {
  let rest = text;
  let ranked = false;
  for (let before = ''; before !== rest; ) {
    before = rest;
    rest = rest.replace(/[，、（]$/, '');
    const picked = PICKED.exec(rest);
    if (picked !== null) rest = rest.slice(0, picked.index);
    const order = ending(rest, 'rank') ?? /排行榜?$/.exec(rest)?.[0];
    if (order !== undefined) {
      rest = rest.slice(0, -orderLength(order));
      ranked = true;
      continue;
    }
    const word = ending(rest, 'tail') ?? ending(rest, 'who');
    // 地区生产总值|增长情况: a word that belongs to the name stays.
    if (word !== undefined && indicatorLexicon().canonical(rest) === null) rest = rest.slice(0, -word.length);
  }
  return { rest, ranked };
}

/** 增速排名 tells a side and an order: the side stays. */
function orderLength(word: string): number {
  return word.replace(/^(?:增速|总量|全市|全省)/, '').length;
}

function ending(text: string, kind: TableWordKind): string | undefined {
  return tableWords(kind).find((word) => text.endsWith(word));
}

/** The names a heading joins, each with its unit in brackets; a joint inside a settled name parts nothing. */
function namesIn(text: string): readonly string[] {
  const inside = indicatorLexicon().find(text);
  const names: string[] = [];
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const parts = i === text.length || JOINTS.test(text.charAt(i));
    if (!parts || inside.some(({ start, end }) => start < i && i < end)) continue;
    if (i > from) names.push(text.slice(from, i).replace(/^其/, ''));
    from = i + 1;
  }
  return names;
}

function sideOf(written: string, before: string | null): Side | null {
  const { name, unit } = parted(written);
  const lexicon = indicatorLexicon();
  for (const side of ['fall', 'growth'] as const) {
    const word = ending(name, side);
    if (word === undefined) continue;
    const rest = name.slice(0, -word.length).replace(/的$/, '');
    const own = rest === '' ? before : (lexicon.canonical(rest) ?? lexicon.canonical(name));
    return own === null ? null : { indicator: own, side, unit: unit ?? '%', settled: true };
  }
  const own = lexicon.canonical(name);
  if (own !== null) return { indicator: own, side: 'level', unit, settled: true };
  const value = ending(name, 'value');
  if (value !== undefined) {
    const rest = name.slice(0, -value.length).replace(/的$/, '');
    const whole = rest === '' ? before : lexicon.canonical(rest);
    if (whole !== null) return { indicator: whole, side: 'level', unit, settled: true };
    if (rest === '') return null;
  }
  if (before !== null && /占|比重/.test(name))
    return { indicator: before, side: 'share', unit: '%', settled: true };
  const plain =
    /^[\u3400-\u9fffA-Za-z.\d]{2,12}$/.test(name) && !RELATIVE.test(name) && unitOf(name) === null;
  return plain ? { indicator: name, side: 'level', unit, settled: false } : null;
}
