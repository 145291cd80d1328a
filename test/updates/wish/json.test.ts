import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorLexicon } from '../../../src/facts/indicators.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import type { Wish } from '../../../src/updates/model.ts';
import { wishFrom } from '../../../src/updates/wish/json.ts';

const NAMES = { gazetteer: loadGazetteer('临汾市'), lexicon: indicatorLexicon() };

const GOOD: readonly Wish[] = [
  { about: 'place', place: '古县' },
  { about: 'place', place: '临汾市' },
  { about: 'project', place: null },
  { about: 'post', place: '古县' },
  { about: 'post', place: null, post: '县长' },
  { about: 'indicator', place: '古县', indicator: '地区生产总值' },
  {
    about: 'indicator',
    place: '古县',
    indicator: '地区生产总值',
    threshold: { comparison: '<', value: 5, unit: '%', measure: 'growth' },
  },
  {
    about: 'words',
    place: null,
    query: {
      is: 'and',
      of: [
        { is: 'word', word: '旅游' },
        { is: 'word', word: '春节' },
      ],
    },
  },
];

test('what we write is taken again as it was', () => {
  for (const wish of GOOD) assert.deepEqual(wishFrom(JSON.parse(JSON.stringify(wish)), NAMES), wish);
});

test('what we would not write is not taken', () => {
  const words = (query: unknown): unknown => ({ about: 'words', place: null, query });
  let deep: unknown = { is: 'word', word: '旅游' };
  for (let i = 0; i < 500; i += 1) deep = { is: 'not', of: deep };
  const bad: readonly unknown[] = [
    null,
    [],
    'place',
    { about: 'place' },
    { about: 'place', place: null },
    { about: 'place', place: '长沙市' },
    { about: 'place', place: '__proto__' },
    { about: 'place', place: { toString: '古县' } },
    { about: 'everything', place: '古县' },
    { about: 'post', place: null, post: '' },
    { about: 'post', place: null, post: '县长\n\u202e' },
    { about: 'indicator', place: null, indicator: '长'.repeat(61) },
    {
      about: 'indicator',
      place: null,
      indicator: 'x',
      threshold: { comparison: '!=', value: 1, unit: null, measure: 'level' },
    },
    {
      about: 'indicator',
      place: null,
      indicator: 'x',
      threshold: { comparison: '<', value: '5', unit: null, measure: 'level' },
    },
    {
      about: 'indicator',
      place: null,
      indicator: 'x',
      threshold: { comparison: '<', value: Number.POSITIVE_INFINITY, unit: '%', measure: 'growth' },
    },
    words(deep),
    words({ is: 'word', word: '' }),
    words({ is: 'word', word: '的' }),
    words({ is: 'and', of: [] }),
    words({ is: 'not', of: { is: 'word', word: '广告' } }),
    words({ is: 'or', of: Array.from({ length: 21 }, (_, i) => ({ is: 'word', word: `词语${i}` })) }),
    words({ is: 'regex', of: '(a+)+' }),
  ];
  for (const value of bad) assert.equal(wishFrom(value, NAMES), null, JSON.stringify(value)?.slice(0, 120));
});

test('a file made by hand may call an indicator as people do', () => {
  assert.deepEqual(wishFrom({ about: 'indicator', place: '古县', indicator: 'gdp' }, NAMES), {
    about: 'indicator',
    place: '古县',
    indicator: '地区生产总值',
  });
});

test('what stands beside a wish is not taken over', () => {
  assert.deepEqual(wishFrom({ about: 'place', place: '古县', chat: -1001, evil: '<b>' }, NAMES), {
    about: 'place',
    place: '古县',
  });
});
