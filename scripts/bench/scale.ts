import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { say, writeData } from '../../src/cli/output.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { createPassageFile } from '../../src/ingest/passage-file.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { percentile } from './percentile.ts';
import { drawChart } from './plot.ts';
import { createRandom } from './random.ts';
import type { Doc } from './search-engines.ts';
import { fts5, ours } from './search-engines.ts';
import { makeDoc, makeQuestion, makeTongue, type Tongue } from './tongue.ts';

const QUESTIONS = 300;
/** Asked before, and not counted: what a process does first is slower in both engines. */
const WARMING = 40;
/** Articles added and withdrawn, and passages of each. */
const CHANGES = 40;
const PASSAGES = 12;
const PORTION = 1000;

interface Stage {
  readonly size: number;
  readonly ours: number[];
  readonly reference: number[];
  /** Seconds since the start, of building only. */
  readonly build: number;
  readonly referenceBuild: number;
  /** Megabytes of our index alone. */
  readonly memory: number;
  /** The longest turn of the event loop during each change and during as long a rest, in milliseconds. */
  readonly waits: (readonly [change: number, idle: number])[];
  /** Seconds from an empty process to the first hit, from the snapshot. */
  readonly restart: number;
  readonly file: number;
}

/**
 * Grows a made-up corpus and asks both engines the same questions at every size, question by question in turn. Memory
 * is ours alone (heap and array buffers; the reference keeps its own outside of both).
 */
export async function grow(sizes: readonly number[]): Promise<void> {
  const random = createRandom(11);
  const tongue = makeTongue(random);
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
      const docs = Array.from({ length: Math.min(PORTION, size - made) }, () =>
        makeDoc(made++, tongue, random),
      );
      build += await seconds(() => own.add(docs));
      referenceBuild += await seconds(() => reference.add(docs));
      for (const doc of docs) if (random.whole(Math.ceil(size / QUESTIONS)) === 0) recent.push(doc);
    }
    say(`${size} passages: ours ${build.toFixed(0)} s, FTS5 ${referenceBuild.toFixed(0)} s`);
    const memory = heldMemory() - idle;
    const times = askBoth(own, reference, recent, random);
    const waits = await changeSome(own, tongue, random);
    stages.push({ size, ...times, build, referenceBuild, memory, waits, ...(await restart(own.index)) });
  }
  reference.close();
  await writeData(report(stages, reference.configuration));
  draw(stages);
}

function askBoth(
  own: ReturnType<typeof ours>,
  reference: ReturnType<typeof fts5>,
  docs: readonly Doc[],
  random: ReturnType<typeof createRandom>,
) {
  const times = { ours: [] as number[], reference: [] as number[] };
  for (let turn = -WARMING; turn < QUESTIONS; turn++) {
    const question = makeQuestion(random.pick(docs) ?? { id: '', text: '' }, random);
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

/** Adds and withdraws articles and notes how long each keeps the event loop. */
async function changeSome(
  { index }: ReturnType<typeof ours>,
  tongue: Tongue,
  random: ReturnType<typeof createRandom>,
): Promise<(readonly [change: number, idle: number])[]> {
  const waits: (readonly [change: number, idle: number])[] = [];
  for (let n = 0; n < CHANGES; n++) {
    const articleId = `change${n}`;
    const passages = Array.from({ length: PASSAGES }, (_, ordinal) => {
      const { title = '', text } = makeDoc(ordinal, tongue, random);
      const span = { start: 0, end: text.length };
      return { id: `${articleId}#${ordinal}`, articleId, places: [], heading: title, text, span };
    });
    waits.push(await longestTurns(() => index.add(passages)));
    waits.push(await longestTurns(() => index.remove(articleId)));
  }
  return waits;
}

/**
 * The longest turn of the event loop during a change, and during as much time of doing nothing: on a machine that
 * does other work, what both have in common is not ours.
 */
async function longestTurns(work: () => Promise<void>): Promise<readonly [change: number, idle: number]> {
  const start = performance.now();
  let done = false;
  const change = work().finally(() => {
    done = true;
  });
  const during = await longestTurn(() => done);
  await change;
  const took = performance.now() - start;
  const end = performance.now() + took;
  return [during, await longestTurn(() => performance.now() >= end)];
}

async function longestTurn(over: () => boolean): Promise<number> {
  let longest = 0;
  let last = performance.now();
  do {
    await nextTurn();
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
  } while (!over());
  return longest;
}

async function restart(index: ReturnType<typeof ours>['index']): Promise<Pick<Stage, 'restart' | 'file'>> {
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  try {
    const file = createPassageFile(join(folder, 'passages.snapshot'), process.pid);
    let size = 0;
    await index.keep(async (parts) => {
      size = parts.shelf.blocks.reduce((sum, block) => sum + block.byteLength, 0);
      size += parts.frozen.reduce(
        (sum, { postings, keys, starts }) => sum + postings.byteLength + keys.byteLength + starts.byteLength,
        0,
      );
      await file.write({ parts, loaded: new Map() }, 'bench');
    });
    const start = performance.now();
    const snapshot = await file.read('bench');
    if (typeof snapshot === 'string') throw new Error(`the snapshot is ${snapshot}`);
    const again = createPassageIndex();
    await again.restore(snapshot.parts);
    again.search('公路');
    return { restart: (performance.now() - start) / 1000, file: size / 1e6 };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function report(stages: readonly Stage[], reference: string): string {
  const lines = [
    `made-up passages of about 200 characters, ${QUESTIONS} questions at each size; Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? 'CPU'}, peak memory of the whole run with both engines ${(process.resourceUsage().maxRSS / 1000).toFixed(0)} MB`,
    '',
    '| passages | p50 ours / FTS5 | p99 ours / FTS5 | ours p50 ms | p99 ms | FTS5 p50 ms | p99 ms | build s (FTS5) | our memory MB | file MB | restart s | longest turn during a change (at rest), median / p90 ms |',
    '|---|---|---|---|---|---|---|---|---|---|---|---|',
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
      [0.5, 0.9].map((part) => turnsAt(stage, part)).join(' / '),
    ];
    lines.push(`| ${cells.join(' | ')} |`);
  }
  return [...lines, '', `FTS5: ${reference}`, ''].join('\n');
}

/** The longest turn during a change, and during a rest in brackets. */
function turnsAt({ waits }: Stage, part: number): string {
  const [change, idle] = [0, 1].map((at) =>
    percentile(
      waits.map((pair) => pair[at] ?? 0),
      part,
    ).toFixed(1),
  );
  return `${change} (${idle})`;
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
