import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadGazetteer } from '../../src/region/load.ts';

const gazetteer = loadGazetteer('临汾市');

test('the region has its 17 county-level divisions, with levels', () => {
  const counties = gazetteer.divisions.filter(({ parent }) => parent === '141000');
  const of = (level: string): string[] =>
    counties.filter((division) => division.level === level).map(({ name }) => name);
  assert.equal(counties.length, 17);
  assert.deepEqual(of('district'), ['尧都区']);
  assert.deepEqual(of('county-level-city'), ['侯马市', '霍州市']);
  assert.equal(of('county').length, 14);
});

test('the region has its 158 townships, each below one of its counties', () => {
  const townships = gazetteer.divisions.filter(({ level }) => level === 'township');
  assert.equal(townships.length, 158);
  for (const township of townships) {
    assert.match(township.code, /^1410\d{5}$/);
    assert.equal(gazetteer.countyOf(township).parent, '141000');
  }
});

test('the region hangs below its province, and so do its neighbours', () => {
  assert.equal(gazetteer.root.name, '临汾市');
  assert.equal(gazetteer.byCode(gazetteer.root.parent ?? '')?.name, '山西省');
  assert.equal(gazetteer.byName('临县')?.parent, gazetteer.byName('吕梁市')?.code);
});

test('a short name or a code loads the same region', () => {
  assert.equal(loadGazetteer('临汾').root.code, '141000');
  assert.equal(loadGazetteer('141000').root.name, '临汾市');
});

test('polyphones are read as people read them', () => {
  const readings: readonly (readonly [string, string])[] = [
    ['洪洞县', 'hóng tóng'],
    ['尧都区', 'yáo dū'],
    ['汾西县', 'fén xī'],
    ['侯马市', 'hóu mǎ'],
    ['隰县', 'xí xiàn'],
    ['蒲县', 'pú xiàn'],
  ];
  for (const [name, reading] of readings)
    assert.ok(gazetteer.byName(name)?.aliases.includes(reading), `${name} is not read ${reading}`);
});

test('a one-character stem is no alias', () => {
  for (const name of ['古县', '吉县', '蒲县', '隰县'])
    assert.ok(!gazetteer.byName(name)?.aliases.includes(name.slice(0, 1)));
});

test('a name that two townships share means neither', () => {
  assert.equal(gazetteer.byName('屯里镇'), undefined);
  assert.equal(gazetteer.byName('大张镇')?.parent, '141082');
});

test('an unknown region names the remedy', () => {
  assert.throws(() => loadGazetteer('火星市'), /npm run gazetteer -- 火星市/);
});
