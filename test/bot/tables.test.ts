import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import { regionDivisions } from '../../src/answer/lookup/region.ts';
import { drawChart } from '../../src/charts/draw.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { type Running, runBot } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';
import { answererOver, type Story } from '../support/town.ts';
import { yearly } from '../support/years.ts';

const COUNTIES = regionDivisions(loadGazetteer('临汾市'))
  .filter(({ level }) => level !== 'prefecture')
  .map(({ name }) => name);
/** With outlets and titles so long that a caption has no room for all rows. */
const LONG = { outlet: '一家名字长得出奇的报纸'.repeat(3), title: '长'.repeat(600) };

function labels(message: Message): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

/** The message as it is once its button was pressed in a bot over these reports: perhaps another than the one that sent it. */
async function turned({ fake }: Running, shown: Message, button: string): Promise<Message> {
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  room.messages.set(shown.message_id, { ...shown, from: fake.world.me } as Message);
  const words = ({ text, caption }: Message): string => text ?? caption ?? '';
  reader.press(shown, button);
  const now = (): Message => room.messages.get(shown.message_id) as Message;
  await fake.until(`${button} turns the page`, () => words(now()) !== words(shown));
  return now();
}

async function withPictures(
  t: Parameters<typeof runBot>[0],
  stories: readonly Story[],
  drawn: string[] = [],
) {
  const { answer, store } = await answererOver(stories);
  return await runBot(t, {
    answer,
    deps: { store, region: '临汾市' },
    draw: async (chart) => {
      drawn.push(chart.categories.join(' '));
      return await drawChart(chart);
    },
  });
}

async function withoutPictures(t: Parameters<typeof runBot>[0], stories: readonly Story[]) {
  const { answer, store } = await answererOver(stories);
  return await runBot(t, {
    answer,
    deps: { store, region: '临汾市' },
    draw: async () => {
      throw new Error('no canvas here');
    },
  });
}

for (const [how, start] of [
  ['pictures', withPictures],
  ['words', withoutPictures],
] as const)
  test(`a table of forty years is turned page by page as ${how}, over a restart and newer reports; each row once`, async (t) => {
    const told = Array.from({ length: 40 }, (_, i) => ({
      place: '古县',
      year: 2000 + i,
      value: 100.25 + i,
      ...LONG,
    }));
    const first = await start(t, yearly(told));
    const reader = first.fake.person(1);
    reader.says('/trend 古县 GDP');
    let page = await first.fake.nextReply(reader.chat);
    const newer = { place: '古县', year: 2040, value: 199.75 };
    const again = await start(t, yearly([...told, newer]));
    const seen: string[] = [];
    const read = ({ text, caption }: Message): void => {
      const words = text ?? caption ?? '';
      assert.ok(words.length <= (caption === undefined ? 4096 : 1024), String(words.length));
      seen.push(...[...words.matchAll(/^(\d{4}年) /gm)].map(([, label = '']) => label));
    };
    read(page);
    assert.match(page.text ?? page.caption ?? '', /共40期，这里是第1—\d+期/);
    while (labels(page).some((label) => label.includes('下一页'))) {
      page = await turned(again, page, '下一页');
      assert.match(page.text ?? page.caption ?? '', /^古县 地区生产总值（亿元）\n[\s\S]*共41期/);
      read(page);
    }
    assert.deepEqual(seen, told.map(({ year }) => `${year}年`).toReversed(), 'none skipped, none twice');
    const back = await turned(again, page, '上一页');
    assert.ok(labels(back).some((label) => label.includes('下一页')));
    assert.deepEqual([...first.fake.violations, ...again.fake.violations], []);
  });

test('a comparison of all places is turned page by page: its picture has the rows of its caption', async (t) => {
  const told = COUNTIES.map((place, i) => ({ place, year: 2031, value: 1_000_000.1234567 + i, ...LONG }));
  const drawn: string[] = [];
  const running = await withPictures(t, yearly(told), drawn);
  const reader = running.fake.person(1);
  reader.says('/compare GDP');
  let page = await running.fake.nextReply(reader.chat);
  const seen: string[] = [];
  const read = ({ caption = '', text = caption }: Message): void => {
    const rows = [...text.matchAll(/^▸?(\p{Script=Han}+) +[\d.]+亿元/gmu)].map(([, name = '']) => name);
    seen.push(...rows);
    if (caption !== '') assert.equal(drawn.at(-1), rows.join(' '));
  };
  read(page);
  while (labels(page).some((label) => label.includes('下一页'))) {
    page = await turned(running, page, '下一页');
    read(page);
  }
  assert.ok(drawn.length >= 2);
  assert.deepEqual(seen, COUNTIES.toReversed());
  assert.deepEqual(running.fake.violations, []);
});

test('a page of a table that is gone, or of a place that is, is answered politely', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  reader.says('/trend 古县 GDP');
  const shown = await fake.nextReply(reader.chat);
  for (const args of [
    'trend >0000000000000000 141025',
    'trend >0000000000000000 999999',
    'compare <0000000000000000 *',
  ]) {
    room.messages.set(shown.message_id, { ...shown, text: 'x' } as Message);
    reader.press(shown, { data: `1s:${args}` });
    await fake.until(args, () => /过期/.test(room.messages.get(shown.message_id)?.text ?? ''));
  }
  assert.deepEqual(fake.violations, []);
});

test('what a table leaves out of what was asked is named: words, and places that are too many', async (t) => {
  const stories = yearly(
    ['古县', '霍州市', '蒲县', '吉县', '隰县', '翼城县'].map((place, i) => ({
      place,
      year: 2031,
      value: 50.5 + i,
    })),
  );
  const { fake } = await runCounty(t, { stories });
  const reader = fake.person(1);
  for (const [typed, words] of [
    ['/compare 翼城县 火星 GDP', /没有认出、没有算进去的：「火星」/],
    ['/compare 翼城县 古县 火星 GDP', /没有认出、没有算进去的：「火星」/],
    ['/trend 古县 火星 GDP', /没有认出、没有算进去的：「火星」/],
    ['/csv 古县 火星 GDP', /没有认出、没有算进去的：「火星」/],
    ['/compare 古县 霍州 蒲县 吉县 隰县 GDP', /一次最多并列4个地方，没有算进去的：隰县/],
    ['/latest 古县 霍州', /一次只看一个地方，没有算进去的：霍州市/],
    ['/latest 古县 长沙', /没有算进去的：长沙/],
  ] as const) {
    reader.says(typed);
    const { text, caption } = await fake.nextReply(reader.chat);
    assert.match(text ?? caption ?? '', words, typed);
  }
  for (const typed of [
    '/compare 翼城县 古县 GDP',
    '/compare 各县GDP对比',
    '/trend 古县 2031年 GDP 走势',
    '/trend 古县 的 GDP 是多少',
    '/latest 古县',
  ]) {
    reader.says(typed);
    const { text, caption } = await fake.nextReply(reader.chat);
    assert.doesNotMatch(text ?? caption ?? '', /没有算进去/, typed);
  }
  assert.deepEqual(fake.violations, []);
});

test('/csv of several places has the rows of all of them', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('/csv 古县 霍州 GDP');
  const sent = (await fake.nextReply(reader.chat)) as unknown as {
    caption: string;
    document: { content: Buffer };
  };
  assert.match(sent.caption, /^古县、霍州市 地区生产总值：5行/);
  assert.deepEqual(
    new Set(
      [...sent.document.content.toString('utf8').matchAll(/^(\p{Script=Han}+),/gmu)].map(([, name]) => name),
    ),
    new Set(['古县', '霍州市']),
  );
});
