import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';

const GROUP = -1001;

test('in a group the command, the reply and the mention are answered, quoting the asker; all else is not heard', async (t) => {
  const { fake, asked, logged } = await runBot(t);
  // As an admin the bot receives everything: the hardest case for keeping quiet.
  const room = fake.group(GROUP, { botIsAdmin: true });
  const [ann, ben] = [fake.person(1), fake.person(2)];
  const inGroup = { chat: room.chat };
  ann.says('今天下雨了，青石县的路不好走', inGroup);
  ann.says('@someone_else 青石县GDP多少', inGroup);
  ann.says('/ask@another_bot 青石县GDP', inGroup);
  ann.says('/weather 青石县', inGroup);
  ann.says('', { chat: room.chat, extra: { photo: [{ file_id: 'x' }] } });

  const command = ann.says('/ask@Wenxian_Bot 青石县GDP', inGroup);
  const first = await fake.nextReply(room);
  assert.equal(first.reply_to_message?.message_id, command.message_id);
  assert.match(first.text ?? '', /^问：青石县GDP（前0）/);

  const mention = ben.says('请问@wenxian_bot 青石县增速是多少', {
    chat: room.chat,
    entities: [{ type: 'mention', offset: 2, length: 12 }],
  });
  const second = await fake.nextReply(room);
  assert.equal(second.reply_to_message?.message_id, mention.message_id);
  assert.match(second.text ?? '', /^问：请问 青石县增速是多少（前0）/);

  ben.says('那2030年呢', { chat: room.chat, replyTo: first });
  assert.match(
    (await fake.nextReply(room)).text ?? '',
    /^问：那2030年呢（前1）/,
    'a reply continues the thread it replies to',
  );
  assert.equal(asked.length, 3);
  assert.equal(fake.unread(GROUP).length, 0);
  assert.ok(!logged.join('').includes('下雨') && !logged.join('').includes('青石县'), 'no talk in the log');
  assert.deepEqual(fake.violations, []);
});

test('answers stay in the topic they were asked in, and topics do not share follow-ups', async (t) => {
  const { fake, asked } = await runBot(t);
  const room = fake.group(GROUP, { forum: true, threads: [7, 8] });
  const ann = fake.person(1);
  ann.says('/ask 青石县GDP', { chat: room.chat, thread: 7 });
  assert.equal((await fake.nextReply(room)).message_thread_id, 7);
  ann.says('/ask 增速呢', { chat: room.chat, thread: 8 });
  assert.equal((await fake.nextReply(room)).message_thread_id, 8);
  assert.deepEqual(
    asked.map(({ context }) => context),
    [[], []],
  );
  assert.deepEqual(fake.violations, []);
});

test('whatever is asked for in a topic, the reply comes there, and what its buttons open too', async (t) => {
  const { fake } = await runCounty(t);
  const room = fake.group(GROUP, { forum: true, threads: [7], botIsAdmin: true });
  const ann = fake.person(1);
  room.admins.add(1);
  await fake.until('the menu is set', () => fake.commands.length === 6);
  const menu = fake.commands[2] as { readonly commands: readonly { readonly command: string }[] };
  const typed = [
    ...menu.commands.map(({ command }) => `/${command}@wenxian_bot`),
    '/latest 古县',
    '/who 霍州',
    '/trend 古县 GDP',
    '/compare GDP',
    '/csv 古县',
    '/start',
    '@wenxian_bot 古县2031年GDP',
  ];
  for (const words of typed) {
    ann.says(words, { chat: room.chat, thread: 7 });
    const reply = await fake.nextReply(room);
    assert.equal(reply.message_thread_id, 7, words);
    if (!words.includes('2031')) continue;
    for (const button of ['原文', '历年', '对比', '有误']) {
      ann.press(reply, button);
      assert.equal((await fake.nextReply(room)).message_thread_id, 7, button);
    }
  }
  assert.deepEqual(fake.violations, []);
});

test('a bare mention or /ask in reply to someone asks what that message says', async (t) => {
  const { fake, asked } = await runBot(t);
  const room = fake.group(GROUP, { botIsAdmin: true });
  const [ann, ben] = [fake.person(1), fake.person(2)];
  const claim = ann.says('青石县去年GDP增长9%', { chat: room.chat });
  ben.says('@wenxian_bot', { chat: room.chat, replyTo: claim });
  await fake.nextReply(room);
  ben.says('/ask', { chat: room.chat, replyTo: claim });
  await fake.nextReply(room);
  ben.says('@wenxian_bot', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /写在同一条消息里/);
  assert.deepEqual(
    asked.map(({ text }) => text),
    [claim.text, claim.text],
  );
});

const HEARS_ALL = [
  ['with privacy off', { me: { can_read_all_group_messages: true } }, {}],
  ['as an admin', {}, { botIsAdmin: true }],
] as const;
for (const [name, options, rights] of HEARS_ALL)
  test(`silent unless addressed, ${name}: talk, edits, other bots, posts and comments, service messages, reactions`, async (t) => {
    const { fake, asked, logged, dispatcher } = await runBot(t, { fake: options });
    const room = fake.group(GROUP, rights);
    const ann = fake.person(1);
    const say = (text: string, extra: object = {}): void => void ann.says(text, { chat: room.chat, extra });
    const talk = ann.says('青石县GDP多少来着', { chat: room.chat });
    ann.edits(talk, '青石县GDP到底多少');
    say('青石县2031年GDP是多少？');
    say('青石县GDP', { reply_to_message: { ...talk, from: { id: 3, is_bot: false, first_name: 'x' } } });
    say('青石县GDP @wenxian_botanist');
    say('/ask@wenxian_bot 青石县GDP', { from: { id: 5, is_bot: true, first_name: 'b' } });
    say('@wenxian_bot 青石县GDP', { via_bot: fake.world.me });
    const channel = { id: -1009, type: 'channel' as const, title: 'c' };
    say('@wenxian_bot 青石县GDP', { is_automatic_forward: true, sender_chat: channel });
    say('', { new_chat_members: [{ id: 9, is_bot: false, first_name: '新人' }] });
    say('', { new_chat_title: '青石县GDP' });
    say('', { pinned_message: talk });
    say('', { left_chat_member: { id: 9, is_bot: false, first_name: '新人' } });
    say('', { forum_topic_created: { name: '青石县GDP', icon_color: 1 } });
    // Nobody asked for these kinds; a server may still hand out what was queued before.
    const raw: readonly object[] = [
      { channel_post: { message_id: 5, date: 1, chat: channel, text: '/ask 青石县GDP' } },
      {
        message_reaction: {
          chat: room.chat,
          message_id: talk.message_id,
          date: 1,
          old_reaction: [],
          new_reaction: [],
        },
      },
      { chat_member: { chat: room.chat, from: { id: 1 }, date: 1 } },
      { poll: { id: '1', question: '青石县GDP' } },
    ];
    for (const update of raw) fake.inject(update);
    ann.says('/ask 青石县人口', { chat: room.chat });
    assert.match((await fake.nextReply(room)).text ?? '', /^问：青石县人口（前0）/);
    await fake.until('all is handled', () => dispatcher.size === 0);
    assert.equal(asked.length, 1);
    assert.equal(fake.unread(GROUP).length, 0);
    assert.ok(!/GDP|新人/.test(logged.join('')), 'nothing of it in the log');
    assert.deepEqual(fake.violations, []);
  });

test('the general topic, a private chat with topics, and chains of replies in an ordinary group', async (t) => {
  const { fake, asked } = await runBot(t);
  const [ann, ben] = [fake.person(1), fake.person(2)];
  const forum = fake.group(GROUP, { forum: true, threads: [7] });
  ann.says('/ask 青石县GDP', { chat: forum.chat });
  assert.equal((await fake.nextReply(forum)).message_thread_id, undefined, 'the general topic has no number');
  const own = fake.world.room(ann.chat);
  own.threads.add(40).add(41);
  ann.says('青石县GDP', { thread: 40 });
  assert.equal((await fake.nextReply(ann.chat)).message_thread_id, 40);
  ann.says('那增速呢', { thread: 41 });
  assert.equal((await fake.nextReply(ann.chat)).message_thread_id, 41);
  assert.deepEqual(asked.at(-1)?.context, [], 'another topic, another thread of talk');
  ann.says('那增速呢', { thread: 40 });
  await fake.nextReply(ann.chat);
  assert.deepEqual(asked.at(-1)?.context, ['青石县GDP']);
  // Telegram numbers every chain of replies in a supergroup; only a forum has topics.
  const plain = fake.group(-1002);
  ann.says('/ask 青石县人口', { chat: plain.chat });
  const answer = await fake.nextReply(plain);
  const chain = { message_thread_id: answer.message_id - 1 };
  ben.says('那2030年呢', { chat: plain.chat, replyTo: answer, extra: chain });
  await fake.nextReply(plain);
  assert.deepEqual(asked.at(-1)?.context, ['青石县人口']);
  assert.deepEqual(fake.violations, []);
});

test('other bots, copies of channel posts and what was sent through us are not answered; an anonymous admin is', async (t) => {
  const { fake, asked } = await runBot(t);
  const room = fake.group(GROUP, { botIsAdmin: true });
  const ann = fake.person(1);
  const say = (extra: object): void => void ann.says('/ask 青石县GDP', { chat: room.chat, extra });
  say({ from: { id: 5, is_bot: true, first_name: 'b' } });
  say({ is_automatic_forward: true, sender_chat: { id: -1009, type: 'channel', title: 'c' } });
  say({ via_bot: fake.world.me });
  say({ from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: room.chat });
  await fake.nextReply(room);
  assert.equal(asked.length, 1);
});

test('/start in a group says how to ask there, which depends on the privacy mode', async (t) => {
  const { fake } = await runBot(t, { fake: { me: { can_read_all_group_messages: true } } });
  const room = fake.group(GROUP);
  fake.person(1).says('/start@wenxian_bot', { chat: room.chat });
  const { text = '' } = await fake.nextReply(room);
  assert.match(text, /@wenxian_bot 点名/);
});

test('a deleted question is still answered, only without the quote', async (t) => {
  const { fake, asked } = await runBot(t);
  const room = fake.group(GROUP);
  const question = fake.person(1).says('/ask 很慢', { chat: room.chat });
  await fake.until('being answered', () => asked.length === 1);
  room.messages.delete(question.message_id);
  assert.equal((await fake.nextReply(room)).reply_to_message, undefined);
  assert.deepEqual(fake.violations, []);
});

test('a user over the limit is warned once, then met with silence, and may ask again later', async (t) => {
  const { fake, asked, clock, dispatcher } = await runBot(t, {
    deps: { rateLimit: { burst: 2, perSecond: 0.5 } },
  });
  const [eager, calm] = [fake.person(31), fake.person(32)];
  for (let i = 0; i < 6; i += 1) eager.says(`青石县第${i}问`);
  calm.says('青石县GDP');
  await fake.nextReply(calm.chat);
  await fake.until('three replies', () => fake.unread(31).length === 3);
  await fake.until('all are handled', () => dispatcher.size === 0);
  assert.deepEqual(
    fake.unread(31).map(({ text = '' }) => /有点快/.test(text)),
    [false, false, true],
  );
  assert.equal(asked.length, 3);
  clock.now += 2000;
  eager.says('青石县又一问');
  await fake.until('answered again', () => fake.unread(31).length === 4);
});

test('our command with our name is meant for us behind other words too, with emoji in between counted as Telegram does', async (t) => {
  const { fake, asked } = await runBot(t);
  const room = fake.group(GROUP, { botIsAdmin: true });
  const reader = fake.person(1);
  reader.says('🙂 /ask 青石县增速', { chat: room.chat });
  reader.says('🙂 /ask@another_bot 青石县增速', { chat: room.chat });
  const question = reader.says('🙂 /ask@Wenxian_Bot 青石县GDP', { chat: room.chat });
  const answer = await fake.nextReply(room);
  assert.equal(answer.reply_to_message?.message_id, question.message_id);
  assert.deepEqual(
    asked.map(({ text }) => text),
    ['🙂 青石县GDP'],
  );
});

test('somebody whom Telegram does not name as a member is told that admins only may, with no failure of ours', async (t) => {
  const { fake, logged } = await runBot(t);
  const room = fake.group(GROUP);
  fake.plan('getChatMember', {
    kind: 'status',
    code: 400,
    description: 'Bad Request: PARTICIPANT_ID_INVALID',
  });
  fake.person(1).says('/delete_my_data', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /只有管理员可以删除/);
  assert.ok(!logged.some((line) => line.includes('feature failed')));
});
