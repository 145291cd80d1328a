import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodeDeepLink } from '../../src/bot/deep-link.ts';
import { runBot } from '../support/bot.ts';
import { COUNTY, runCounty } from '../support/county.ts';
import { parseHtml } from '../support/telegram/html.ts';
import { type Story, year } from '../support/town.ts';

test('the first card is the answer as in chat, the others are other figures of the same, each with its source', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('古县2031年GDP');
  const inChat = await fake.nextReply(reader.chat);
  const { results, button, cache_time: cache } = await reader.types('古县2031年GDP');
  const [first, ...others] = results;
  const content = first?.input_message_content;
  const html = content !== undefined && 'message_text' in content ? content.message_text : '';
  const parsed = parseHtml(html);
  assert.equal(parsed.ok ? parsed.text : '', inChat.text);
  assert.match(first?.title ?? '', /88\.8亿元/);
  assert.match(first?.description ?? '', /示例日报，2032年1月15日/);
  // The growth of 2031 stands in the answer already.
  assert.deepEqual(others.map(({ title }) => title).toSorted(), [
    '古县2030年地区生产总值为81.2亿元',
    '古县2030年地区生产总值环比增长1.2%',
  ]);
  assert.equal(cache, 300);
  const start = (button as { start_parameter: string }).start_parameter;
  assert.deepEqual(decodeDeepLink(start), { to: 'question', text: '古县2031年GDP' });
  const keys = first?.reply_markup?.inline_keyboard.flat() ?? [];
  assert.ok(keys.every((key) => 'url' in key && key.url.startsWith('https://t.me/wenxian_bot?start=f_')));
  assert.deepEqual(fake.violations, []);
});

test('no hit, and nothing typed: a card that helps, kept briefly, for this person alone', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  for (const query of ['', '古县2031年渔船数']) {
    const answered = await reader.types(query);
    assert.equal(answered.results.length, 1, query);
    assert.equal(answered.results[0]?.id, 'help');
    assert.equal(answered['is_personal'], true);
    assert.equal(answered['cache_time'], 30);
  }
  const visitor = fake.person(2, 'Ann', 'en');
  assert.match((await visitor.types('')).results[0]?.title ?? '', /^Type your question/);
  assert.deepEqual(fake.violations, []);
});

test('ten cards on a page, the next page goes on behind the last one, the last page says so', async (t) => {
  const years = Array.from({ length: 17 }, (_, i) => 2010 + i);
  const text = years.map((each) => `${each}年，古县地区生产总值${each - 1900}.5亿元。`).join('\n');
  const story: Story = {
    ...(COUNTY[0] as Story),
    text,
    observations: years.map((each) => ({
      in: `${each}年，古县地区生产总值${each - 1900}.5亿元。`,
      indicator: '地区生产总值',
      value: each - 1900 + 0.5,
      unit: '亿元',
      period: year(each),
    })),
  };
  const { fake } = await runCounty(t, { stories: [story] });
  const reader = fake.person(1);
  const first = await reader.types('古县2020年GDP');
  assert.equal(first.results.length, 10);
  const second = await reader.types('古县2020年GDP', String(first['next_offset']));
  assert.equal(second.results.length, 7);
  assert.equal(second['next_offset'], '');
  const ids = [...first.results, ...second.results].map(({ id }) => id);
  assert.equal(new Set(ids).size, 17);
  const gone = await reader.types('古县2020年GDP', '0000000000000000');
  assert.equal(gone.results.length, 0);
  assert.deepEqual(fake.violations, []);
});

test('hostile words, a late answer and a flood of letters harm nobody', async (t) => {
  const { fake, asked, logged } = await runBot(t, { deps: { rateLimit: { burst: 3, perSecond: 0.001 } } });
  const reader = fake.person(1);
  await reader.types('<b>\ud800 & "x" </i>');
  fake.plan('answerInlineQuery', {
    kind: 'status',
    code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
  fake.inject({
    inline_query: { id: 'late', from: { id: 1, is_bot: false, first_name: 'x' }, query: '青石', offset: '' },
  });
  for (let i = 0; i < 5; i += 1)
    fake.inject({
      inline_query: { id: `f${i}`, from: { id: 1, is_bot: false, first_name: 'x' }, query: '青', offset: '' },
    });
  reader.says('青石县GDP');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /青石县GDP/, 'a bucket of its own');
  assert.ok(asked.length <= 4);
  assert.ok(!logged.some((line) => line.includes('feature failed')), logged.join(''));
});
