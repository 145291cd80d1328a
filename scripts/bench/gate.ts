import { join } from 'node:path';
import { say, writeData } from '../../src/cli/output.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import type { BenchOptions } from '../bench.ts';
import type { Query } from './collection.ts';
import { readFiles } from './collection.ts';
import { drawChart } from './plot.ts';
import type { Doc } from './search-engines.ts';
import { ours } from './search-engines.ts';

/** The best hit for a question asked of a collection. */
interface Verdict {
  readonly confidence: number;
  /** Whether the collection holds the answer, and whether the best hit is it. */
  readonly answerable: boolean;
  readonly right: boolean;
}

const STEPS = 20;

/**
 * Can a threshold on the confidence tell what the collection answers from what it does not? The documents are halved,
 * and every question is asked of both halves: of the one with its document, and of the other, which cannot answer it.
 */
export async function bench(options: BenchOptions): Promise<void> {
  const { docs, queries } = await readFiles(options);
  const halves = [0, 1].map((half) => docs.filter((_, at) => at % 2 === half));
  const verdicts: Verdict[] = [];
  for (const half of halves) verdicts.push(...(await ask(half, queries)));
  const rows = Array.from({ length: STEPS }, (_, step) => rowOf(step / STEPS, verdicts));
  await writeData(report(rows, docs.length, queries.length));
  const path = join(PROJECT_ROOT, 'docs', 'search-gate.png');
  drawChart(path, {
    title: 'percent against threshold of confidence',
    logarithmic: false,
    lines: [
      { name: 'precision', points: rows.map(({ threshold, precision }) => [threshold, precision] as const) },
      { name: 'found', points: rows.map(({ threshold, found }) => [threshold, found] as const) },
      { name: 'false', points: rows.map(({ threshold, fooled }) => [threshold, fooled] as const) },
    ],
  });
  say(`drawn: ${path}`);
}

async function ask(docs: readonly Doc[], queries: readonly Query[]): Promise<readonly Verdict[]> {
  const engine = ours();
  await engine.add(docs);
  const held = new Set(docs.map(({ id }) => id));
  return queries.map(({ q, gold }) => {
    const [best] = engine.index.search(q, { limit: 1 });
    return {
      confidence: best?.confidence ?? 0,
      answerable: gold.some((id) => held.has(id)),
      right: best !== undefined && gold.includes(best.passage.articleId),
    };
  });
}

interface Row {
  readonly threshold: number;
  /** Of what passes the gate, the share that is right. */
  readonly precision: number;
  /** Of the answerable questions, the share that passes and is right. */
  readonly found: number;
  /** Of the unanswerable questions, the share that passes. */
  readonly fooled: number;
}

function rowOf(threshold: number, verdicts: readonly Verdict[]): Row {
  const passed = verdicts.filter(({ confidence }) => confidence >= threshold);
  const count = (all: readonly Verdict[], test: (verdict: Verdict) => boolean) => all.filter(test).length;
  const percent = (part: number, whole: number) => (whole === 0 ? 100 : (100 * part) / whole);
  const right = count(passed, (verdict) => verdict.right);
  const answerable = count(verdicts, (verdict) => verdict.answerable);
  return {
    threshold,
    precision: percent(right, passed.length),
    found: percent(right, answerable),
    fooled: percent(
      count(passed, (verdict) => !verdict.answerable),
      verdicts.length - answerable,
    ),
  };
}

function report(rows: readonly Row[], docs: number, queries: number): string {
  const cells = rows.map(
    ({ threshold, precision, found, fooled }) =>
      `| ${threshold.toFixed(2)} | ${precision.toFixed(1)} | ${found.toFixed(1)} | ${fooled.toFixed(1)} |`,
  );
  return [
    `${docs} documents in two halves, ${queries} questions asked of each: in one the answer is missing`,
    '',
    '| threshold | precision % | answerable: found % | unanswerable: let through % |',
    '|---|---|---|---|',
    ...cells,
    '',
  ].join('\n');
}
