import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STUB_STORE } from '../support/answers/stub.ts';
import { runBot } from '../support/bot.ts';
import { COUNTY, runCounty } from '../support/county.ts';
import { answererOver } from '../support/town.ts';

const broken = async (): Promise<never> => {
  throw new Error('the disk is on fire');
};

test('what fails in one feature costs a code, names the feature in the log, and leaves the others as they are', async (t) => {
  const { fake, logged } = await runBot(t, {
    deps: { store: { ...STUB_STORE, articles: broken } },
  });
  const reader = fake.person(1);
  for (const [typed, feature] of [
    ['/latest', 'screens'],
    ['https://news.example/1.html', 'reading'],
  ] as const) {
    reader.says(typed);
    const [, code = ''] = /编号 ([0-9A-F]{4})/.exec((await fake.nextReply(reader.chat)).text ?? '') ?? [];
    assert.ok(
      logged.some((line) => line.includes(`"code":"${code}"`) && line.includes(`"feature":"${feature}"`)),
      `${typed}: ${code}`,
    );
    reader.says('青石县GDP');
    assert.match((await fake.nextReply(reader.chat)).text ?? '', /^问：青石县GDP/, `after ${typed}`);
  }
  assert.ok(!logged.join('').includes('news.example'));
  assert.deepEqual(fake.violations, []);
});

test('no button keeps spinning: every press is answered once, whatever it carries, also where its screen fails', async (t) => {
  const { answer, store } = await answererOver(COUNTY);
  let fails = false;
  const failing: typeof store.articles = async () => (fails ? await broken() : await store.articles());
  const { fake } = await runBot(t, {
    answer,
    deps: { store: { ...store, articles: failing }, region: '临汾市', adminIds: [9] },
  });
  const reader = fake.person(1);
  const group = fake.group(-1001);
  reader.says('/places');
  const shown = await fake.nextReply(reader.chat);
  reader.says('/settings', { chat: group.chat });
  const settings = await fake.nextReply(group);
  const pressed: string[] = [];
  const press = async (message: typeof shown, data: string): Promise<void> => {
    pressed.push(reader.press(message, { data }));
    await fake.until(data, () => fake.callsOf('answerCallbackQuery').length >= pressed.length);
  };
  for (const data of [
    '1s:places ',
    '1s:latest *',
    '1s:who 141082',
    '1s:trend 古县 GDP',
    '1o:compare 古县 GDP',
    '1s:settings script hant',
    '1s:subscriptions ',
    '1s:delete_my_data no',
    '1s:wrong 0000000000000000',
    '1s:withdraw 0000000000000000',
    '1e:0000000000000000',
    '1e:<b>',
    '1a:古县2031年GDP',
    '1p:古县2031年GDP',
    '1l:3',
    '1n:x',
    '9z:x',
    '',
  ].filter((data) => data !== ''))
    await press(shown, data);
  await press(settings, '1s:settings language en');
  fails = true;
  await press(shown, '1s:latest *');
  await fake.until('told of the failure', () =>
    fake.unread(1).some(({ text = '' }) => /編號 [0-9A-F]{4}/.test(text)),
  );
  const answered = fake.callsOf('answerCallbackQuery').map(({ params }) => params.callback_query_id);
  assert.deepEqual(answered, pressed);
  assert.deepEqual(fake.violations, []);
});

test('who is blocked, and who is not, is nobody else’s business: a failing chat leaves the next one its answer', async (t) => {
  const { fake, logged } = await runCounty(t);
  const [gone, here] = [fake.person(1), fake.person(2)];
  fake.world.room(gone.chat).forbidden = 'Forbidden: bot was blocked by the user';
  gone.says('古县2031年GDP');
  here.says('古县2031年GDP');
  assert.match((await fake.nextReply(here.chat)).text ?? '', /88\.8亿元/);
  assert.ok(!logged.some((line) => line.includes('feature failed')));
});
