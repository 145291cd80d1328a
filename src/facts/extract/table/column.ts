import { findPeriods } from '../../../text/period.ts';
import { unitAt } from '../../../text/unit.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { Measure } from '../../model.ts';
import { type TableWordKind, tableWords } from './words.ts';

/** What the head of a column says. */
export type Column =
  | { readonly kind: 'place' | 'name' | 'unit' | 'ignore' }
  | {
      readonly kind: 'figure';
      /** null when the head names none: the row's label, the column to the left or the caption does. */
      readonly indicator: string | null;
      readonly measure: Measure;
      /** null when the head names none. */
      readonly unit: string | null;
      readonly basis?: string;
      readonly scope?: string;
      /** The head as written, for its period. */
      readonly head: string;
    };

const BRACKET = /[（(]([^（）()]{1,12})[）)]/;
const BASES = ['同比', '环比', '两年平均', '累计', '当月'] as const;

/** Reads a head: 地区生产总值（亿元）, 增速（%）, 同比±%, 位次, 县（市、区）. */
export function readHead(head: string): Column {
  const plain = head.replace(/[\s\u3000]+/g, '');
  if (plain === '') return { kind: 'ignore' };
  for (const kind of ['place', 'name', 'unit', 'ignore'] as const)
    if (tableWords(kind).includes(plain)) return { kind };
  const { name, unit } = parted(withoutPeriod(plain));
  const ranked = ending(name, 'rank');
  if (ranked !== null) {
    const scope = /全国|全省|全市/.exec(name)?.[0];
    const basis = name.includes('增速') ? { basis: '增速' } : {};
    return {
      kind: 'figure',
      indicator: named(ranked),
      measure: 'rank',
      unit: '位',
      head,
      ...basis,
      ...(scope === undefined ? {} : { scope }),
    };
  }
  const basis = BASES.find((word) => name.includes(word));
  const grown = ending(name, 'growth');
  if (grown !== null) {
    // 同比增减（亿元） is a change in money, which no model of ours tells from a level.
    if (unit !== null && unit !== '%' && unit !== '百分点') return { kind: 'ignore' };
    const measure = unit === '百分点' ? 'change' : 'growth';
    return withBasis({ kind: 'figure', indicator: named(grown), measure, unit: unit ?? '%', head }, basis);
  }
  return withBasis({ kind: 'figure', indicator: named(name), measure: 'level', unit, head }, basis);
}

function withBasis(column: Extract<Column, { kind: 'figure' }>, basis: string | undefined): Column {
  return basis === undefined ? column : { ...column, basis };
}

/** A label or head without its unit: 粮食产量（万吨）, 民用汽车拥有量/万辆, 增速%. */
export function parted(text: string): { readonly name: string; readonly unit: string | null } {
  const bracket = BRACKET.exec(text);
  if (bracket !== null) {
    const unit = unitOf(bracket[1] ?? '');
    const name = text.replace(bracket[0], '');
    if (unit !== null) return { name, unit };
    return { name: /^[±+\-增长减]{0,6}$/.test(bracket[1] ?? '') ? name + bracket[1] : name, unit: null };
  }
  const tail = /[/／]([^/／]{1,6})$/.exec(text) ?? /(?<=\p{Script=Han}|±)(%)$/u.exec(text);
  const unit = tail === null ? null : unitOf(tail[1] ?? '');
  return tail === null || unit === null
    ? { name: text, unit: null }
    : { name: text.slice(0, tail.index), unit };
}

/** 亿元, 单位：亿元, ±%, 万人次: the canonical unit, null when the text is none. */
export function unitOf(text: string): string | null {
  const bare = text.replace(/^(?:计量)?单位[:：]?/, '').replace(/^[±+-]{1,2}/, '');
  const scale = /^(?:万亿|亿|万)/.exec(bare)?.[0] ?? '';
  for (const prefix of scale === '' ? [''] : ['', scale]) {
    const match = unitAt(bare, prefix.length);
    if (match !== null && match.end === bare.length) return prefix + match.canonical;
  }
  return bare !== '' && bare === scale ? scale : null;
}

/** The name without the word of that kind it ends with, null when it ends with none. */
function ending(name: string, kind: TableWordKind): string | null {
  const bare = name.replace(/[±+-]+$/, '');
  const word = tableWords(kind).find((each) => bare.endsWith(each));
  if (word === undefined) return null;
  return bare.slice(0, bare.length - word.length).replace(/[的:：]$/, '');
}

/** 2022年地区生产总值: the time is read by itself. What year 1—5月 is of does not matter here. */
function withoutPeriod(head: string): string {
  let rest = '';
  let from = 0;
  for (const { start, end } of findPeriods(head, { reference: '2000-06-30' })) {
    rest += head.slice(from, start);
    from = end;
  }
  return rest + head.slice(from);
}

/** 地区生产总值目标 names 地区生产总值. */
function withoutClaim(name: string): string {
  const word = [...tableWords('target'), ...tableWords('plan')].find((each) => name.endsWith(each));
  return word === undefined ? name : name.slice(0, -word.length);
}

/** The settled name, or the phrase itself where it is one; null for 总量, 累计, 1—6月 and the like. */
function named(phrase: string): string | null {
  const bare = withoutClaim(phrase)
    .replace(/^(?:累计|本月|当月|本期)(?=.{3})/, '')
    .replace(/(?<=.{3})(?:累计|总量|绝对额|绝对值|金额|完成额?|数值|实绩)$/, '');
  if (
    bare.length < 2 ||
    tableWords('value').includes(phrase) ||
    /\d|^[一二三四上下前]{1,2}(?:季度|半年)/.test(bare)
  )
    return null;
  if (!/^[\p{Script=Han}A-Za-z.、“”]{2,24}$/u.test(bare)) return null;
  return indicatorLexicon().canonical(bare) ?? bare;
}
