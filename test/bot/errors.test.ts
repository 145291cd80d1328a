import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allowedUpdates } from '../../src/bot/inbox/intake.ts';
import { openDatabase } from '../../src/store/open.ts';
import { stubAnswer } from '../support/answers/stub.ts';
import { runBot } from '../support/bot.ts';

test('a failing answer costs the user a short code and nobody else anything; the log has the error, not the question', async (t) => {
  const { fake, logged } = await runBot(t);
  const [unlucky, lucky] = [fake.person(1), fake.person(2)];
  unlucky.says('故障机密问题');
  lucky.says('青石县GDP');
  const { text = '' } = await fake.nextReply(unlucky.chat);
  const code = /编号 ([0-9A-F]{4})/.exec(text)?.[1];
  assert.ok(code, text);
  await fake.nextReply(lucky.chat);
  assert.ok(
    logged.some((line) => line.includes(`"code":"${code}"`) && line.includes('"feature":"question"')),
  );
  unlucky.says('青石县GDP');
  await fake.nextReply(unlucky.chat);
});

test('429: waits as long as it is told, then sends once', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  fake.plan('sendMessage', {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 1',
    retryAfter: 1,
  });
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  const [first, second] = fake.callsOf('sendMessage');
  assert.ok((second?.at ?? 0) - (first?.at ?? 0) >= 1000);
  assert.equal(fake.callsOf('sendMessage').length, 2);
});

test('429 with a long wait holds up its own chat only, and is obeyed by the next start', async (t) => {
  const database = openDatabase(':memory:');
  const { fake, stop, logged } = await runBot(t, { database });
  const [flooded, other] = [fake.person(1), fake.person(2)];
  fake.plan('sendMessage', {
    kind: 'status',
    code: 429,
    description: 'Too Many Requests: retry after 3600',
    retryAfter: 3600,
  });
  flooded.says('青石县第一问');
  await fake.until('told to wait', () => logged.some((line) => line.includes('"why":"flood"')));
  flooded.says('青石县第二问');
  other.says('青石县GDP');
  await fake.nextReply(other.chat);
  assert.equal(fake.callsOf('sendMessage').length, 2, 'nothing more to the chat that has to wait');
  await stop();
  const left = await database.inbox(700_100).unfinished();
  assert.equal(left.length, 2);
  assert.ok((left[0]?.notBefore ?? 0) > Date.now() + 3_500_000);
  assert.ok(!logged.some((line) => line.includes('feature failed')));
});

test('5xx and refused connections are repeated; a connection broken after sending once, and said to be uncertain', async (t) => {
  const { fake, logged } = await runBot(t);
  const reader = fake.person(1);
  fake.plan(
    'sendMessage',
    { kind: 'status', code: 502, description: 'Bad Gateway' },
    { kind: 'status', code: 500, description: 'Internal Server Error' },
  );
  reader.says('第一问');
  await fake.nextReply(reader.chat);
  assert.equal(fake.unread(1).length, 0, 'no duplicate after an answered error');

  fake.plan('sendMessage', { kind: 'reset-after' });
  reader.says('第二问');
  await fake.until('the message may come twice', () => fake.unread(1).length === 2);
  assert.equal(logged.filter((line) => line.includes('"uncertain":true')).length, 1);

  const before = fake.callsOf('sendMessage').length;
  fake.plan('sendMessage', { kind: 'reset-before' }, { kind: 'reset-before' }, { kind: 'reset-before' });
  reader.says('第三问');
  await fake.until('given up', () => logged.some((line) => line.includes('feature failed')));
  await fake.until('the apology', () => fake.unread(1).length === 3);
  // Two tries of the answer, two of the apology: the second of them got through.
  assert.equal(fake.callsOf('sendMessage').length - before, 4);
});

test('markup that Telegram refuses goes out as plain words', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  fake.plan('sendMessage', {
    kind: 'status',
    code: 400,
    description: "Bad Request: can't parse entities: whatever",
  });
  reader.says('青石县<GDP>');
  const reply = await fake.nextReply(reader.chat);
  assert.match(reply.text ?? '', /^问：青石县<GDP>（前0）88\.8亿元/);
  assert.equal(reply.entities?.length ?? 0, 0);
});

test('blocked users and groups that moved are no failures', async (t) => {
  const { fake, logged } = await runBot(t);
  const reader = fake.person(1);
  fake.world.room(reader.chat).forbidden = 'Forbidden: bot was blocked by the user';
  reader.says('青石县GDP');
  await fake.until('noted', () => logged.some((line) => line.includes('chat unreachable')));
  const old = fake.group(-500);
  const moved = fake.group(-100500);
  old.migratedTo = -100500;
  reader.says('/ask 青石县GDP', { chat: old.chat });
  await fake.nextReply(moved);
  assert.ok(!logged.some((line) => line.includes('feature failed')));
  assert.deepEqual(fake.violations, []);
});

test('polling outlives an absence of Telegram, a conflict and a flood limit of its own', async (t) => {
  const { fake, logged } = await runBot(t);
  const reader = fake.person(1);
  await fake.until('polling', () => fake.isPolled);
  await fake.stop();
  reader.says('在吗');
  await fake.until('noticed', () => logged.some((line) => line.includes('telegram is away')));
  await fake.start();
  await fake.nextReply(reader.chat);
  assert.ok(logged.some((line) => line.includes('telegram is back')));
  fake.plan('getUpdates', {
    kind: 'status',
    code: 409,
    description:
      'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
  });
  reader.says('还在吗');
  await fake.nextReply(reader.chat);
  reader.says('真的吗');
  await fake.nextReply(reader.chat);
  assert.ok(logged.some((line) => line.includes('another process is polling')));
});

test('a stop waits for running answers, confirms them, and says nothing to Telegram afterwards', async (t) => {
  const { fake, asked, stop } = await runBot(t);
  const reader = fake.person(1);
  reader.says('很慢的问题');
  await fake.until('being answered', () => asked.length === 1);
  await stop();
  assert.equal(fake.unread(1).length, 1);
  assert.equal(fake.world.updates.length, 0, 'confirmed');
  const calls = fake.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(fake.calls.length, calls);
});

test('the token is in no log line, whatever goes wrong', async (t) => {
  const { fake, logged } = await runBot(t);
  const reader = fake.person(1);
  const secret = fake.token.split(':')[1] ?? '';
  fake.plan(
    'sendMessage',
    { kind: 'reset-before' },
    { kind: 'reset-before' },
    { kind: 'reset-before' },
    { kind: 'reset-before' },
  );
  reader.says('青石县GDP');
  await fake.until('given up', () => logged.some((line) => line.includes('could not report')));
  await fake.stop();
  await fake.until('noticed', () => logged.some((line) => line.includes('telegram is away')));
  assert.ok(
    logged.some((line) => line.includes('"inner"')),
    'the errors were logged with what caused them',
  );
  assert.ok(!logged.join('').includes(secret));
  await fake.start();
});

test('never drops pending updates, always names the updates it wants', async (t) => {
  const { fake } = await runBot(t);
  await fake.until('polling', () => fake.isPolled);
  for (const { params } of fake.callsOf('deleteWebhook')) assert.deepEqual(params, {});
  assert.deepEqual(fake.callsOf('getUpdates')[0]?.params.allowed_updates, allowedUpdates(fake.world.me));
});

test('one chat that has to wait does not keep the others waiting, and keeps its own order', async (t) => {
  const { fake, asked } = await runBot(t);
  const [slow, quick] = [fake.person(1), fake.person(2)];
  slow.says('很慢的第一问');
  slow.says('第二问');
  await fake.until('being answered', () => asked.length === 1);
  quick.says('青石县GDP');
  await fake.nextReply(quick.chat);
  assert.equal(fake.unread(1).length, 0);
  assert.match((await fake.nextReply(slow.chat)).text ?? '', /第一问/);
  assert.match((await fake.nextReply(slow.chat)).text ?? '', /第二问/);
});

test('a crowd is answered, everyone once', async (t) => {
  const { fake } = await runBot(t);
  const crowd = Array.from({ length: 250 }, (_, i) => fake.person(1000 + i));
  for (const person of crowd) person.says('青石县GDP');
  for (const person of crowd) await fake.nextReply(person.chat, 15_000);
  assert.ok(crowd.every(({ id }) => fake.unread(id).length === 0));
  assert.deepEqual(fake.violations, []);
});

test('an answer with nothing to show is an error with a code, not silence', async (t) => {
  const { fake } = await runBot(t, {
    answer: async () => stubAnswer({ headline: [], quotes: [], sources: [], actions: [] }),
  });
  const reader = fake.person(1);
  reader.says('青石县GDP');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /编号/);
});
