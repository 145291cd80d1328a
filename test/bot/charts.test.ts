import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import type { Message } from 'grammy/types';
import type { Draw } from '../../src/bot/pictures.ts';
import { drawChart } from '../../src/charts/draw.ts';
import { openDatabase } from '../../src/store/open.ts';
import { type Running, runBot } from '../support/bot.ts';
import type { FakeTelegram } from '../support/telegram/fake.ts';
import { converse } from '../support/terminal.ts';
import { answererOver, type Story } from '../support/town.ts';
import { yearly } from '../support/years.ts';

const OWN = [61.3, 66.4, 70.9, 75.5, 88.8].map((value, i) => ({
  place: '古县',
  year: 2027 + i,
  value,
  growth: [5.1, -2.4, 0, 3.7, 6.2][i] ?? 0,
}));
const OTHERS = [
  { place: '霍州市', value: 120.5 },
  { place: '蒲县', value: 95.25 },
  { place: '吉县', value: 40.1 },
].map((told) => ({ ...told, year: 2031, outlet: '样板晚报' }));
const STORIES = yearly([...OWN, ...OTHERS]);

interface Options {
  readonly stories?: readonly Story[];
  readonly draw?: Draw;
  readonly database?: ReturnType<typeof openDatabase>;
}

async function run(t: TestContext, { stories = STORIES, draw, database }: Options = {}): Promise<Running> {
  const { answer, store } = await answererOver(stories);
  return await runBot(t, {
    answer,
    deps: { store, region: '临汾市' },
    ...(draw === undefined ? {} : { draw }),
    ...(database === undefined ? {} : { database }),
  });
}

/** Every number that a reader of the picture sees must be one that a reader of the caption sees. */
function assertTold(caption: string | undefined, values: readonly (number | string)[]): void {
  for (const value of values) assert.ok(caption?.includes(String(value)), `${value} in ${caption}`);
}

function fileOf(fake: FakeTelegram, { photo }: Message): string {
  const id = photo?.at(-1)?.file_id ?? '';
  assert.ok(fake.world.photos.has(id), 'no such photo');
  return id;
}

test('/trend with three or more comparable numbers is a picture; its caption has the same numbers', async (t) => {
  const { fake } = await run(t);
  const reader = fake.person(1);
  reader.says('/trend 古县 GDP');
  const sent = await fake.nextReply(reader.chat);
  fileOf(fake, sent);
  assert.match(sent.caption ?? '', /^古县 地区生产总值（亿元）\n/);
  assertTold(sent.caption, [...OWN.map(({ value }) => `${value}亿元`), '2027年', '来源：示例日报']);
  assert.ok(sent.caption_entities?.some(({ type }) => type === 'pre'));
  assert.ok(sent.reply_markup?.inline_keyboard.flat().some(({ text: label }) => label === '依据 1'));
  assert.equal(fake.callsOf('sendMessage').length, 0, 'one message for one question');
  assert.deepEqual(fake.violations, []);
});

test('the same picture is uploaded once, to whoever asks; another answer is another picture', async (t) => {
  const drawn: string[] = [];
  const { fake } = await run(t, {
    draw: async (chart) => {
      drawn.push(chart.series.flatMap(({ points }) => points.map((point) => point?.words)).join(' '));
      return await drawChart(chart);
    },
  });
  const [one, two] = [fake.person(1), fake.person(2)];
  one.says('/trend 古县 GDP');
  const first = await fake.nextReply(one.chat);
  two.says('/trend 古县 地区生产总值');
  const second = await fake.nextReply(two.chat);
  assert.equal(fileOf(fake, second), fileOf(fake, first));
  assert.equal(typeof fake.callsOf('sendPhoto')[1]?.params.photo, 'string');
  assert.deepEqual(drawn, ['61.3 66.4 70.9 75.5 88.8']);
  one.says('/trend 古县 GDP增速');
  const growth = await fake.nextReply(one.chat);
  assert.notEqual(fileOf(fake, growth), fileOf(fake, first));
  assertTold(growth.caption, ['下降2.4%', '增长6.2%']);
  assert.deepEqual(drawn.slice(1), ['5.1 -2.4 0 3.7 6.2'], 'what the text calls a fall has a minus');
  assert.deepEqual(fake.violations, []);
});

test('a file name that Telegram has forgotten: the picture is uploaded again', async (t) => {
  const { fake } = await run(t);
  const reader = fake.person(1);
  reader.says('/trend 古县 GDP');
  await fake.nextReply(reader.chat);
  fake.world.photos.clear();
  reader.says('/trend 古县 GDP');
  fileOf(fake, await fake.nextReply(reader.chat));
  assert.equal(fake.callsOf('sendPhoto').length, 3);
  assert.equal(fake.callsOf('sendMessage').length, 0);
});

test('/compare and questions for numbers in a row are pictures too; a question for one number is not', async (t) => {
  const { fake } = await run(t);
  const reader = fake.person(1);
  const all = [
    '霍州市',
    '蒲县',
    '吉县',
    '古县',
    '120.5亿元',
    '95.25亿元',
    '88.8亿元',
    '40.1亿元',
    '样板晚报',
  ];
  for (const typed of ['/compare 古县 GDP', '各县GDP对比', '各县（市、区）的GDP比较一下']) {
    reader.says(typed);
    const sent = await fake.nextReply(reader.chat);
    fileOf(fake, sent);
    assertTold(sent.caption, [...all, '2031年 · 4地']);
  }
  for (const typed of ['古县历年GDP', '古縣這些年的GDP走勢']) {
    reader.says(typed);
    const sent = await fake.nextReply(reader.chat);
    fileOf(fake, sent);
    assertTold(
      sent.caption,
      OWN.map(({ value }) => value),
    );
  }
  for (const typed of ['古县2031年GDP', '古县和霍州市GDP对比', '吉县历年GDP', '/compare 古县 霍州市 GDP']) {
    reader.says(typed);
    assert.ok((await fake.nextReply(reader.chat)).text, `${typed}: too few numbers for a picture`);
  }
  assert.deepEqual(fake.violations, []);
});

test('an article cannot turn a picture’s numbers around, nor break its caption', async (t) => {
  const drawn: string[] = [];
  const hostile = OWN.map((told) => ({
    ...told,
    outlet: '日\u202e报<b>\u0007',
    title: '</pre><a href="x">',
  }));
  const { fake } = await run(t, {
    stories: yearly(hostile),
    draw: async (chart) => {
      drawn.push(JSON.stringify(chart));
      return await drawChart(chart);
    },
  });
  const reader = fake.person(1);
  reader.says('/trend 古县 GDP');
  const sent = await fake.nextReply(reader.chat);
  assertTold(sent.caption, ['日报<b>', '</pre><a href="x">']);
  assert.match(drawn.join(), /日报<b>/);
  for (const mark of ['\u202e', '\u0007', '\\u'])
    assert.ok(!`${drawn.join()}${sent.caption}`.includes(mark), JSON.stringify(mark));
  assert.deepEqual(fake.violations, []);
});

test('several places over several years are lines, at one time bars', async (t) => {
  const drawn: string[] = [];
  const stories = yearly(
    [2030, 2031].flatMap((at, i) => [
      { place: '古县', year: at, value: 50 + i },
      { place: '蒲县', year: at, value: 60 + i },
      ...(i === 0 ? [] : [{ place: '吉县', year: at, value: 70 }]),
    ]),
  );
  const { fake } = await run(t, {
    stories,
    draw: async (chart) => {
      drawn.push(`${chart.form} ${chart.series.length}×${chart.categories.length}`);
      return await drawChart(chart);
    },
  });
  const reader = fake.person(1);
  for (const typed of ['/compare 古县 蒲县 GDP', '/compare 古县 蒲县 吉县 GDP', '/trend 吉县 GDP']) {
    reader.says(typed);
    await fake.nextReply(reader.chat);
  }
  assert.deepEqual(drawn, ['lines 2×2', 'bars 1×3']);
  assert.deepEqual(fake.violations, []);
});

test('a button under an answer sends the picture beside it: in a group as a reply to it', async (t) => {
  const { fake } = await run(t);
  const reader = fake.person(1);
  const room = fake.group(-1001);
  reader.says('/ask@wenxian_bot 古县2031年GDP', { chat: room.chat });
  const answer = await fake.nextReply(room);
  for (const button of ['历年', '对比']) {
    reader.press(answer, button);
    const sent = await fake.nextReply(room);
    fileOf(fake, sent);
    assert.equal(sent.reply_to_message?.message_id, answer.message_id);
  }
  assert.equal(room.messages.get(answer.message_id)?.text, answer.text);
  assert.deepEqual(fake.violations, []);
});

test('a button under a picture changes the picture in place; words come beside it', async (t) => {
  const few = STORIES.map((story, i) =>
    i < 3 ? { ...story, observations: story.observations?.slice(0, 1) ?? [] } : story,
  );
  for (const [stories, words] of [
    [STORIES, null],
    [few, /增速/],
  ] as const) {
    const { fake } = await run(t, { stories });
    const reader = fake.person(1);
    const room = fake.world.room(reader.chat);
    reader.says('/trend 古县 GDP');
    const sent = await fake.nextReply(reader.chat);
    const before = fileOf(fake, sent);
    reader.press(sent, '增速');
    if (words === null) {
      const now = (): Message => room.messages.get(sent.message_id) as Message;
      await fake.until('changed', () => now().caption?.includes('下降2.4%') === true);
      assert.notEqual(fileOf(fake, now()), before);
      assert.equal(fake.unread(reader.id).length, 0);
    } else {
      assert.match((await fake.nextReply(reader.chat)).text ?? '', words);
      assert.equal(room.messages.get(sent.message_id)?.caption, sent.caption, 'what is drawn is still true');
    }
    assert.deepEqual(fake.violations, []);
  }
});

test('an edited question: words become a picture in place, a picture gives way to words, never two messages', async (t) => {
  const database = openDatabase(':memory:');
  const first = await run(t, { database });
  const reader = first.fake.person(1);
  const room = first.fake.world.room(reader.chat);
  const ours = (): readonly Message[] =>
    [...room.messages.values()].filter(({ from }) => from?.id !== reader.id);
  const question = reader.says('古县2031年GDP');
  const answer = await first.fake.nextReply(reader.chat);
  assert.match(answer.text ?? '', /88\.8亿元/);
  reader.edits(question, '古县历年GDP');
  await first.fake.until('a picture', () => room.messages.get(answer.message_id)?.photo !== undefined);
  assert.deepEqual(
    ours().map(({ message_id: id }) => id),
    [answer.message_id],
  );
  reader.edits(question, '各县GDP对比');
  await first.fake.until('another', () => ours()[0]?.caption?.includes('霍州市') === true);
  assert.deepEqual(
    ours().map(({ message_id: id }) => id),
    [answer.message_id],
  );
  reader.edits(question, '古县2030年GDP');
  await first.fake.until('words', () => ours()[0]?.text?.includes('75.5亿元') === true);
  assert.equal(ours().length, 1);
  reader.edits(question, '古县2029年GDP');
  await first.fake.until('edited again', () => ours()[0]?.text?.includes('70.9亿元') === true);
  assert.equal(ours().length, 1);
  assert.deepEqual(first.fake.violations, []);
});

for (const refusal of [
  'Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN',
  'Bad Request: not enough rights to send photos to the chat',
  'Bad Request: IMAGE_PROCESS_FAILED',
])
  test(`where Telegram says “${refusal}” the words come, once`, async (t) => {
    const { fake } = await run(t);
    const reader = fake.person(1);
    const room = fake.group(-1001);
    fake.plan('sendPhoto', { kind: 'status', code: 400, description: refusal });
    reader.says('/trend@wenxian_bot 古县 GDP', { chat: room.chat });
    const sent = await fake.nextReply(room);
    assertTold(
      sent.text,
      OWN.map(({ value }) => value),
    );
    await fake.until('idle', () => fake.unread(-1001).length === 0);
    assert.equal(fake.callsOf('sendMessage').length, 1);
    assert.deepEqual(fake.violations, []);
  });

for (const [code, description] of [
  [400, 'Bad Request: there is no media in the message to edit'],
  [404, 'Not Found: method not found'],
] as const)
  test(`a server that cannot make words a picture (${code}) keeps the words`, async (t) => {
    const { fake } = await run(t);
    const reader = fake.person(1);
    const room = fake.world.room(reader.chat);
    const question = reader.says('古县2031年GDP');
    const answer = await fake.nextReply(reader.chat);
    fake.plan('editMessageMedia', { kind: 'status', code, description });
    reader.edits(question, '古县历年GDP');
    await fake.until(
      'words',
      () => room.messages.get(answer.message_id)?.text?.includes('61.3亿元') === true,
    );
    assert.equal(fake.callsOf('sendMessage').length, 1);
  });

test('without a canvas there are words, and one warning', async (t) => {
  const { fake, logged } = await run(t, {
    draw: async () => {
      throw new Error('no build of the canvas for this machine');
    },
  });
  const reader = fake.person(1);
  for (const typed of ['/trend 古县 GDP', '/compare GDP', '古县历年GDP']) {
    reader.says(typed);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', /亿元/, typed);
  }
  assert.equal(logged.filter((line) => line.includes('pictures cannot be drawn')).length, 1);
  assert.equal(fake.callsOf('sendPhoto').length, 0);
});

test('a picture is retried like a message: once more when a connection breaks, until it works after 5xx', async (t) => {
  const { fake, metrics } = await run(t);
  const reader = fake.person(1);
  fake.plan('sendPhoto', { kind: 'status', code: 502, description: 'Bad Gateway' }, { kind: 'reset-after' });
  reader.says('/trend 古县 GDP');
  await fake.until('all attempts', () => fake.callsOf('sendPhoto').length === 3);
  await fake.until('both arrived', () => fake.unread(1).length === 2);
  assert.match(metrics.render({ queue: () => 0, indexAge: () => null }), /uncertain_sends_total 1/);
  assert.deepEqual(fake.violations, []);
});

test('a picture that a killed run has sent is not sent again', async (t) => {
  const database = openDatabase(':memory:');
  const inbox = database.inbox(700_100);
  const chat = { id: 1, type: 'private', first_name: 'user1' };
  const message = { message_id: 40, date: 1, chat, from: { id: 1, is_bot: false }, text: '/trend 古县 GDP' };
  const body = JSON.stringify({ update_id: 4000, message });
  await inbox.take([{ id: 4000, body }], Date.now());
  await inbox.settled(4000, [41]);
  const { fake, dispatcher } = await run(t, { database });
  fake.person(1);
  await fake.until('taken up and handled', () => fake.isPolled && dispatcher.size === 0);
  assert.equal(fake.callsOf('sendPhoto').length + fake.callsOf('sendMessage').length, 0);
  assert.deepEqual(await database.keeping(700_100).answersTo(1, 40), [41]);
});

test('a caption never cuts a number: sources go first', async (t) => {
  const told = Array.from({ length: 12 }, (_, i) => ({
    place: '古县',
    year: 2020 + i,
    value: 1000.125 + i,
    outlet: '一家名字长得出奇的报纸'.repeat(4),
    title: `${2020 + i}年的${'长'.repeat(420)}`,
  }));
  const { fake } = await run(t, { stories: yearly(told) });
  const reader = fake.person(1);
  reader.says('/trend 古县 GDP');
  const { caption = '' } = await fake.nextReply(reader.chat);
  assert.ok(caption.length <= 1024 && caption.length > 512);
  assertTold(
    caption,
    told.map(({ value }) => `${value}亿元`),
  );
  assert.equal(caption.match(/来源：/g)?.length, 1);
  assert.deepEqual(fake.violations, []);
});

test('where rows have to go, the oldest go whole, from the picture too, and it is said how many there are', async (t) => {
  const drawn: number[] = [];
  const places = ['古县', '蒲县', '吉县', '隰县'];
  const told = Array.from({ length: 12 }, (_, i) =>
    places.map((place, at) => ({ place, year: 2020 + i, value: 1000.1234567 + 100 * at + i })),
  );
  const { fake } = await run(t, {
    stories: yearly(told.flat()),
    draw: async (chart) => {
      drawn.push(chart.categories.length);
      return await drawChart(chart);
    },
  });
  const reader = fake.person(1);
  reader.says(`/compare ${places.join(' ')} GDP`);
  const { caption = '' } = await fake.nextReply(reader.chat);
  const [, count = ''] = /共12期，这里是第1—(\d+)期，新的在前；全部见 \/csv/.exec(caption) ?? [];
  assert.ok(caption.length <= 1024 && Number(count) >= 3 && Number(count) < 12, caption);
  assert.deepEqual(drawn, [Number(count)]);
  assert.equal(caption.match(/\d亿元/g)?.length, 4 * Number(count), 'no number is cut');
  assert.deepEqual(fake.violations, []);
});

test('the terminal saves the picture, prints its path and caption, and numbers its buttons', async () => {
  const { answer, store } = await answererOver(STORIES);
  const said = await converse('/trend 古县 GDP\n6\n古县2031年GDP\n3\n', { answer, store });
  const [path = '', again = ''] = [...said.matchAll(/→ (\S+\.png)/g)].map(([, found]) => found ?? '');
  for (const file of [path, again])
    assert.equal(readFileSync(file).subarray(1, 4).toString('latin1'), 'PNG', said);
  assertTold(said, [...OWN.map(({ value }) => `${value}亿元`), '[1] 依据 1', '[6] 增速', '下降2.4%']);
});
