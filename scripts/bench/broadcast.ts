import type { ChildProcess } from 'node:child_process';
import { cpSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { say, writeData } from '../../src/cli/output.ts';
import { botNumber, PROJECT_ROOT } from '../../src/config.ts';
import { openDatabase } from '../../src/store/open.ts';
import { FakeTelegram, type Person } from '../../test/support/telegram/fake.ts';
import { sittingQuestions } from './asked.ts';
import { percentile } from './percentile.ts';
import { startWenxian, stop } from './running.ts';

const CHATS = 10_000;
/** What Telegram takes in a second; the fake refuses more, as a bucket that holds a second's worth. */
const LIMITS = { perSecond: 1, perMinuteInGroups: 20, overall: 30 } as const;
const QUIET_SECONDS = 30;
/** What we promise: time over the physical floor; milliseconds that a reply may take longer. */
const TARGET = 1.05;
const TARGET_MS = 100;
const FIRST_CHAT = 1_000_000;
const PLACE = '古县';

/**
 * One event to so many subscribed chats, on a fake Telegram that enforces the limits: time from the first message to the
 * last against what the limits allow at best; and what a reply takes meanwhile, at one question a second, against before.
 */
export async function bench(chats: number | null): Promise<void> {
  const count = chats ?? CHATS;
  const folder = mkdtempSync(join(tmpdir(), 'wenxian-bench-'));
  const fake = new FakeTelegram({ limits: LIMITS });
  await fake.start();
  try {
    await subscribe(join(folder, 'bot.db'), fake, count);
    const child = await start(fake, folder);
    try {
      await writeData(await measure(fake, folder, count));
    } finally {
      await stop(child);
    }
  } finally {
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function subscribe(path: string, fake: FakeTelegram, count: number): Promise<void> {
  const database = openDatabase(path);
  const subscriptions = database.subscriptions(botNumber(fake.token));
  for (let i = 0; i < count; i += 1) {
    const chat = FIRST_CHAT + i;
    fake.person(chat);
    await subscriptions.add(
      {
        target: { chat, thread: 0 },
        wish: { about: 'place', place: PLACE },
        edition: 'instant',
        creator: chat,
        now: Date.now() - 60_000,
      },
      10,
    );
  }
  await database.store.close();
  say(`${count} chats subscribed`);
}

/** The bot, with a folder of articles that it watches. */
function start(fake: FakeTelegram, folder: string): Promise<ChildProcess> {
  const articles = join(folder, 'articles');
  cpSync(join(PROJECT_ROOT, 'data/articles'), articles, { recursive: true });
  return startWenxian(fake, { database: join(folder, 'bot.db'), articles, until: 'updates found' });
}

async function measure(fake: FakeTelegram, folder: string, count: number): Promise<string> {
  const asking = askers(fake);
  const sent: number[] = [];
  fake.onObeyed = (method, params) => {
    if (method !== 'sendMessage') return;
    if (Number(params.chat_id) >= FIRST_CHAT) sent.push(performance.now());
    else asking.answered(Number(params.chat_id));
  };
  await asking.forSeconds(QUIET_SECONDS);
  const quiet = asking.take();
  say(`quiet: p95 ${percentile(quiet, 0.95).toFixed(1)} ms`);
  const published = performance.now();
  publish(join(folder, 'articles'));
  while (sent.length < count) {
    await asking.forSeconds(1);
    if (Math.floor(asking.asked / 30) * 30 === asking.asked) say(`${sent.length} of ${count}`);
  }
  const busy = asking.take();
  const first = sent[0] ?? published;
  const seconds = ((sent.at(-1) ?? first) - first) / 1000;
  // The first message costs nothing: the floor is of those after it.
  const floor = (count - 1) / LIMITS.overall;
  const refused = fake.callsOf('sendMessage').length - sent.length - quiet.length - busy.length;
  const p95 = (values: readonly number[]): number => percentile(values, 0.95);
  return [
    `${(seconds / floor).toFixed(3)} of the physical floor (at most ${TARGET})`,
    `${(p95(busy) - p95(quiet)).toFixed(1)} ms more at the 95th percentile of replies (at most ${TARGET_MS})`,
    `${count} chats in ${seconds.toFixed(1)} s, ${(count / seconds).toFixed(2)} a second; floor ${floor.toFixed(1)} s (${LIMITS.overall} a second)`,
    `replies, one question a second: quiet p50 ${percentile(quiet, 0.5).toFixed(1)} p95 ${p95(quiet).toFixed(1)} ms (${quiet.length}), meanwhile p50 ${percentile(busy, 0.5).toFixed(1)} p95 ${p95(busy).toFixed(1)} ms (${busy.length})`,
    `first message ${((first - published) / 1000).toFixed(1)} s after the article was there; calls refused or not answered: ${refused}`,
    `Node ${process.versions.node}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`,
    '',
  ].join('\n');
}

function publish(folder: string): void {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const text = `---\ntitle: ${PLACE}经济快报\noutlet: 示例日报\ndate: ${today}\n---\n${today.slice(0, 4)}年前三季度，${PLACE}地区生产总值完成73.29亿元，同比增长4.4%。\n`;
  writeFileSync(join(folder, 'new.part'), text);
  renameSync(join(folder, 'new.part'), join(folder, 'new.md'));
}

interface Askers {
  /** Questions so far. */
  readonly asked: number;
  /** One question a second, each by somebody else. */
  forSeconds(seconds: number): Promise<void>;
  answered(chat: number): void;
  /** Milliseconds from delivery to reply since the last time. */
  take(): readonly number[];
}

function askers(fake: FakeTelegram): Askers {
  const people: readonly Person[] = Array.from({ length: 20 }, (_, i) => fake.person(1000 + i));
  const questions = sittingQuestions();
  const open = new Map<number, number>();
  let latencies: number[] = [];
  let asked = 0;
  let next = performance.now();
  return {
    get asked() {
      return asked;
    },
    async forSeconds(seconds) {
      for (let i = 0; i < seconds; i += 1) {
        const person = people[asked % people.length];
        // An answer that never came would not be seen: it counts as what it took so far.
        const since = person === undefined ? undefined : open.get(person.id);
        if (since !== undefined) latencies.push(performance.now() - since);
        if (person !== undefined) open.set(person.id, performance.now());
        person?.says(questions[asked % questions.length] ?? '');
        asked += 1;
        next = Math.max(next + 1000, performance.now());
        await sleep(next - performance.now());
      }
    },
    answered(chat) {
      const at = open.get(chat);
      if (at === undefined) return;
      latencies.push(performance.now() - at);
      open.delete(chat);
    },
    take() {
      const taken = latencies;
      latencies = [];
      return taken;
    },
  };
}
