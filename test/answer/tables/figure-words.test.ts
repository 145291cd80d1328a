import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figureWish, withoutAllPlaces } from '../../../src/answer/tables/figure-words.ts';

for (const [question, shape, rest] of [
  ['古县历年gdp', 'trend', '古县gdp'],
  ['古县这些年的gdp走势怎么样', 'trend', '古县gdp'],
  ['各县gdp对比', 'compare', 'gdp'],
  ['请问各县（市、区）的gdp增速比较一下', 'compare', 'gdp增速'],
] as const)
  test(`${question} asks for a ${shape}`, () => {
    const wish = figureWish(question);
    assert.equal(wish?.shape, shape);
    assert.equal(wish?.rest.replaceAll(' ', ''), rest);
  });

for (const question of ['古县2022年gdp', '古县和蒲县gdp对比', '各县gdp哪个最高', '各县历年gdp对比', ''])
  test(`${question || 'nothing'} asks for something else`, () => assert.equal(figureWish(question), null));

test('words for every place name none', () => assert.equal(withoutAllPlaces('各县市区gdp').trim(), 'gdp'));
