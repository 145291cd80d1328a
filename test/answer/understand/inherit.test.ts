import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { cleanQuestion } from '../../../src/answer/understand/clean.ts';
import { inherit } from '../../../src/answer/understand/inherit.ts';
import { understand } from '../../../src/answer/understand/understand.ts';
import { indicatorLexicon } from '../../../src/facts/indicators.ts';
import { loadGazetteer } from '../../../src/region/load.ts';

const readers = { gazetteer: loadGazetteer('临汾市'), lexicon: indicatorLexicon(), people: ['岳秋帆'] };
const read = (text: string): ReturnType<typeof understand> =>
  understand(cleanQuestion(text).text, 'hans', '2032-01-20', readers);

interface Case {
  readonly before: string;
  readonly q: string;
  readonly places: readonly string[];
  readonly years: readonly string[];
  readonly said: boolean;
}

describe('inherit: only what the message leaves out', () => {
  const cases: readonly Case[] = [
    { before: '吉县2022年GDP增速', q: '侯马市长是谁', places: ['侯马市'], years: [], said: false },
    { before: '吉县2022年GDP增速', q: '岳秋帆是谁', places: [], years: [], said: false },
    {
      before: '吉县2022年GDP',
      q: '吉县和尧都区谁的重点项目多',
      places: ['吉县', '尧都区'],
      years: [],
      said: false,
    },
    { before: '吉县2022年GDP', q: '哪个县固投最高', places: [], years: [], said: false },
    { before: '吉县2022年GDP', q: '尧都区呢', places: ['尧都区'], years: ['2022年'], said: true },
    { before: '吉县2022年GDP', q: '固投呢', places: ['吉县'], years: ['2022年'], said: true },
    { before: '吉县2022年GDP', q: '2021年呢', places: ['吉县'], years: ['2021年'], said: true },
    { before: '吉县2022年GDP', q: '县长是谁', places: ['吉县'], years: [], said: true },
    { before: '吉县GDP', q: '换成万元', places: ['吉县'], years: [], said: true },
  ];
  for (const { before, q, places, years, said } of cases)
    test(`${before} > ${q}`, () => {
      const { understanding, said: words } = inherit(read(q), read(before));
      assert.deepEqual(
        understanding.places.map((p) => p.division.name),
        places,
      );
      assert.deepEqual(
        understanding.periods.map((p) => p.period.label),
        years,
      );
      assert.equal(words !== null, said);
    });
});
