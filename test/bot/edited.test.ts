import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';

const GROUP = -1001;

test('an edited question edits its answer, and follows from what was asked before it', async (t) => {
  const { fake, asked } = await runBot(t);
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  const question = reader.says('那增速呢');
  const answer = await fake.nextReply(reader.chat);
  reader.edits(question, '那财政收入呢');
  await fake.until('edited', () => room.messages.get(answer.message_id)?.text?.includes('财政收入') === true);
  assert.deepEqual(asked.at(-1)?.context, ['青石县GDP'], 'not from its own first wording');
  reader.says('那2030年呢');
  await fake.nextReply(reader.chat);
  assert.deepEqual(asked.at(-1)?.context, ['青石县GDP', '那财政收入呢']);
  assert.equal(fake.callsOf('sendMessage').length, 3);
  assert.deepEqual(fake.violations, []);
});

test('an edit that changes nothing (a link preview that loads) changes nothing', async (t) => {
  const { fake, dispatcher, asked } = await runBot(t);
  const reader = fake.person(1);
  const question = reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  reader.edits(question, '青石县GDP');
  await fake.until('handled', () => asked.length === 2 && dispatcher.size === 0);
  assert.equal(fake.callsOf('sendMessage').length, 1);
});

test('after a restart the answer is still edited; one that was deleted is sent again, once', async (t) => {
  const database = openDatabase(':memory:');
  const first = await runBot(t, { database });
  const reader = first.fake.person(1);
  const question = reader.says('青石县GDP');
  const answer = await first.fake.nextReply(reader.chat);
  await first.stop();

  const { fake } = await runBot(t, { database });
  const again = fake.person(1);
  const room = fake.world.room(again.chat);
  room.messages.set(answer.message_id, answer);
  // Ids of updates go on where the first server stopped.
  for (let i = 0; i < 50; i += 1) fake.world.enqueue({});
  again.edits(question, '青石县增速');
  await fake.until('edited', () => room.messages.get(answer.message_id)?.text?.includes('增速') === true);
  assert.equal(fake.callsOf('sendMessage').length, 0);
  room.messages.delete(answer.message_id);
  fake.plan('editMessageText', {
    kind: 'status',
    code: 400,
    description: 'Bad Request: message to edit not found',
  });
  again.edits(question, '青石县财政收入');
  const anew = await fake.nextReply(again.chat);
  assert.match(anew.text ?? '', /财政收入/);
  again.edits(question, '青石县总人口');
  await fake.until(
    'the new one is edited',
    () => room.messages.get(anew.message_id)?.text?.includes('总人口') === true,
  );
  assert.equal(fake.callsOf('sendMessage').length, 1);
  assert.deepEqual(fake.violations, []);
});

test('a longer answer gets more messages when edited, a shorter one leaves none behind', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  const question = reader.says('青石县GDP');
  const first = await fake.nextReply(reader.chat);
  reader.edits(question, '很长的清单');
  const second = await fake.nextReply(reader.chat);
  assert.equal(room.messages.get(first.message_id)?.reply_markup, undefined);
  assert.ok(second.reply_markup);
  reader.edits(question, '青石县人口');
  await fake.until('one is left', () => !room.messages.has(second.message_id));
  assert.match(room.messages.get(first.message_id)?.text ?? '', /人口/);
  assert.deepEqual(fake.violations, []);
});

test('what was no question becomes one by editing; very old edits and other talk of a group do not', async (t) => {
  const { fake, asked, dispatcher } = await runBot(t);
  const reader = fake.person(1);
  const empty = reader.says('/ask');
  await fake.nextReply(reader.chat);
  reader.edits(empty, '/ask 青石县GDP');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^问：青石县GDP/);

  const old = { ...reader.says('/help'), date: Math.floor(Date.now() / 1000) - 3 * 86_400 };
  await fake.nextReply(reader.chat);
  reader.edits(old as typeof empty, '青石县财政收入');

  const room = fake.group(GROUP, { botIsAdmin: true });
  const talk = reader.says('天气不错', { chat: room.chat });
  reader.edits(talk, '青石县天气不错');
  const command = reader.says('/ask 青石县GDP', { chat: room.chat });
  const answer = await fake.nextReply(room);
  reader.edits(command, '/ask 青石县增速');
  await fake.until('edited', () => room.messages.get(answer.message_id)?.text?.includes('增速') === true);
  await fake.until('all handled', () => dispatcher.size === 0);
  assert.deepEqual(
    asked.map(({ text }) => text),
    ['青石县GDP', '青石县GDP', '青石县增速'],
  );
  assert.deepEqual(fake.violations, []);
});

test('a slip in a command is mended by editing it: its answer is edited', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  const slip = reader.says('/hepl');
  const hint = await fake.nextReply(reader.chat);
  assert.match(hint.text ?? '', /没有 \/hepl 这个命令/);
  for (const [typed, words] of [
    ['/help', /怎么问/],
    ['/start', /我是问县/],
    ['/strat', /没有 \/strat 这个命令/],
    ['青石县GDP', /^问：青石县GDP/],
  ] as const) {
    reader.edits(slip, typed);
    await fake.until(typed, () => words.test(room.messages.get(hint.message_id)?.text ?? ''));
  }
  assert.equal(fake.callsOf('sendMessage').length, 1);
  assert.deepEqual(fake.violations, []);
});
