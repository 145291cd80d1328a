import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { broadcast, killedBroadcast } from '../support/broadcast.ts';
import { TEST_BOT } from '../support/outbox.ts';

test('SIGKILL at three moments of a broadcast: every chat has it, what was on its way may repeat', async (t) => {
  const b = await broadcast(t, 120);
  const { repeated, kills } = await killedBroadcast(b, 3, Math.random, 40_000);
  assert.ok(repeated <= 5 * kills, `${repeated} repeated`);
});

test('blocked, kicked and moved chats, and a second instance: the others have it once', async (t) => {
  const b = await broadcast(t, 24);
  const { fake, chats, times } = b;
  const [blocked = 0, , , kicked = 0, , , , moved = 0] = chats;
  const room = (chat: number) => {
    const found = fake.world.rooms.get(chat);
    assert.ok(found);
    return found;
  };
  room(blocked).forbidden = 'Forbidden: bot was blocked by the user';
  room(kicked).forbidden = 'Forbidden: bot was kicked from the group chat';
  room(moved).migratedTo = -1_000_777;
  fake.group(-1_000_777);
  fake.plan('sendMessage', {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  const first = b.start();
  await fake.until('the program polls', () => fake.isPolled, 20_000);
  const second = b.start();
  b.publish('甲', '73.29');
  const others = chats.filter((chat) => ![blocked, kicked, moved].includes(chat));
  await fake.until(
    'all are told',
    () => [...others, -1_000_777].every((chat) => times(chat, '73.29') === 1),
    20_000,
  );
  assert.notEqual(await second.ended, 0);
  assert.match(second.output(), /running this bot/);
  // The same file once more, and the same news from a second source: nothing happened.
  const found = (): readonly string[] =>
    first
      .output()
      .split('\n')
      .filter((line) => line.includes('"event":"updates found"'));
  const before = found().length;
  b.publish('甲', '73.29');
  b.publish('乙', '73.29');
  await fake.until('the second source is read', () => found().length > before, 20_000);
  assert.match(found().at(-1) ?? '', /"events":0/);
  first.child.kill('SIGTERM');
  assert.equal(await first.ended, 0, first.output());
  for (const chat of others) assert.equal(times(chat, '73.29'), 1);
  assert.deepEqual(fake.violations, []);
  const database = openDatabase(b.databasePath);
  t.after(() => database.store.close());
  const subscriptions = database.subscriptions(TEST_BOT);
  for (const chat of [blocked, kicked]) {
    const target = { chat, thread: 0 };
    assert.ok(await subscriptions.suspension(target));
    assert.equal((await subscriptions.of(target)).length, 1);
  }
  assert.equal((await subscriptions.of({ chat: -1_000_777, thread: 0 })).length, 1);
});

test('an article with another value is a change, with both', async (t) => {
  const b = await broadcast(t, 2);
  const { fake, times, chats } = b;
  const bot = b.start();
  await fake.until('the program polls', () => fake.isPolled, 20_000);
  b.publish('甲', '73.29');
  await fake.until('it is told', () => chats.every((chat) => times(chat, '73.29') === 1), 20_000);
  b.publish('甲', '74.31');
  await fake.until('the change is told', () => chats.every((chat) => times(chat, '74.31') === 1), 20_000);
  const text = [...(fake.world.rooms.get(chats[0] ?? 0)?.messages.values() ?? [])].at(-1)?.text ?? '';
  assert.match(text, /73\.29亿元 → 74\.31亿元/);
  bot.child.kill('SIGTERM');
  assert.equal(await bot.ended, 0, bot.output());
  assert.deepEqual(fake.violations, []);
});
