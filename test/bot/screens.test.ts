import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import { openDatabase } from '../../src/store/open.ts';
import { COUNTY, runCounty } from '../support/county.ts';
import type { Story } from '../support/town.ts';

function labels(message: Message): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

test('/places lists the places with their articles and the newest date; each opens its articles in place', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/places');
  const places = await fake.nextReply(reader.chat);
  assert.deepEqual(labels(places), ['古县', '霍州市']);
  assert.match(places.text ?? '', /\n古县：2篇，最新2032年1月15日\n霍州市：2篇，最新2032年2月1日$/);
  assert.match(places.text ?? '', /其中2个有稿件，稿件共4篇/);
  reader.press(places, '古县');
  const room = fake.world.room(reader.chat);
  await fake.until(
    'edited in place',
    () => room.messages.get(places.message_id)?.text?.includes('古县最新稿件') === true,
  );
  const latest = room.messages.get(places.message_id);
  assert.match(latest?.text ?? '', /1\. 2032年1月15日 · 示例日报 · 古县<b>经济<\/b>稳中有进/);
  const link = latest?.entities?.find(({ type }) => type === 'text_link');
  assert.equal(link !== undefined && 'url' in link ? link.url : '', 'https://news.example/guxian/1.html');
  assert.deepEqual(fake.violations, []);
});

function many(count: number): readonly Story[] {
  return Array.from({ length: count }, (_, i) => ({
    text: `古县新闻第${i}条。`,
    article: {
      id: `bbbb0000000000${String(i).padStart(2, '0')}`,
      title: `第${i}篇`,
      outlet: '示例日报',
      date: `2032-01-${String(count - i).padStart(2, '0')}`,
    },
    places: ['古县'],
  }));
}

test('/latest turns its pages with a cursor that survives a restart and new articles', async (t) => {
  const { fake } = await runCounty(t, { stories: many(14) });
  const reader = fake.person(1);
  reader.says('/latest');
  const first = await fake.nextReply(reader.chat);
  assert.match(first.text ?? '', /第1—6篇，共14篇/);
  // Another process, with two newer articles and one of the shown ones gone: the button is all that is left.
  const newer = many(14).filter((_, i) => i !== 5);
  const extra: Story[] = [0, 1].map((i) => ({
    text: `更新的第${i}条。`,
    article: { id: `cccc00000000000${i}`, title: `更新${i}`, outlet: '示例日报', date: '2032-03-01' },
    places: ['古县'],
  }));
  const again = await runCounty(t, { stories: [...newer, ...extra] });
  const same = again.fake.person(1);
  const old = again.fake.world.room(same.chat);
  old.messages.set(first.message_id, { ...first, from: again.fake.world.me } as Message);
  same.press(first, '较早');
  await again.fake.until('the next page', () => /第6篇/.test(old.messages.get(first.message_id)?.text ?? ''));
  const text = old.messages.get(first.message_id)?.text ?? '';
  assert.doesNotMatch(text, /第5篇|第4篇/);
  assert.deepEqual(
    [...text.matchAll(/· 第(\d+)篇/g)].map(([, n]) => n),
    ['6', '7', '8', '9', '10', '11'],
  );
  same.press(old.messages.get(first.message_id) as Message, '较新');
  await again.fake.until('back', () => /第4篇/.test(old.messages.get(first.message_id)?.text ?? ''));
  assert.deepEqual([...fake.violations, ...again.fake.violations], []);
});

test('/who names who holds which post as of which report; an acting mayor comes before an earlier one', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/who 霍州');
  const who = await fake.nextReply(reader.chat);
  assert.match(who.text ?? '', /1\. 市委书记：李乙（截至2032年2月1日的报道）/);
  assert.match(
    who.text ?? '',
    /2\. 代市长：王甲（截至2032年2月1日的报道）；较早的报道：赵丙（2030年3月1日）/,
  );
  assert.match(who.text ?? '', /来源：样板晚报，2032年2月1日/);
  reader.press(who, '依据 2');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /代市长王甲/);
  for (const [typed, words] of [
    ['/who', /后面写上地名/],
    ['/who 长沙', /没有认出/],
    ['/who 古县', /没有古县的任职信息/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words, typed);
  }
  assert.deepEqual(fake.violations, []);
});

test('/trend gives a row for each period, and never puts another basis or unit into the table', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/trend 古县 GDP');
  const level = await fake.nextReply(reader.chat);
  assert.match(
    level.text ?? '',
    /^古县 地区生产总值（亿元）\n时间 +数值\n2031年 +88\.8亿元 \[1\]\n2030年 +81\.2亿元 \[2\]\n/,
  );
  assert.ok(level.entities?.some(({ type }) => type === 'pre'));
  assert.match(level.text ?? '', /未列入的：.*同比.*；.*环比/);
  reader.press(level, '增速');
  const room = fake.world.room(reader.chat);
  await fake.until(
    'shown in place',
    () => room.messages.get(level.message_id)?.text?.includes('增长6.1%') === true,
  );
  const growth = room.messages.get(level.message_id)?.text ?? '';
  assert.doesNotMatch(growth, /1\.2/, 'the other basis has a table of its own');
  assert.match(growth, /环比/, 'and is named');
  reader.says('/trend 古县');
  assert.deepEqual(labels(await fake.nextReply(reader.chat)), ['地区生产总值', '粮食总产量']);
  reader.says('/trend 古县 渔船数');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有古县的「渔船数」/);
  assert.deepEqual(fake.violations, []);
});

test('/compare sets side by side what is comparable and refuses the rest', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/compare 古县 霍州市 GDP');
  const table = (await fake.nextReply(reader.chat)).text ?? '';
  assert.match(table, /2031年 +88\.8亿元 \[1\] +120\.5亿元 \[2\]/);
  assert.doesNotMatch(table, /81\.2/, 'a year that one of them lacks is no comparison');
  reader.says('/compare 古县 霍州市 粮食总产量');
  const apart = (await fake.nextReply(reader.chat)).text ?? '';
  assert.match(apart, /不能并列/);
  assert.match(apart, /古县：2031年 7\.5万吨/);
  assert.match(apart, /霍州市：2031年 75000吨/);
  reader.says('/compare 古县');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /两个或更多地名/);
  for (const typed of ['/compare 古县 GDP', '/compare 各县GDP', '/compare 临汾市 GDP']) {
    reader.says(typed);
    const beside = (await fake.nextReply(reader.chat)).text ?? '';
    assert.match(
      beside,
      /^地区生产总值（亿元）\n2031年 · 2地\n霍州市 +120\.5亿元 \[1\]\n▸?古县 +88\.8亿元 \[2\]/,
      typed,
    );
  }
  reader.says('/compare 霍州市 粮食总产量');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有可以与霍州市并列的「粮食总产量」/);
  assert.deepEqual(fake.violations, []);
});

test('/csv is a file that Excel opens rightly, with evidence and source in each row', async (t) => {
  const [story] = COUNTY;
  assert.ok(story);
  const hostile = { ...story, article: { ...story.article, title: '=HYPERLINK("http://x","a,b")' } };
  const { fake } = await runCounty(t, { stories: [hostile] });
  const reader = fake.person(1);
  reader.says('/csv 古县 GDP');
  const sent = await fake.nextReply(reader.chat);
  const { file_name: name, content } = (
    sent as unknown as { document: { file_name: string; content: Buffer } }
  ).document;
  assert.equal(name, '古县-地区生产总值.csv');
  const text = content.toString('utf8');
  assert.ok(text.startsWith('\ufeff地区,指标,'));
  const lines = text.trimEnd().split('\r\n');
  assert.equal(lines.length, 3);
  assert.match(lines[1] ?? '', /^古县,地区生产总值,数值,实际,2031年,2031-01-01,2031-12-31,88\.8,亿元,88\.8,/);
  assert.ok(
    lines.every((line, i) => i === 0 || line.includes('2031年，古县地区生产总值88.8亿元，同比增长6.1%。')),
  );
  assert.ok(lines[1]?.includes(`"'=HYPERLINK(""http://x"",""a,b"")"`), lines[1]);
  assert.match(sent.caption ?? '', /2行/);
  const id = lines[1]?.split(',').at(-1) ?? '';
  reader.says(`/evidence ${id}`);
  assert.match(
    (await fake.nextReply(reader.chat)).text ?? '',
    new RegExp(`^原文节选\\n.*88\\.8亿元[\\s\\S]*编号：${id}$`),
  );
  for (const [typed, words] of [
    ['/evidence', /16位/],
    ['/evidence <b>', /没有编号为「<b>」/],
    ['/evidence 0000000000000000', /可能已经更新/],
    ['/csv', /后面写上地名/],
    ['/csv 古县 渔船数', /没有古县的「渔船数」/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words, typed);
  }
  assert.deepEqual(fake.violations, []);
});

test('deep links to a fact, a place, an article and a question open for anybody, in groups too', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  const room = fake.group(-1001);
  reader.says('古县2031年GDP');
  const answer = await fake.nextReply(reader.chat);
  const data = answer.reply_markup?.inline_keyboard.flat().find((key) => 'callback_data' in key);
  const fact = data !== undefined && 'callback_data' in data ? data.callback_data.slice(3) : '';
  for (const [payload, words] of [
    [`f_${fact}`, /编号/],
    ['p_141025', /古县最新稿件/],
    ['a_aaaa000000000001', /主要事实[\s\S]*1\. 古县2031年地区生产总值为88\.8亿元/],
    [`q_${Buffer.from('古县2030年GDP').toString('base64url')}`, /81\.2亿元/],
    ['f_0000000000000000', /没有编号/],
    ['x_<b>', /您好/],
  ] as const) {
    reader.says(`/start ${payload}`);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words, payload);
  }
  fake.person(2).says('/start@wenxian_bot a_aaaa000000000003', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /霍州这一年/);
  assert.deepEqual(fake.violations, []);
});

test('the citation that a button copies has value, period, outlet, date and title, and fits', async (t) => {
  const [story] = COUNTY;
  assert.ok(story);
  const long = { ...story, article: { ...story.article, title: '长'.repeat(400) } };
  for (const stories of [COUNTY, [long]]) {
    const { fake } = await runCounty(t, { stories });
    const reader = fake.person(1);
    reader.says('古县2031年GDP');
    const keys = (await fake.nextReply(reader.chat)).reply_markup?.inline_keyboard.flat() ?? [];
    const key = keys.find((each) => 'copy_text' in each);
    const copied = key !== undefined && 'copy_text' in key ? key.copy_text.text : '';
    assert.match(copied, /^古县2031年地区生产总值为88\.8亿元（示例日报，2032年1月15日，《.*》）$/m);
    assert.ok(copied.length <= 256);
    reader.says('古县2031年渔船数');
    const refused = await fake.nextReply(reader.chat);
    assert.ok(!(refused.reply_markup?.inline_keyboard.flat() ?? []).some((each) => 'copy_text' in each));
    assert.deepEqual(fake.violations, []);
  }
});

test('settings are kept per chat: by anybody in private, in a group by its admins only', async (t) => {
  const database = openDatabase(':memory:');
  const { fake } = await runCounty(t, { database });
  const reader = fake.person(1);
  reader.says('/settings');
  const settings = await fake.nextReply(reader.chat);
  reader.press(settings, '繁');
  const mine = fake.world.room(reader.chat);
  await fake.until(
    'edited in place',
    () => mine.messages.get(settings.message_id)?.text?.includes('繁') === true,
  );
  reader.says('古县2031年GDP');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /古縣2031年地區生產總值/);
  assert.deepEqual(await database.keeping(700_100).preferences(1), { script: 'hant', language: null });

  const room = fake.group(-1001);
  room.admins.add(2);
  const [admin, member] = [fake.person(2), fake.person(3)];
  member.says('/settings', { chat: room.chat });
  const shared = await fake.nextReply(room);
  member.press(shared, 'English');
  await fake.until('told', () => fake.toasts.length === 2);
  assert.match(fake.toasts[1] ?? '', /只有本群管理员/);
  assert.equal(room.messages.get(shared.message_id)?.text, shared.text, 'nobody else sees it');
  admin.press(shared, 'English');
  await fake.until('changed', () => /^Settings/.test(room.messages.get(shared.message_id)?.text ?? ''));
  const anonymous = { from: { id: 1087968824, is_bot: true, first_name: 'Group' }, sender_chat: room.chat };
  admin.says('/settings script hant', { chat: room.chat, extra: anonymous });
  assert.match((await fake.nextReply(room)).text ?? '', /Script of answers: 繁/);
  member.says('/settings script hans', { chat: room.chat });
  assert.match((await fake.nextReply(room)).text ?? '', /Only admins/);
  assert.deepEqual(await database.keeping(700_100).preferences(-1001), { script: 'hant', language: 'en' });
  assert.deepEqual(fake.violations, []);
});

test('a screen button of another version, or of a place that is gone, is answered politely', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/places');
  const places = await fake.nextReply(reader.chat);
  for (const data of ['0s:latest 141025', '1s:nothing 1', '1s:latest', '1s:']) {
    const before = fake.toasts.length;
    reader.press(places, { data });
    await fake.until(data, () => fake.toasts.length > before);
    assert.match(fake.toasts.at(-1) ?? '', /过期/, data);
  }
  reader.press(places, { data: '1s:latest 999999' });
  const room = fake.world.room(reader.chat);
  await fake.until('said so', () => room.messages.get(places.message_id)?.text?.includes('过期') === true);
  assert.deepEqual(fake.violations, []);
});

test('/csv in a topic that was closed meanwhile comes in the chat itself; where files are forbidden, words say so', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  const room = fake.group(-1001, { forum: true, threads: [7] });
  fake.plan('sendDocument', { kind: 'status', code: 400, description: 'Bad Request: TOPIC_CLOSED' });
  reader.says('/csv 古县 GDP', { chat: room.chat, thread: 7 });
  const sent = await fake.nextReply(room);
  assert.equal(sent.message_thread_id, undefined);
  assert.match(sent.caption ?? '', /^古县 地区生产总值：4行/);
  fake.plan('sendDocument', {
    kind: 'status',
    code: 400,
    description: 'Bad Request: not enough rights to send documents to the chat',
  });
  reader.says('/csv 古县', { chat: room.chat, thread: 7 });
  assert.match((await fake.nextReply(room)).text ?? '', /不能发文件，请在私聊里用 \/csv/);
  const slip = reader.says('/csv 古县 渔船数');
  await fake.nextReply(reader.chat);
  reader.edits(slip, '/csv 古县');
  assert.match((await fake.nextReply(reader.chat)).caption ?? '', /^古县：\d+行/);
  assert.deepEqual(fake.violations, []);
});
