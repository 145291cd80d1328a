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
    return { ...unit, end };
  }
  return null;
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
