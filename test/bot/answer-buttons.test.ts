import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Answer } from '../../src/answer/answer.ts';
import { createAnswerButtons } from '../../src/bot/answer-buttons.ts';
import { decodeCallback } from '../../src/bot/callback-data.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { stubAnswer } from '../support/answers/stub.ts';
import { COUNTY, runCounty } from '../support/county.ts';
import { linfen } from '../support/linfen.ts';
import { answererOver, type Story } from '../support/town.ts';
import { yearly } from '../support/years.ts';

const FACTS = yearly([
  { place: '古县', year: 2030, value: 81.2, growth: 4.1 },
  { place: '古县', year: 2031, value: 88.8, growth: -6.1 },
  { place: '霍州市', year: 2031, value: 120.5, growth: 3.3 },
  { place: '大宁县', year: 2029, value: 30.7 },
]);

/** The buttons under the answer to a question, each with what it asks for. */
async function buttons(
  question: string,
  {
    stories = FACTS,
    has = () => true,
  }: { stories?: readonly Story[]; has?: (screen: string) => boolean } = {},
): Promise<readonly string[]> {
  const { answer, store } = await answererOver(stories);
  const deps = { store, gazetteer: linfen(), lexicon: indicatorLexicon() };
  const answered = await answer({ text: question });
  const keyboard = await createAnswerButtons(deps, has)(answered, undefined, 'hans');
  return named(keyboard);
}

function named(keyboard: InlineKeyboardMarkup | undefined): readonly string[] {
  return (keyboard?.inline_keyboard ?? []).flat().map((button) => {
    const data = 'callback_data' in button ? decodeCallback(button.callback_data) : null;
    if (data?.do !== 'screen') return button.text;
    return `${button.text} → ${data.beside === true ? 'beside ' : ''}${data.screen} ${data.args}`;
  });
}

test('each button stands only where it has something to show', async () => {
  assert.deepEqual((await buttons('古县2031年GDP')).slice(0, 4), [
    '复制引文',
    '历年 → beside trend 古县 地区生产总值',
    '对比 → beside compare 古县 地区生产总值',
    '订阅 → beside subscribe 古县 地区生产总值',
  ]);
  assert.match((await buttons('古县2031年GDP'))[4] ?? '', /^有误？ → beside wrong [0-9a-f]{16}$/);
  const lonely = await buttons('大宁县2029年GDP');
  assert.deepEqual(
    lonely.map((button) => button.split(' ')[0]),
    ['复制引文', '订阅', '有误？'],
    'one year, and no other place of that year',
  );
});

test('the measure that was answered is the one that is shown', async () => {
  const growth = await buttons('古县2031年GDP增速');
  assert.ok(growth.includes('历年 → beside trend 古县 地区生产总值 增速'), growth.join());
  assert.ok(growth.includes('对比 → beside compare 古县 地区生产总值 增速'), growth.join());
});

test('no button leads to a screen that does not exist', async () => {
  const few = await buttons('古县2031年GDP', { has: (screen) => screen === 'trend' });
  assert.deepEqual(few, ['复制引文', '历年 → beside trend 古县 地区生产总值']);
  assert.deepEqual(await buttons('古县2031年GDP', { has: () => false }), ['复制引文']);
});

test('of a person in office the place is known, and that something may be wrong', async () => {
  const who = await buttons('霍州市市委书记是谁', { stories: COUNTY });
  assert.ok(who.includes('订阅 → beside subscribe 霍州市'), who.join());
  assert.ok(!who.some((button) => /历年|对比/.test(button)));
});

test('a refusal gets none, and an answer without facts keeps what it has', async () => {
  assert.deepEqual(await buttons('古县2031年渔船数'), []);
  const { store } = await answererOver(FACTS);
  const deps = { store, gazetteer: linfen(), lexicon: indicatorLexicon() };
  const own = { inline_keyboard: [[{ text: '问', callback_data: '1a:问' }]] };
  const bare: Answer = stubAnswer({ kind: 'topical', factIds: [] });
  assert.deepEqual(await createAnswerButtons(deps, () => true)(bare, own, 'hans'), own);
});

test('what does not fit 64 bytes is left out, the rest stays', async () => {
  const name = `${'县域重点产业链上下游配套'.repeat(2)}项目数`;
  const stories: readonly Story[] = [2030, 2031].map((at, i) => ({
    text: `${at}年，古县${name}${7 + i}个。`,
    article: { id: `aaaa00000000000${i}`, outlet: '示例日报', date: `${at + 1}-01-01` },
    places: ['古县'],
    observations: [
      {
        in: `${at}年，古县${name}${7 + i}个。`,
        indicator: name,
        value: 7 + i,
        unit: '个',
        period: { start: `${at}-01-01`, end: `${at}-12-31`, label: `${at}年` },
      },
    ],
  }));
  const shown = await buttons(`古县2031年${name}`, { stories });
  assert.deepEqual(
    shown.map((button) => button.split(' ')[0]),
    ['复制引文', '订阅', '有误？'],
  );
});

test('an answer that is given again is looked up once', async () => {
  const { answer, store } = await answererOver(FACTS);
  let looks = 0;
  const counting = {
    ...store,
    observations: (filter: Parameters<typeof store.observations>[0]) => {
      looks += 1;
      return store.observations(filter);
    },
  };
  const deps = { store: counting, gazetteer: linfen(), lexicon: indicatorLexicon() };
  const answered = await answer({ text: '古县2031年GDP' });
  const buttonsFor = createAnswerButtons(deps, () => true);
  const first = await buttonsFor(answered, undefined, 'hans');
  const after = looks;
  assert.ok(after > 0);
  assert.deepEqual(await buttonsFor(answered, undefined, 'hans'), first);
  assert.equal(looks, after);
});

test('a button under an answer opens beside it, in the script of the answer; the answer stays', async (t) => {
  const { fake } = await runCounty(t, { stories: FACTS });
  const reader = fake.person(1);
  reader.says('古縣2031年GDP');
  const answer = await fake.nextReply(reader.chat);
  const rows = answer.reply_markup?.inline_keyboard ?? [];
  assert.deepEqual(
    rows
      .at(-1)
      ?.map(({ text }) => text)
      .slice(0, 2),
    ['歷年', '對比'],
  );
  assert.ok(rows.length <= 3);
  for (const [button, words] of [
    ['歷年', /2030年 +81\.2億元/],
    ['對比', /霍州市 +120\.5億元/],
  ] as const) {
    reader.press(answer, button);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', words);
  }
  const room = fake.world.room(reader.chat);
  assert.equal(room.messages.get(answer.message_id)?.text, answer.text);
  assert.equal(fake.toasts.length, 2);
  assert.deepEqual(fake.violations, []);
});
