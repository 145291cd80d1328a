import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MORNING, type Newsroom, newsroom } from '../support/newsroom.ts';

const GUXIAN = { about: 'place', place: '古县' } as const;
const TITLE = '前三季度古县经济稳中有进';
const TEXT = '2026年前三季度，古县地区生产总值54.2亿元，同比增长5.1%。';

async function withNews(room: Newsroom): Promise<void> {
  room.write('a.md', { title: TITLE, date: '2026-10-20' }, TEXT);
  room.write('b.md', { title: '古县秋收过半的消息', date: '2026-10-20' }, '2026年，古县粮食总产量7.3万吨。');
  await room.read();
}

function count(room: Newsroom, table: string): unknown {
  return room.raw.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
}

test('an event, what is known of it and its rows are written together or not at all', async (t) => {
  const room = newsroom(t);
  for (const chat of [7, 8, 9]) await room.subscribe(chat, GUXIAN);
  await withNews(room);
  // The power goes when the fifth row is written.
  room.raw.exec(`CREATE TRIGGER cut BEFORE INSERT ON outbox WHEN (SELECT count(*) FROM outbox) = 4
    BEGIN SELECT RAISE(ABORT, 'no power'); END`);
  await assert.rejects(room.pass());
  for (const table of ['event', 'outbox', 'known', 'seen_article'])
    assert.equal(count(room, table), 0, table);
  room.raw.exec('DROP TRIGGER cut');
  await room.pass();
  assert.equal(count(room, 'outbox'), 12);
  for (const chat of [7, 8, 9]) assert.equal(room.told(chat).length, 4);
});

test('two processes that look at the same moment tell everything once', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  await withNews(room);
  const others = [room.another(), room.another()];
  const reports = await Promise.all([room.pass(), ...others.map((other) => other.pass())]);
  for (const other of others) await other.pass();
  assert.equal(
    reports.reduce((sum, { rows }) => sum + rows, 0),
    4,
  );
  assert.equal(room.told(7).length, 4);
});

test('what another process learned between reading and writing is not told again', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, GUXIAN);
  await withNews(room);
  const audience = { recipients: () => [], recipient: () => null };
  const chronicle = room.database.chronicle(() => audience);
  const nothing = { at: MORNING, articles: [], events: [], retold: [] };
  const key = 'figure|x';
  const write = (read: string | null, body: string) =>
    chronicle.publish({ ...nothing, read: new Map([[key, read]]), known: new Map([[key, body]]) });
  assert.deepEqual(await write(null, '1'), { events: 0, rows: 0 });
  assert.equal(await write(null, '2'), null);
  assert.equal((await chronicle.known([key])).get(key), '1');
  assert.deepEqual(await write('1', '2'), { events: 0, rows: 0 });
  const article = { id: 'a', before: null, content: 'x' };
  const seen = () =>
    chronicle.publish({ ...nothing, articles: [article], read: new Map(), known: new Map() });
  assert.notEqual(await seen(), null);
  assert.equal(await seen(), null);
});

test('a subscription made, changed or dropped between two passes counts at once', async (t) => {
  const room = newsroom(t);
  const id = await room.subscribe(7, GUXIAN);
  await withNews(room);
  await room.pass();
  const subscriptions = room.database.subscriptions(1);
  await subscriptions.change({ chat: 7, thread: 0 }, id, { paused: true });
  await room.subscribe(8, GUXIAN);
  room.now += 1000;
  room.write('c.md', { title: '古县第三条消息来了', date: '2026-10-20' }, '2026年，古县原煤产量900万吨。');
  await room.read();
  await room.pass();
  assert.equal(room.told(7).length, 4);
  assert.deepEqual(room.told(8), ['article 古县第三条消息来了', '古县 原煤产量 actual level 900万吨']);
});
