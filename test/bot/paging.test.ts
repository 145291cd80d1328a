import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message } from 'grammy/types';
import { regionDivisions } from '../../src/answer/lookup/region.ts';
import type { Running } from '../support/bot.ts';
import { runCounty } from '../support/county.ts';
import { linfen } from '../support/linfen.ts';
import { type Story, year } from '../support/town.ts';

const PLACES = regionDivisions(linfen()).map(({ name }) => name);

/** A report of each place, with a figure. */
function reports(names: readonly string[]): readonly Story[] {
  return names.map((name, i) => {
    const text = `2031年，${name}粮食总产量${i + 3}.5万吨。`;
    return {
      text,
      article: {
        id: `dddd0000000000${String(PLACES.indexOf(name)).padStart(2, '0')}`,
        title: `${name}的收成`,
        outlet: '示例日报',
        date: '2032-01-15',
      },
      places: [name],
      observations: [{ in: text, indicator: '粮食总产量', value: i + 3.5, unit: '万吨', period: year(2031) }],
    };
  });
}

/** A report that names somebody in each of these posts of 古县. */
function holders(posts: readonly string[]): readonly Story[] {
  const sentences = posts.map((post, i) => `古县${post}周${NAMES[i % NAMES.length]}出席。`);
  return [
    {
      text: sentences.join('\n'),
      article: { id: 'eeee000000000001', title: '会议', outlet: '示例日报', date: '2032-01-15' },
      places: ['古县'],
      tenures: posts.map((post, i) => ({
        in: sentences[i] ?? '',
        person: `周${NAMES[i % NAMES.length]}`,
        posts: [post],
      })),
    },
  ];
}

const NAMES = ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子', '丑'];
const BUREAUS = [
  '农业',
  '水利',
  '交通',
  '教育',
  '住建',
  '民政',
  '财政',
  '审计',
  '统计',
  '林业',
  '文旅',
  '应急',
].map((name) => `${name}局局长`);

/** Presses a button of a message from another life of the bot; the message as it is then. */
async function pressed({ fake }: Running, shown: Message, button: string, seen: RegExp): Promise<Message> {
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  room.messages.set(shown.message_id, { ...shown, from: fake.world.me } as Message);
  reader.press(shown, button);
  const text = (): string => {
    const { text: words = '', reply_markup: markup } = room.messages.get(shown.message_id) ?? ({} as Message);
    return `${words}\n${JSON.stringify(markup ?? {})}`;
  };
  await fake.until(`${button} shows ${String(seen)}`, () => seen.test(text()));
  return room.messages.get(shown.message_id) as Message;
}

function labels(message: Message): readonly string[] {
  return (message.reply_markup?.inline_keyboard ?? []).flat().map(({ text }) => text);
}

test('/places goes on behind the last place shown, after a restart, and when places have come and gone', async (t) => {
  const first = await runCounty(t, { stories: reports(PLACES) });
  const reader = first.fake.person(1);
  reader.says('/places');
  const page = await first.fake.nextReply(reader.chat);
  const shown = labels(page).filter((label) => PLACES.includes(label));
  assert.equal(shown.length, 12);
  const last = PLACES[11] ?? '';
  assert.equal(shown.at(-1), last);
  // The place the page ended with, and two before it, have no articles any more.
  const left = PLACES.filter((name, i) => name !== last && i > 1);
  const again = await runCounty(t, { stories: reports(left) });
  const next = await pressed(again, page, '下一页', new RegExp(PLACES[12] ?? ''));
  assert.deepEqual(
    labels(next).filter((label) => PLACES.includes(label)),
    PLACES.slice(12),
    'none skipped, none twice',
  );
  const back = await pressed(again, next, '上一页', new RegExp(PLACES[2] ?? ''));
  assert.ok(!labels(back).some((label) => label.includes('上一页')));
  assert.deepEqual([...first.fake.violations, ...again.fake.violations], []);
});

test('/who goes on behind the last post shown, though it is gone by then and others have come', async (t) => {
  const first = await runCounty(t, { stories: holders(BUREAUS) });
  const reader = first.fake.person(1);
  reader.says('/who 古县');
  const page = await first.fake.nextReply(reader.chat);
  const shown = [...(page.text ?? '').matchAll(/\. (\S+?)：/g)].map(([, post = '']) => post);
  assert.equal(shown.length, 8);
  const [last = ''] = shown.slice(-1);
  const rest = BUREAUS.filter((post) => !shown.includes(post));
  const again = await runCounty(t, {
    stories: holders(['县委书记', ...BUREAUS.filter((post) => post !== last)]),
  });
  const next = await pressed(again, page, '下一页', new RegExp(rest[0] ?? ''));
  const more = [...(next.text ?? '').matchAll(/\. (\S+?)：/g)].map(([, post = '']) => post);
  // Of the eight before it one is gone, and one has come.
  assert.match(next.text ?? '', /\n9\. /);
  assert.ok(labels(next).includes('依据 9'));
  assert.deepEqual(
    more,
    rest.toSorted((a, b) => (a < b ? -1 : 1)),
  );
  const back = await pressed(again, next, '上一页', /\. /);
  assert.ok(!(back.text ?? '').includes(last));
  assert.deepEqual([...first.fake.violations, ...again.fake.violations], []);
});

test('a post with a very long name still has its pages, and none is skipped', async (t) => {
  const long = BUREAUS.map((post) => `${'特别'.repeat(12)}${post}`);
  const running = await runCounty(t, { stories: holders(long) });
  const reader = running.fake.person(1);
  reader.says('/who 古县');
  const page = await running.fake.nextReply(reader.chat);
  const room = running.fake.world.room(reader.chat);
  const seen = new Set<string>();
  const read = (text = ''): void => {
    for (const [, post = ''] of text.matchAll(/(\p{Script=Han}{2}局局长)：/gu)) seen.add(post);
  };
  read(page.text);
  assert.equal(seen.size, 8);
  reader.press(page, '下一页');
  await running.fake.until('turned', () => room.messages.get(page.message_id)?.text !== page.text);
  read(room.messages.get(page.message_id)?.text);
  assert.equal(seen.size, BUREAUS.length);
  assert.deepEqual(running.fake.violations, []);
});

test('buttons of a place that is gone, of pages by number, and of nothing at all are answered politely', async (t) => {
  const { fake } = await runCounty(t, { stories: reports(PLACES) });
  const reader = fake.person(1);
  const room = fake.world.room(reader.chat);
  reader.says('/help');
  const shown = await fake.nextReply(reader.chat);
  for (const [data, words] of [
    ['1s:places 7', /共18个地方|地方/],
    ['1s:places >999999', /上一页/],
    ['1s:who 141025 3', /没有古县的任职/],
    ['1s:who 999999 >0000000000000000,县长', /过期/],
    ['1s:latest 141025>2020-01-01,0000000000000000', /古县/],
  ] as const) {
    reader.press(shown, { data });
    await fake.until(data, () => {
      const now = room.messages.get(shown.message_id);
      return words.test(`${now?.text}${JSON.stringify(now?.reply_markup ?? {})}`);
    });
  }
  assert.deepEqual(fake.violations, []);
});
