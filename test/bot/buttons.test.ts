import assert from 'node:assert/strict';
import { test } from 'node:test';
import { STUB_ARTICLE, STUB_STORE, stubAnswer } from '../support/answers/stub.ts';
import { runBot } from '../support/bot.ts';

test('the evidence button shows the sentence in its paragraph, the number marked, and the source', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  reader.says('青石县GDP');
  const answer = await fake.nextReply(reader.chat);
  reader.press(answer, '原文');
  const { text = '', entities = [] } = await fake.nextReply(reader.chat);
  assert.match(
    text,
    /^原文节选\n2031年，青石县完成地区生产总值88\.8亿元，同比增长6\.1%。会议要求再接再厉。\n来源：青石日报/,
  );
  const bold = entities.find(({ type }) => type === 'bold');
  assert.equal(text.slice(bold?.offset, (bold?.offset ?? 0) + (bold?.length ?? 0)), '88.8');
  assert.deepEqual(fake.toasts, [undefined]);
  assert.deepEqual(fake.violations, []);
});

test('a digest says that it is one, on the button and in the reply', async (t) => {
  const article = { ...STUB_ARTICLE, digest: true };
  const answer = stubAnswer();
  const { fake } = await runBot(t, {
    answer: async () => ({
      ...answer,
      sources: answer.sources.map((source) => ({ ...source, digest: true })),
    }),
    deps: {
      store: { ...STUB_STORE, article: async () => article },
    },
  });
  const reader = fake.person(1);
  reader.says('青石县GDP');
  const reply = await fake.nextReply(reader.chat);
  assert.match(reply.text ?? '', /据青石日报2032年1月15日《青石县.*》整理$/);
  assert.match(reply.text ?? '', /摘编：「2031年/);
  reader.press(reply, '摘编');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^摘编节选（本站据报道整理/);
});

test('a question too long for a button is asked all the same, also after a restart', async (t) => {
  const question = '青石县和白水县二〇三一年一般公共预算收入以及固定资产投资增速相比谁更快一些';
  const { fake, asked } = await runBot(t, {
    answer: async ({ text }) => {
      asked.push({ text });
      return stubAnswer({ actions: [{ do: 'ask', question, label: '比一比' }] });
    },
  });
  const reader = fake.person(1);
  reader.says('青石县GDP');
  reader.press(await fake.nextReply(reader.chat), question);
  await fake.nextReply(reader.chat);
  assert.equal(asked.at(-1)?.text, question);
  assert.deepEqual(fake.violations, []);
});

for (const [what, data] of [
  ['an older version', '0e:abc'],
  ['another bot', 'subscribe'],
  ['markup', '1e:<b>'],
  ['nothing after the colon', '1a:'],
  ['a label that is gone', '1l:7'],
] as const)
  test(`a button with ${what} gets a polite toast`, async (t) => {
    const { fake, asked } = await runBot(t);
    const reader = fake.person(1);
    reader.says('青石县GDP');
    reader.press(await fake.nextReply(reader.chat), { data });
    await fake.until('a toast', () => fake.toasts.length === 1);
    assert.match(fake.toasts[0] ?? '', /过期/);
    assert.equal(asked.length, 1);
    assert.deepEqual(fake.violations, []);
  });

test('evidence that is gone, a message too old and a query answered too late do no harm', async (t) => {
  const { fake } = await runBot(t);
  const reader = fake.person(1);
  reader.says('青石县GDP');
  const answer = await fake.nextReply(reader.chat);
  reader.press(answer, { data: '1e:0000000000000000' });
  await fake.until('a toast', () => fake.toasts.length === 1);
  reader.press({ ...answer, date: 0 } as typeof answer, { data: '1e:f0e1d2c3b4a59687' });
  await fake.until('a second toast', () => fake.toasts.length === 2);
  assert.match(fake.toasts.join(), /已经更新.*过期/);
  fake.plan('answerCallbackQuery', {
    kind: 'status',
    code: 400,
    description: 'Bad Request: query is too old and response timeout expired or query ID is invalid',
  });
  reader.press(answer, '原文');
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /^原文节选/);
});
