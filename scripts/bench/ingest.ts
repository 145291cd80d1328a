import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Jieba } from '@node-rs/jieba';
import { dict } from '@node-rs/jieba/dict.js';
import Sqlite, { type Database } from 'better-sqlite3';
import { say, writeData } from '../../src/cli/output.ts';
import { ingestInto } from '../../src/ingest/into-store.ts';
import { createPassageFeed } from '../../src/ingest/passage-feed.ts';
import { createPreparation } from '../../src/ingest/preparation.ts';
import { startThreads, type Threads, threadsWorthwhile } from '../../src/ingest/threads.ts';
import type { Gazetteer } from '../../src/region/gazetteer.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { openStore } from '../../src/store/open.ts';
import { type Corpus, writeCorpus } from './corpus.ts';
import { percentile } from './percentile.ts';

const DEFAULT_SIZE = 2_000;
const ROUNDS = 3;
/** Ours and the reference take turns so often in a round: a machine that slows down slows both. */
const TURNS = 10;
const DIRTY_SHARE = 0.3;
const MB = 1024 * 1024;
/** What we promise: at least this share of the reference's speed, and this much faster over an unchanged folder. */
const TARGETS = { clean: 0.08, dirty: 0.04, again: 20 } as const;

/** Wall clock and processor time, seconds. */
interface Time {
  readonly wall: number;
  readonly cpu: number;
}

interface Round {
  readonly ours: Time;
  readonly reference: Time;
  /** Seconds of a second run over the same folder, and of its first. */
  readonly again: number;
  readonly first: number;
  /** Bytes in use behind half of the articles, behind all, and with the passages of all in the index. */
  readonly memory: readonly [half: number, all: number, indexed: number];
  /** Bytes of the whole process, all threads, behind half of the articles and behind all. */
  readonly resident: readonly [half: number, all: number];
  readonly store: number;
}

type Kind = 'clean' | 'dirty';

/**
 * The way of an article from its file to an answerable store and index, beside the bare insertion of the same texts,
 * cut by jieba, into an FTS5 table.
 */
export async function bench(given: number | null): Promise<void> {
  const size = given ?? DEFAULT_SIZE;
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  try {
    const gazetteer = loadGazetteer('临汾市');
    const jieba = Jieba.withDict(dict);
    const corpora = {
      clean: writeCorpus(join(folder, 'clean'), size, 0, TURNS, 1),
      dirty: writeCorpus(join(folder, 'dirty'), size, DIRTY_SHARE, TURNS, 2),
    };
    await writeData(configuration(size, corpora));
    const rounds: Record<Kind, Round[]> = { clean: [], dirty: [] };
    const threads = threadsWorthwhile();
    // Only once: what one thread does says how much of the speed is work saved and how much is work spread.
    const alone: Record<Kind, Round[]> = { clean: [], dirty: [] };
    for (const kind of ['clean', 'dirty'] as const)
      if (threads > 0)
        alone[kind].push(await run(corpora[kind], join(folder, `${kind}-alone`), gazetteer, jieba, 0));
    for (let round = 0; round < ROUNDS; round++)
      for (const kind of ['clean', 'dirty'] as const) {
        const result = await run(corpora[kind], join(folder, `${kind}-${round}`), gazetteer, jieba, threads);
        rounds[kind].push(result);
        say(
          `round ${round + 1} ${kind}: ${speed(size, result.ours)}, reference ${speed(size, result.reference)}`,
        );
      }
    for (const kind of ['clean', 'dirty'] as const)
      await writeData(
        report(kind, size, corpora[kind], rounds[kind]) + aloneLine(size, threads, alone[kind][0]),
      );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(
  corpus: Corpus,
  path: string,
  gazetteer: Gazetteer,
  jieba: Jieba,
  count: number,
): Promise<Round> {
  // One set of threads for all turns, as one run over the whole folder would have it; the start counts as ours.
  const preparation = createPreparation(gazetteer);
  const threads = count === 0 ? null : startThreads(count, gazetteer.root.code, preparation);
  try {
    return await measured(corpus, path, gazetteer, jieba, threads);
  } finally {
    await threads?.close();
  }
}

async function measured(
  corpus: Corpus,
  path: string,
  gazetteer: Gazetteer,
  jieba: Jieba,
  threads: Threads | null,
): Promise<Round> {
  const store = openStore(`${path}.db`);
  const reference = bareTable(`${path}-reference.db`);
  const [mine, theirs] = [stopwatch(), stopwatch()];
  let [half, halfResident] = [0, 0];
  for (const [turn, slice] of corpus.slices.entries()) {
    await mine.time(() => ingestInto(store, gazetteer, [slice.folder], { threads }));
    await theirs.time(async () => insertBare(reference, slice.articles, jieba));
    if (turn === Math.floor(TURNS / 2) - 1) [half, halfResident] = [inUse(), process.memoryUsage.rss()];
  }
  const resident = process.memoryUsage.rss();
  const all = inUse();
  const first = mine.total().wall;
  const index = createPassageIndex();
  await mine.time(() => createPassageFeed({ store, index, gazetteer }).refresh());
  const indexed = inUse();
  if (index.size === 0) throw new Error('nothing was indexed');
  const once = stopwatch();
  await once.time(() => ingestInto(store, gazetteer, [corpus.folder], { threads: null }));
  await store.close();
  reference.close();
  return {
    ours: mine.total(),
    reference: theirs.total(),
    first,
    again: once.total().wall,
    memory: [half, all, indexed],
    resident: [halfResident, resident],
    store: statSync(`${path}.db`).size,
  };
}

interface Stopwatch {
  time(work: () => Promise<unknown>): Promise<void>;
  total(): Time;
}

function stopwatch(): Stopwatch {
  let [wall, cpu] = [0, 0];
  return {
    async time(work) {
      const [started, used] = [performance.now(), process.cpuUsage()];
      await work();
      const { user, system } = process.cpuUsage(used);
      wall += (performance.now() - started) / 1e3;
      cpu += (user + system) / 1e6;
    },
    total: () => ({ wall, cpu }),
  };
}

function bareTable(path: string): Database {
  const db = new Sqlite(path);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.exec('CREATE VIRTUAL TABLE passage USING fts5(title, body, tokenize = "unicode61")');
  return db;
}

/** Texts from memory, one transaction, nothing read or proved: the least that full-text search can cost. */
function insertBare(db: Database, articles: Corpus['slices'][number]['articles'], jieba: Jieba): void {
  const insert = db.prepare('INSERT INTO passage (title, body) VALUES (?, ?)');
  db.transaction(() => {
    for (const { title, text } of articles)
      insert.run(jieba.cutForSearch(title, true).join(' '), jieba.cutForSearch(text, true).join(' '));
  })();
}

let collect: (() => void) | undefined;

/** Bytes in use after a collection, buffers of the index included. */
function inUse(): number {
  if (collect === undefined) {
    setFlagsFromString('--expose-gc');
    collect = runInNewContext('gc') as () => void;
  }
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

function speed(size: number, { wall }: Time): string {
  return `${Math.round(size / wall)} articles/s`;
}

function configuration(size: number, corpora: Readonly<Record<Kind, Corpus>>): string {
  const [cpu] = cpus();
  return [
    `ingest: ${size} articles made from the fictional ones, ${(corpora.clean.bytes / MB).toFixed(1)} MB; ${ROUNDS} rounds of ${TURNS} turns, medians`,
    `machine: Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown'}`,
    `ours: files → repair → extraction → SQLite (WAL) → passage index; articles are prepared by ${threadsWorthwhile()} threads beside the one that stores them`,
    `reference, one thread: SQLite FTS5 (unicode61, WAL, a transaction per ${Math.ceil(size / TURNS)} articles) of the same texts cut by @node-rs/jieba, from memory`,
    '',
  ].join('\n');
}

function report(kind: Kind, size: number, corpus: Corpus, rounds: readonly Round[]): string {
  const of = (value: (round: Round) => number): number => percentile(rounds.map(value), 0.5);
  const judged = (value: number, target: number): string =>
    `${value.toFixed(value < 1 ? 3 : 1)} (at least ${target}: ${value >= target ? 'met' : 'MISSED'})`;
  const ratio = of(({ ours, reference }) => reference.wall / ours.wall);
  const byCpu = of(({ ours, reference }) => reference.cpu / ours.cpu);
  const again = of((round) => round.first / round.again);
  const wall = of(({ ours }) => ours.wall);
  const used = (i: 0 | 1 | 2): string => `${(of(({ memory }) => memory[i]) / MB).toFixed(1)} MB`;
  const resident = (i: 0 | 1): string => `${(of((round) => round.resident[i]) / MB).toFixed(0)} MB`;
  const name = kind === 'clean' ? 'clean' : `${DIRTY_SHARE * 100} % dirty`;
  return [
    `${name}: ${judged(ratio, TARGETS[kind])} of the reference's speed; ${byCpu.toFixed(3)} by processor time`,
    `  unchanged folder again: × ${judged(again, TARGETS.again)}, ${of((round) => round.again).toFixed(2)} s`,
    `  ours ${Math.round(size / wall)} articles/s, ${(corpus.bytes / MB / wall).toFixed(2)} MB/s, ${((of(({ ours }) => ours.cpu) / size) * 1e3).toFixed(1)} ms of processor each; reference ${Math.round(size / of(({ reference }) => reference.wall))} articles/s`,
    `  in use: ${used(0)} behind half of the articles, ${used(1)} behind all, ${used(2)} with the index; whole process ${resident(0)}, ${resident(1)}; store ${(of(({ store }) => store) / MB).toFixed(1)} MB`,
    '',
  ].join('\n');
}

function aloneLine(size: number, threads: number, round: Round | undefined): string {
  if (threads === 0 || round === undefined) return '  all of it on one thread: this machine has one core\n';
  const { ours, reference } = round;
  return `  all on one thread (one round): ${(reference.wall / ours.wall).toFixed(3)} of the reference's speed, ${speed(size, ours)}; with threads as above\n`;
}
