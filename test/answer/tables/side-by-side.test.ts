import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sideBySide } from '../../../src/answer/tables/side-by-side.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { answererOver } from '../../support/town.ts';
import { yearly } from '../../support/years.ts';

const gazetteer = loadGazetteer('临汾市');
const place = (name: string): NonNullable<ReturnType<typeof gazetteer.byName>> => {
  const found = gazetteer.byName(name);
  assert.ok(found, name);
  return found;
};

async function told(
  facts: Parameters<typeof yearly>[0],
  asked: string | null,
  measure: 'growth' | null = null,
): Promise<string | null> {
  const { store } = await answererOver(yearly(facts));
  const at = asked === null ? null : place(asked);
  const found = await sideBySide({ store, gazetteer }, at, '地区生产总值', measure);
  if (found === null) return null;
  return `${found.period.label} ${found.rows.map((row) => `${row.place}${row.cell.fact.value}`).join(' ')}`;
}

test('the newest time of which enough is known, the largest first', async () => {
  const four = ['古县', '蒲县', '吉县', '隰县'].map((name, i) => ({
    place: name,
    year: 2031,
    value: 50 + i,
  }));
  const newer = ['古县', '吉县'].map((name, i) => ({ place: name, year: 2032, value: 60 + i }));
  assert.equal(await told(four, null), '2031年 隰县53 吉县52 蒲县51 古县50');
  assert.equal(
    await told([...four, ...newer], null),
    '2031年 隰县53 吉县52 蒲县51 古县50',
    'two of four are few',
  );
  const third = { place: '蒲县', year: 2032, value: 70 };
  assert.equal(await told([...four, ...newer, third], null), '2032年 蒲县70 吉县61 古县60');
  assert.equal(await told(newer, null), '2032年 吉县61 古县60', 'two are better than nothing');
});

test('the place that it is asked of is always among them; the prefecture stands for its counties', async () => {
  const facts = [
    { place: '蒲县', year: 2032, value: 1 },
    { place: '吉县', year: 2032, value: 2 },
    { place: '隰县', year: 2032, value: 3 },
    { place: '古县', year: 2031, value: 4 },
    { place: '蒲县', year: 2031, value: 5 },
    { place: '临汾市', year: 2031, value: 500 },
  ];
  assert.equal(await told(facts, '古县'), '2031年 蒲县5 古县4');
  assert.equal(await told(facts, '临汾市'), '2032年 隰县3 吉县2 蒲县1');
  assert.equal(await told(facts, '大宁县'), null);
});

test('a measure that is asked for is the one given', async () => {
  const facts = ['古县', '蒲县'].map((name, i) => ({
    place: name,
    year: 2031,
    value: 50 + i,
    growth: i - 1.5,
  }));
  assert.equal(await told(facts, null, 'growth'), '2031年 蒲县-0.5 古县-1.5');
});
