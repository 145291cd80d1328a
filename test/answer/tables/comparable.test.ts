import assert from 'node:assert/strict';
import { test } from 'node:test';
import { comparableSteps } from '../../../src/answer/tables/comparable.ts';
import { tabulate } from '../../../src/answer/tables/table.ts';
import type { Observation } from '../../../src/facts/model.ts';
import { answererOver, type Told, year } from '../../support/town.ts';

function half(at: number): Observation['period'] {
  return { start: `${at}-01-01`, end: `${at}-06-30`, label: `${at}年上半年` };
}

function month(at: number): Observation['period'] {
  const last = at % 4 === 0 ? 29 : 28;
  return { start: `${at}-02-01`, end: `${at}-02-${last}`, label: `${at}年2月` };
}

async function labels(
  periods: readonly (readonly [Observation['period'], Partial<Observation>?])[],
): Promise<readonly string[]> {
  const observations = periods.map(
    ([period, more = {}], i): Told<Observation> => ({
      in: `古县产量${100 + i}吨。`,
      indicator: '粮食总产量',
      value: 100 + i,
      unit: '吨',
      period,
      ...more,
    }),
  );
  const story = {
    text: observations.map((told) => told.in).join(''),
    article: { id: 'aaaa000000000009', date: '2040-01-01' },
    places: ['古县'],
    observations,
  };
  const { store } = await answererOver([story]);
  const [table] = await tabulate(store, ['古县'], '粮食总产量', null);
  return comparableSteps(table?.rows ?? []).map(({ label, row }) => (row === null ? `(${label})` : label));
}

test('whole years and halves never stand in one row; the longer row is taken, the oldest first', async () => {
  assert.deepEqual(await labels([[year(2031)], [half(2031)], [year(2032)], [half(2032)], [year(2033)]]), [
    '2031年',
    '2032年',
    '2033年',
  ]);
  assert.deepEqual(await labels([[half(2031)], [year(2032)], [half(2032)]]), [
    '2031年上半年',
    '2032年上半年',
  ]);
});

test('a year of which nothing is known leaves a gap', async () => {
  assert.deepEqual(await labels([[half(2030)], [half(2033)]]), [
    '2030年上半年',
    '(2031年上半年)',
    '(2032年上半年)',
    '2033年上半年',
  ]);
});

test('so many missing years that nothing could be read are left out', async () => {
  assert.deepEqual(await labels([[year(1950)], [year(2033)]]), ['1950年', '2033年']);
});

test('February is February in leap years too', async () => {
  assert.deepEqual(await labels([[month(2031)], [month(2032)]]), ['2031年2月', '2032年2月']);
});

test('an estimate is no result, and a rank that is only bounded is another kind', async () => {
  assert.deepEqual(await labels([[year(2031)], [year(2032), { status: 'estimate' }]]), ['2031年']);
  const rank = { measure: 'rank', unit: '位' } as const;
  assert.deepEqual(
    await labels([
      [year(2031), rank],
      [year(2032), { ...rank, approx: '前' }],
    ]),
    ['2031年'],
  );
});
