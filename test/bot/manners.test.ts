import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stubAnswerer } from '../support/answers/stub.ts';
import { runBot } from '../support/bot.ts';

const GROUP = -1001;

test('typing is shown only when an answer takes longer than a person would notice', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  assert.equal(fake.callsOf('sendChatAction').length, 0);
  reader.says('很慢的问题');
  await fake.nextReply(reader.chat);
  assert.deepEqual(
    fake.callsOf('sendChatAction').map(({ params }) => [params.chat_id, params['action']]),
    [[1, 'typing']],
  );
});

test('typing that fails harms nobody', async (t) => {
  const { fake, logged } = await runBot(t);
  const reader = fake.person(1);
  fake.plan('sendChatAction', { kind: 'status', code: 500, description: 'Internal Server Error' });
  reader.says('很慢的问题');
  await fake.nextReply(reader.chat);
  assert.ok(!logged.some((line) => line.includes('failed')));
});

test('a group has a bucket of its own, and is warned once', async (t) => {
  const { fake, asked, metrics, dispatcher } = await runBot(t, {
    deps: { rateLimit: { burst: 1, perSecond: 0.0001 } },
  });
  const room = fake.group(GROUP);
  for (let id = 1; id <= 5; id += 1) fake.person(id).says('/ask 青石县GDP', { chat: room.chat });
  fake.person(9).says('青石县GDP');
  await fake.nextReply({ id: 9, type: 'private', first_name: 'x' });
  await fake.until('three answers and a warning', () => fake.unread(GROUP).length === 4);
  await fake.until('all are handled', () => dispatcher.size === 0);
  assert.equal(asked.length, 4);
  assert.match(metrics.render({ queue: () => 0, indexAge: () => null }), /rate_limited_total 2/);
});

test('a flood by one member leaves the others of the group their answers', async (t) => {
  const { fake, dispatcher } = await runBot(t, { deps: { rateLimit: { burst: 2, perSecond: 0.0001 } } });
  const room = fake.group(GROUP);
  for (let i = 0; i < 30; i += 1) fake.person(1).says(`/ask 青石县第${i}问`, { chat: room.chat });
  const question = fake.person(2).says('/ask 青石县GDP', { chat: room.chat });
  await fake.until(
    'two answers, a warning, and the answer of the other',
    () => fake.unread(GROUP).length === 4,
  );
  await fake.until('all are handled', () => dispatcher.size === 0);
  assert.equal(fake.unread(GROUP).length, 4);
  assert.equal(fake.unread(GROUP).at(-1)?.reply_to_message?.message_id, question.message_id);
  assert.deepEqual(fake.violations, []);
});

test('a flood by one never delays the others', async (t) => {
  const { fake, dispatcher } = await runBot(t, {
    deps: { rateLimit: null },
    answer: stubAnswerer(),
  });
  const [flooder, calm] = [fake.person(1), fake.person(2)];
  for (let i = 0; i < 400; i += 1) flooder.says(`青石县第${i}问`);
  await fake.until('the flood is being answered', () => fake.unread(1).length > 0);
  calm.says('青石县GDP');
  await fake.nextReply(calm.chat);
  const before = fake.unread(1).length;
  assert.ok(before < 400, `all ${before} of the flood came first`);
  assert.ok(dispatcher.size > 0);
  await fake.until('everything is answered', () => fake.unread(1).length === 400, 20_000);
});

test('one sends 200 messages at once: another, who asks after that, is answered before a dozen of them', async (t) => {
  const { fake, dispatcher } = await runBot(t, { deps: { rateLimit: null } });
  const [flooder, calm] = [fake.person(1), fake.person(2)];
  for (let i = 0; i < 200; i += 1) flooder.says(`青石县第${i}问`);
  let before = 0;
  fake.onObeyed = (method, { chat_id: chat }) => {
    if (method === 'sendMessage' && chat === calm.id) before = fake.unread(flooder.id).length;
  };
  calm.says('青石县GDP');
  await fake.until('the other is answered', () => fake.unread(calm.id).length > 0);
  assert.ok(before < 12, `${before} of the flood came first`);
  await fake.until('all are answered', () => fake.unread(flooder.id).length === 200, 20_000);
  await fake.until('nothing is in hand', () => dispatcher.size === 0);
});

test('a redelivered update is answered once', async (t) => {
  const { fake, asked } = await runBot(t);
  const reader = fake.person(1);
  reader.says('青石县GDP');
  const [update] = fake.world.updates;
  assert.ok(update);
  await fake.nextReply(reader.chat);
  fake.world.updates.push(update, { ...update });
  reader.says('青石县增速');
  await fake.nextReply(reader.chat);
  assert.equal(asked.length, 2);
});

test('a group that moved and then asks to wait gets its answer under the new id', async (t) => {
  const { fake } = await runBot(t);
  const old = fake.group(-500);
  const moved = fake.group(-100500);
  old.migratedTo = -100500;
  fake.plan('sendMessage', {
    kind: 'status',
    code: 502,
    description: 'Bad Gateway',
  });
  fake.person(1).says('/ask 青石县GDP', { chat: old.chat });
  await fake.nextReply(moved);
  assert.deepEqual(
    fake.callsOf('sendMessage').map(({ params }) => params.chat_id),
    [-500, -500, -100500],
  );
});

test('an answer to a topic that was closed meanwhile goes to the chat itself', async (t) => {
  const { fake } = await runBot(t);
  const room = fake.group(GROUP, { forum: true, threads: [7] });
  fake.plan('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
  fake.person(1).says('/ask 青石县GDP', { chat: room.chat, thread: 7 });
  const reply = await fake.nextReply(room);
  assert.equal(reply.message_thread_id, undefined);
});

test('kicked, blocked, restricted: noted once, no apology, no failure', async (t) => {
  const { fake, logged, metrics } = await runBot(t);
  for (const [i, [code, description]] of (
    [
      [403, 'Forbidden: bot was kicked from the supergroup chat'],
      [403, 'Forbidden: bot was blocked by the user'],
      [400, 'Bad Request: not enough rights to send text messages to the chat'],
      [400, 'Bad Request: CHAT_WRITE_FORBIDDEN'],
    ] as const
  ).entries()) {
    fake.plan('sendMessage', { kind: 'status', code, description });
    fake.person(i + 1).says('青石县GDP');
    await fake.until(
      description,
      () => logged.filter((line) => line.includes('chat unreachable')).length === i + 1,
    );
  }
  assert.equal(fake.callsOf('sendMessage').length, 4);
  assert.match(
    metrics.render({ queue: () => 0, indexAge: () => null }),
    /sends_refused_total\{why="restricted"\} 2/,
  );
});

test('a gateway that answers with a page instead of the Bot API is a server error, not an unknown outcome', async (t) => {
  const { fake, metrics } = await runBot(t);
  const reader = fake.person(1);
  fake.plan(
    'sendMessage',
    { kind: 'page', code: 502 },
    { kind: 'page', code: 502 },
    { kind: 'page', code: 504 },
  );
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  assert.equal(fake.callsOf('sendMessage').length, 4);
  assert.match(metrics.render({ queue: () => 0, indexAge: () => null }), /uncertain_sends_total 0/);
});

test('the webhook of an earlier life is removed when polling meets it', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  await fake.until('polling', () => fake.isPolled);
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  fake.webhook.set({ url: 'http://127.0.0.1:9/x' });
  reader.says('青石县增速');
  await fake.until('removed', () => !fake.webhook.active);
  await fake.nextReply(reader.chat);
});
