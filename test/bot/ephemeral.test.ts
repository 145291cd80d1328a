import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import { runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';
import type { Room } from '../support/telegram/world.ts';

const GROUP = -1001;
const MODERN = { me: { supports_guest_queries: false }, ephemeral: true };

async function whisper(
  fake: { until: (what: string, is: () => boolean) => Promise<void> },
  room: Room,
  n: number,
): Promise<Message> {
  await fake.until(`whisper ${n}`, () => room.whispers.length >= n);
  return room.whispers[n - 1] as Message;
}

test('what concerns one member is shown to that member alone: a peek, the proof behind a button, settings, a refusal', async (t) => {
  const { fake } = await runBot(t, { fake: MODERN });
  const room = fake.group(GROUP, { forum: true, threads: [7] });
  const [ann, ben] = [fake.person(1), fake.person(2)];
  room.admins.add(2);
  ann.says('/peek 青石县GDP', { chat: room.chat, thread: 7 });
  const peeked = await whisper(fake, room, 1);
  assert.match(peeked.text ?? '', /^问：青石县GDP/);
  assert.deepEqual([peeked.receiver_user?.id, peeked.message_thread_id], [1, 7]);
  ann.press(peeked, '原文');
  assert.match((await whisper(fake, room, 2)).text ?? '', /原文节选/, 'under a whisper all is whispered');

  ann.says('/ask 青石县GDP', { chat: room.chat, thread: 7 });
  const answer = await fake.nextReply(room);
  const query = ben.press(answer, '原文');
  const proof = await whisper(fake, room, 3);
  assert.equal(proof.receiver_user?.id, 2);
  const sent = fake.callsOf('sendMessage').at(-1)?.params.ephemeral_message_parameters;
  assert.deepEqual(sent, { receiver_user_id: 2, callback_query_id: query });

  ann.says('/settings script hant', { chat: room.chat });
  assert.match((await whisper(fake, room, 4)).text ?? '', /只有本群管理员/);
  ben.says('/settings', { chat: room.chat });
  const settings = await whisper(fake, room, 5);
  ben.press(settings, '繁');
  await fake.until('changed in place', () => /用的字：繁/.test(room.whispers[4]?.text ?? ''));
  ann.says('/delete_my_data', { chat: room.chat });
  assert.match((await whisper(fake, room, 6)).text ?? '', /只有管理員/);
  assert.equal(fake.unread(GROUP).length, 0, 'the group saw one answer only');
  assert.deepEqual(fake.violations, []);
});

test('what one member was shown can be shown to all with one tap, unless it followed from what was asked before', async (t) => {
  const { fake } = await runCounty(t, { fake: MODERN });
  const room = fake.group(GROUP, { forum: true, threads: [7] });
  const ann = fake.person(1);
  const labels = ({ reply_markup: markup }: Message): readonly string[] =>
    (markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
  ann.says('/peek 古县2031年GDP', { chat: room.chat, thread: 7 });
  const peeked = await whisper(fake, room, 1);
  assert.equal(fake.unread(GROUP).length, 0);
  ann.press(peeked, '公开');
  const shown = await fake.nextReply(room);
  assert.equal(shown.text, peeked.text);
  assert.equal(shown.message_thread_id, 7);
  assert.ok(labels(peeked).includes('公开') && !labels(shown).includes('公开'));
  ann.says('/peek 那2030年呢', { chat: room.chat, thread: 7 });
  const followed = await whisper(fake, room, 2);
  assert.match(followed.text ?? '', /81\.2亿元/);
  assert.ok(!labels(followed).includes('公开'), 'by itself it would ask something else');
  ann.says('/peek 古县2031年渔船数', { chat: room.chat, thread: 7 });
  assert.ok(!labels(await whisper(fake, room, 3)).includes('公开'), 'a refusal helps nobody else');
  ann.says('/ask 古县2031年GDP', { chat: room.chat, thread: 7 });
  assert.ok(!labels(await fake.nextReply(room)).includes('公开'));
  assert.deepEqual(fake.violations, []);
});

test('a chat that takes no such message gets the usual one, and is not tried again', async (t) => {
  const { fake } = await runBot(t, { fake: { me: { supports_guest_queries: false } } });
  const room = fake.group(GROUP);
  const ann = fake.person(1);
  const tried = (): number =>
    fake.callsOf('sendMessage').filter(({ params }) => params.ephemeral_message_parameters !== undefined)
      .length;
  for (const i of [1, 2]) {
    const asked = ann.says(`/peek 青石县第${i}问`, { chat: room.chat });
    const answer = await fake.nextReply(room);
    assert.match(answer.text ?? '', new RegExp(`第${i}问`));
    assert.equal(answer.reply_to_message?.message_id, asked.message_id);
    assert.equal(tried(), 1);
  }
  assert.deepEqual(fake.violations, []);
});

test('a server of an older time, a private chat, a small group and an anonymous admin are answered as ever', async (t) => {
  const old = await runBot(t);
  const room = old.fake.group(GROUP);
  old.fake.person(1).says('/peek 青石县GDP', { chat: room.chat });
  await old.fake.nextReply(room);
  assert.ok(!old.fake.commands.some((menu) => JSON.stringify(menu).includes('peek')));

  const { fake } = await runBot(t, { fake: MODERN });
  const ann = fake.person(1);
  ann.says('/settings');
  await fake.nextReply(ann.chat);
  const small = fake.world.room({ id: -77, type: 'group', title: '群' });
  ann.says('/settings', { chat: small.chat });
  await fake.nextReply(small);
  const modern = fake.group(GROUP);
  const anonymous = { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: modern.chat };
  ann.says('/settings script hant', { chat: modern.chat, extra: anonymous });
  assert.match((await fake.nextReply(modern)).text ?? '', /用的字：繁/);
  await fake.until('the menu is set', () => fake.commands.length === 6);
  assert.ok(fake.commands.some((menu) => JSON.stringify(menu).includes('peek')));
  assert.deepEqual([...old.fake.violations, ...fake.violations], []);
});

test('an edited peek is peeked at again, and a broken whisper is retried like any message', async (t) => {
  const { fake } = await runBot(t, { fake: MODERN });
  const room = fake.group(GROUP);
  const ann = fake.person(1);
  const question = ann.says('/peek 青石县GDP', { chat: room.chat });
  await whisper(fake, room, 1);
  ann.edits(question, '/peek 青石县增速');
  assert.match((await whisper(fake, room, 2)).text ?? '', /增速/);
  fake.plan('sendMessage', { kind: 'status', code: 502, description: 'Bad Gateway' });
  ann.says('/peek 青石县人口', { chat: room.chat });
  assert.match((await whisper(fake, room, 3)).text ?? '', /人口/);
  assert.equal(fake.unread(GROUP).length, 0);
  assert.deepEqual(fake.violations, []);
});
