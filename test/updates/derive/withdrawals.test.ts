import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createKnowledge } from '../../../src/updates/derive/knowledge.ts';
import { type Withdrawing, withdraw, withdrawalKeys } from '../../../src/updates/derive/withdrawals.ts';
import type { Figure } from '../../../src/updates/model.ts';

const SOURCE = {
  article: 'a',
  title: '某县数据',
  url: null,
  outlet: '示例日报',
  date: '2026-10-20',
  digest: false,
};

function wordsOf(...figures: readonly Figure[]): readonly string[] {
  const withdrawing: Withdrawing = {
    withdrawn: { object: 'article', id: 'a', at: 1, observations: [] },
    events: [
      {
        kind: 'figures',
        id: 'e',
        at: 1,
        date: '2026-10-20',
        sources: [SOURCE],
        place: '古县',
        indicator: '地区生产总值',
        status: 'actual',
        period: '2026年前三季度',
        figures,
      },
    ],
  };
  const knowledge = createKnowledge(new Map(withdrawalKeys(withdrawing).map((key) => [key, null])));
  return withdraw(withdrawing, knowledge).map(({ body }) => (body.kind === 'withdrawn' ? body.told : ''));
}

const LEVEL: Figure = { fact: 'l', measure: 'level', value: 54.2, unit: '亿元', raw: '54.2' };
const GROWTH: Figure = { fact: 'g', measure: 'growth', value: 3.2, unit: '%', raw: '3.2', basis: '同比' };

test('what is taken back is told with the way it moved', () => {
  assert.deepEqual(wordsOf(LEVEL, GROWTH), ['古县2026年前三季度地区生产总值54.2亿元、同比增长3.2%']);
  assert.deepEqual(wordsOf({ ...GROWTH, value: -3.2, raw: '-3.2' }), [
    '古县2026年前三季度地区生产总值同比下降3.2%',
  ]);
  assert.deepEqual(wordsOf({ ...LEVEL, value: -1.5, raw: '1.5' }), [
    '古县2026年前三季度地区生产总值-1.5亿元',
  ]);
});
