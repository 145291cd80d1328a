import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import { createRandom, type Random } from '../../scripts/bench/random.ts';
import { freePort } from './process/free-port.ts';
import { type BotProcess, envFor, startBot } from './process/running-bot.ts';
import { temporaryFolder } from './stored.ts';
import { FakeTelegram, type Person } from './telegram/fake.ts';
import { post } from './telegram/webhook.ts';

const SLOW_MACHINE_MS = 60_000;
const SECRET = 'storm-secret-of-the-webhook';
/** Asked in turn, so that an answer shows which question it belongs to; what it must hold. */
const ASKED = [
  ['浮山县GDP', /41\.7亿元/],
  ['浮山县固定资产投资', /12\.3亿元/],
] as const;

interface Weather {
  readonly seconds: number;
  readonly users: number;
  readonly intake: 'polling' | 'webhook';
}

/**
 * Of all calls one in twenty fails on the server's side; one message in a hundred breaks, half of these after it was
 * obeyed. What broke is sent once more, no oftener: that one arrives.
 */
function weather(random: Random): FakeTelegram['chance'] {
  const broke = new Set<unknown>();
  return (method, { chat_id: chat }) => {
    const at = random.next();
    if (at < 0.025) return { kind: 'status', code: 500, description: 'Internal Server Error' };
    if (at < 0.05) return { kind: 'page', code: 502 };
    if (method !== 'sendMessage' || broke.delete(chat) || at > 0.06) return undefined;
    broke.add(chat);
    return { kind: at < 0.055 ? 'reset-after' : 'reset-before' };
  };
}

/** Somebody who asks, waits for the answer and asks again, and what became of it. */
interface Asker {
  readonly person: Person;
  asked: number;
}

/**
 * Users ask the real program for so many seconds while calls fail, connections break, and updates come twice and out
 * of order, all at once. Every question must be answered once; only what broke after sending may repeat, which is
 * counted as uncertain; and nothing may be refused.
 */
export async function storm(t: TestContext, { seconds, users, intake }: Weather): Promise<string> {
  const random = createRandom(23);
  const fake = new FakeTelegram();
  await fake.start();
  t.after(() => fake.stop());
  const port = await freePort();
  const root = `http://127.0.0.1:${port}`;
  const webhook = intake === 'webhook' ? { WEBHOOK_URL: `${root}/hook`, WEBHOOK_SECRET: SECRET } : {};
  const bot = startBot(t, {
    ...envFor(fake, temporaryFolder(t)),
    RATE_LIMIT: 'off',
    PORT: String(port),
    LOG_LEVEL: 'info',
    ...webhook,
  });
  await until(bot, fake, 'articles read');
  await until(bot, fake, `"event":"${intake}"`);
  const askers = Array.from({ length: users }, (_, i) => ({ person: fake.person(100 + i), asked: 0 }));
  fake.chance = weather(random);
  const unruly = unrulyDelivery(fake, random, intake === 'webhook' ? `${root}/hook` : null);
  await chat(fake, askers, seconds, unruly);
  // What is still to be answered is answered, in fair weather.
  fake.chance = () => undefined;
  for (const asker of askers)
    await until(bot, fake, `${asker.asked} answers for ${asker.person.id}`, () => {
      return answers(fake, asker).length >= asker.asked;
    });
  await until(bot, fake, 'nothing in hand', () => handled(bot) >= total(askers));
  const uncertain = await uncertainSends(root);
  const twice = judge(fake, askers);
  assert.ok(twice <= uncertain, `${twice} came twice, ${uncertain} were uncertain`);
  assert.deepEqual(fake.violations, []);
  return `${intake}: ${total(askers)} questions of ${users} users in ${seconds} s, ${uncertain} uncertain, ${twice} answered twice`;
}

/** Everybody asks when answered, until the time is over. */
async function chat(
  fake: FakeTelegram,
  askers: readonly Asker[],
  seconds: number,
  unruly: () => void,
): Promise<void> {
  const over = Date.now() + seconds * 1000;
  const ask = (asker: Asker): void => {
    const [question] = ASKED[asker.asked % ASKED.length] ?? [];
    asker.asked += 1;
    asker.person.says(question ?? '');
    unruly();
  };
  const byChat = new Map(askers.map((asker) => [asker.person.id, asker]));
  fake.onObeyed = (method, params) => {
    const asker = byChat.get(Number(params.chat_id));
    if (method !== 'sendMessage' || asker === undefined || Date.now() > over) return;
    // A message that came twice is no answer to another question.
    if (answers(fake, asker).length >= asker.asked) ask(asker);
  };
  for (const asker of askers) ask(asker);
  await sleep(over - Date.now());
}

/** Called after each message: now and then it is delivered a second time, or one that was delivered long ago is. */
function unrulyDelivery(fake: FakeTelegram, random: Random, hook: string | null): () => void {
  const { updates } = fake.world;
  const seen: Update[] = [];
  return () => {
    const newest = updates.at(-1);
    if (newest !== undefined) seen.push(newest);
    const old = random.pick(seen);
    if (random.next() > 0.1 || old === undefined || newest === undefined) return;
    if (hook !== null) {
      // Ahead of all that waits for its delivery, and once more with them.
      const right = { 'x-telegram-bot-api-secret-token': SECRET };
      for (const update of [newest, old]) void post(hook, JSON.stringify(update), right);
    } else {
      // Within a batch in any order.
      updates.push({ ...newest }, { ...old });
      if (updates.length < 100) updates.reverse();
    }
  };
}

/** The first lines of what somebody was told, in order; what came twice in a row counts once. */
function answers(fake: FakeTelegram, { person }: Asker): readonly string[] {
  const lines = fake.unread(person.id).map(({ text = '' }) => text.split('\n', 1)[0] ?? '');
  return lines.filter((line, i) => line !== lines[i - 1]);
}

/** @returns how many messages came twice */
function judge(fake: FakeTelegram, askers: readonly Asker[]): number {
  let twice = 0;
  for (const asker of askers) {
    const told = answers(fake, asker);
    assert.equal(told.length, asker.asked, `${asker.person.id}: ${told.join(' | ')}`);
    for (const [i, line] of told.entries()) assert.match(line, ASKED[i % ASKED.length]?.[1] ?? /^$/);
    twice += fake.unread(asker.person.id).length - told.length;
  }
  return twice;
}

function total(askers: readonly Asker[]): number {
  return askers.reduce((sum, { asked }) => sum + asked, 0);
}

function handled(bot: BotProcess): number {
  return bot.output().split('"event":"answered"').length - 1;
}

async function uncertainSends(root: string): Promise<number> {
  const metrics = await (await fetch(`${root}/metrics`)).text();
  return Number(/^wenxian_uncertain_sends_total (\d+)$/m.exec(metrics)?.[1]);
}

async function until(
  bot: BotProcess,
  fake: FakeTelegram,
  words: string,
  isMet: () => boolean = () => bot.output().includes(words),
): Promise<void> {
  await fake.until(words, isMet, SLOW_MACHINE_MS).catch((error: unknown) =>
    assert.fail(
      `${String(error)}\n${bot
        .output()
        .split('\n')
        .filter((l) => !l.includes('answered'))
        .map((l) => l.slice(0, 3000))
        .join('\n')}`,
    ),
  );
}
