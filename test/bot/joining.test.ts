import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import type { Target } from '../../src/updates/model.ts';
import { type Running, runBot } from '../support/bot.ts';
import { changes, roomOf, service } from '../support/telegram/moves.ts';

const GROUP = -1001;
const NOW = Math.floor(Date.now() / 1000);

async function settled({ fake, dispatcher }: Running): Promise<void> {
  await fake.until('all is taken', () => fake.world.updates.length === 0 || dispatcher.size > 0);
  // Taken updates are confirmed with the next poll: until then they stay in the queue.
  await fake.until('all is handled', () => fake.world.updates.length === 0 && dispatcher.size === 0);
}

function me(running: Running): object {
  const { id, is_bot, first_name } = running.fake.world.me;
  return { id, is_bot, first_name };
}

test('a group is greeted once, though two signals tell of it, in either order, delivered again, and after a restart', async (t) => {
  for (const order of [
    [0, 1],
    [1, 0],
  ]) {
    const database = openDatabase(':memory:');
    const running = await runBot(t, { database });
    const { fake } = running;
    const room = fake.group(GROUP);
    const signals = [
      () => changes(fake, room, ['left', 'member']),
      () =>
        service(fake, room, {
          new_chat_members: [{ id: 5, is_bot: false, first_name: '某人' }, me(running)],
        }),
    ];
    for (const i of order) signals[i]?.();
    const { text = '' } = await fake.nextReply(room);
    assert.match(text, /我是问县[\s\S]*\/ask@wenxian_bot[\s\S]*管理员可以用 \/subscribe/);
    assert.doesNotMatch(text, /点名/, 'with privacy on a mention does not arrive');
    await settled(running);
    assert.equal(fake.unread(GROUP).length, 0);
    await running.stop();

    const again = await runBot(t, { database });
    const same = again.fake.group(GROUP);
    for (let i = 0; i < 20; i += 1) again.fake.world.enqueue({});
    service(again.fake, same, { new_chat_members: [me(again)] });
    changes(again.fake, same, ['member', 'administrator']);
    await settled(again);
    assert.equal(again.fake.unread(GROUP).length, 0, 'a promotion is no joining');
    assert.deepEqual([...fake.violations, ...again.fake.violations], []);
  }
});

test('a created group is greeted like any other; one that comes back after a kick is greeted again', async (t) => {
  const running = await runBot(t);
  const { fake } = running;
  const room = roomOf(fake, -77, 'group');
  service(fake, room, { group_chat_created: true });
  await fake.nextReply(room);
  room.forbidden = 'Forbidden: bot was kicked from the group chat';
  changes(fake, room, ['member', 'kicked']);
  await settled(running);
  room.forbidden = null;
  changes(fake, room, ['kicked', 'member']);
  service(fake, room, { new_chat_members: [me(running)] });
  await fake.nextReply(room);
  await settled(running);
  assert.equal(fake.unread(-77).length, 0);
  // The leaving was missed (the program was off for days): the joining says it all the same.
  changes(fake, room, ['left', 'member'], { at: NOW + 86_400 });
  await fake.nextReply(room);
  assert.deepEqual(fake.violations, []);
});

test('the greeting says that a mention works where it is delivered: with privacy off, and to an admin', async (t) => {
  const open = await runBot(t, { fake: { me: { can_read_all_group_messages: true } } });
  changes(open.fake, open.fake.group(GROUP), ['left', 'member']);
  assert.match((await open.fake.nextReply(open.fake.group(GROUP))).text ?? '', /@wenxian_bot 点名/);

  const { fake } = await runBot(t);
  const room = fake.group(GROUP, { botIsAdmin: true });
  changes(fake, room, ['left', 'administrator']);
  assert.match((await fake.nextReply(room)).text ?? '', /@wenxian_bot 点名/);
  const other = fake.group(-1002, { botIsAdmin: true });
  service(fake, other, { new_chat_members: [fake.world.me] });
  assert.match((await fake.nextReply(other)).text ?? '', /@wenxian_bot 点名/, 'asked what it is');
  fake.person(1).says('/start@wenxian_bot', { chat: other.chat });
  assert.match((await fake.nextReply(other)).text ?? '', /@wenxian_bot 点名/);
  assert.deepEqual(fake.violations, []);
});

test('who may not speak stays silent: restricted, refused, a closed topic, a channel', async (t) => {
  const running = await runBot(t);
  const { fake, logged } = running;
  const restricted = { rights: { is_member: true, can_send_messages: false } };
  changes(fake, fake.group(GROUP), ['left', 'restricted'], restricted);
  service(fake, fake.group(GROUP), { new_chat_members: [fake.world.me] });
  const refusing = fake.group(-1002);
  refusing.forbidden = 'Bad Request: not enough rights to send text messages to the chat';
  changes(fake, refusing, ['left', 'member']);
  const channel = roomOf(fake, -1003, 'channel');
  changes(fake, channel, ['left', 'administrator'], { rights: { can_post_messages: true } });
  await settled(running);
  const closed = fake.group(-1004, { forum: true });
  fake.plan('sendMessage', { kind: 'status', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
  changes(fake, closed, ['left', 'member']);
  await settled(running);
  for (const id of [GROUP, -1002, -1003, -1004]) assert.equal(fake.unread(id).length, 0, String(id));
  assert.ok(!logged.some((line) => line.includes('feature failed')), logged.join(''));
  assert.deepEqual(fake.violations, []);
});

test('a killed greeting is neither lost nor repeated', async (t) => {
  const database = openDatabase(':memory:');
  const running = await runBot(t, { database });
  const room = running.fake.group(GROUP);
  const body = { chat: room.chat, from: { id: 1, is_bot: false }, date: NOW };
  const user = { id: 700_100, is_bot: true };
  const update = (id: number): string =>
    JSON.stringify({
      update_id: id,
      my_chat_member: {
        ...body,
        old_chat_member: { user, status: 'left' },
        new_chat_member: { user, status: 'member' },
      },
    });
  await running.stop();
  const inbox = database.inbox(700_100);
  await inbox.take([{ id: 9000, body: update(9000) }], Date.now());
  // The message is out, the process died before it could say so elsewhere.
  await inbox.settled(9000, [4711]);
  const again = await runBot(t, { database });
  again.fake.group(GROUP);
  await again.fake.until('taken up', () => again.logged.some((line) => line.includes('taken up')));
  await again.fake.until('handled', () => again.dispatcher.size === 0);
  assert.equal(again.fake.callsOf('sendMessage').length, 0);
  changes(again.fake, again.fake.group(GROUP), ['left', 'member']);
  await settled(again);
  assert.equal(again.fake.callsOf('sendMessage').length, 0, 'and it counts');
});

test('what is subscribed is held while the bot cannot be heard, and goes on when it can', async (t) => {
  const database = openDatabase(':memory:');
  const running = await runBot(t, { database });
  const { fake } = running;
  const subscriptions = database.subscriptions(700_100);
  const group: Target = { chat: GROUP, thread: 7 };
  const person: Target = { chat: 5, thread: 0 };
  for (const target of [group, person])
    await subscriptions.add(
      { target, wish: { about: 'place', place: '古县' }, edition: 'instant', creator: 5, now: 1 },
      9,
    );
  const room = fake.group(GROUP);
  const mine = { chat: fake.person(5).chat };
  const held = async (target: Target): Promise<string | undefined> => {
    await settled(running);
    return (await subscriptions.suspension(target))?.reason;
  };
  changes(fake, room, ['member', 'kicked']);
  changes(fake, mine, ['member', 'kicked']);
  assert.match((await held(group)) ?? '', /kicked/);
  assert.match((await held(person)) ?? '', /blocked/);
  changes(fake, room, ['kicked', 'restricted'], { rights: { is_member: true, can_send_messages: false } });
  service(fake, room, { new_chat_members: [fake.world.me] });
  changes(fake, mine, ['kicked', 'member']);
  assert.match((await held(group)) ?? '', /./, 'back, but mute');
  assert.equal(await held(person), undefined);
  changes(fake, room, ['restricted', 'administrator']);
  assert.equal(await held(group), undefined);
  changes(fake, room, ['administrator', 'left']);
  assert.match((await held(group)) ?? '', /not a member/);
  changes(fake, room, ['left', 'member']);
  assert.equal(await held(group), undefined);
  assert.equal(fake.unread(5).length, 0, 'nobody is greeted for having blocked us');
  assert.deepEqual(fake.violations, []);
});
