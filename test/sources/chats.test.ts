import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runCounty } from '../support/county.ts';
import { startSite } from '../support/site.ts';

test('no link of a chat is ever fetched: not one that is typed, forwarded, hidden or behind a word', async (t) => {
  const site = await startSite(t, { '/1.html': '一页' });
  const url = `http://127.0.0.1:${site.origin.split(':')[1]}/1.html`;
  const { fake } = await runCounty(t);
  const reader = fake.person(1);
  const forwarded = { forward_origin: { type: 'hidden_user', sender_user_name: '某人', date: 1 } };
  reader.says(url);
  await fake.nextReply(reader.chat);
  reader.says(`看看这个 ${url}`, { extra: forwarded });
  await fake.nextReply(reader.chat);
  reader.says('点这里', {
    extra: { ...forwarded, entities: [{ type: 'text_link', offset: 0, length: 3, url }] },
  });
  await fake.nextReply(reader.chat);
  assert.deepEqual(site.asked, []);
  assert.deepEqual(fake.violations, []);
});
