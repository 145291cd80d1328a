import assert from 'node:assert/strict';
import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { TEST_BOT } from './outbox.ts';
import { type BotProcess, envFor, startBot } from './process/running-bot.ts';
import { temporaryFolder } from './stored.ts';
import { FakeTelegram } from './telegram/fake.ts';

/** A county with subscribers, a folder that is watched, and the real program in processes of its own. */
export interface Broadcast {
  readonly fake: FakeTelegram;
  readonly chats: readonly number[];
  readonly databasePath: string;
  start(more?: Readonly<Record<string, string>>): BotProcess;
  /** Puts an article into the watched folder, whole at once. */
  publish(name: string, value: string): void;
  /** How often a chat was told of a value. */
  times(chat: number, value: string): number;
}

/** @param count subscribed chats, every fourth of them a group */
export async function broadcast(t: TestContext, count: number): Promise<Broadcast> {
  const folder = temporaryFolder(t);
  const articles = join(folder, 'articles');
  mkdirSync(articles);
  const databasePath = join(folder, 'bot.db');
  const fake = new FakeTelegram({ limits: { perSecond: 1, perMinuteInGroups: 20, overall: 30 } });
  await fake.start();
  t.after(() => fake.stop());
  const chats = Array.from({ length: count }, (_, i) => (i % 4 === 3 ? -100_000 - i : 1000 + i));
  const database = openDatabase(databasePath);
  const subscriptions = database.subscriptions(TEST_BOT);
  for (const chat of chats) {
    if (chat < 0) fake.group(chat);
    // Whoever subscribed for a group writes to the bot as well.
    fake.person(Math.abs(chat));
    await subscriptions.add(
      {
        target: { chat, thread: 0 },
        wish: { about: 'place', place: '古县' },
        edition: 'instant',
        creator: Math.abs(chat),
        now: Date.now() - 60_000,
      },
      10,
    );
  }
  await database.store.close();
  return {
    fake,
    chats,
    databasePath,
    start: (more = {}) => startBot(t, { ...envFor(fake, folder), ARTICLES: articles, ...more }),
    publish(name, value) {
      const file = join(articles, `${name}.md`);
      writeFileSync(`${file}.part`, articleText(name, value));
      renameSync(`${file}.part`, file);
    },
    times: (chat, value) =>
      [...(fake.world.rooms.get(chat)?.messages.values() ?? [])].filter(({ text }) => text?.includes(value))
        .length,
  };
}

function articleText(name: string, value: string): string {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const year = today.slice(0, 4);
  return [
    '---',
    `title: 古县经济快报${name}`,
    'outlet: 示例日报',
    `date: ${today}`,
    '---',
    `${year}年前三季度，古县地区生产总值完成${value}亿元，同比增长4.4%。`,
    '',
  ].join('\n');
}

/** What came of a broadcast that was killed again and again. */
export interface Killed {
  /** Messages beyond the first, over all chats. */
  readonly repeated: number;
  readonly kills: number;
}

/**
 * Publishes, kills the program at `kills` moments of the sending, starts it anew each time; ends when every chat has it.
 * @param random 0 to 1
 */
export async function killedBroadcast(
  b: Broadcast,
  kills: number,
  random: () => number,
  timeoutMs: number,
): Promise<Killed> {
  const { fake, chats, times } = b;
  const value = '73.29';
  let bot = b.start();
  await fake.until('the program polls', () => fake.isPolled, 20_000);
  b.publish('甲', value);
  for (let kill = 1; kill <= kills; kill += 1) {
    const before = fake.callsOf('sendMessage').length;
    const span = Math.max(1, Math.floor((chats.length - before) / (kills - kill + 2)));
    const at = Math.min(chats.length - 1, before + Math.floor(random() * 2 * span));
    await fake.until('some are told', () => fake.callsOf('sendMessage').length >= at, timeoutMs);
    // Not right behind a call, where little happens, but anywhere between two.
    await new Promise((resolve) => setTimeout(resolve, random() * 60));
    bot.child.kill('SIGKILL');
    await bot.ended;
    bot = b.start();
  }
  const missing = (): readonly number[] => chats.filter((chat) => times(chat, value) === 0);
  try {
    await fake.until('every chat has it', () => missing().length === 0, timeoutMs);
  } catch (error) {
    throw new Error(`${missing().length} chats without it\n${bot.output().slice(-4000)}`, { cause: error });
  }
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.deepEqual(fake.violations, []);
  return { repeated: chats.reduce((sum, chat) => sum + times(chat, value) - 1, 0), kills };
}
