import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { say, writeData } from '../../src/cli/output.ts';
import { PROJECT_ROOT } from '../../src/config.ts';
import { FakeTelegram } from '../../test/support/telegram/fake.ts';
import { percentile } from './percentile.ts';

const USERS = 50;
const WARM_UP = 1000;
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

/**
 * Answered updates per second, and the time from delivery to reply, of the whole program (real questions, its inbox
 * on disk, RATE_LIMIT=off) beside a bare grammY echo bot: the same fake Telegram, the same fifty users, each of
 * whom asks again when answered. The bots run in processes of their own.
 */
export async function bench(): Promise<void> {
  const questions = realQuestions();
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  const contestants: readonly Contestant[] = [
    { name: 'wenxian', start: (fake) => startOurs(fake, folder) },
    { name: 'echo, polling', start: (fake) => startEcho(fake, 'polling') },
    ...(hasRunner()
      ? [{ name: 'echo, runner', start: (fake: FakeTelegram) => startEcho(fake, 'runner') }]
      : []),
  ];
  const results = new Map<string, Result[]>(contestants.map(({ name }) => [name, []]));
  try {
    for (let round = 1; round <= ROUNDS; round += 1)
      for (const { name, start } of contestants) {
        const result = await measure(start, questions);
        results.get(name)?.push(result);
        say(`round ${round}: ${name} ${result.perSecond.toFixed(0)} per second`);
      }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  await writeData(report(results, questions.length));
}

/** What residents, reporters and groups typed, in one sitting; see test/golden/sitting. */
function realQuestions(): readonly string[] {
  const lines = readFileSync(join(PROJECT_ROOT, 'test/golden/sitting/questions.jsonl'), 'utf8');
  const rows = lines.split('\n').filter((line) => line !== '');
  return rows.map((line) => (JSON.parse(line) as { readonly q: string }).q.slice(0, 400));
}

async function measure(start: Contestant['start'], questions: readonly string[]): Promise<Result> {
  const fake = new FakeTelegram();
  await fake.start();
  const child = await start(fake);
  try {
    await chatter(fake, questions, WARM_UP);
    const began = performance.now();
    const latencies = await chatter(fake, questions, MEASURED);
    return { perSecond: (MEASURED * 1000) / (performance.now() - began), latencies };
  } finally {
    child.kill('SIGTERM');
    await once(child, 'close');
    await fake.stop();
  }
}

/** Fifty users who each ask, wait for the reply and ask again, until so many replies have come. */
function chatter(
  fake: FakeTelegram,
  questions: readonly string[],
  replies: number,
): Promise<readonly number[]> {
  return new Promise((resolve) => {
    const users = Array.from({ length: USERS }, (_, i) => fake.person(1000 + i));
    const asked = new Map<number, number>();
    const latencies: number[] = [];
    let next = 0;
    const turn = new Map<number, number>();
    const ask = (user: (typeof users)[number]): void => {
      // Everybody begins somewhere else and goes on from there.
      const at = turn.get(user.id) ?? user.id * 7;
      turn.set(user.id, at + 1);
      const question = questions[at % questions.length] ?? '';
      next += 1;
      asked.set(user.id, performance.now());
      user.says(question);
    };
    fake.onObeyed = (method, params) => {
      const at = asked.get(Number(params.chat_id));
      // A long answer comes in two messages: the first counts.
      if (method !== 'sendMessage' || at === undefined) return;
      latencies.push(performance.now() - at);
      asked.delete(Number(params.chat_id));
      const user = users.find(({ id }) => id === Number(params.chat_id));
      if (user !== undefined && next < replies) ask(user);
      if (latencies.length === replies) resolve(latencies);
    };
    for (const user of users) ask(user);
  });
}

async function startOurs(fake: FakeTelegram, folder: string): Promise<ChildProcess> {
  const guard = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;
  const child = spawn(process.execPath, ['--import', guard, join(PROJECT_ROOT, 'src/main.ts')], {
    env: {
      ...process.env,
      BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.apiRoot,
      DATABASE_URL: `file:${join(folder, `bot${Date.now()}.db`)}`,
      ARTICLES: ARTICLES.join(','),
      RATE_LIMIT: 'off',
      WEBHOOK_URL: '',
      PORT: '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output = `${output}${chunk.toString()}`.slice(-10_000);
  });
  while (!output.includes('articles read')) {
    if (child.exitCode !== null) throw new Error(`the bot ended: ${output}`);
    await sleep(50);
  }
  return child;
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

function hasRunner(): boolean {
  try {
    createRequire(import.meta.url).resolve('@grammyjs/runner');
    return true;
  } catch {
    return false;
  }
}

function report(results: ReadonlyMap<string, readonly Result[]>, questions: number): string {
  const rows = [...results].map(([name, rounds]) => {
    const latencies = rounds.flatMap((round) => round.latencies);
    const perSecond = percentile(
      rounds.map((round) => round.perSecond),
      0.5,
    );
    return { name, perSecond, p50: percentile(latencies, 0.5), p99: percentile(latencies, 0.99) };
  });
  const [ours, ...references] = rows;
  const ratio = (other: { readonly perSecond: number }): string =>
    ((ours?.perSecond ?? 0) / other.perSecond).toFixed(3);
  return [
    ...references.map((row, i) => `${ratio(row)} of ${row.name}${i === 0 ? ` (at least ${TARGET})` : ''}`),
    ...rows.map(
      ({ name, perSecond, p50, p99 }) =>
        `${name.padEnd(14)} ${perSecond.toFixed(0).padStart(5)} replies/s   p50 ${p50.toFixed(1)} ms   p99 ${p99.toFixed(1)} ms`,
    ),
    `${USERS} users, ${MEASURED} replies after ${WARM_UP} to warm up, median of ${ROUNDS} rounds, ${questions} questions`,
    `reference: grammY echo bot (bot.on('message:text', ctx => ctx.reply(ctx.message.text))), bot.start()${
      results.size > 2 ? '; with runner: @grammyjs/runner run(bot)' : '; @grammyjs/runner is not installed'
    }`,
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
    '',
  ].join('\n');
}
