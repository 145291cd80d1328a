import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { say, writeData } from '../../src/cli/output.ts';
import { FakeTelegram } from '../../test/support/telegram/fake.ts';
import { distinctQuestions, sittingQuestions } from './asked.ts';
import { type Asking, chatter } from './crowd.ts';
import { percentile } from './percentile.ts';
import { startWenxian, stop } from './running.ts';

const USERS = 50;
const REGION = '临汾市';
const WARM_UP = 1000;
const WARM_UP_DISTINCT = 300;
const MEASURED = 3000;
/** Rounds of each, alternating, so that all meet the same machine; the median counts. */
const ROUNDS = 3;
/** What we promise: half of the answers per second of the echo. */
const TARGET = 0.5;
const ARTICLES = ['data/articles', 'test/fixtures/golden/articles', 'test/fixtures/fictional/articles'];

interface Result {
  readonly perSecond: number;
  /** Milliseconds from delivery to reply. */
  readonly latencies: readonly number[];
}

interface Contestant {
  readonly name: string;
  readonly start: (fake: FakeTelegram) => Promise<ChildProcess>;
}

/** What the users ask. */
interface Load {
  readonly name: string;
  readonly ask: Asking;
  readonly warmUp: number;
}

/**
 * Answered updates per second, and the time from delivery to reply, of the whole program (real questions, its inbox
 * on disk, RATE_LIMIT=off) beside a bare grammY echo bot: the same fake Telegram, the same fifty users, each of
 * whom asks again when answered; once with questions that many ask, once with questions nobody has asked before.
 * The bots run in processes of their own.
 */
export async function bench(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  const contestants: readonly Contestant[] = [
    { name: 'wenxian', start: (fake) => startOurs(fake, folder) },
    { name: 'echo, polling', start: (fake) => startEcho(fake, 'polling') },
    { name: 'echo, runner', start: (fake) => startEcho(fake, 'runner') },
  ];
  const asked = sittingQuestions();
  const distinct = distinctQuestions(REGION);
  if (distinct.length < WARM_UP_DISTINCT + MEASURED) throw new Error(`only ${distinct.length} questions`);
  const results = new Map<string, Result[]>();
  try {
    for (let round = 1; round <= ROUNDS; round += 1)
      for (const { name, start } of contestants) {
        const loads = [repeated(asked), once(distinct)];
        const measured = await measure(start, loads);
        for (const [i, result] of measured.entries()) {
          const row = `${name}, ${loads[i]?.name}`;
          results.set(row, [...(results.get(row) ?? []), result]);
          say(`round ${round}: ${row} ${result.perSecond.toFixed(0)} per second`);
        }
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await writeData(report(results, asked.length, distinct.length));
}

/** Everybody begins somewhere else and goes on from there; what was asked before is part of each question. */
function repeated(questions: readonly string[]): Load {
  const turns = new Map<number, number>();
  const ask: Asking = (user) => {
    const turn = turns.get(user) ?? 0;
    turns.set(user, turn + 1);
    return questions[(user * 7 + turn) % questions.length] ?? '';
  };
  return { name: 'asked by many', ask, warmUp: WARM_UP };
}

/** Each is asked by one user, once. */
function once(questions: readonly string[]): Load {
  const left = questions.values();
  return { name: 'asked by none before', ask: () => left.next().value ?? '', warmUp: WARM_UP_DISTINCT };
}

async function measure(start: Contestant['start'], loads: readonly Load[]): Promise<readonly Result[]> {
  const fake = new FakeTelegram();
  await fake.start();
  const child = await start(fake);
  try {
    const results: Result[] = [];
    for (const { ask, warmUp } of loads) {
      await chatter(fake, { users: USERS, replies: warmUp, ask });
      const began = performance.now();
      const latencies = await chatter(fake, { users: USERS, replies: MEASURED, ask });
      results.push({ perSecond: (MEASURED * 1000) / (performance.now() - began), latencies });
    }
    return results;
  } finally {
    await stop(child);
    await fake.stop();
  }
}

function startOurs(fake: FakeTelegram, folder: string): Promise<ChildProcess> {
  return startWenxian(fake, {
    database: join(folder, `bot${Date.now()}.db`),
    articles: ARTICLES.join(','),
    until: 'articles read',
  });
}

async function startEcho(fake: FakeTelegram, mode: 'polling' | 'runner'): Promise<ChildProcess> {
  const echo = fileURLToPath(new URL('./echo.ts', import.meta.url));
  const child = spawn(process.execPath, [echo, fake.token, fake.apiRoot, mode], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  while (!fake.isPolled) {
    if (child.exitCode !== null) throw new Error('the echo bot ended');
    await sleep(20);
  }
  return child;
}

function report(
  results: ReadonlyMap<string, readonly Result[]>,
  questions: number,
  distinct: number,
): string {
  const rows = [...results].map(([name, rounds]) => {
    const latencies = rounds.flatMap((round) => round.latencies);
    const perSecond = percentile(
      rounds.map((round) => round.perSecond),
      0.5,
    );
    return { name, perSecond, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
  });
  // Two loads each: ours, then the references.
  const [many, fresh, ...references] = rows;
  const ratio = (of: typeof many, other: typeof many): string =>
    ((of?.perSecond ?? 0) / (other?.perSecond ?? Number.NaN)).toFixed(3);
  return [
    `${ratio(many, references[0])} of echo, polling: questions asked by many (at least ${TARGET})`,
    `${ratio(fresh, references[1])} of echo, polling: questions asked by none before`,
    `${ratio(many, references[2])} of echo, runner: questions asked by many`,
    `${ratio(fresh, references[3])} of echo, runner: questions asked by none before`,
    ...rows.map(
      ({ name, perSecond, p50, p99 }) =>
        `${name.padEnd(36)} ${perSecond.toFixed(0).padStart(5)} replies/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`,
    ),
    `${USERS} users, ${MEASURED} replies after warming up, median of ${ROUNDS} rounds; ${questions} questions asked again and again, ${distinct} of which no two are alike`,
    "reference: grammY echo bot (bot.on('message:text', ctx => ctx.reply(ctx.message.text))), bot.start(); with runner: @grammyjs/runner run(bot)",
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
    '',
  ].join('\n');
}
