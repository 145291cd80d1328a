import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { askedRanking } from '../../../src/answer/understand/ranking.ts';
import { assertLinear } from '../../support/linear.ts';

describe('askedRanking', () => {
  const cases: readonly (readonly [string, number | null, boolean])[] = [
    ['gdp总量排名前三的县区', 3, false],
    ['gdp增速前五名', 5, false],
    ['固投增速后两位', 2, true],
    ['空气质量最好的三个县是哪几个', 3, false],
    ['固投增速最高的两个县', 2, false],
    ['gdp增速垫底的县', 1, true],
    ['城镇居民收入第一的是哪个县', 1, false],
    ['各县gdp增速排名', null, false],
    ['各县pm2.5从低到高排一下', null, false],
    ['gdp排名前10的县', 10, false],
  ];
  for (const [text, count, fromEnd] of cases)
    test(text, () => {
      const asked = askedRanking(text);
      assert.equal(asked?.count, count);
      assert.equal(asked?.fromEnd, fromEnd);
    });

  const none = [
    '前三季度gdp',
    '前8个月财政收入',
    '前两批开工项目',
    '前三年增速',
    'gdp最高的县',
    '霍州gdp增速第几',
    '后三个月',
  ];
  for (const text of none) test(`${text}: nothing is ranked`, () => assert.equal(askedRanking(text), null));

  test('linear on hostile input', async () => {
    for (const unit of ['前三', '最好', '哪个', '各县', '谁排第一'])
      await assertLinear((text) => askedRanking(text), unit);
  });
});
