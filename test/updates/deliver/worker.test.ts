import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { createLog } from '../../../src/log.ts';
import { createMetrics } from '../../../src/metrics.ts';
import type { Target, UpdateEvent } from '../../../src/updates/model.ts';
import {
  type FilledDatabase,
  newArticle,
  outboxDatabase,
  subscribed,
  TEST_BOT,
} from '../../support/outbox.ts';
import { FakeTelegram } from '../../support/telegram/fake.ts';
import { startWorker } from '../../support/worker.ts';

interface Bench extends FilledDatabase {
  readonly fake: FakeTelegram;
  readonly logged: string[];
  /** Added to the time of day. */
  readonly shift: { ms: number };
  /** Starts a worker; what it returns stops it. */
  start(): () => Promise<void>;
  /** The metric's lines. */
  told(): string;
  textsIn(chat: number): readonly string[];
  /** Rows of a new article for these targets. */
  news(name: string, targets: readonly Target[], due?: number): Promise<void>;
}

async function bench(
  t: TestContext,
  limits: ConstructorParameters<typeof FakeTelegram>[0] = {},
): Promise<Bench> {
  const filled = outboxDatabase(t);
  const { database, add } = filled;
  const fake = new FakeTelegram(limits);
  await fake.start();
  const logged: string[] = [];
  const log = createLog({ level: 'debug', write: (line) => void logged.push(line) });
  const metrics = createMetrics();
  const shift = { ms: 0 };
  const stops: (() => Promise<void>)[] = [];
  t.after(async () => {
    for (const stop of stops) await stop();
    await fake.stop();
    assert.deepEqual(fake.violations, []);
  });
  return {
    ...filled,
    fake,
    logged,
    shift,
    start() {
      const stop = startWorker(database, fake, { log, metrics, clock: () => Date.now() + shift.ms });
      stops.push(stop);
      return stop;
    },
    told: () => metrics.render({ queue: () => 0, indexAge: () => null }),
    textsIn: (chat) =>
      [...(fake.world.rooms.get(chat)?.messages.values() ?? [])].map(({ text }) => text ?? ''),
    news: async (name, targets, due = 0) => {
      const event = await newArticle(database, name);
      add(targets.map((target) => ({ target, event, due })));
    },
  };
}

const PRIVATE = { chat: 50, thread: 0 };
const GROUP = { chat: -70, thread: 0 };
const TOPIC = { chat: -70, thread: 4 };

test('what is due is told once, a burst as one message, with its buttons', async (t) => {
  const b = await bench(t);
  b.fake.person(50);
  b.fake.group(-70, { forum: true, threads: [4] });
  for (const target of [PRIVATE, TOPIC]) await subscribed(b.database, target);
  await b.news('第一座桥', [PRIVATE, TOPIC]);
  await b.news('第二座桥', [PRIVATE]);
  b.start();
  await b.fake.until('all is settled', () => b.states().every((state) => state === 'sent'));
  assert.equal(b.textsIn(50).length, 1);
  assert.match(b.textsIn(50)[0] ?? '', /第一座桥[\s\S]*第二座桥/);
  const [call] = b.fake.callsOf('sendMessage').filter(({ params }) => params.chat_id === -70);
  assert.equal(call?.params.message_thread_id, 4);
  const [message] = b.fake.world.rooms.get(50)?.messages.values() ?? [];
  assert.deepEqual(
    message?.reply_markup?.inline_keyboard.at(-1)?.map(({ text }) => text),
    ['静音', '少来点', '退订'],
  );
  await b.news('第三座桥', [PRIVATE]);
  await b.fake.until('what comes later is told too', () => b.textsIn(50).length === 2);
});

test('what comes due later is told then, and not in quiet hours set meanwhile', async (t) => {
  const b = await bench(t);
  b.fake.person(50);
  await subscribed(b.database, PRIVATE);
  const hour = 3_600_000;
  const now = new Date();
  const minute = now.getUTCHours() * 60 + now.getUTCMinutes();
  await b.news('第一座桥', [PRIVATE], Date.now() + 5 * hour);
  b.start();
  b.shift.ms = 5 * hour + 1000;
  const quiet = { from: (minute + 4 * 60) % 1440, to: (minute + 8 * 60) % 1440 };
  await b.database.subscriptions(TEST_BOT).setManner(PRIVATE, {
    ...(await b.database.subscriptions(TEST_BOT).manner(PRIVATE)),
    zone: 'UTC',
    quiet,
    silent: true,
  });
  await b.fake.until(
    'it is put off',
    () => Number(b.value('SELECT due FROM outbox')) > Date.now() + 6 * hour,
  );
  assert.equal(b.textsIn(50).length, 0);
  b.shift.ms = 8 * hour + 60_000;
  await b.fake.until('it is told', () => b.textsIn(50).length === 1);
  assert.equal(b.fake.callsOf('sendMessage')[0]?.params['disable_notification'], true);
});

test('somebody who paused, or muted, is left alone', async (t) => {
  const b = await bench(t);
  const subscriptions = b.database.subscriptions(TEST_BOT);
  const ids: number[] = [];
  for (const chat of [50, 51, 52]) {
    b.fake.person(chat);
    ids.push(await subscribed(b.database, { chat, thread: 0 }));
  }
  const event = await newArticle(b.database, '第一座桥');
  b.add(ids.map((id, i) => ({ target: { chat: 50 + i, thread: 0 }, event, wantedBy: [id] })));
  await subscriptions.change({ chat: 50, thread: 0 }, ids[0] ?? 0, { paused: true });
  await subscriptions.change({ chat: 51, thread: 0 }, ids[1] ?? 0, { snoozedUntil: Date.now() + 3_600_000 });
  b.start();
  await b.fake.until('one is told', () => b.states()[2] === 'sent');
  assert.deepEqual(b.states(), ['dropped', 'waiting', 'sent']);
  b.shift.ms = 3_700_000;
  await b.fake.until('the silence is over', () => b.textsIn(51).length === 1);
  assert.equal(b.textsIn(50).length, 0);
});

test('what is no longer true is not told', async (t) => {
  const b = await bench(t);
  b.fake.person(50);
  await subscribed(b.database, PRIVATE);
  const event = await newArticle(b.database, '第一座桥');
  b.add([{ target: PRIVATE, event }]);
  await b.database.store.removeArticle(event.sources[0]?.article ?? '');
  b.start();
  await b.fake.until('it is dropped', () => b.states()[0] === 'dropped');
  assert.equal(b.fake.callsOf('sendMessage').length, 0);
});

test('what cannot be put into words holds up nobody, and ends with the operators', async (t) => {
  const b = await bench(t);
  for (const chat of [50, 51]) {
    b.fake.person(chat);
    await subscribed(b.database, { chat, thread: 0 });
  }
  const event = await newArticle(b.database, '第一座桥');
  b.add([{ target: PRIVATE, event: { ...event, id: 'odd', sources: 'none' } as unknown as UpdateEvent }]);
  b.add([{ target: { chat: 51, thread: 0 }, event }]);
  b.start();
  await b.fake.until('the other is told', () => b.states()[1] === 'sent');
  for (let i = 1; i <= 6; i += 1) {
    b.shift.ms += 61_000;
    await b.fake.until(
      'it is tried again',
      () => b.logged.filter((line) => line.includes('not prepared')).length > i,
    );
    if (b.states()[0]?.startsWith('dead') === true) break;
  }
  assert.match(b.states()[0] ?? '', /^dead it could not be put into words/);
});

test('429 for a chat is obeyed there, across a restart, and holds up nobody else', async (t) => {
  const b = await bench(t);
  for (const chat of [50, 51]) b.fake.person(chat);
  for (const chat of [50, 51]) await subscribed(b.database, { chat, thread: 0 });
  b.fake.plan('sendMessage', {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 3',
    retryAfter: 3,
  });
  await b.news('第一座桥', [PRIVATE, { chat: 51, thread: 0 }]);
  const stop = b.start();
  await b.fake.until('the other is told', () => b.textsIn(51).length === 1);
  await stop();
  assert.equal(b.textsIn(50).length, 0);
  const asked = b.fake.callsOf('sendMessage').find(({ params }) => params.chat_id === 50)?.at ?? 0;
  b.start();
  await b.fake.until('it is told after all', () => b.textsIn(50).length === 1);
  const again = b.fake.callsOf('sendMessage').findLast(({ params }) => params.chat_id === 50)?.at ?? 0;
  assert.ok(again - asked >= 2900, String(again - asked));
  await b.fake.until('both are settled', () => b.states().every((state) => state === 'sent'));
});

test('a storm of 429 slows everything and loses nothing', async (t) => {
  const b = await bench(t);
  const chats = Array.from({ length: 12 }, (_, i) => ({ chat: 100 + i, thread: 0 }));
  for (const target of chats) {
    b.fake.person(target.chat);
    await subscribed(b.database, target);
  }
  const flood = {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  } as const;
  b.fake.plan('sendMessage', flood, flood, flood, flood, flood);
  await b.news('第一座桥', chats);
  b.start();
  await b.fake.until('all are told', () => chats.every(({ chat }) => b.textsIn(chat).length === 1), 10_000);
  assert.ok(b.fake.callsOf('sendMessage').length <= 12 + 5, 'those held back are not even tried');
  assert.ok(b.logged.some((line) => line.includes('too many messages')));
});

test('blocked and kicked chats are suspended, not forgotten; who subscribed is told once', async (t) => {
  const b = await bench(t);
  b.fake.person(50);
  b.fake.person(77);
  const group = b.fake.group(-70);
  for (const target of [PRIVATE, GROUP]) await subscribed(b.database, target);
  b.fake.world.room(b.fake.person(50).chat).forbidden = 'Forbidden: bot was blocked by the user';
  group.forbidden = 'Forbidden: bot was kicked from the supergroup chat';
  await b.news('第一座桥', [PRIVATE, GROUP]);
  b.start();
  await b.fake.until('the keeper is told', () => b.textsIn(77).length === 1);
  assert.match(b.textsIn(77)[0] ?? '', /群或频道 -70发不了更新了（我被移出了/);
  await b.news('第二座桥', [PRIVATE, GROUP]);
  const subscriptions = b.database.subscriptions(TEST_BOT);
  assert.match((await subscriptions.suspension(GROUP))?.reason ?? '', /kicked/);
  assert.equal((await subscriptions.of(GROUP)).length, 1);
  await b.fake.until(
    'both are suspended',
    () => b.value('SELECT count(*) FROM target WHERE suspended_at > 0') === 2,
  );
  assert.equal(b.fake.callsOf('sendMessage').filter(({ params }) => params.chat_id === -70).length, 1);
  group.forbidden = null;
  await subscriptions.resume(-70);
  await b.fake.until('it goes on where it stopped', () => b.textsIn(-70).length === 1);
  assert.match(b.textsIn(-70)[0] ?? '', /第一座桥[\s\S]*第二座桥/);
  assert.equal(b.textsIn(77).length, 1);
});

test('a group that became a supergroup is followed', async (t) => {
  const b = await bench(t);
  b.fake.group(-70).migratedTo = -1070;
  b.fake.group(-1070);
  await subscribed(b.database, GROUP);
  await b.news('第一座桥', [GROUP]);
  b.start();
  await b.fake.until('it is told there', () => b.textsIn(-1070).length === 1);
  assert.equal((await b.database.subscriptions(TEST_BOT).of({ chat: -1070, thread: 0 })).length, 1);
});

test('a closed topic: once to the group itself, then that topic is left alone', async (t) => {
  const b = await bench(t);
  b.fake.group(-70, { forum: true });
  b.fake.person(77);
  for (const target of [TOPIC, GROUP]) await subscribed(b.database, target);
  b.fake.plan('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
  await b.news('第一座桥', [TOPIC]);
  b.start();
  await b.fake.until('it comes to the group', () => b.textsIn(-70).length === 1);
  assert.match(b.textsIn(-70)[0] ?? '', /话题已关闭[\s\S]*第一座桥/);
  await b.news('第二座桥', [TOPIC, GROUP]);
  await b.fake.until('the group goes on', () => b.states()[2] === 'sent');
  assert.equal(b.textsIn(-70).length, 2);
  assert.deepEqual(b.states(), ['sent', 'waiting', 'sent']);
});

test('markup that is refused goes out plain; what is refused for good is kept for operators', async (t) => {
  const b = await bench(t);
  for (const chat of [50, 51]) {
    b.fake.person(chat);
    await subscribed(b.database, { chat, thread: 0 });
  }
  const markup = { kind: 'status', code: 400, description: "Bad Request: can't parse entities: x" } as const;
  b.fake.plan('sendMessage', markup);
  await b.news('第一座桥', [PRIVATE]);
  b.start();
  await b.fake.until('it goes out plain', () => b.textsIn(50).length === 1);
  assert.equal(b.fake.callsOf('sendMessage').at(-1)?.params.parse_mode, undefined);
  b.fake.plan('sendMessage', markup, markup);
  await b.news('第二座桥', [{ chat: 51, thread: 0 }]);
  await b.fake.until('it is given up', () => b.states()[1]?.startsWith('dead') === true);
  b.fake.plan('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: SOMETHING_NEW' });
  await b.news('第三座桥', [{ chat: 51, thread: 0 }]);
  await b.fake.until('it is given up', () => b.states()[2] === 'dead Bad Request: SOMETHING_NEW');
  assert.equal((await b.database.outbox(TEST_BOT).deadLetters(9)).length, 2);
});

test('5xx, a gateway and a dead server: told when it works again', async (t) => {
  const b = await bench(t);
  b.fake.person(50);
  await subscribed(b.database, PRIVATE);
  b.fake.plan(
    'sendMessage',
    { kind: 'status', code: 500, description: 'Internal Server Error' },
    { kind: 'page', code: 502 },
  );
  await b.news('第一座桥', [PRIVATE]);
  b.start();
  // Read, not only sent: a reply that is cut off is another story.
  const refused = (): number => b.logged.filter((line) => line.includes('update not sent')).length;
  await b.fake.until('two failures', () => refused() === 2, 10_000);
  await b.fake.stop();
  b.shift.ms = 60_000;
  await b.fake.until('it knows', () => b.logged.some((line) => line.includes('telegram is away')), 10_000);
  await b.fake.start();
  await b.fake.until('it is told', () => b.states()[0] === 'sent', 10_000);
  assert.equal(b.textsIn(50).length, 1);
  assert.doesNotMatch(b.told(), /uncertain_sends_total [1-9]/);
});

test('a connection that breaks after sending: once more, never twice more', async (t) => {
  const b = await bench(t);
  for (const chat of [50, 51]) {
    b.fake.person(chat);
    await subscribed(b.database, { chat, thread: 0 });
  }
  b.fake.plan('sendMessage', { kind: 'reset-after' });
  await b.news('第一座桥', [PRIVATE]);
  b.start();
  await b.fake.until('it is told again', () => b.states()[0] === 'sent', 10_000);
  assert.equal(b.textsIn(50).length, 2);
  assert.match(b.told(), /uncertain_sends_total 1/);
  b.fake.plan('sendMessage', { kind: 'reset-before' }, { kind: 'reset-before' });
  await b.news('第二座桥', [{ chat: 51, thread: 0 }]);
  await b.fake.until('it is given up', () => b.states()[1]?.startsWith('dead') === true, 10_000);
  assert.match(b.states()[1] ?? '', /may have arrived/);
});

test('the limits of a strict server are never met', async (t) => {
  const b = await bench(t, { limits: { perSecond: 1, perMinuteInGroups: 20, overall: 30 } });
  const chats = Array.from({ length: 100 }, (_, i) => ({
    chat: i % 4 === 0 ? -1000 - i : 1000 + i,
    thread: 0,
  }));
  for (const target of chats) {
    if (target.chat < 0) b.fake.group(target.chat);
    else b.fake.person(target.chat);
    await subscribed(b.database, target);
  }
  await b.news('第一座桥', chats);
  let most = 0;
  let open = 0;
  b.fake.onObeyed = () => {
    open += 1;
    most = Math.max(most, open);
    setImmediate(() => {
      open -= 1;
    });
  };
  b.start();
  await b.fake.until('all are told', () => b.states().every((state) => state === 'sent'), 15_000);
  assert.equal(b.fake.callsOf('sendMessage').length, 100);
  assert.ok(most <= 5);
  const times = b.fake.callsOf('sendMessage').map(({ at }) => at);
  assert.ok((times.at(-1) ?? 0) - (times[0] ?? 0) < 6000, 'and nearly used up');
});

test('a chat whose message was long on its way has its second from when it arrived', async (t) => {
  const b = await bench(t, { limits: { perSecond: 1 } });
  b.fake.group(-70, { forum: true, threads: [4] });
  for (const target of [GROUP, TOPIC]) await subscribed(b.database, target);
  await b.news('第一座桥', [GROUP, TOPIC]);
  b.fake.plan('sendMessage', { kind: 'slow', ms: 800 });
  b.start();
  await b.fake.until('both are told', () => b.textsIn(-70).length === 2);
  assert.equal(b.fake.callsOf('sendMessage').length, 2, 'one was refused for coming too fast');
});

test('a stop waits for what is on its way, and nothing more begins', async (t) => {
  const b = await bench(t);
  const chats = Array.from({ length: 40 }, (_, i) => ({ chat: 100 + i, thread: 0 }));
  for (const target of chats) {
    b.fake.person(target.chat);
    await subscribed(b.database, target);
  }
  b.fake.plan('sendMessage', ...Array.from({ length: 5 }, () => ({ kind: 'slow', ms: 500 }) as const));
  await b.news('第一座桥', chats);
  const stop = b.start();
  await b.fake.until('five are on their way', () => b.fake.callsOf('sendMessage').length === 5);
  await stop();
  assert.equal(b.fake.callsOf('sendMessage').length, 5, 'never more than five at once');
  assert.deepEqual(await b.database.outbox(TEST_BOT).counts(), {
    waiting: 35,
    sending: 0,
    sent: 5,
    dead: 0,
    dropped: 0,
  });
});
