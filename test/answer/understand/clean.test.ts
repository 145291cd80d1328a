import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanQuestion } from '../../../src/answer/understand/clean.ts';
import { assertLinear } from '../../support/linear.ts';

describe('cleanQuestion', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['吉县固投多少 降了还是涨了', '吉县固投多少,降了还是涨了'],
    ['吉县电站总投资多少占地多少', '吉县电站总投资多少,占地多少'],
    ['吉县签了几个项目 总金额多少亿', '吉县签了几个项目,总金额多少亿'],
    ['吉县 固投 多少', '吉县固投多少'],
    ['吉县2031上半年GDP', '吉县2031年上半年gdp'],
    ['吉县前8个月财政收入', '吉县1—8月财政收入'],
    ['吉县头4个月签约', '吉县1—4月签约'],
    ['吉县五一来了多少人', '吉县五一期间来了多少人'],
    ['五一路改造', '五一路改造'],
    ['吉县目前8月财政收入', '吉县目前8月财政收入'],
    ['吉县前三个月', '吉县前三个月'],
    ['GDP多少的县多少个', 'gdp多少的县多少个'],
  ];
  for (const [typed, text] of cases) test(typed, () => assert.equal(cleanQuestion(typed).text, text));

  test('linear on hostile input', async () => {
    for (const unit of ['多少', '多少 ', '几个 ', '五一', '2031'])
      await assertLinear((text) => cleanQuestion(text), unit, { length: 20_000 });
  });
});

test('pictures are no words: of 🤔 nothing is left to be asked', () => {
  assert.equal(cleanQuestion('🤔👍🏽🇨🇳').text, '');
  assert.equal(cleanQuestion('🏭古县😀GDP‍').text, '古县 gdp');
});
