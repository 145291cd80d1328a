import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Passage } from '../../src/search/passage.ts';
import { bestSentences } from '../../src/search/snippet.ts';

const TEXT =
  '县医院门诊楼完工。新楼有床位420张，全部装了中心供氧。停车场能停三百辆车。供氧设备由本地企业维护，二十四小时有人值守。';
const passage: Passage = {
  id: 'h#0',
  articleId: 'h',
  places: [],
  heading: null,
  text: TEXT,
  span: { start: 100, end: 100 + TEXT.length },
};

function sentences(question: string, limit?: number): readonly string[] {
  return bestSentences(passage, question, limit).map(({ text }) => text);
}

describe('bestSentences', () => {
  it('returns the sentence that covers the question', () => {
    assert.deepEqual(sentences('停车场能停多少辆车'), ['停车场能停三百辆车。']);
    assert.deepEqual(sentences('停車場能停多少輛車'), ['停车场能停三百辆车。']);
  });

  it('adds further sentences while they add something, in the order of the text', () => {
    assert.deepEqual(sentences('供氧谁维护 床位420张'), [
      '新楼有床位420张，全部装了中心供氧。',
      '供氧设备由本地企业维护，二十四小时有人值守。',
    ]);
    assert.equal(sentences('门诊楼 床位 停车场 维护', 2).length, 2);
  });

  it('returns nothing for a question it shares nothing with', () => {
    assert.deepEqual(sentences('香梨'), []);
    assert.deepEqual(sentences(''), []);
  });

  it('gives offsets in the article', () => {
    const [found] = bestSentences(passage, '停车场');
    assert.equal(TEXT.slice((found?.start ?? 0) - 100, (found?.end ?? 0) - 100), '停车场能停三百辆车。');
  });
});
