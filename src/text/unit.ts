import { LexiconError, listCell, readTable } from '../lexicon/table.ts';
import type { QuantityKind } from './quantity.ts';

/** A unit as data/lexicon/units.txt lists it. */
interface Unit {
  readonly canonical: string;
  readonly kind: QuantityKind;
}

/** A unit found behind a number. */
export interface UnitMatch extends Unit {
  readonly end: number;
}

interface Spelling {
  readonly written: string;
  readonly unit: Unit;
  /** Continuations that make another word of it: 制 behind 人. */
  readonly unless: readonly string[];
}

const KINDS: readonly QuantityKind[] = [
  'money',
  'percent',
  'points',
  'rank',
  'count',
  'area',
  'length',
  'mass',
  'volume',
  'energy',
  'power',
  'time',
  'temperature',
  'multiple',
  'index',
];

const spellings = loadSpellings();
const kinds: ReadonlyMap<string, QuantityKind> = new Map(
  [...spellings.values()].flat().map(({ unit }) => [unit.canonical, unit.kind]),
);

/**
 * The longest unit that stands at `at`, unless what follows makes another word of it. When the longest does
 * not fit, no shorter one is tried behind the same characters (个体 is not 个).
 */
export function unitAt(text: string, at: number): UnitMatch | null {
  for (const { written, unit, unless } of spellings.get(text[at] ?? '') ?? []) {
    if (!text.startsWith(written, at)) continue;
    const end = at + written.length;
    if (unless.some((word) => text.startsWith(word, end))) return null;
    // A Latin unit must end with its word: 5mm is a length, 5MWh is not 5 MW.
    if (/[A-Za-z]/.test(written.at(-1) ?? '') && /[A-Za-z0-9]/.test(text[end] ?? '')) continue;
    return compound(text, { ...unit, end });
  }
  return null;
}

/** What a price or a load is told per: 元/斤, 万元/亩, 吨/日. */
const PER =
  /^[/／](?:百平方公里|[百千万十](?:人|户|亩|平方公里)|公斤|千克|斤|吨|亩|公顷|平方米|平方公里|立方米|千瓦时|度|日|天|月|年|人|户|头|只|次|小时|公里)/;

/** 3.6元/斤 is no amount of 元: the unit goes on behind the stroke. */
function compound(text: string, unit: UnitMatch): UnitMatch {
  const per = PER.exec(text.slice(unit.end, unit.end + 7))?.[0];
  if (per === undefined) return unit;
  return { ...unit, canonical: `${unit.canonical}/${per.slice(1)}`, end: unit.end + per.length };
}

/** What besides units an amount can be told per. */
const PER_NOUNS =
  /^(?:[个一]?(?:工作日|学期|学年|季度|大棚|项目|企业|家庭|孩子|学生|老人|农户|村民|标准亩|月|年|天|日|季|人|户|村|镇|乡|县|棚|班|车|箱|周)|[百千万]?(?:人|元|户|亩|吨))/;

/** Where the words end that begin at `at`, behind 每, and name what an amount is told per (亩, 立方米, 个项目, 人); null when none do. */
export function perUnitAt(text: string, at: number): number | null {
  const noun = PER_NOUNS.exec(text.slice(at, at + 6))?.[0];
  const unit = unitAt(text, at);
  const end = Math.max(noun === undefined ? 0 : at + noun.length, unit === null ? 0 : unit.end);
  return end === 0 ? null : end;
}

/** 万, 亿 and 万亿 in front of a unit, with their factors. */
const SCALES = [
  ['万亿', 1e12],
  ['亿', 1e8],
  ['万', 1e4],
] as const;

/** A unit as facts carry it (万吨) taken apart: kind, name without scale, factor; null when no table lists it. */
export function scaledUnit(
  unit: string,
): { readonly kind: QuantityKind; readonly base: string; readonly factor: number } | null {
  const known = kinds.get(unit);
  if (known !== undefined) return { kind: known, base: unit, factor: 1 };
  for (const [scale, factor] of SCALES) {
    if (!unit.startsWith(scale)) continue;
    const base = unit.slice(scale.length);
    const kind = base === '' ? 'count' : kinds.get(base);
    if (kind !== undefined) return { kind, base, factor };
  }
  return null;
}

/** By first character, longest spelling first. */
function loadSpellings(): ReadonlyMap<string, readonly Spelling[]> {
  const byFirst = new Map<string, Spelling[]>();
  for (const { line, cells } of readTable('units.txt', 4)) {
    const [canonical = '', kindCell = '', aliases = '', unless = ''] = cells;
    const kind = KINDS.find((known) => known === kindCell);
    if (kind === undefined) throw new LexiconError('units.txt', line, `has the unknown kind "${kindCell}"`);
    for (const written of aliases === '' ? [canonical] : listCell(aliases)) {
      const first = written[0] ?? '';
      const list = byFirst.get(first) ?? [];
      if (list.some((spelling) => spelling.written === written))
        throw new LexiconError('units.txt', line, `repeats "${written}"`);
      list.push({ written, unit: { canonical, kind }, unless: listCell(unless) });
      byFirst.set(first, list);
    }
  }
  for (const list of byFirst.values()) list.sort((a, b) => b.written.length - a.written.length);
  return byFirst;
}
