import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type DeepLink, decodeDeepLink, deepLinkUrl, encodeDeepLink } from '../../src/bot/deep-link.ts';

const LINKS: readonly DeepLink[] = [
  { to: 'fact', id: 'f0e1d2c3b4a59687' },
  { to: 'place', code: '141025' },
  { to: 'article', id: 'a1b2c3d4e5f60718' },
  { to: 'manage', chat: -1001234567890, thread: 7 },
  { to: 'question', text: '古县2022年GDP增速' },
];

for (const link of LINKS)
  test(`a link to a ${link.to} comes back as it was, in characters that Telegram takes`, () => {
    const payload = encodeDeepLink(link) ?? '';
    assert.match(payload, /^[A-Za-z0-9_-]{1,64}$/);
    assert.deepEqual(decodeDeepLink(payload), link);
    assert.equal(deepLinkUrl('a_bot', link), `https://t.me/a_bot?start=${payload}`);
  });

test('a question that does not fit has no link', () => {
  assert.equal(encodeDeepLink({ to: 'question', text: '长'.repeat(30) }), null);
});

for (const payload of [
  '',
  'f_',
  'f_<b>',
  'f_123',
  'p_x',
  'z_f0e1d2c3b4a59687',
  'q_',
  'q_____',
  `a_${'0'.repeat(63)}`,
  'm_5',
  'm_-5_0',
  '../etc',
])
  test(`「${payload}」 is nothing of ours`, () => assert.equal(decodeDeepLink(payload), null));
