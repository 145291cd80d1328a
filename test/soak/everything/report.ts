import { percentile } from '../../../scripts/bench/percentile.ts';
import type { AskedReport } from './askers.ts';
import type { Verdict } from './ledger.ts';
import { drawSoak } from './picture.ts';
import type { Sample } from './program.ts';

/** The end of one run of the program. */
export interface Round {
  readonly signal: NodeJS.Signals;
  /** Seconds since the start of the soak. */
  readonly at: number;
  readonly ms: number;
}

/** Everything that was seen. */
export interface Seen {
  readonly minutes: number;
  readonly plot: string | null;
  readonly samples: readonly Sample[];
  readonly latencies: readonly { readonly at: number; readonly ms: readonly number[] }[];
  readonly rounds: readonly Round[];
  readonly told: Verdict;
  readonly asked: AskedReport;
  readonly weather: ReadonlyMap<string, number>;
  /** 429 that were not among the weather. */
  readonly floods: readonly string[];
  readonly printed: number;
  readonly fetched: number;
  readonly indexed: number;
  readonly listeners: number;
  readonly outbox: string;
  readonly faults: readonly string[];
}

/** The table for people, and what is wrong. */
export interface Outcome {
  readonly table: string;
  readonly faults: readonly string[];
}

/** After so many seconds a program has loaded and compiled what it needs. */
const WARM_S = 90;
/** A run that is shorter shows no trend. */
const LEAST_RUN_S = 240;
/** The last third of a run may have so much more than its first. */
const MOST_GROWTH = 0.15;
const MOST_SHOWN = 40;

export async function report(seen: Seen): Promise<Outcome> {
  const { told, asked, floods } = seen;
  const trends = trendsOf(seen.samples);
  const faults = [
    ...seen.faults,
    ...floods,
    ...asked.faults,
    ...told.faults,
    ...trends
      .filter(({ growth }) => growth > MOST_GROWTH)
      .map(({ name, growth }) => `${name} grows by ${(100 * growth).toFixed(0)} %`),
  ];
  if (seen.plot !== null) await drawSoak(seen.plot, seen);
  return { table: tableOf(seen, trends, faults), faults };
}

interface Trend {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  readonly growth: number;
  /** Megabytes a minute, a straight line through all. */
  readonly slope: number;
}

/** Of each long run of the program by itself: a new process begins anew. */
function trendsOf(samples: readonly Sample[]): readonly Trend[] {
  const runs = new Map<number, Sample[]>();
  for (const sample of samples) {
    const began = Math.round((sample.at - sample.age) / 2);
    const run = [...runs].find(([known]) => Math.abs(known - began) <= 1)?.[1] ?? [];
    if (run.length === 0) runs.set(began, run);
    if (sample.age >= WARM_S) run.push(sample);
  }
  return [...runs.values()]
    .filter((run) => (run.at(-1)?.age ?? 0) - WARM_S >= LEAST_RUN_S)
    .flatMap((run) => (['rss', 'heap'] as const).map((of) => trendOf(run, of)));
}

/** The heap goes up and down as it is collected: what stays in it is seen where it is low. */
const LOOKED_AT = { rss: 0.5, heap: 0.1 } as const;

function trendOf(run: readonly Sample[], of: 'rss' | 'heap'): Trend {
  const values = run.map((sample) => sample[of]);
  const third = Math.floor(values.length / 3);
  const usual = (part: readonly number[]): number => percentile(part, LOOKED_AT[of]);
  const [first, last] = [usual(values.slice(0, third)), usual(values.slice(-third))];
  const minutes = run.map(({ at }) => at / 60);
  const [x, y] = [mean(minutes), mean(values)];
  const across = minutes.reduce((sum, at) => sum + (at - x) ** 2, 0);
  const slope = minutes.reduce((sum, at, i) => sum + (at - x) * ((values[i] ?? y) - y), 0) / across;
  const from = ((run[0]?.at ?? 0) / 60).toFixed(1);
  const to = ((run.at(-1)?.at ?? 0) / 60).toFixed(1);
  return { name: `${of} from minute ${from} to ${to}`, first, last, growth: last / first - 1, slope };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function tableOf(seen: Seen, trends: readonly Trend[], faults: readonly string[]): string {
  const { told, asked, rounds, weather, samples } = seen;
  const latencies = seen.latencies.flatMap(({ ms }) => ms);
  const ms = (part: number): string => percentile(latencies, part).toFixed(0);
  const most = (of: 'inbox' | 'due' | 'waiting' | 'rss'): string =>
    Math.max(...samples.map((sample) => sample[of])).toFixed(0);
  const rows: readonly (readonly [name: string, value: string])[] = [
    ['minutes', String(seen.minutes)],
    [
      'articles printed',
      `${seen.printed}, ${seen.fetched} requests by feeds and lists, ${seen.indexed} times npm run index`,
    ],
    ['chats and topics', `${seen.listeners} subscribed`],
    ['told', `${told.due} things that had to be told, in ${told.messages} messages`],
    ['told twice', `${told.afterKill} after a SIGKILL, ${told.afterBreak} after a broken connection`],
    ['outbox', seen.outbox],
    ['questions', `${asked.questions}, of which ${asked.checked} about what had just been printed`],
    ['answered twice', `${asked.afterKill} after a SIGKILL, ${asked.afterBreak} after a broken connection`],
    ['latency of answers', `p50 ${ms(0.5)} ms, p95 ${ms(0.95)} ms, p99 ${ms(0.99)} ms`],
    ['failures of Telegram', [...weather].map(([kind, count]) => `${count} ${kind}`).join(', ')],
    ['429 of our own making', String(seen.floods.length)],
    [
      'ended',
      rounds
        .map(({ signal, at, ms: took }) => `${signal} at ${(at / 60).toFixed(1)} min (${took} ms)`)
        .join(', '),
    ],
    ['most at once', `inbox ${most('inbox')}, outbox ${most('due')} due of ${most('waiting')} waiting`],
    ['processor', `${(100 * busy(samples)).toFixed(0)} % of one core`],
    ...trends.map(
      ({ name, first, last, growth, slope }) =>
        [
          name,
          `${first.toFixed(0)} → ${last.toFixed(0)} MB (${(100 * growth).toFixed(1)} %, ${slope.toFixed(2)} MB a minute)`,
        ] as const,
    ),
    ['faults', String(faults.length)],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const lines = rows.map(([name, value]) => `${name.padEnd(width)}  ${value}`);
  return [...lines, ...faults.slice(0, MOST_SHOWN).map((fault) => `  ${fault}`), ''].join('\n');
}

/** Processor time of the program over the time it was there. */
function busy(samples: readonly Sample[]): number {
  let [spent, passed] = [0, 0];
  for (const [i, sample] of samples.entries()) {
    const before = samples[i - 1];
    if (before === undefined || sample.age < before.age) continue;
    spent += sample.cpu - before.cpu;
    passed += sample.age - before.age;
  }
  return passed === 0 ? 0 : spent / passed;
}
