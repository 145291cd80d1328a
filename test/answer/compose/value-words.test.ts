import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { measureWords } from '../../../src/answer/compose/value-words.ts';
import { observed } from '../../support/told.ts';

/** What the last number of an invented sentence is said as. */
function said(text: string): string {
  const fact = observed(text).at(-1);
  assert.ok(fact !== undefined, 'no fact found');
  return measureWords(fact);
}

describe('measureWords', () => {
  // A number kept in another unit than it was written in is said as written: two times is not two percent.
  const cases: readonly (readonly [string, string])[] = [
    ['2023年，吉县出口额增长1.2倍。', '增长1.2倍'],
    ['2023年，吉县出口额增长近两倍。', '增长近两倍'],
    ['2023年，吉县民间投资占固定资产投资的比重超过六成。', '超过六成'],
    ['2023年，吉县林地占全县面积的三分之二。', '三分之二'],
    ['2023年，吉县网上零售额比2019年翻了两番。', '比2019年翻了两番'],
    ['2023年，吉县固定资产投资增速列全市倒数第二。', '增速排全市倒数第二位'],
    ['2023年，吉县固定资产投资增速排名全市末位。', '增速排全市末位'],
    ['2023年，吉县粮食总产量居全市榜首。', '居全市首位'],
    ['2023年，吉县粮食总产量居全市第4位，比上年前进5位。', '前进5位'],
  ];
  for (const [text, words] of cases)
    it(text, () => {
      assert.ok(said(text).endsWith(words), said(text));
    });
});
