import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';
import { changes, roomOf, service, upgrade } from '../support/telegram/moves.ts';

const OLD = -77;
const NEW = -1_000_000_000_077;
const WISH = { about: 'place', place: '古县' } as const;

for (const [name, signals] of [
  ['the old group tells', ['to']],
  ['the new one tells', ['from']],
  ['both tell', ['to', 'from']],
  ['both tell, the new one first, and again', ['from', 'to', 'from']],
] as const)
  test(`a group becomes a supergroup: settings and subscriptions follow, nobody is greeted anew (${name})`, async (t) => {
    const database = openDatabase(':memory:');
    const keeping = database.keeping(700_100);
    const subscriptions = database.subscriptions(700_100);
    const { fake, dispatcher } = await runBot(t, { database });
    const room = roomOf(fake, OLD, 'group');
    changes(fake, room, ['left', 'member']);
    await fake.nextReply(room);
    await keeping.setPreferences(OLD, { script: 'hant', language: null });
    await subscriptions.add(
      { target: { chat: OLD, thread: 0 }, wish: WISH, edition: 'daily', creator: 5, now: 1 },
      9,
    );
    const next = upgrade(fake, room, NEW);
    for (const signal of signals)
      if (signal === 'to') service(fake, room, { migrate_to_chat_id: NEW });
      else service(fake, next, { migrate_from_chat_id: OLD });
    // The supergroup is told of like one we joined, the group like one we left.
    changes(fake, next, ['left', 'member']);
    changes(fake, room, ['member', 'left']);
    fake.person(1).says('/ask 青石县GDP', { chat: next.chat });
    assert.match(
      (await fake.nextReply(next)).text ?? '',
      /來源/,
      'no greeting, and in the script that was chosen',
    );
    await fake.until('all is handled', () => dispatcher.size === 0);
    assert.deepEqual(await keeping.preferences(NEW), { script: 'hant', language: null });
    assert.deepEqual(await keeping.preferences(OLD), { script: null, language: null });
    assert.deepEqual(
      (await subscriptions.ofChat(NEW)).map(({ wish, edition }) => [wish, edition]),
      [[WISH, 'daily']],
    );
    assert.deepEqual(await subscriptions.ofChat(OLD), []);
    assert.equal(await subscriptions.suspension({ chat: NEW, thread: 0 }), null);
    assert.equal(fake.unread(NEW).length, 0);
    assert.deepEqual(fake.violations, []);
  });

test('the supergroup is told of as joined before anything tells of the move, in one batch: no greeting', async (t) => {
  const { fake, dispatcher, stop } = await runBot(t);
  const room = roomOf(fake, OLD, 'group');
  const next = upgrade(fake, room, NEW);
  const asleep = { kind: 'slow', ms: 1000 } as const;
  fake.plan('getUpdates', asleep);
  fake.person(1).says('一声');
  await fake.until('the next poll is slow', () => dispatcher.size === 0 && fake.unread(1).length === 1);
  changes(fake, next, ['left', 'member']);
  service(fake, room, { migrate_to_chat_id: NEW });
  service(fake, next, { migrate_from_chat_id: OLD });
  await fake.until('all is handled', () => fake.world.updates.length === 0 && dispatcher.size === 0);
  assert.equal(fake.unread(NEW).length, 0);
  await stop();
  assert.deepEqual(fake.violations, []);
});

test('a refusal that names the new number moves the group as well, and the reply arrives there', async (t) => {
  const database = openDatabase(':memory:');
  const subscriptions = database.subscriptions(700_100);
  const { fake } = await runBot(t, { database });
  const room = roomOf(fake, OLD, 'group');
  await subscriptions.add(
    { target: { chat: OLD, thread: 0 }, wish: WISH, edition: 'instant', creator: 5, now: 1 },
    9,
  );
  const next = upgrade(fake, room, NEW);
  fake.person(1).says('/ask 青石县GDP', { chat: room.chat });
  assert.match((await fake.nextReply(next)).text ?? '', /青石县GDP/);
  assert.equal((await subscriptions.ofChat(NEW)).length, 1);
  service(fake, next, { migrate_from_chat_id: OLD });
  changes(fake, next, ['left', 'administrator']);
  fake.person(1).says('/ask 青石县增速', { chat: next.chat });
  assert.match((await fake.nextReply(next)).text ?? '', /青石县增速/, 'not greeted in between');
  assert.deepEqual(fake.violations, []);
});

test('what was chosen in the supergroup meanwhile stays', async () => {
  const database = openDatabase(':memory:');
  const keeping = database.keeping(1);
  await keeping.setPreferences(OLD, { script: 'hant', language: null });
  await keeping.setPreferences(NEW, { script: 'hans', language: 'en' });
  await database.subscriptions(1).moveChat(OLD, NEW);
  assert.deepEqual(await keeping.preferences(NEW), { script: 'hans', language: 'en' });
  assert.deepEqual(await keeping.preferences(OLD), { script: null, language: null });
});
