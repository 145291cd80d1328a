import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fromPinyin } from '../../../src/answer/understand/pinyin.ts';
import { loadGazetteer } from '../../../src/region/load.ts';

const gazetteer = loadGazetteer('临汾市');

const CASES: readonly (readonly [string, string])[] = [
  ['huozhou 2024 qian san jidu gdp', 'huozhou 2024前三季度gdp'],
  ['daning xian daixianzhang shi shui', 'daning xian代县长是谁'],
  ['guxiangdp', '古县gdp'],
  ['huozhou mayor', 'huozhou mayor'],
  ['吉县gdp', '吉县gdp'],
  ['select from facts where', 'select from facts where'],
];
for (const [typed, read] of CASES)
  test(typed, () => assert.equal(fromPinyin(typed, gazetteer).replace(/ (?=[^a-z0-9])/g, ''), read));
