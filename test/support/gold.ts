import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../../src/config.ts';
import type { Observation } from '../../src/facts/model.ts';
import type { GoldenQuestion } from './judge.ts';

/** Invented articles with what they state, written by people who had not seen the program. */
export interface GoldSet {
  readonly name: string;
  readonly articles: string;
  readonly facts: readonly GoldFact[];
  readonly questions: readonly GoldenQuestion[];
}

/** A fact as the writer put it down; formats as in test/fixtures/sets/README.md. */
export interface GoldFact {
  readonly doc: string;
  readonly place: string;
  readonly place_alt?: readonly string[];
  readonly indicator: string;
  readonly period: string;
  readonly value: number;
  readonly unit: string | null;
  readonly kind: string;
  readonly derived?: boolean;
  readonly weight?: string;
}

const FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'sets');

/** The sets of test/fixtures/sets. */
export function readGoldSets(): readonly GoldSet[] {
  return readdirSync(FOLDER, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({
      name,
      articles: join(FOLDER, name, 'articles'),
      facts: linesOf<GoldFact>(join(FOLDER, name, 'facts.jsonl')).filter(
        (fact) => fact.derived !== true && fact.weight !== 'minor',
      ),
      questions: linesOf<GoldenQuestion>(join(FOLDER, name, 'qa.jsonl')),
    }));
}

function linesOf<T>(file: string): readonly T[] {
  const lines = readFileSync(file, 'utf8').split('\n');
  return lines.filter((line) => line.trim() !== '').map((line): T => JSON.parse(line));
}

/** Whether a stored fact says what the writer put down: the same number, place and kind, most of the name, a time that meets. */
export function says(stored: Observation, gold: GoldFact): boolean {
  const places = [gold.place, ...(gold.place_alt ?? [])];
  return (
    Math.abs(plain(stored.value, stored.unit) - plain(gold.value, gold.unit ?? '')) < 1e-6 &&
    places.includes(stored.place ?? '') &&
    kindsOf(stored).includes(gold.kind) &&
    alike(stored.indicator, gold.indicator) &&
    (stored.period === null || meets(stored.period, gold.period))
  );
}

/** 3.5万吨 and 35000吨 are one number. */
function plain(value: number, unit: string): number {
  return value * (unit.startsWith('亿') ? 1e8 : unit.startsWith('万') ? 1e4 : 1);
}

function kindsOf({ measure, status, unit }: Observation): readonly string[] {
  const aims = ['plan', 'target', 'estimate'].includes(status);
  if (aims) return ['plan', 'target', 'actual', ...(measure === 'growth' ? ['growth'] : [])];
  if (measure === 'level') return ['actual', ...(/^[%‰]?$/.test(unit) ? ['ratio'] : [])];
  return measure === 'share' ? ['ratio', 'actual'] : [measure, ...(measure === 'change' ? ['growth'] : [])];
}

function alike(a: string, b: string): boolean {
  const [x, y] = [letters(a), letters(b)];
  const shared = [...x].filter((letter) => y.has(letter)).length;
  return shared >= 0.6 * Math.min(x.size, y.size);
}

function letters(name: string): ReadonlySet<string> {
  return new Set(name.replace(/同比|增速|增长率?|全[市省]|排名|数量|总数|累计|完成/g, ''));
}

/** Gold periods open with their year: 2024, 2024H1, 2024Q1-Q3, 2024-05, 2023/2024. */
function meets(period: { readonly start: string; readonly end: string }, gold: string): boolean {
  const years = gold.match(/(?:19|20)\d\d/g) ?? [];
  return years.some((year) => period.start.slice(0, 4) <= year && year <= period.end.slice(0, 4));
}
