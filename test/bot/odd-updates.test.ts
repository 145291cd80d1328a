import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Chat, Message } from 'grammy/types';
import { openDatabase } from '../../src/store/open.ts';
import { runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';

/** Bot API, User and Chat: at most 52 significant bits. */
const LARGEST = 2 ** 52 - 1;

test('people and groups with the largest numbers: answered, edited, remembered, subscribed, erased, none taken for another', async (t) => {
  const database = openDatabase(':memory:');
  const { fake, logged } = await runCounty(t, { database });
  const [reader, neighbour] = [fake.person(LARGEST), fake.person(LARGEST - 1)];
  const room = fake.world.room(reader.chat);
  const question = reader.says('古县2031年GDP');
  const answer = await fake.nextReply(reader.chat);
  assert.match(answer.text ?? '', /88\.8亿元/);
  reader.edits(question, '古县2030年GDP');
  await fake.until('edited', () => /81\.2亿元/.test(room.messages.get(answer.message_id)?.text ?? ''));
  reader.says('/settings script hant');
  await fake.nextReply(reader.chat);
  reader.says('/subscribe 古县');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /已訂閱/);
  neighbour.says('/subscriptions');
  assert.match((await fake.nextReply(neighbour.chat)).text ?? '', /还没有订阅/);
  const group = fake.group(-LARGEST);
  group.admins.add(LARGEST);
  reader.says('/subscribe 霍州', { chat: group.chat });
  assert.match((await fake.nextReply(group)).text ?? '', /已订阅|已訂閱/);
  const keeping = database.keeping(700_100);
  assert.equal((await keeping.preferences(LARGEST)).script, 'hant');
  assert.equal((await keeping.preferences(LARGEST - 1)).script, null);
  const subscriptions = database.subscriptions(700_100);
  assert.equal((await subscriptions.ofChat(LARGEST)).length, 1);
  assert.equal((await subscriptions.ofChat(-LARGEST))[0]?.creator, LARGEST);
  reader.says('/delete_my_data');
  const warning = await fake.nextReply(reader.chat);
  reader.press(warning, '刪除');
  await fake.until('erased', () => /已/.test(room.messages.get(warning.message_id)?.text?.slice(0, 2) ?? ''));
  assert.deepEqual(await subscriptions.ofChat(LARGEST), []);
  assert.ok(!logged.join('').includes(String(LARGEST)), 'only under a pseudonym in the log');
  assert.deepEqual(fake.violations, []);
});

test('updates that tell as little as the Bot API allows are answered', async (t) => {
  const { fake, dispatcher, logged } = await runBot(t);
  const bare = { id: 31, type: 'private' } as Chat;
  const room = fake.world.room(bare);
  const from = { id: 31, is_bot: false, first_name: '' };
  fake.inject({ message: { message_id: 41, date: 1, chat: bare, from, text: '青石县GDP' } as never });
  const answer = await fake.nextReply(room);
  assert.match(answer.text ?? '', /^问：青石县GDP/);
  // An anonymous member of a group without a title, and nobody at all.
  const group = fake.world.room({ id: -1031, type: 'supergroup' } as Chat);
  const command = [{ type: 'bot_command', offset: 0, length: 4 }];
  const ask = { date: 1, chat: group.chat, text: '/ask 青石县GDP', entities: command };
  for (const message of [
    { ...ask, message_id: 42, sender_chat: group.chat },
    { ...ask, message_id: 43 },
  ])
    fake.inject({ message: message as never });
  await fake.nextReply(group);
  // A button of a message that Telegram does not show us any more, or that was sent inline: no message at all.
  const pressed = { id: 'few', from, chat_instance: '1', data: '1e:f0e1d2c3b4a59687' };
  fake.plan('answerCallbackQuery', { kind: 'slow', ms: 1 });
  fake.inject({ callback_query: pressed as never });
  fake.inject({ callback_query: { ...pressed, id: 'none', data: undefined } as never });
  fake.inject({ message: { message_id: 44, date: 1, chat: bare, from } as never });
  fake.inject({} as never);
  await fake.until('all is handled', () => dispatcher.size === 0);
  assert.ok(!logged.some((line) => /feature failed|update failed/.test(line)), logged.join('\n'));
});

test('what Telegram delivers many hours late is answered all the same, once, and the reply quotes it', async (t) => {
  const { fake, asked, dispatcher } = await runBot(t);
  const reader = fake.person(1);
  const date = Math.floor(Date.now() / 1000) - 23 * 3600;
  reader.says('青石县GDP', { extra: { date } });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^问：青石县GDP/);
  const room = fake.group(-1001);
  const late = reader.says('/ask 青石县增速', { chat: room.chat, extra: { date } });
  assert.equal((await fake.nextReply(room)).reply_to_message?.message_id, late.message_id);
  await fake.until('all is handled', () => dispatcher.size === 0);
  assert.equal(asked.length, 2);
  assert.deepEqual(fake.violations, []);
});

test('long polls that are answered early, or cut, lose nothing and are no failure', async (t) => {
  const { fake, logged } = await runBot(t, { fake: { longestPollMs: 20 } });
  const reader = fake.person(1);
  await fake.until('many polls', () => fake.callsOf('getUpdates').length > 10);
  reader.says('青石县GDP');
  await fake.nextReply(reader.chat);
  assert.ok(!logged.some((line) => line.includes('away')), 'nothing to do is not away');
  fake.plan('getUpdates', { kind: 'reset-after' }, { kind: 'page', code: 504 }, { kind: 'reset-before' });
  reader.says('青石县增速');
  assert.match((await fake.nextReply(reader.chat, 15_000)).text ?? '', /增速/);
  assert.equal(fake.unread(1).length, 0, 'answered once');
  assert.deepEqual(fake.violations, []);
});

test('a button under a message that is too old to be told of is answered with words, whatever it carries', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('古县2031年GDP');
  const answer = await fake.nextReply(reader.chat);
  const old = { ...answer, date: 0 } as unknown as Message;
  for (const data of ['1e:f0e1d2c3b4a59687', '1a:古县GDP', '1l:0', '1s:places 1', '1o:trend 古县 GDP', 'x']) {
    const before = fake.toasts.length;
    reader.press(old, { data });
    await fake.until(data, () => fake.toasts.length > before);
    assert.match(fake.toasts.at(-1) ?? '', /过期/, data);
  }
  assert.equal(fake.callsOf('sendMessage').length, 1);
  assert.deepEqual(fake.violations, []);
});

test('the proof behind a button opens after a restart, and after the article was read again', async (t) => {
  const first = await runCounty(t);
  const reader = first.fake.person(1);
  reader.says('古县2031年GDP');
  const answer = await first.fake.nextReply(reader.chat);
  const again = await runCounty(t);
  const same = again.fake.person(1);
  const room = again.fake.world.room(same.chat);
  room.messages.set(answer.message_id, { ...answer, from: again.fake.world.me } as Message);
  await again.fake.nextReply(same.chat);
  // Numbers of messages go on where the first server stopped.
  for (let i = 0; i < 10; i += 1) again.fake.world.nextMessageId();
  same.press(answer, '原文');
  const proof = await again.fake.nextReply(same.chat);
  assert.match(proof.text ?? '', /^原文节选\n.*88\.8亿元/);
  assert.ok(
    again.fake
      .callsOf('sendMessage')
      .some(({ params }) => /<blockquote expandable>/.test(String(params.text))),
    'collapsed',
  );
  assert.deepEqual([...first.fake.violations, ...again.fake.violations], []);
});
