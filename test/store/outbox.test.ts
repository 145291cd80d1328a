import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import type { UpdateEvent } from '../../src/updates/model.ts';
import { outboxDatabase, subscribed, TEST_BOT } from '../support/outbox.ts';

const event = (id: string, at = 1): UpdateEvent => ({
  id,
  at,
  date: null,
  sources: [],
  kind: 'withdrawn',
  place: null,
  told: id,
});
const HERE = { chat: 5, thread: 0 };
const THERE = { chat: -7, thread: 3 };

test('targets come in the order in which they wait, and only while they can be written to', async (t) => {
  const { database, add } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  for (const target of [HERE, THERE]) await subscribed(database, target);
  add([
    { target: HERE, event: event('late'), due: 90 },
    { target: HERE, event: event('more'), due: 95 },
    { target: THERE, event: event('late'), due: 80 },
    { target: THERE, event: event('later'), due: 500 },
  ]);
  assert.deepEqual(await outbox.due(79, 10), []);
  assert.deepEqual(await outbox.due(100, 10), [THERE, HERE]);
  assert.deepEqual(await outbox.due(100, 1), [THERE]);
  assert.deepEqual(await database.outbox(1).due(100, 10), [], 'another bot has its own');
  assert.equal(await outbox.nextDue(100), 500);
  assert.equal(await outbox.nextDue(500), null);

  await outbox.holdChat(-7, 300);
  assert.deepEqual(await outbox.due(299, 10), [HERE]);
  assert.deepEqual(await outbox.due(300, 10), [THERE, HERE]);
  await database
    .subscriptions(TEST_BOT)
    .suspend(5, null, { reason: 'bot was blocked by the user', since: 1 });
  assert.deepEqual(await outbox.due(300, 10), [THERE]);
  assert.deepEqual((await outbox.peek(HERE, 300, 10)).length, 2, 'nothing is forgotten');
});

test('what comes due a moment later is of the same burst; editions are told apart', async (t) => {
  const { database, add } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  add([
    { target: HERE, event: event('a'), due: 100 },
    { target: HERE, event: event('b'), due: 1500, wantedBy: [4, 9] },
    { target: HERE, event: event('c'), due: 9000 },
    { target: HERE, event: event('d'), due: 50, edition: 'daily' },
    { target: HERE, event: event('e'), due: 1000, edition: 'daily' },
  ]);
  const first = await outbox.peek(HERE, 100, 10);
  assert.deepEqual(
    first.map((row) => row.event.id),
    ['d'],
    'a digest is complete when it is due',
  );
  assert.equal(await outbox.claim([first[0]?.n ?? 0], 100), true);
  const second = await outbox.peek(HERE, 100, 10);
  assert.deepEqual(
    second.map(({ event: { id }, wantedBy }) => [id, wantedBy]),
    [
      ['a', []],
      ['b', [4, 9]],
    ],
  );
  assert.equal((await outbox.peek(HERE, 100, 1)).length, 1);
});

test('two workers never have the same row, and a claim is for all or none', async (t) => {
  const { database, add, path, states } = outboxDatabase(t);
  add([
    { target: HERE, event: event('a') },
    { target: HERE, event: event('b') },
    { target: HERE, event: event('c') },
  ]);
  const other = openDatabase(path);
  t.after(() => other.store.close());
  const [one, two] = [database.outbox(TEST_BOT), other.outbox(TEST_BOT)];
  const rows = (await one.peek(HERE, 10, 10)).map(({ n }) => n);
  assert.equal(await two.claim(rows.slice(1, 2), 10), true);
  assert.equal(await one.claim(rows, 10), false);
  assert.deepEqual(states(), ['waiting', 'sending', 'waiting']);
  assert.equal(await one.claim([rows[0] ?? 0, rows[2] ?? 0], 10), true);
  assert.deepEqual(await two.peek(HERE, 10, 10), []);
});

test('rows are settled: sent, waiting again, dead, dropped', async (t) => {
  const { database, add, states } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  add(['a', 'b', 'c', 'd'].map((id) => ({ target: HERE, event: event(id), wantedBy: [3] })));
  const rows = (await outbox.peek(HERE, 10, 10)).map(({ n }) => n);
  const [a = 0, b = 0, c = 0, d = 0] = rows;
  await outbox.claim(rows, 10);
  await outbox.sent([a], 4711, 20);
  await outbox.again([b], { due: 500, counts: true, uncertain: true }, 20);
  await outbox.dead([c], 'MESSAGE_TOO_STRANGE', 20);
  await outbox.drop([d], 20);
  assert.deepEqual(states(), ['sent', 'waiting uncertain', 'dead MESSAGE_TOO_STRANGE', 'dropped']);
  assert.deepEqual(await outbox.counts(), { waiting: 1, sending: 0, sent: 1, dead: 1, dropped: 1 });
  assert.deepEqual(await outbox.due(499, 10), []);
  const [again] = await outbox.peek(HERE, 500, 10);
  assert.deepEqual([again?.tries, again?.uncertain], [1, true]);
  assert.deepEqual(
    (await outbox.ofMessage(5, 4711)).map(({ n, wantedBy }) => [n, wantedBy]),
    [[a, [3]]],
  );
  assert.deepEqual(await outbox.ofMessage(6, 4711), [], 'another chat has messages of the same number');

  const [letter] = await outbox.deadLetters(10);
  assert.deepEqual([letter?.event.id, letter?.error, letter?.at], ['c', 'MESSAGE_TOO_STRANGE', 20]);
  assert.equal(await outbox.retry([a], 30), 0, 'only the dead rise');
  assert.equal(await outbox.retry(null, 30), 1);
  assert.equal(await outbox.dismiss(null, 30), 0);
  assert.equal((await outbox.counts()).waiting, 2);
});

test('what a killed run had on its way waits again, and is counted by message', async (t) => {
  const { database, add, states } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  add([
    { target: HERE, event: event('a') },
    { target: HERE, event: event('b') },
    { target: THERE, event: event('a') },
    { target: THERE, event: event('c'), due: 99 },
  ]);
  assert.equal(await outbox.recover(1), 0);
  for (let run = 1; run <= 5; run += 1) {
    for (const target of [HERE, THERE])
      await outbox.claim((await outbox.peek(target, 0, 10)).map(({ n }) => n).slice(0, 2), 5);
    assert.equal(await outbox.recover(6), 2);
  }
  assert.deepEqual(states(), ['waiting', 'waiting', 'waiting', 'waiting']);
  await outbox.claim(
    (await outbox.peek(HERE, 0, 10)).map(({ n }) => n),
    7,
  );
  await outbox.recover(8);
  assert.match(
    states()[0] ?? '',
    /^dead the program ended/,
    'a message that ends the program must not do so forever',
  );
});

test('what was settled is forgotten after a while, with events that nobody needs', async (t) => {
  const { database, add, value } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  add([
    { target: HERE, event: event('told', 5) },
    { target: THERE, event: event('told', 5) },
    { target: HERE, event: event('waits', 5) },
    { target: HERE, event: event('dead', 5) },
  ]);
  const rows = (await outbox.peek(HERE, 10, 10)).map(({ n }) => n);
  await outbox.sent(rows.slice(0, 1), 1, 20);
  await outbox.dead(rows.slice(2), 'no', 20);
  assert.equal(await outbox.purge(20), 0);
  assert.equal(await outbox.purge(21), 1);
  assert.equal(value('SELECT group_concat(id) FROM (SELECT id FROM event ORDER BY id)'), 'dead,told,waits');
  await outbox.sent(
    (await outbox.peek(THERE, 10, 10)).map(({ n }) => n),
    1,
    30,
  );
  assert.equal(await outbox.purge(31), 1);
  assert.equal(value('SELECT group_concat(id) FROM (SELECT id FROM event ORDER BY id)'), 'dead,waits');
});

test('a group that moves takes its outbox along, what is on its way included', async (t) => {
  const { database, add } = outboxDatabase(t);
  const outbox = database.outbox(TEST_BOT);
  const group = { chat: -7, thread: 0 };
  await subscribed(database, group);
  add([
    { target: group, event: event('a') },
    { target: group, event: event('b') },
  ]);
  const [a, b] = await outbox.peek(group, 10, 10);
  assert.ok(a && b);
  await outbox.claim([a.n], 10);
  await database.subscriptions(TEST_BOT).moveChat(-7, -1007);
  await outbox.again([a.n], { due: 10, counts: false }, 10);
  assert.deepEqual(await outbox.due(10, 10), [{ chat: -1007, thread: 0 }]);
  assert.equal((await outbox.peek({ chat: -1007, thread: 0 }, 10, 10)).length, 2);
});
