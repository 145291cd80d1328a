import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answererOver, headlineOf, type Story, year } from '../support/town.ts';

function story(id: string, value: number, of: number): Story {
  const sentence = `${of}年，古县地区生产总值完成${value}亿元。`;
  return {
    text: `古县经济运行情况\n${sentence}`,
    article: { id, title: '古县经济运行情况', date: `${of + 1}-01-20` },
    places: ['古县'],
    observations: [
      {
        in: sentence,
        place: '古县',
        indicator: '地区生产总值',
        value,
        unit: '亿元',
        raw: String(value),
        period: year(of),
      },
    ],
  };
}

/** Follow-ups, a topic of its own, relative times, two questions at once, small talk. */
const TALK = [
  '古县2031年GDP',
  '那去年呢',
  '尧都区呢',
  '古县今年GDP是多少，去年呢',
  '谢谢',
  '古县2032年GDP',
  '固县GDP',
  '2031年的呢',
] as const;

test('what is kept of a conversation changes no answer, also when the articles change meanwhile', async () => {
  const stories = [story('a000000000000001', 61.5, 2031), story('a000000000000002', 70.25, 2032)];
  const { answer, store } = await answererOver(stories);
  const conversation = {};
  const all = async (): Promise<readonly string[]> => {
    const told: string[] = [];
    for (const [i, text] of TALK.entries()) {
      const context = TALK.slice(Math.max(0, i - 3), i);
      const kept = await answer({ text, context, conversation });
      assert.deepEqual(kept, await answer({ text, context }), text);
      told.push(headlineOf(kept));
    }
    return told;
  };
  const first = await all();
  assert.ok(first.some((headline) => headline.includes('70.25')));
  await store.removeArticle('a000000000000002');
  const second = await all();
  assert.ok(!second.some((headline) => headline.includes('70.25')));
  assert.notDeepEqual(first, second);
});
