import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceNotice } from '../../src/bot/source-notice.ts';
import { textsIn } from '../../src/bot/texts/texts.ts';

test('operators read which source died, since when and why, and that it is back', () => {
  const dead = {
    what: 'dead',
    source: '示例<日报>',
    error: 'answered 404',
    since: Date.parse('2024-07-25T18:30:00Z'),
  } as const;
  const [told] = sourceNotice(textsIn('zh', 'hans'), dead).messages;
  assert.match(
    told?.markup ?? '',
    /「示例&lt;日报&gt;」从2024-07-26 02:30（北京时间）起一直读不到：answered 404/,
  );
  const [english] = sourceNotice(textsIn('en', 'hans'), dead).messages;
  assert.match(english?.markup ?? '', /since 2024-07-26 02:30 \(Beijing time\): it answered 404/);
  const [back] = sourceNotice(textsIn('zh', 'hant'), {
    ...dead,
    what: 'back',
    error: null,
    since: null,
  }).messages;
  assert.match(back?.markup ?? '', /又能讀到了/);
});
