import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { say, writeData } from '../../src/cli/output.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { createPassageFile } from '../../src/ingest/passage-file.ts';
import type { KeepableIndex } from '../../src/search/passage-index.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import type { Query } from './collection.ts';
import { percentile } from './percentile.ts';
import { drawChart } from './plot.ts';
import { createRandom } from './random.ts';
import type { Doc, Engine } from './search-engines.ts';
import { fts5, ours } from './search-engines.ts';
import { madeUp, realText } from './source.ts';
import { tellTurns, turnsOf } from './turns.ts';

const QUESTIONS = 300;
/** Asked before, and not counted: what a process does first is slower in both engines. */
const WARMING = 40;
/** Articles added and withdrawn, and passages of each. */
const CHANGES = 40;
const PASSAGES = 12;
const PORTION = 1000;
/** Building anew is measured up to this size; beyond, it only takes longer. */
const MOST_TO_SHED = 100_000;

interface Stage {
  readonly size: number;
  readonly ours: number[];
  readonly reference: number[];
  /** Seconds since the start, of building only. */
  readonly build: number;
  readonly referenceBuild: number;
  /** Megabytes of our index alone. */
  readonly memory: number;
  /** Turns of the event loop while articles came and went, and while the index shed withdrawn passages: told. */
  readonly changing: string;
  readonly compacting: string;
  /** Seconds from an empty process to the first hit, from the snapshot. */
  readonly restart: number;
  readonly file: number;
}

/**
 * Grows a collection, made up or of real text, and asks both engines the same questions at every size, question by
 * question in turn. Memory is ours alone (heap and array buffers; the reference keeps its own outside of both).
 */
export async function grow(
  sizes: readonly number[],
  real?: { readonly docs: readonly Doc[]; readonly queries: readonly Query[] },
): Promise<void> {
  const random = createRandom(11);
  const source = real === undefined ? madeUp(random) : realText(real.docs, real.queries, random);
  const own = ours();
  const reference = fts5();
  const recent: Doc[] = [];
  const stages: Stage[] = [];
  let made = 0;
  let build = 0;
  let referenceBuild = 0;
  const idle = heldMemory();
  for (const size of sizes.toSorted((a, b) => a - b)) {
    while (made < size) {
      const docs = Array.from({ length: Math.min(PORTION, size - made) }, () => source.doc(made++));
      build += await seconds(() => own.add(docs));
      referenceBuild += await seconds(() => reference.add(docs));
      for (const doc of docs) if (random.whole(Math.ceil(size / QUESTIONS)) === 0) recent.push(doc);
    }
    say(`${size} passages: ours ${build.toFixed(0)} s, FTS5 ${referenceBuild.toFixed(0)} s`);
    const memory = heldMemory() - idle;
    const times = askBoth(own, reference, () => source.question(recent));
    const changing = await tellTurns(await changeSome(own.index, recent));
    stages.push({
      size,
      ...times,
      build,
      referenceBuild,
      memory,
      changing,
      ...(await restart(own.index, size)),
    });
  }
  reference.close();
  await writeData(report(stages, source.name, reference.configuration));
  if (real === undefined) draw(stages);
}

function askBoth(own: Engine, reference: Engine, questionOf: () => string) {
  const times = { ours: [] as number[], reference: [] as number[] };
  for (let turn = -WARMING; turn < QUESTIONS; turn++) {
    const question = questionOf();
    const ask = [
      () => times.ours.push(timed(() => own.search(question, 10))),
      () => times.reference.push(timed(() => reference.search(question, 10))),
    ];
    for (const one of turn % 2 === 0 ? ask : ask.reverse()) one();
    if (turn === -1) for (const list of Object.values(times)) list.length = 0;
  }
  return times;
}

function timed(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

function heldMemory(): number {
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}

/** Adds and withdraws articles, packs the newest passages, and notes every turn of the event loop meanwhile. */
async function changeSome(index: KeepableIndex, docs: readonly Doc[]): Promise<readonly number[]> {
  const turns: number[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const articleId = `change${n}`;
    const passages = Array.from({ length: PASSAGES }, (_, ordinal) => {
      const { title = '', text } = docs[(n * PASSAGES + ordinal) % docs.length] ?? { text: '' };
      const span = { start: 0, end: text.length };
      return { id: `${articleId}#${ordinal}`, articleId, places: [], heading: title, text, span };
    });
    turns.push(...(await turnsOf(() => index.add(passages))));
    if (n === CHANGES - 1) turns.push(...(await turnsOf(() => index.keep(async () => {}))));
    turns.push(...(await turnsOf(() => index.remove(articleId))));
  }
  return turns;
}

/** Starts again from the snapshot; then takes so much out of the new index that it is built anew. */
async function restart(
  index: KeepableIndex,
  size: number,
): Promise<Pick<Stage, 'restart' | 'file' | 'compacting'>> {
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  try {
    const path = join(folder, 'passages.snapshot');
    const file = createPassageFile(path, process.pid);
    await index.keep((parts) => file.write({ parts, loaded: new Map() }, 'bench'));
    const start = performance.now();
    const snapshot = await file.read('bench');
    if (typeof snapshot === 'string') throw new Error(`the snapshot is ${snapshot}`);
    const again = createPassageIndex();
    await again.restore(snapshot.parts);
    again.search('公路');
    const restart = (performance.now() - start) / 1000;
    return { restart, file: statSync(path).size / 1e6, compacting: await tellTurns(await shed(again, size)) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The last withdrawal of so many sets off the new building. */
async function shed(index: KeepableIndex, size: number): Promise<readonly number[]> {
  if (size > MOST_TO_SHED) return [];
  const turns: number[] = [];
  for (let number = 0; number < size / 3; number++)
    turns.push(...(await turnsOf(() => index.remove(`doc${number}`))));
  return turns;
}

function report(stages: readonly Stage[], source: string, reference: string): string {
  const lines = [
    `${source}; ${QUESTIONS} questions at each size; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, peak memory of the whole run with both engines ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
    '',
    '| passages | p50 ours / FTS5 | p99 ours / FTS5 | ours p50 ms | p99 ms | FTS5 p50 ms | p99 ms | build s (FTS5) | our memory MB | file MB | restart s | turns of the event loop while articles come and go: p99, longest ms (at rest), over 2 ms per second (at rest) | while built anew |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|---|',
  ];
  for (const stage of stages) {
    const [p50, p99] = [0.5, 0.99].map(
      (part) => [percentile(stage.ours, part), percentile(stage.reference, part)] as const,
    );
    const cells = [
      stage.size.toLocaleString('en'),
      ((p50?.[0] ?? 0) / (p50?.[1] ?? 1)).toFixed(3),
      ((p99?.[0] ?? 0) / (p99?.[1] ?? 1)).toFixed(3),
      p50?.[0].toFixed(2),
      p99?.[0].toFixed(2),
      p50?.[1].toFixed(1),
      p99?.[1].toFixed(1),
      `${stage.build.toFixed(1)} (${stage.referenceBuild.toFixed(1)})`,
      stage.memory.toFixed(0),
      stage.file.toFixed(0),
      stage.restart.toFixed(2),
      stage.changing,
      stage.compacting,
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return [...lines, '', `FTS5: ${reference}`, ''].join('\n');
}

function draw(stages: readonly Stage[]): void {
  const path = join(PROJECT_ROOT, 'docs', 'search-scale.png');
  const line = (name: string, value: (stage: Stage) => number) => ({
    name,
    points: stages.map((stage) => [stage.size, value(stage)] as const),
  });
  drawChart(path, {
    title: 'milliseconds per question against passages',
    logarithmic: true,
    lines: [
      line('fts5 p99', ({ reference }) => percentile(reference, 0.99)),
      line('fts5 p50', ({ reference }) => percentile(reference, 0.5)),
      line('ours p99', ({ ours }) => percentile(ours, 0.99)),
      line('ours p50', ({ ours }) => percentile(ours, 0.5)),
    ],
  });
  say(`drawn: ${path}`);
}
