import assert from 'node:assert/strict';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { type Connection, connect } from '../../src/store/connection.ts';
import { openDatabase } from '../../src/store/open.ts';
import {
  allWanted,
  createSqliteSubscriptions,
  wantedRevision,
} from '../../src/store/sqlite-subscriptions.ts';
import type { Subscriptions } from '../../src/store/subscriptions.ts';
import { type Edition, type Manner, USUAL_MANNER, type Wish } from '../../src/updates/model.ts';

const MANNER: Manner = {
  zone: 'Asia/Tokyo',
  quiet: { from: 1320, to: 420 },
  digestHour: 7,
  digestDay: 5,
  silent: true,
};

function place(name: string): Wish {
  return { about: 'place', place: name };
}

function open(t: TestContext): { readonly db: Connection; readonly subscriptions: Subscriptions } {
  const db = connect(':memory:');
  t.after(() => db.close());
  return { db, subscriptions: createSqliteSubscriptions(db, 1) };
}

/** @returns the id */
async function subscribe(
  to: Subscriptions,
  chat: number,
  wish: Wish,
  { thread = 0, edition = 'instant' as Edition, creator = 9, now = 100 } = {},
): Promise<number> {
  const added = await to.add({ target: { chat, thread }, wish, edition, creator, now }, 50);
  assert.ok(added.result !== 'full');
  return added.subscription.id;
}

/** An event on its way to a target; asked for by these subscriptions. */
function post(db: Connection, chat: number, event: string, wantedBy: readonly number[], thread = 0): void {
  db.sql("INSERT OR IGNORE INTO event VALUES (?, 1, '{}')").run(event);
  db.sql(
    `INSERT INTO outbox (bot, chat, thread, event, edition, state, due, wanted_by, created, at)
     VALUES (1, ?, ?, ?, 'instant', 'waiting', 1, ?, 1, 1)`,
  ).run(chat, thread, event, JSON.stringify(wantedBy));
}

function outbox(db: Connection): readonly unknown[] {
  return db.sql('SELECT chat, event, state FROM outbox ORDER BY chat, event').raw().all();
}

test('a wish is there once per target, in whatever order it is written; the last edition holds, and it is awake again', async (t) => {
  const { subscriptions } = open(t);
  const [a, b]: Wish[] = [
    {
      about: 'words',
      place: null,
      query: {
        is: 'and',
        of: [
          { is: 'word', word: '甲' },
          { is: 'word', word: '乙' },
        ],
      },
    },
    {
      query: {
        of: [
          { word: '乙', is: 'word' },
          { is: 'word', word: '甲' },
        ],
        is: 'and',
      },
      place: null,
      about: 'words',
    },
  ];
  assert.ok(a && b);
  const id = await subscribe(subscriptions, 5, a);
  const target = { chat: 5, thread: 0 };
  await subscriptions.change(target, id, { paused: true, snoozedUntil: 900 });
  const again = await subscriptions.add({ target, wish: b, edition: 'weekly', creator: 8, now: 200 }, 1);
  assert.equal(again.result, 'there');
  assert.deepEqual(
    (await subscriptions.of(target)).map(({ edition, created, paused, snoozedUntil }) => [
      edition,
      created,
      paused,
      snoozedUntil,
    ]),
    [['weekly', 100, false, null]],
  );
  await subscribe(subscriptions, 5, a, { thread: 7 });
  assert.equal((await subscriptions.ofChat(5)).length, 2);
  assert.equal((await subscriptions.of(target)).length, 1);
});

test('a target has as many as it may, and what it has can still be changed', async (t) => {
  const { subscriptions } = open(t);
  const target = { chat: 5, thread: 0 };
  const add = (name: string): ReturnType<Subscriptions['add']> =>
    subscriptions.add({ target, wish: place(name), edition: 'daily', creator: 9, now: 1 }, 2);
  assert.deepEqual(
    [await add('古县'), await add('吉县'), await add('隰县'), await add('古县')].map(({ result }) => result),
    ['added', 'added', 'full', 'there'],
  );
  assert.equal((await subscriptions.of(target)).length, 2);
});

test('only the target and the bot that have a subscription change or remove it', async (t) => {
  const { db, subscriptions } = open(t);
  const id = await subscribe(subscriptions, 5, place('古县'));
  const others = [
    [createSqliteSubscriptions(db, 2), { chat: 5, thread: 0 }],
    [subscriptions, { chat: 6, thread: 0 }],
    [subscriptions, { chat: 5, thread: 7 }],
  ] as const;
  for (const [who, target] of others) {
    assert.equal(await who.change(target, id, { paused: true }), null);
    assert.equal(await who.remove(target, [id]), 0);
  }
  assert.equal(
    (await subscriptions.change({ chat: 5, thread: 0 }, id, { snoozedUntil: 7 }))?.snoozedUntil,
    7,
  );
  assert.equal(await subscriptions.remove({ chat: 5, thread: 0 }, [id, id, 99]), 1);
  assert.equal(await subscriptions.change({ chat: 5, thread: 0 }, id, { paused: true }), null);
});

test('what is on its way for removed subscriptions alone is dropped', async (t) => {
  const { db, subscriptions } = open(t);
  const [one, two] = [
    await subscribe(subscriptions, 5, place('古县')),
    await subscribe(subscriptions, 5, place('吉县')),
  ];
  post(db, 5, 'both', [one, two]);
  post(db, 5, 'one', [one]);
  post(db, 5, 'unknown', []);
  post(db, 6, 'other', [one]);
  await subscriptions.remove({ chat: 5, thread: 0 }, [one]);
  const states = (both: string, unknown: string): readonly unknown[] => [
    [5, 'both', both],
    [5, 'one', 'dropped'],
    [5, 'unknown', unknown],
    [6, 'other', 'waiting'],
  ];
  assert.deepEqual(outbox(db), states('waiting', 'waiting'));
  await subscriptions.remove({ chat: 5, thread: 0 }, [two]);
  assert.deepEqual(outbox(db), states('dropped', 'dropped'));
});

test('what was held for quiet hours or a pause comes due when either is changed; what has a time of its own and what failed keep it', async (t) => {
  const { db, subscriptions } = open(t);
  const target = { chat: 5, thread: 0 };
  const id = await subscribe(subscriptions, 5, place('古县'));
  const held = (): readonly unknown[] => db.sql('SELECT event, due FROM outbox ORDER BY event').raw().all();
  const hold = (): void => {
    for (const event of ['daily', 'failed', 'held']) post(db, 5, event, [id]);
    post(db, 6, 'other', []);
    db.sql('UPDATE outbox SET due = 900').run();
    db.sql("UPDATE outbox SET edition = 'daily' WHERE event = 'daily'").run();
    db.sql("UPDATE outbox SET tries = 1 WHERE event = 'failed'").run();
  };
  const expected = [
    ['daily', 900],
    ['failed', 900],
    ['held', 1],
    ['other', 900],
  ];
  hold();
  await subscriptions.setManner(target, { ...MANNER, quiet: null });
  assert.deepEqual(held(), expected);
  db.sql('DELETE FROM outbox').run();
  hold();
  await subscriptions.change(target, id, { snoozedUntil: null });
  assert.deepEqual(held(), expected);
});

test('what waits for a digest waits for its new hour, day and zone', async (t) => {
  const { db, subscriptions } = open(t);
  const target = { chat: 5, thread: 0 };
  const id = await subscribe(subscriptions, 5, place('古县'), { edition: 'daily' });
  // Wednesday in the afternoon at Shanghai; with the usual digests at eight.
  const created = Date.parse('2026-11-25T07:00:00Z');
  for (const [event, edition, due] of [
    ['day', 'daily', '2026-11-26T00:00:00Z'],
    ['slept', 'daily', '2026-11-30T00:00:00Z'],
    ['week', 'weekly', '2026-11-30T00:00:00Z'],
  ] as const) {
    post(db, 5, event, [id]);
    db.sql('UPDATE outbox SET edition = ?, due = ?, created = ? WHERE event = ?').run(
      edition,
      Date.parse(due),
      created,
      event,
    );
  }
  const held = (): readonly string[] =>
    (db.sql('SELECT due FROM outbox ORDER BY event').pluck().all() as number[]).map((due) =>
      new Date(due).toISOString().slice(0, 16),
    );
  await subscriptions.setManner(target, { ...USUAL_MANNER, digestHour: 20, digestDay: 5 });
  assert.deepEqual(held(), ['2026-11-25T12:00', '2026-11-30T00:00', '2026-11-27T12:00']);
  await subscriptions.setManner(target, { ...USUAL_MANNER, zone: 'Europe/Berlin' });
  assert.deepEqual(held(), ['2026-11-26T07:00', '2026-11-30T00:00', '2026-11-30T07:00']);
  await subscriptions.setManner(target, { ...USUAL_MANNER, zone: 'Europe/Berlin', silent: true });
  assert.deepEqual(held(), ['2026-11-26T07:00', '2026-11-30T00:00', '2026-11-30T07:00']);
});

test('a target tells how it wants to be told, before and after its first subscription', async (t) => {
  const { subscriptions } = open(t);
  const target = { chat: -5, thread: 7 };
  assert.deepEqual(await subscriptions.manner(target), USUAL_MANNER);
  await subscriptions.setManner(target, MANNER);
  await subscribe(subscriptions, -5, place('古县'), { thread: 7 });
  assert.deepEqual(await subscriptions.manner(target), MANNER);
  assert.deepEqual(await subscriptions.manner({ chat: -5, thread: 0 }), USUAL_MANNER);
  await subscriptions.setManner(target, { ...MANNER, quiet: null });
  assert.equal((await subscriptions.manner(target)).quiet, null);
});

test('a chat is suspended whole or by topic, since the first refusal, until it can be reached or is forgotten', async (t) => {
  const { db, subscriptions } = open(t);
  for (const thread of [0, 7, 8]) await subscribe(subscriptions, -5, place('古县'), { thread });
  await subscribe(subscriptions, -6, place('古县'));
  const since = async (): Promise<readonly unknown[]> =>
    await Promise.all(
      [0, 7, 8].map(async (thread) => (await subscriptions.suspension({ chat: -5, thread }))?.since ?? null),
    );
  await subscriptions.suspend(-5, 7, { reason: 'TOPIC_CLOSED', since: 10 });
  assert.deepEqual(await since(), [null, 10, null]);
  await subscriptions.suspend(-5, null, { reason: 'kicked', since: 20 });
  assert.deepEqual(await since(), [20, 10, 20]);
  assert.equal((await subscriptions.suspension({ chat: -5, thread: 7 }))?.reason, 'kicked');
  assert.deepEqual([await subscriptions.resume(-5), await subscriptions.resume(-5)], [true, false]);
  assert.deepEqual(await since(), [null, null, null]);
  await subscriptions.suspend(-5, null, { reason: 'kicked', since: 30 });
  post(db, -5, 'held', []);
  assert.equal(await subscriptions.sweep(30), 0);
  assert.equal(await subscriptions.sweep(31), 3);
  assert.deepEqual([await subscriptions.ofChat(-5), outbox(db)], [[], []]);
  assert.equal((await subscriptions.ofChat(-6)).length, 1);
});

test('a group that became a supergroup keeps all it had; what the supergroup has already stays', async (t) => {
  const { db, subscriptions } = open(t);
  const keeping = openKeeping(db);
  await subscribe(subscriptions, -5, place('古县'));
  await subscribe(subscriptions, -5, place('吉县'), { edition: 'weekly' });
  await subscriptions.setManner({ chat: -5, thread: 0 }, MANNER);
  await subscriptions.suspend(-5, null, { reason: 'migrated', since: 1 });
  post(db, -5, 'e', []);
  post(db, -5, 'f', []);
  keeping('INSERT INTO preference VALUES (1, -5, ?, NULL)', 'hant');
  keeping('INSERT INTO reply VALUES (1, -5, 4, 9, ?, 1)', '[5]');
  await subscriptions.moveChat(-5, -1005);
  await subscriptions.moveChat(-5, -1005);
  const target = { chat: -1005, thread: 0 };
  assert.deepEqual(
    (await subscriptions.of(target)).map(({ edition }) => edition),
    ['instant', 'weekly'],
  );
  assert.deepEqual(await subscriptions.manner(target), MANNER);
  assert.equal(await subscriptions.suspension(target), null);
  assert.deepEqual(await subscriptions.ofChat(-5), []);
  assert.deepEqual(outbox(db), [
    [-1005, 'e', 'waiting'],
    [-1005, 'f', 'waiting'],
  ]);
  assert.deepEqual(db.sql('SELECT chat FROM preference').pluck().all(), [-1005]);
  assert.deepEqual(db.sql('SELECT chat FROM reply').all(), []);

  // Late: somebody subscribed in the supergroup before the news of its old number came.
  await subscribe(subscriptions, -6, place('古县'), { edition: 'weekly' });
  await subscribe(subscriptions, -6, place('隰县'));
  await subscribe(subscriptions, -6, place('吉县'), { thread: 3 });
  post(db, -6, 'e', []);
  await subscriptions.moveChat(-6, -1005);
  assert.deepEqual(
    (await subscriptions.ofChat(-1005)).map(({ target: { thread }, wish, edition }) => [
      thread,
      wish.place,
      edition,
    ]),
    [
      [0, '古县', 'instant'],
      [0, '吉县', 'weekly'],
      [0, '隰县', 'instant'],
      [3, '吉县', 'instant'],
    ],
  );
  assert.deepEqual(await subscriptions.manner(target), MANNER);
  assert.equal(outbox(db).length, 2);
});

function openKeeping(db: Connection): (sql: string, value: string) => void {
  return (sql, value) => void db.sql(sql).run(value);
}

test('forgetting a chat takes its topics and what is on its way; forgetting a person leaves what groups have', async (t) => {
  const { db, subscriptions } = open(t);
  await subscribe(subscriptions, -5, place('古县'));
  await subscribe(subscriptions, -5, place('古县'), { thread: 3 });
  await subscribe(subscriptions, -6, place('古县'), { creator: 9 });
  await subscribe(subscriptions, -6, place('吉县'), { creator: 8 });
  post(db, -5, 'e', []);
  assert.deepEqual([await subscriptions.forgetChat(-5), await subscriptions.forgetChat(-5)], [2, 0]);
  assert.deepEqual(outbox(db), []);
  assert.equal(await subscriptions.forgetPerson(9), 1);
  assert.deepEqual(
    (await subscriptions.ofChat(-6)).map(({ creator }) => creator),
    [0, 8],
  );
  await subscriptions.forgetPerson(8);
  assert.deepEqual(db.sql('SELECT keeper FROM target').pluck().all(), [null]);
});

test('all that is wanted, of every bot, with a number that changes with it and only with it', async (t) => {
  const { db, subscriptions } = open(t);
  const seen = new Set([wantedRevision(db)]);
  const isNew = (what: string): void => {
    const now = wantedRevision(db);
    assert.ok(!seen.has(now), what);
    seen.add(now);
  };
  const target = { chat: -5, thread: 3 };
  const id = await subscribe(subscriptions, -5, place('古县'), { thread: 3 });
  isNew('added');
  await subscribe(createSqliteSubscriptions(db, 2), 7, { about: 'post', place: null, post: '市长' });
  isNew('added for another bot');
  await subscriptions.setManner(target, MANNER);
  isNew('manner');
  await subscriptions.change(target, id, { paused: true });
  isNew('paused');
  await subscriptions.suspend(-5, null, { reason: 'kicked', since: 4 });
  isNew('suspended');
  assert.deepEqual(
    allWanted(db).map(({ bot, target: { chat }, manner, suspension, paused }) => [
      bot,
      chat,
      manner,
      suspension,
      paused,
    ]),
    [
      [1, -5, MANNER, { reason: 'kicked', since: 4 }, true],
      [2, 7, USUAL_MANNER, null, false],
    ],
  );
  db.sql('UPDATE target SET not_before = 5').run();
  post(db, -5, 'e', []);
  assert.ok(seen.has(wantedRevision(db)), 'sending changes nothing of it');
  await subscriptions.resume(-5);
  isNew('resumed');
  await subscriptions.moveChat(-5, -1005);
  isNew('moved');
  await subscriptions.forgetChat(-1005);
  isNew('forgotten');
  assert.equal(allWanted(db).length, 1);
});

test('no answer depends on subscriptions: writing them leaves the generation of the articles as it is', async (t) => {
  const { db, subscriptions } = open(t);
  const before = db.generation();
  const id = await subscribe(subscriptions, 5, place('古县'));
  await subscriptions.setManner({ chat: 5, thread: 0 }, MANNER);
  await subscriptions.remove({ chat: 5, thread: 0 }, [id]);
  await subscriptions.forgetChat(5);
  assert.equal(db.generation(), before);
});

test('they survive the process', async (t) => {
  const path = join(mkdtempSync(join(tmpdir(), 'wenxian-')), 'a.db');
  const first = openDatabase(path);
  await subscribe(first.subscriptions(1), 5, place('古县'));
  await first.store.close();
  const second = openDatabase(path);
  t.after(() => second.store.close());
  assert.deepEqual((await second.subscriptions(1).ofChat(5))[0]?.wish, place('古县'));
});
