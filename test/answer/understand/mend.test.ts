import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { lexiconVocabulary, mend, mendPlace, vocabularyOf } from '../../../src/answer/understand/mend.ts';
import { indicatorLexicon } from '../../../src/facts/indicators.ts';
import { assertLinear } from '../../support/linear.ts';

const lexicon = indicatorLexicon();
const settled = lexiconVocabulary(lexicon);

describe('mend', () => {
  const slips: readonly (readonly [string, string])[] = [
    ['吉县固定资产透资', '吉县固定资产投资'],
    ['吉县地区生产总直多少', '吉县地区生产总值多少'],
    ['吉县一般公共预算收人', '吉县一般公共预算收入'],
    ['吉县固定资投资', '吉县固定资产投资'],
    ['吉县社会消费品零售总鹅', '吉县社会消费品零售总额'],
  ];
  for (const [typed, meant] of slips)
    test(typed, () => {
      const { text, slips: told } = mend(typed, [settled]);
      assert.equal(text, meant);
      assert.equal(told.length, 1);
    });

  const right = [
    '吉县一般公共预算支出',
    '吉县第一产业增加值和第二产业增加值',
    '吉县金融机构存款余额与贷款余额',
    '吉县外贸出口总额',
    '吉县规模以上农业增加值',
    '吉县项目开工率',
  ];
  for (const text of right)
    test(`${text} stays`, () => assert.deepEqual(mend(text, [settled]), { text, slips: [] }));

  test('no settled name is ever turned into another', () => {
    for (const { name, written } of lexicon.indicators)
      for (const alias of [name, ...written]) assert.equal(mend(alias, [settled]).text, alias);
  });

  test('names of a place are mended too, where only one sounds so', () => {
    assert.equal(mend('石榴产良', [vocabularyOf(['石榴产量'])]).text, '石榴产量');
    assert.equal(mend('柿榴产良', [vocabularyOf(['石榴产量', '实留产量'])]).text, '柿榴产良');
  });

  test('any text, in linear time', async () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (text) => mend(text, [settled]).text.length > 0 || text === '',
      ),
    );
    // Longer than any question that is put here.
    for (const unit of ['产', '石榴产良', '的'])
      await assertLinear((text) => mend(text, [settled]), unit, { length: 4_000 });
  });
});

describe('mendPlace', () => {
  const names = ['古县', '侯马市', '霍州市'];
  test('a beginning that sounds like one place', () => {
    assert.equal(mendPlace('故县GDP', names).text, '古县GDP');
    assert.equal(mendPlace('后马首批项目', names).text, '侯马市首批项目');
  });
  for (const text of ['几县GDP最高', '各县情况', '全县GDP', 'GDP多少'])
    test(`${text} names none`, () => assert.equal(mendPlace(text, names).text, text));
});
