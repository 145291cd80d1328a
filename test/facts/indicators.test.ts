import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIndicatorLexicon, indicatorLexicon } from '../../src/facts/indicators.ts';
import { parseTable } from '../../src/lexicon/table.ts';

const lexicon = indicatorLexicon();

for (const [phrase, name] of [
  ['GDP', '地区生产总值'],
  ['gdp', '地区生产总值'],
  ['固投', '固定资产投资'],
  ['规上工业增加值', '规模以上工业增加值'],
  ['农村常住居民人均可支配收入', '农村居民人均可支配收入'],
  ['焦化行业增加值', null],
] as const) {
  test(`${phrase} is ${name ?? 'no settled name'}`, () => assert.equal(lexicon.canonical(phrase), name));
}

test('the longest name wins', () => {
  assert.deepEqual(
    lexicon.find('人均GDP和GDP').map(({ canonical }) => canonical),
    ['人均地区生产总值', '地区生产总值'],
  );
});

test('words of questions are not looked for in articles', () => {
  assert.deepEqual(lexicon.find('空气好的天数'), []);
  assert.equal(lexicon.find('空气好的天数', { asked: true })[0]?.canonical, '优良天数');
});

test('a Latin alias inside a longer word is no mention', () => assert.deepEqual(lexicon.find('gdpx'), []));

test('one alias for two indicators is refused with its line', () => {
  const rows = parseTable('甲 | | 共同\n乙 | | 共同', 4, 'indicators.txt');
  assert.throws(() => createIndicatorLexicon(rows, 'indicators.txt'), /line 2: "共同" already stands for 甲/);
});
