import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCounty } from '../support/county.ts';

const FORWARDED = { forward_origin: { type: 'hidden_user', sender_user_name: '某人', date: 1 } };

test('a forwarded text is read for what it claims, sentence by sentence', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  reader.says('好消息！2031年，古县地区生产总值99.9亿元。大家转发。2030年地区生产总值81.2亿元。', {
    extra: FORWARDED,
  });
  const { text = '' } = await fake.nextReply(reader.chat);
  assert.match(text, /不对，报道里不是这个数：古县2031年地区生产总值为88\.8亿元/);
  assert.match(text, /与报道一致：古县2030年地区生产总值为81\.2亿元/);
  assert.match(text, /来源：示例日报/);
  assert.equal(fake.unread(1).length, 0, 'one message for one question');
  reader.says('古县2031年GDP是多少？', { extra: FORWARDED });
  assert.match(
    (await fake.nextReply(reader.chat)).text ?? '',
    /^古县2031年地区生产总值为88\.8亿元/,
    'a question is one',
  );
  reader.says('今天天气真好。', { extra: FORWARDED });
  assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有找到能与收录的稿件核对/);
  assert.deepEqual(fake.violations, []);
});

test('a pasted article is read the same way; a long question stays a question', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  const filler = '会议强调，要统一思想，真抓实干，以更高标准推进各项工作落地见效。'.repeat(5);
  reader.says(`${filler}\n2031年，霍州市地区生产总值120.5亿元。`);
  assert.match(
    (await fake.nextReply(reader.chat)).text ?? '',
    /与报道一致：霍州市2031年地区生产总值为120\.5亿元/,
  );
  reader.says(`${filler}请问霍州市2031年地区生产总值是多少？`);
  assert.doesNotMatch((await fake.nextReply(reader.chat)).text ?? '', /与报道一致/);
  assert.deepEqual(fake.violations, []);
});

test('a link alone: what its article tells, however it was shared; a kind word for an unknown one', async (t) => {
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  for (const link of [
    'https://news.example/guxian/1.html',
    'http://www.news.example/guxian/1.html?utm_source=wechat#top',
    '古县经济稳中有进 https://news.example/guxian/1.html',
  ]) {
    reader.says(link);
    const { text = '' } = await fake.nextReply(reader.chat);
    assert.match(text, /^古县<b>经济<\/b>稳中有进\n来源：示例日报/, link);
    assert.match(text, /涉及：古县\n[\s\S]*1\. 古县2031年地区生产总值为88\.8亿元/, link);
  }
  for (const link of ['https://elsewhere.example/1.html', 'https://news.example/guxian/1.html?id=2']) {
    reader.says(link);
    assert.match((await fake.nextReply(reader.chat)).text ?? '', /没有收录这个网址/, link);
  }
  assert.deepEqual(fake.violations, []);
});
