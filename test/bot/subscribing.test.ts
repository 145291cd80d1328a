import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Message } from 'grammy/types';
import { type Database, openDatabase } from '../../src/store/open.ts';
import type { Subscription } from '../../src/updates/model.ts';
import { type Running, runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';

const GROUP = -1001;
const CHANNEL = -1002;
const DAY = 86_400_000;

interface Setup extends Running {
  readonly database: Database;
  /** What a chat, or one of its topics, has. */
  readonly had: (chat: number, thread?: number) => Promise<readonly Subscription[]>;
  /** The message as it stands now. */
  readonly shown: (message: Message) => string;
}

async function start(t: TestContext, deps: Parameters<typeof runBot>[1] = {}): Promise<Setup> {
  const database = openDatabase(':memory:');
  const running = await runBot(t, { database, ...deps });
  const current = (message: Message): Message | undefined =>
    running.fake.world.rooms.get(message.chat.id)?.messages.get(message.message_id);
  return {
    ...running,
    database,
    had: (chat, thread = 0) => database.subscriptions(700_100).of({ chat, thread }),
    shown: (message) => current(message)?.text ?? '',
  };
}

function labels(message: Message): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

/** The data of a button, to be pressed by whoever. */
function dataOf(message: Message, label: string): { readonly data: string } {
  const key = message.reply_markup?.inline_keyboard.flat().find(({ text }) => text.includes(label));
  assert.ok(key !== undefined && 'callback_data' in key, labels(message).join());
  return { data: key.callback_data };
}

test('/subscribe with words subscribes at once, and says to what', async (t) => {
  const { fake, had } = await start(t);
  const reader = fake.person(1);
  for (const [typed, said] of [
    ['/subscribe 古县', /^已订阅：古县 · 全部新闻（即时）\n/],
    ['/subscribe 古县 GDP', /^已订阅：古县 · 地区生产总值（即时）/],
    ['/subscribe 侯马 项目 每周', /^已订阅：侯马市 · 项目（每周一次）\n每周一8点汇总/],
    ['/subscribe 换人', /^已订阅：临汾市 · 换人（即时）/],
    ['/subscribe 霍州 增速<5%', /^已订阅：霍州市 · 地区生产总值 增速 < 5%（即时）\n「增速」按地区生产总值/],
    ['/subscribe 词 旅游 NOT 广告', /^已订阅：临汾市 · 含「旅游 NOT 广告」的稿件/],
    ['/subscribe 古县', /^已订阅，之前就有：古县 · 全部新闻/],
    ['/subscribe 古縣', /^已訂閱，之前就有：古縣 · 全部新聞/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', said, typed);
  }
  const all = await had(1);
  assert.equal(all.length, 6);
  assert.ok(all.every(({ creator }) => creator === 1));
  assert.deepEqual(fake.violations, []);
});

test('plain words do the same; questions about subscriptions are answered as questions', async (t) => {
  const { fake, asked, had } = await start(t);
  const reader = fake.person(1);
  const say = async (text: string): Promise<string> => {
    reader.says(text);
    return (await fake.nextReply(reader.chat)).text ?? '';
  };
  assert.match(await say('订阅古县'), /^已订阅：古县/);
  assert.match(await say('我想订阅侯马的项目'), /^已订阅：侯马市 · 项目/);
  assert.match(await say('我的订阅'), /^订阅（2项）\n1\. 古县 · 全部新闻（即时）\n2\. 侯马市 · 项目/);
  assert.match(await say('退订古县'), /^已取消：古县 · 全部新闻/);
  assert.match(await say('退订'), /^已取消：侯马市 · 项目/);
  assert.match(await say('退订'), /没有订阅/);
  assert.deepEqual(await had(1), []);
  assert.equal(asked.length, 0);
  await say('古县订阅量是多少');
  assert.equal(asked.length, 1);
  const guest = fake.person(9, 'Ann', 'en');
  guest.says('Subscribe to Guxian GDP daily');
  assert.match(
    (await fake.nextReply(guest.chat)).text ?? '',
    /^Subscribed: 古县 · 地区生产总值 \(daily\)\nOnce a day at 8:00/,
  );
  assert.deepEqual(fake.violations, []);
});

test('/subscribe alone leads to a place and to a subject with buttons; the edition and the end are one press away', async (t) => {
  const { fake, had, shown } = await start(t);
  const reader = fake.person(1);
  reader.says('/subscribe');
  const menu = await fake.nextReply(reader.chat);
  assert.equal(labels(menu).length, 18);
  const room = fake.world.room(reader.chat);
  const now = (): Message => room.messages.get(menu.message_id) as Message;
  reader.press(menu, '古县');
  await fake.until('subjects', () => shown(menu).includes('古县的什么'));
  reader.press(now(), 'GDP');
  await fake.until('subscribed', () => shown(menu).startsWith('已订阅：古县 · 地区生产总值'));
  assert.deepEqual(labels(now()), ['每天一次', '每周一次', '退订', '全部订阅']);
  reader.press(now(), '每天一次');
  await fake.until('daily', () => shown(menu).includes('每天8点'));
  assert.equal((await had(1))[0]?.edition, 'daily');
  reader.press(now(), '退订');
  await fake.until('ended', () => shown(menu).startsWith('已取消：古县 · 地区生产总值'));
  assert.deepEqual(await had(1), []);
  reader.press(now(), '重新订阅');
  await fake.until('again', () => shown(menu).startsWith('已订阅：古县 · 地区生产总值'));
  assert.deepEqual(fake.violations, []);
});

test('what is not understood is asked back, with what may have been meant', async (t) => {
  const { fake, had } = await start(t);
  const reader = fake.person(1);
  for (const [typed, said, button] of [
    ['/subscribe 尧县 GDP', /没有认出地名「尧县」[\s\S]*尧都区/, '尧都区'],
    ['/subscribe 长沙', /没有认出地名「长沙市」/, '全部地方|所有地'],
    ['/subscribe 古县 投资', /没有看懂「投资」/, '固定资产投资'],
    ['/subscribe 古县 渔船', /没有看懂「渔船」/, '含「渔船」的稿件'],
    ['/subscribe 霍州 增速<', /没有看到要比较的数/, null],
    ['/subscribe 词 NOT 广告', /只说不要什么/, null],
    ['/subscribe <b>&"', /没有/, null],
    ['/unsubscribe 古县', /没有订阅/, null],
  ] as const) {
    reader.says(typed);
    const reply = await fake.nextReply(reader.chat);
    assert.match(reply.text ?? '', said, typed);
    if (button !== null && !button.includes('|'))
      assert.ok(labels(reply).includes(button), labels(reply).join());
  }
  assert.deepEqual(await had(1), []);
  assert.deepEqual(fake.violations, []);
});

test('/subscriptions lists, pauses, lets sleep, wakes and removes in place, page by page', async (t) => {
  const { fake, had, shown } = await start(t, { deps: { clock: () => Date.UTC(2032, 10, 23, 4) } });
  const reader = fake.person(1);
  const places = '古县 吉县 蒲县 隰县 汾西 安泽 乡宁 大宁 永和 浮山';
  reader.says(`/subscribe ${places}`);
  assert.equal(((await fake.nextReply(reader.chat)).text ?? '').match(/已订阅/g)?.length, 10);
  reader.says('/subscriptions');
  const list = await fake.nextReply(reader.chat);
  assert.match(list.text ?? '', /订阅（10项）/);
  const room = fake.world.room(reader.chat);
  const now = (): Message => room.messages.get(list.message_id) as Message;
  reader.press(list, '›');
  await fake.until('the second page', () => /^9\. /m.test(shown(list)));
  reader.press(now(), '10');
  await fake.until('one', () => shown(list).startsWith('浮山县 · 全部新闻（即时）'));
  reader.press(now(), '停1周');
  await fake.until('asleep', () => shown(list).includes('暂停到2032年11月30日'));
  assert.equal((await had(1))[9]?.snoozedUntil, Date.UTC(2032, 10, 29, 16));
  reader.press(now(), '恢复');
  await fake.until('awake', () => !shown(list).includes('暂停'));
  reader.press(now(), '暂停');
  await fake.until('paused', () => shown(list).includes('已暂停'));
  reader.press(now(), '退订');
  await fake.until('removed', () => shown(list).startsWith('已取消：浮山县'));
  reader.says('暂停到12月1日');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^已全部暂停到2032年12月1日/);
  assert.ok((await had(1)).every(({ snoozedUntil }) => snoozedUntil === Date.UTC(2032, 10, 30, 16)));
  reader.says('/subscriptions 恢复');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^已全部恢复/);
  reader.says('/subscriptions 暂停到昨天');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有看懂/);
  reader.says('退订');
  const choice = await fake.nextReply(reader.chat);
  assert.match(choice.text ?? '', /要退订哪一项/);
  reader.press(choice, '全部退订');
  await fake.until('all gone', () => shown(choice).startsWith('已取消9项'));
  assert.deepEqual(await had(1), []);
  reader.press(list, { data: '1s:sub 1 pause' });
  await fake.until('stale', () => shown(list).includes('已经不在了'));
  assert.deepEqual(fake.violations, []);
});

test('how a chat is told is set with buttons or words, and kept', async (t) => {
  const { fake, database, shown } = await start(t);
  const reader = fake.person(1);
  reader.says('/settings');
  const settings = await fake.nextReply(reader.chat);
  const room = fake.world.room(reader.chat);
  const now = (): Message => room.messages.get(settings.message_id) as Message;
  for (const [button, words] of [
    ['通知设置', /汇总时间：8点\n每周汇总：周一\n免打扰：关\n时区：Asia\/Shanghai\n静音：关/],
    ['汇总时间', /几点/],
    ['20:00', /汇总时间：20点/],
    ['每周汇总', /哪天/],
    ['周五', /每周汇总：周五/],
    ['免打扰', /什么时候不打扰/],
    ['22:00', /免打扰：22:00–07:00/],
    ['时区', /按哪个时区/],
    ['Asia/Tokyo', /时区：Asia\/Tokyo/],
    ['改为静音', /静音：开/],
  ] as const) {
    reader.press(now(), button);
    await fake.until(button, () => words.test(shown(settings)));
  }
  const manner = (): Promise<unknown> => database.subscriptions(700_100).manner({ chat: 1, thread: 0 });
  assert.deepEqual(await manner(), {
    zone: 'Asia/Tokyo',
    quiet: { from: 1320, to: 420 },
    digestHour: 20,
    digestDay: 5,
    silent: true,
  });
  for (const [typed, said] of [
    ['免打扰 22:30-7:15', /免打扰：22:30–07:15/],
    ['/subscriptions 时区 europe/berlin', /时区：Europe\/Berlin/],
    ['/subscriptions 免打扰 关', /免打扰：关/],
    ['/subscriptions 取消静音', /静音：关/],
    ['/subscriptions 靜音', /靜音：開/],
    ['/subscriptions 时区 Mars/Base', /没有看懂/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', said, typed);
  }
  reader.press(settings, { data: '1s:telling hour 25' });
  await fake.until('refused', () => shown(settings).includes('设置没有改'));
  reader.press(settings, { data: '1s:telling zone ../../etc' });
  await fake.until('refused again', () => fake.toasts.length === 12);
  assert.equal(((await manner()) as { zone: string }).zone, 'Europe/Berlin');
  assert.deepEqual(fake.violations, []);
});

test('in a group admins subscribe, anonymous ones too; members read and are told why they cannot', async (t) => {
  const { fake, had, shown } = await start(t);
  const room = fake.group(GROUP);
  room.admins.add(2);
  const [member, admin] = [fake.person(1), fake.person(2)];
  const inGroup = { chat: room.chat };
  member.says('/subscribe 古县', inGroup);
  assert.match((await fake.nextReply(room)).text ?? '', /只有管理员/);
  assert.deepEqual(await had(GROUP), []);
  admin.says('/subscribe 古县', inGroup);
  const done = await fake.nextReply(room);
  assert.match(done.text ?? '', /^已订阅：古县/);
  member.says('/subscribe 吉县', {
    chat: room.chat,
    extra: { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: room.chat },
  });
  assert.match((await fake.nextReply(room)).text ?? '', /^已订阅：吉县/);
  member.says('/subscribe 蒲县', {
    chat: room.chat,
    extra: { sender_chat: { id: CHANNEL, type: 'channel', title: 'c' } },
  });
  assert.match((await fake.nextReply(room)).text ?? '', /只有管理员/, 'another chat is not the group');
  assert.deepEqual(
    (await had(GROUP)).map(({ wish: { place }, creator }) => [place, creator]),
    [
      ['古县', 2],
      ['吉县', 0],
    ],
  );
  member.says('/subscriptions', inGroup);
  const list = await fake.nextReply(room);
  assert.match(list.text ?? '', /订阅（2项）\n1\. 古县/);
  member.press(list, '导出');
  await fake.until('not exported', () => /只有管理员/.test(fake.toasts.at(-1) ?? ''));
  fake.toasts.length = 0;
  assert.equal(fake.callsOf('sendDocument').length, 0);
  const before = shown(done);
  for (const label of ['每天一次', '退订']) {
    member.press(done, dataOf(done, label));
    await fake.until('told', () => /只有管理员/.test(fake.toasts.at(-1) ?? ''));
    fake.toasts.length = 0;
  }
  assert.equal(shown(done), before);
  for (const typed of [
    '/unsubscribe 古县',
    '@wenxian_bot 退订古县',
    '/subscriptions 暂停到12月1日',
    '/subscriptions 免打扰 22-7',
    '/subscriptions export',
  ]) {
    member.says(typed, inGroup);
    assert.match((await fake.nextReply(room)).text ?? '', /只有管理员/, typed);
  }
  // Rights are withdrawn without notice.
  room.admins.delete(2);
  admin.press(done, '退订');
  await fake.until('refused', () => /只有管理员/.test(fake.toasts.at(-1) ?? ''));
  assert.equal((await had(GROUP)).length, 2);
  assert.deepEqual(fake.violations, []);
});

test('each topic has its own; who may manage topics manages those', async (t) => {
  const { fake, had } = await start(t);
  const room = fake.group(GROUP, { forum: true, threads: [7, 8] });
  room.ranks.set(3, { status: 'restricted', is_member: true, can_manage_topics: true });
  room.admins.add(2);
  const [admin, gardener] = [fake.person(2), fake.person(3)];
  admin.says('/subscribe 古县', { chat: room.chat, thread: 7 });
  const reply = await fake.nextReply(room);
  assert.equal(reply.message_thread_id, 7);
  gardener.says('/subscribe 吉县', { chat: room.chat, thread: 8 });
  assert.match((await fake.nextReply(room)).text ?? '', /已订阅：吉县/);
  gardener.says('/subscribe 蒲县', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /只有管理员/, 'the group itself is no topic');
  const places = async (thread: number): Promise<unknown> =>
    (await had(GROUP, thread)).map(({ wish }) => wish.place);
  assert.deepEqual([await places(0), await places(7), await places(8)], [[], ['古县'], ['吉县']]);
  admin.says('/subscriptions', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /还没有订阅。\n本群其他话题还有2项/);
  admin.press(reply, '退订');
  await fake.until(
    'ended',
    () => fake.world.room(room.chat).messages.get(reply.message_id)?.text?.startsWith('已取消') === true,
  );
  assert.deepEqual([await places(7), await places(8)], [[], ['吉县']]);
  assert.deepEqual(fake.violations, []);
});

test('a group is looked after from the private chat by its admins, as Telegram says at that very moment', async (t) => {
  const { fake, had, shown } = await start(t);
  const room = fake.group(GROUP);
  room.admins.add(2);
  const [member, admin] = [fake.person(1), fake.person(2)];
  admin.says('/subscriptions');
  const own = await fake.nextReply(admin.chat);
  admin.press(own, '管理群或频道');
  const offer = await fake.nextReply(admin.chat);
  assert.match(offer.text ?? '', /哪个群或频道/);
  const call = fake.callsOf('sendMessage').at(-1);
  assert.match(JSON.stringify(call?.params['reply_markup']), /request_chat/);
  admin.says('', { extra: { chat_shared: { request_id: 1, chat_id: GROUP } } });
  const list = await fake.nextReply(admin.chat);
  assert.match(list.text ?? '', /^正在管理：群\n/);
  const now = (): Message => fake.world.room(admin.chat).messages.get(list.message_id) as Message;
  admin.press(list, '＋ 订阅');
  await fake.until('places', () => shown(list).includes('订阅哪里'));
  admin.press(now(), '古县');
  await fake.until('subjects', () => shown(list).includes('古县的什么'));
  const subjects = now();
  admin.press(subjects, '项目');
  await fake.until('subscribed', () => shown(list).includes('已订阅：古县 · 项目'));
  assert.deepEqual(
    (await had(GROUP)).map(({ creator, target }) => [creator, target.chat]),
    [[2, GROUP]],
  );
  assert.deepEqual(await had(2), []);
  // Demoted between the screen and the press; a forged name of a chat; a member; a stranger; a chat we are not in.
  room.admins.delete(2);
  for (const [who, button] of [
    [admin, dataOf(subjects, '换人')],
    [member, dataOf(subjects, '换人')],
    [member, { data: `1s:telling @${GROUP} silent on` }],
    [member, { data: '1s:subscribe @-1009 141025' }],
  ] as const) {
    fake.toasts.length = 0;
    who.press(who === admin ? list : ({ ...list, chat: who.chat } as Message), button);
    await fake.until('refused', () => /不是那里的管理员/.test(fake.toasts.at(-1) ?? ''));
  }
  room.ranks.set(1, { status: 'left' });
  fake.toasts.length = 0;
  member.press({ ...list, chat: member.chat } as Message, { data: `1s:subscriptions @${GROUP} 1` });
  await fake.until('not even read', () => /不是那里的管理员/.test(fake.toasts.at(-1) ?? ''));
  assert.equal((await had(GROUP)).length, 1);
  // Not from another group: there the name of a chat means nothing.
  const other = fake.group(-1005);
  other.admins.add(2);
  room.admins.add(2);
  admin.says('/subscribe 古县', { chat: other.chat });
  const there = await fake.nextReply(other);
  fake.toasts.length = 0;
  admin.press(there, { data: `1s:subscribe @${GROUP} 141025` });
  await fake.until('stale', () => /失效|过期/.test(fake.toasts.at(-1) ?? ''));
  assert.equal((await had(GROUP)).length, 1);
  assert.deepEqual(fake.violations, ['getChatMember: Bad Request: chat not found']);
});

test('a channel is a target only while the bot may post there', async (t) => {
  const { fake, had } = await start(t);
  const channel = fake.world.room({ id: CHANNEL, type: 'channel', title: '频道' });
  channel.admins.add(2);
  const admin = fake.person(2);
  const subscribe = async (): Promise<string> => {
    admin.says(`/subscribe @${CHANNEL} 古县`);
    return (await fake.nextReply(admin.chat)).text ?? '';
  };
  assert.match(await subscribe(), /不能发消息/);
  channel.ranks.set(700_100, { status: 'administrator', can_post_messages: false });
  assert.match(await subscribe(), /不能发消息/);
  assert.deepEqual(await had(CHANNEL), []);
  channel.ranks.set(700_100, { status: 'administrator', can_post_messages: true });
  assert.match(await subscribe(), /^正在管理：频道\n已订阅：古县/);
  assert.equal((await had(CHANNEL)).length, 1);
  assert.deepEqual(fake.violations, []);
});

test('a link from the group opens its subscriptions in the private chat, the topic included', async (t) => {
  const { fake } = await start(t);
  const room = fake.group(GROUP, { forum: true, threads: [7] });
  room.admins.add(2);
  const admin = fake.person(2);
  admin.says('/subscribe 古县', { chat: room.chat, thread: 7 });
  await fake.nextReply(room);
  admin.says('/subscriptions', { chat: room.chat, thread: 7 });
  const keys = (await fake.nextReply(room)).reply_markup?.inline_keyboard.flat() ?? [];
  const link = keys.find((key) => 'url' in key);
  const payload = link !== undefined && 'url' in link ? new URL(link.url).searchParams.get('start') : '';
  assert.equal(payload, 'm_1001_7');
  admin.says(`/start ${payload}`);
  assert.match(
    (await fake.nextReply(admin.chat)).text ?? '',
    /^正在管理：群 的一个话题\n订阅（1项）\n1\. 古县/,
  );
  assert.deepEqual(fake.violations, []);
});

test('a chat has at most fifty, and is told kindly', async (t) => {
  const { fake, had, database } = await start(t);
  const reader = fake.person(1);
  for (let i = 0; i < 49; i += 1)
    await database.subscriptions(700_100).add(
      {
        target: { chat: 1, thread: 0 },
        wish: { about: 'indicator', place: null, indicator: `指标${i}` },
        edition: 'daily',
        creator: 1,
        now: 1,
      },
      50,
    );
  reader.says('/subscribe 古县 吉县');
  assert.match(
    (await fake.nextReply(reader.chat)).text ?? '',
    /^已订阅：古县 · 全部新闻[\s\S]*最多50项[\s\S]*没有加上：吉县/,
  );
  assert.equal((await had(1)).length, 50);
  assert.deepEqual(fake.violations, []);
});

/** A file as somebody sends it. */
function sent(
  fake: Running['fake'],
  content: string,
  name = 'wenxian-subscriptions.json',
  caption?: string,
): object {
  const id = `file${fake.world.files.size}`;
  fake.world.files.set(id, Buffer.from(content));
  const document = { file_id: id, file_unique_id: id, file_name: name, file_size: content.length };
  return { document, ...(caption === undefined ? {} : { caption }) };
}

test('subscriptions go from one chat to another as a file', async (t) => {
  const { fake, had, database } = await start(t);
  const [reader, other] = [fake.person(1), fake.person(2)];
  reader.says('/subscribe 古县 GDP 每天');
  await fake.nextReply(reader.chat);
  reader.says('/subscribe 词 旅游 NOT 广告');
  await fake.nextReply(reader.chat);
  reader.says('免打扰 22-7');
  await fake.nextReply(reader.chat);
  reader.says('/subscriptions export');
  const file = (await fake.nextReply(reader.chat)) as unknown as {
    document: { file_name: string; content: Buffer };
  };
  assert.equal(file.document.file_name, 'wenxian-subscriptions.json');
  assert.ok(!/creator|"chat"|created/.test(file.document.content.toString()));
  other.says('', { extra: sent(fake, file.document.content.toString(), 'wenxian-subscriptions (1).json') });
  assert.match((await fake.nextReply(other.chat)).text ?? '', /新增2项，本来就有0项/);
  const what = async (chat: number): Promise<unknown> =>
    (await had(chat)).map(({ wish, edition }) => [wish, edition]);
  assert.deepEqual(await what(2), await what(1));
  assert.deepEqual((await database.subscriptions(700_100).manner({ chat: 2, thread: 0 })).quiet, {
    from: 1320,
    to: 420,
  });
  // Saved by an editor of Windows.
  const saved = `\ufeff${file.document.content.toString().replaceAll('\n', '\r\n')}`;
  const again = other.says('', { extra: sent(fake, saved, 'x.json') });
  await fake.nextReply(other.chat);
  other.says('/subscriptions import', { replyTo: again });
  assert.match((await fake.nextReply(other.chat)).text ?? '', /新增0项，本来就有2项/);
  assert.deepEqual(fake.violations, []);
});

test('a file made by hand or with malice gives what is sound in it, and nothing else; in a group only to admins', async (t) => {
  const { fake, had } = await start(t);
  const room = fake.group(GROUP);
  room.admins.add(2);
  const [member, admin] = [fake.person(1), fake.person(2)];
  const caption = '/subscriptions import';
  const caption_entities = [{ type: 'bot_command', offset: 0, length: 14 }];
  const send = async (who: typeof admin, content: string): Promise<string> => {
    who.says('', { chat: room.chat, extra: { ...sent(fake, content, 'x.json', caption), caption_entities } });
    return (await fake.nextReply(room)).text ?? '';
  };
  const good = { wish: { about: 'place', place: '古县' }, edition: 'daily' };
  const file = (subscriptions: unknown, more: object = {}): string =>
    JSON.stringify({ format: 'wenxian-subscriptions', version: 1, subscriptions, ...more });
  assert.match(await send(member, file([good])), /只有管理员/);
  assert.deepEqual(await had(GROUP), []);
  const bad = [
    null,
    7,
    { wish: { about: 'place', place: '长沙市' }, edition: 'daily' },
    { wish: { about: 'place', place: '古县' }, edition: 'hourly' },
    { wish: { about: 'words', place: null, query: { is: 'regex', of: '(a+)+$' } }, edition: 'daily' },
    { wish: JSON.parse('{"__proto__":{"about":"place"}}') as object, edition: 'daily' },
  ];
  const hostile = file([good, ...bad], { manner: { zone: 'Mars/Base' }, chat: 1, bot: 2 });
  assert.match(await send(admin, hostile), /新增1项，本来就有0项；[\s\S]*没有加的6项/);
  assert.deepEqual(
    (await had(GROUP)).map(({ wish, target }) => [wish.place, target.chat]),
    [['古县', GROUP]],
  );
  for (const content of [
    '',
    '{',
    '[]',
    '"x"',
    'null',
    '{"format":"other"}',
    '['.repeat(100_000),
    '\ufeff\u0000',
  ])
    assert.match(await send(admin, content), /不是订阅文件/, content.slice(0, 20));
  assert.match(await send(admin, 'x'.repeat(200_001)), /太大/);
  fake.plan('getFile', { kind: 'status', code: 400, description: 'Bad Request: file is too big' });
  assert.match(await send(admin, file([good])), /太大/);
  const many = Array.from({ length: 60 }, (_, i) => ({
    wish: { about: 'indicator', place: null, indicator: `指标${i}` },
    edition: 'weekly',
  }));
  assert.match(await send(admin, file(many)), /新增49项[\s\S]*超过上限（50项）没有加的11项/);
  assert.deepEqual(fake.violations, []);
});

test('forged data of buttons does no harm', async (t) => {
  const { fake, had } = await start(t);
  const reader = fake.person(1);
  reader.says('/subscribe 古县');
  const done = await fake.nextReply(reader.chat);
  for (const data of [
    '1s:sub x',
    '1s:sub 1 drop',
    '1s:sub 1;DELETE FROM subscription off',
    '1s:sub 99999999999999999999 off',
    '1s:sub_menu 999999',
    '1s:subscribe @5 141025',
    '1s:subscribe @-99999999999999999999 古县',
    '1s:subscriptions -1',
    '1s:telling nothing at all',
    '1s:unsubscribe ',
  ].slice(0, 9)) {
    const before = fake.toasts.length;
    reader.press(done, { data });
    await fake.until(data, () => fake.toasts.length > before);
  }
  assert.equal((await had(1)).length, 1);
  assert.deepEqual(fake.violations, []);
});

test('what is kept of subscriptions is exported and erased with the rest', async (t) => {
  const { fake, had } = await start(t);
  const room = fake.group(GROUP);
  room.admins.add(1);
  const reader = fake.person(1);
  reader.says('/subscribe 古县');
  await fake.nextReply(reader.chat);
  reader.says('/subscribe 吉县', { chat: room.chat });
  await fake.nextReply(room);
  reader.says('/export_my_data');
  const file = (await fake.nextReply(reader.chat)) as unknown as { document: { content: Buffer } };
  const data = JSON.parse(file.document.content.toString()) as { subscriptions: { chat_id: number }[] };
  assert.deepEqual(
    data.subscriptions.map(({ chat_id: chat }) => chat),
    [GROUP, 1],
  );
  const erase = async (where: Message['chat']): Promise<void> => {
    reader.says('/delete_my_data', { chat: where });
    const warning = await fake.nextReply(where);
    reader.press(warning, '删除');
    await fake.until('erased', () =>
      /已删除：.*订阅1项/.test(fake.world.room(where).messages.get(warning.message_id)?.text ?? ''),
    );
  };
  await erase(reader.chat);
  assert.deepEqual(await had(1), []);
  assert.deepEqual(
    (await had(GROUP)).map(({ creator }) => creator),
    [0],
    "the group's stay, nobody's",
  );
  await erase(room.chat);
  assert.deepEqual(await had(GROUP), []);
  assert.deepEqual(fake.violations, []);
});

test('a snoozed one wakes by itself; nothing of it is shown as asleep afterwards', async (t) => {
  const clock = { at: Date.UTC(2032, 5, 1) };
  const { fake } = await start(t, { deps: { clock: () => clock.at } });
  const reader = fake.person(1);
  for (const words of ['/subscribe 古县', '/subscriptions 3天']) {
    reader.says(words);
    await fake.nextReply(reader.chat);
  }
  const list = async (): Promise<string> => {
    reader.says('/subscriptions');
    return (await fake.nextReply(reader.chat)).text ?? '';
  };
  assert.match(await list(), /暂停到2032年6月4日/);
  clock.at += 4 * DAY;
  assert.doesNotMatch(await list(), /暂停/);
});

test('the button under an answer subscribes to what was asked, beside the answer', async (t) => {
  const database = openDatabase(':memory:');
  const { fake } = await runCounty(t, { database });
  const reader = fake.person(1);
  reader.says('古县2031年GDP增速');
  const answer = await fake.nextReply(reader.chat);
  reader.press(answer, '订阅');
  const done = await fake.nextReply(reader.chat);
  assert.match(done.text ?? '', /^已订阅：古县 · 地区生产总值（即时）/);
  assert.match(fake.world.room(reader.chat).messages.get(answer.message_id)?.text ?? '', /6\.1%/);
  reader.says('/subscribe 古县 总产量');
  const known = await fake.nextReply(reader.chat);
  assert.match(known.text ?? '', /「总产量」有好几项|已订阅/);
  reader.press(known, '粮食总产量');
  await fake.until("the article's own name", () =>
    (fake.world.room(reader.chat).messages.get(known.message_id)?.text ?? '').startsWith(
      '已订阅：古县 · 粮食总产量',
    ),
  );
  assert.equal((await database.subscriptions(700_100).of({ chat: 1, thread: 0 })).length, 2);
  assert.deepEqual(fake.violations, []);
});

test('whoever subscribes again in a chat that was given up is told again', async (t) => {
  const { fake, database } = await start(t);
  const reader = fake.person(1);
  const subscriptions = database.subscriptions(700_100);
  reader.says('/subscribe 古县');
  await fake.nextReply(reader.chat);
  await subscriptions.suspend(1, null, { reason: 'bot was blocked by the user', since: 5 });
  reader.says('/subscriptions');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /已停发：bot was blocked/);
  reader.says('/subscribe 吉县');
  await fake.nextReply(reader.chat);
  assert.equal(await subscriptions.suspension({ chat: 1, thread: 0 }), null);
  assert.deepEqual(fake.violations, []);
});
