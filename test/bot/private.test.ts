import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGazetteer } from '../../src/region/create.ts';
import { generateGazetteer } from '../../src/region/generate.ts';
import { NO_OVERRIDES } from '../../src/region/lexicon.ts';
import { EXAMPLE_STORE } from '../support/answers/stub.ts';
import { runBot } from '../support/bot.ts';
import { linfen } from '../support/linfen.ts';

test('a question in a private chat is answered with number, evidence, source and a button', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(11);
  reader.says('青石县2031年GDP');
  const reply = await fake.nextReply(reader.chat);
  assert.match(reply.text ?? '', /^问：青石县2031年GDP（前0）88\.8亿元\n/);
  assert.match(reply.text ?? '', /来源：青石日报，2032年1月15日，《青石县<b>经济<\/b>运行情况》$/);
  assert.deepEqual(
    reply.entities?.map(({ type }) => type),
    ['bold', 'blockquote'],
  );
  assert.equal(reply.reply_markup?.inline_keyboard[0]?.[0]?.text, '原文');
  assert.deepEqual(fake.violations, []);
});

test('/start offers three examples that answer when pressed', async (t) => {
  const { fake, asked } = await runBot(t, { deps: { store: EXAMPLE_STORE } });
  const reader = fake.person(12);
  reader.says('/start');
  const welcome = await fake.nextReply(reader.chat);
  assert.match(welcome.text ?? '', /青石市/);
  const rows = welcome.reply_markup?.inline_keyboard ?? [];
  assert.equal(rows.flat().length, 3);
  for (const row of rows)
    assert.ok(
      row.every(({ text }) => text.length * row.length <= 18),
      `cut off on a phone: ${row.map(({ text }) => text).join(' | ')}`,
    );
  assert.deepEqual(
    rows.flat().map(({ text }) => text),
    ['古县2031年地区生产总值是多少', '古县县长是谁', '古县示例公园总投资多少'],
  );
  for (const { text } of rows.flat()) {
    reader.press(welcome, text);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', new RegExp(`^问：${text}`));
  }
  assert.equal(asked.length, 3);
  assert.ok(
    asked.every(({ context }) => context?.length === 0),
    'an example is a whole question',
  );
  reader.says('那2030年呢');
  await fake.nextReply(reader.chat);
  assert.equal(asked[3]?.context?.length, 1, 'but can be followed up');
  assert.equal(fake.callsOf('answerCallbackQuery').length, 3);
  assert.deepEqual(fake.violations, []);
});

test('without articles /start has a kind word in place of examples, and hints name a place of the region', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(12);
  reader.says('/start');
  const welcome = await fake.nextReply(reader.chat);
  assert.match(welcome.text ?? '', /还没有收录青石市的稿件/);
  assert.equal(welcome.reply_markup, undefined);
  reader.says('/ask');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /\/ask 尧都区地区生产总值是多少/);
  assert.deepEqual(fake.violations, []);
});

test('/help lists every command of the menu, and privacy mode decides how groups are explained', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(13);
  reader.says('/help');
  const { text = '' } = await fake.nextReply(reader.chat);
  await fake.until('the menu is set', () => fake.commands.length === 6);
  for (const { command } of (fake.commands[0] as { commands: { command: string }[] }).commands)
    assert.ok(text.includes(`/${command} `), command);
  assert.match(text, /\/ask@wenxian_bot/);
  assert.doesNotMatch(text, /点名/);
});

test('/help speaks as the Telegram of the reader is set, and as the reader writes', async (t) => {
  const { fake } = await runBot(t);
  for (const [code, typed, words] of [
    ['zh-hans', '/help', /怎么问[\s\S]*\/places 有哪些地方/],
    ['zh-hant', '/help', /怎麼問[\s\S]*\/places 有哪些地方/],
    ['en', '/help', /How to ask[\s\S]*Answers are in Chinese[\s\S]*\/places The places/],
    ['en', '/help 怎麼問', /怎麼問/],
    ['zh', '/help', /怎么问/],
  ] as const) {
    const reader = fake.person(900, 'x', code);
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words, `${code} ${typed}`);
  }
  assert.deepEqual(fake.violations, []);
});

test('examples in the menu, in /help and in hints name places of the region that is served', async (t) => {
  const source = [
    { code: '420000', name: '湖北省' },
    { code: '422800', name: '恩施土家族苗族自治州' },
    { code: '422801', name: '恩施市' },
    { code: '422826', name: '咸丰县' },
  ];
  const gazetteer = createGazetteer(generateGazetteer(source, '恩施土家族苗族自治州', NO_OVERRIDES, 'test'));
  const { fake } = await runBot(t, { deps: { gazetteer, region: gazetteer.root.name } });
  await fake.until('the menu is set', () => fake.commands.length === 6);
  const own = new Set(['恩施市', '咸丰县', '恩施土家族苗族自治州']);
  const places = linfen().divisions.map(({ name }) => name);
  const reader = fake.person(1);
  const said: string[] = [JSON.stringify(fake.commands)];
  for (const typed of [
    '/help',
    '/who',
    '/projects',
    '/trend',
    '/compare',
    '/csv',
    '/subscribe',
    '/who 火星',
  ]) {
    reader.says(typed);
    said.push((await fake.nextReply(reader.chat)).text ?? '');
  }
  said.push(JSON.stringify((await reader.types('')).results));
  const shown = said.join('\n');
  assert.match(shown, /\/compare 恩施市 咸丰县 GDP增速/);
  assert.ok(!shown.includes('{'.concat('here')) && !shown.includes('{'.concat('there')), shown);
  for (const name of places)
    if (!own.has(name)) assert.ok(!shown.includes(`/latest ${name}`) && !shown.includes(name), name);
  const hant = fake.person(2, 'x', 'zh-hant');
  hant.says('/trend');
  assert.match((await fake.nextReply(hant.chat)).text ?? '', /\/trend 恩施市 GDP增速/);
  assert.deepEqual(fake.violations, []);
});

test('/ask answers with its argument and explains itself without one', async (t) => {
  const { fake, asked } = await runBot(t);
  const reader = fake.person(14);
  reader.says('/ask 青石县GDP');
  await fake.nextReply(reader.chat);
  assert.equal(asked[0]?.text, '青石县GDP');
  reader.says('/ask');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /\/ask 后面写上问题/);
});

for (const [kind, extra, words] of [
  ['voice', { voice: { file_id: 'x', duration: 1 } }, /语音/],
  ['photo', { photo: [{ file_id: 'x', width: 1, height: 1 }] }, /图片/],
  ['sticker', { sticker: { file_id: 'x' } }, /贴纸/],
  ['document', { document: { file_id: 'x' } }, /文件/],
  ['location', { location: { latitude: 1, longitude: 1 } }, /写成一句话/],
  ['checklist', { checklist: { title: 'x', tasks: [] } }, /写成一句话/],
] as const)
  test(`a ${kind} gets a kind word on what works`, async (t) => {
    const { fake, asked } = await runBot(t);
    const reader = fake.person(15);
    reader.says('', { extra });
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words);
    assert.equal(asked.length, 0);
  });

test('of pictures sent as one, the first is answered, and the one with words under it', async (t) => {
  const { fake, asked, dispatcher } = await runBot(t);
  const reader = fake.person(16);
  const photo = [{ file_id: 'x', width: 1, height: 1 }];
  for (let i = 0; i < 5; i += 1) reader.says('', { extra: { photo, media_group_id: '7' } });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /图片/);
  for (let i = 0; i < 5; i += 1)
    reader.says('', { extra: { photo, media_group_id: '8', ...(i === 0 ? { caption: '青石县GDP' } : {}) } });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^问：青石县GDP/);
  await fake.until('all are handled', () => dispatcher.size === 0);
  assert.equal(fake.callsOf('sendMessage').length, 2);
  assert.equal(asked.length, 1);
  assert.deepEqual(fake.violations, []);
});

test('a command under a picture is a command', async (t) => {
  const { fake, asked } = await runBot(t);
  const reader = fake.person(16);
  const extra = (caption: string, length: number): object => ({
    photo: [{ file_id: 'x', width: 1, height: 1 }],
    caption,
    caption_entities: [{ type: 'bot_command', offset: 0, length }],
  });
  reader.says('', { extra: extra('/ask 青石县GDP', 4) });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^问：青石县GDP/);
  reader.says('', { extra: extra('/privacy', 8) });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /保存什么/);
  assert.equal(asked.length, 1);
});

test('names of the region are in the reader\u2019s script too', async (t) => {
  const { fake } = await runBot(t, { deps: { region: '临汾市' } });
  const reader = fake.person(17, '讀者', 'zh-hant');
  for (const typed of ['/start', '/help']) {
    reader.says(typed);
    assert.doesNotMatch((await fake.nextReply(reader.chat)).text ?? '', /临/);
  }
});

test('a caption is a question; a service message is not', async (t) => {
  const { fake, asked } = await runBot(t);
  const reader = fake.person(16);
  reader.says('', { extra: { photo: [{ file_id: 'x' }], caption: '青石县GDP' } });
  await fake.nextReply(reader.chat);
  reader.says('', { extra: { pinned_message: {} } });
  reader.says('最后一问');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /最后一问/);
  assert.deepEqual(
    asked.map(({ text }) => text),
    ['青石县GDP', '最后一问'],
  );
});

test('what only buttons lead to is no command; one that is like a command is told of it', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(18);
  for (const [typed, said] of [
    ['/sub 古县', /没有 \/sub 这个命令.*\/subscribe/],
    ['/sub_menu', /没有 \/sub_menu 这个命令.*\/subscribe/],
    ['/unsub', /\/unsubscribe/],
    ['/Subs', /\/subscribe/],
    ['/items 古县', /没有 \/items 这个命令。直接写问题/],
    ['/telling silent on', /没有 \/telling 这个命令/],
    ['/article 1', /没有 \/article 这个命令/],
    ['/wrong 1', /没有 \/wrong 这个命令/],
    ['/news 古县', /没有 \/news 这个命令。直接写问题/],
    ['/withdrawn', /没有 \/withdrawn 这个命令。直接写问题/],
  ] as const) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', said, typed);
  }
  assert.deepEqual(fake.violations, []);
});

test('an unknown command gets directions', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(17);
  reader.says('/weather 青石县');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有 \/weather 这个命令/);
});

test('speaks English to an English Telegram, Chinese to a Chinese question, traditional to traditional', async (t) => {
  const { fake } = await runBot(t);
  const visitor = fake.person(18, 'Ann', 'en');
  visitor.says('/start');
  assert.match((await fake.nextReply(visitor.chat)).text ?? '', /^Hello/);
  visitor.says('/ask');
  assert.match((await fake.nextReply(visitor.chat)).text ?? '', /^Please write/);
  visitor.says('青石縣經濟發展');
  assert.match((await fake.nextReply(visitor.chat)).text ?? '', /來源：青石日報/);
});

test('follow-ups carry the earlier questions for ten minutes, per person', async (t) => {
  const { fake, asked, clock } = await runBot(t);
  const [first, second] = [fake.person(19), fake.person(20)];
  const ask = async (person: typeof first, text: string): Promise<void> => {
    person.says(text);
    await fake.nextReply(person.chat);
  };
  await ask(first, '青石县GDP');
  await ask(first, '谢谢');
  await ask(first, '2030年的呢');
  await ask(second, '那增速呢');
  clock.now += 10 * 60 * 1000;
  await ask(first, '再说一遍');
  assert.deepEqual(
    asked.map(({ context }) => context),
    [[], ['青石县GDP'], ['青石县GDP'], [], []],
  );
});

test('a long answer becomes several messages, none over the limit, the buttons under the last', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(21);
  reader.says('很长的清单');
  const first = await fake.nextReply(reader.chat);
  const second = await fake.nextReply(reader.chat);
  assert.ok((first.text ?? '').length <= 4096);
  assert.equal(first.reply_markup, undefined);
  assert.ok(second.reply_markup);
  assert.match(`${first.text}\n${second.text}`, /\n300\. 第300个项目，总投资<299>亿元\n/);
  assert.deepEqual(fake.violations, []);
});

test('hostile text reaches the reader as text', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(22);
  for (const hostile of [
    '<b>粗</i> &lt; & "',
    '</blockquote><a href="tg://x">',
    '\u202e反\u0000\ud800x',
    '<script>',
  ]) {
    reader.says(hostile);
    const { text = '' } = await fake.nextReply(reader.chat);
    assert.ok(
      text.startsWith(`问：${hostile.replaceAll('\u202e', '').replaceAll('\u0000', '').toWellFormed()}（前`),
      text,
    );
  }
  assert.deepEqual(fake.violations, []);
});

test('the menu has its commands per kind of chat and language, and the bot describes itself once', async (t) => {
  const { fake } = await runBot(t);
  const described = (): readonly string[] => [...fake.world.described.values()];
  await fake.until('described', () => described().length === 4);
  const menus = fake.commands as readonly {
    readonly scope: { readonly type: string };
    readonly language_code?: string;
    readonly commands: readonly { readonly command: string }[];
  }[];
  assert.deepEqual(
    menus.map(({ scope, language_code: code }) => [scope.type, code]),
    [undefined, 'en'].flatMap((code) => [
      ['all_private_chats', code],
      ['all_group_chats', code],
      ['all_chat_administrators', code],
    ]),
  );
  const names = (at: number): readonly string[] => menus[at]?.commands.map(({ command }) => command) ?? [];
  assert.ok(names(0).includes('export_my_data') && !names(1).includes('export_my_data'));
  assert.ok(!names(1).includes('settings') && names(2).includes('settings'), 'members read, admins change');
  assert.ok(
    described().some((text) => text.startsWith('问县')) &&
      described().some((text) => text.includes('county news')),
  );
});

test('every command of the menu is answered', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(23);
  await fake.until('the menu is set', () => fake.commands.length === 6);
  for (const { command } of (fake.commands[0] as { commands: { command: string }[] }).commands) {
    reader.says(`/${command}`);
    const { text = '', caption = '' } = await fake.nextReply(reader.chat);
    assert.doesNotMatch(text + caption, /没有 \/|编号 [0-9A-F]{4}/, command);
  }
  assert.deepEqual(fake.violations, []);
});
