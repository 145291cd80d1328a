import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createGazetteer } from '../../src/region/create.ts';
import { parseGazetteer, writeGazetteer } from '../../src/region/file.ts';
import type { SourceDivision } from '../../src/region/generate.ts';
import { generateGazetteer } from '../../src/region/generate.ts';
import { NO_OVERRIDES, parseOverrides } from '../../src/region/lexicon.ts';
import { stemOf, withoutTones } from '../../src/region/names.ts';

const SOURCE: readonly SourceDivision[] = [
  { code: '110000', name: '北京市' },
  { code: '110105', name: '朝阳区' },
  { code: '110105001', name: '某某街道' },
  { code: '420000', name: '湖北省' },
  { code: '422800', name: '恩施土家族苗族自治州' },
  { code: '422801', name: '恩施市' },
  { code: '422826', name: '咸丰县' },
  { code: '422826100', name: '高乐山镇' },
  { code: '420100', name: '武汉市' },
  { code: '420101', name: '市辖区' },
  { code: '420102', name: '江岸区' },
  { code: '429000', name: '湖北省-自治区直辖县级行政区划' },
  { code: '429004', name: '仙桃市' },
];

const generate = (region: string): ReturnType<typeof generateGazetteer> =>
  generateGazetteer(SOURCE, region, NO_OVERRIDES, 'test');

test('a prefecture gets its townships, its province’s counties, the country’s prefectures', () => {
  const data = generate('恩施土家族苗族自治州');
  const names = data.divisions.map(({ name }) => name);
  assert.equal(data.root, '422800');
  assert.ok(names.includes('高乐山镇') && names.includes('江岸区') && names.includes('北京市'));
  assert.ok(!names.includes('市辖区') && !names.includes('朝阳区') && !names.includes('某某街道'));
});

test('a municipality is a province whose districts hang on it', () => {
  const data = generate('北京');
  const district = data.divisions.find(({ name }) => name === '朝阳区');
  assert.deepEqual([district?.level, district?.parent], ['district', '110000']);
  assert.equal(createGazetteer(data).find('北京市朝阳区')[0]?.division.name, '朝阳区');
});

test('a city without prefecture hangs on the province', () => {
  const city = generate('湖北省').divisions.find(({ name }) => name === '仙桃市');
  assert.deepEqual([city?.level, city?.parent], ['county-level-city', '420000']);
});

test('an unknown region is refused by name', () => {
  assert.throws(() => generate('亚特兰蒂斯'), /亚特兰蒂斯/);
});

test('what is written is read back, the same bytes each time', () => {
  const data = generate('湖北省');
  const text = writeGazetteer(data);
  assert.deepEqual(parseGazetteer(text), data);
  assert.equal(writeGazetteer(parseGazetteer(text)), text);
  assert.throws(() => parseGazetteer('{}'), TypeError);
});

test('stems of names', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['霍州市', '霍州'],
    ['古县', '古'],
    ['解放路街道', '解放路'],
    ['恩施土家族苗族自治州', '恩施'],
    ['内蒙古自治区', '内蒙古'],
    ['延边朝鲜族自治州', '延边'],
    ['香港特别行政区', '香港'],
  ];
  for (const [name, stem] of cases) assert.equal(stemOf(name), stem);
});

test('tones are dropped, ü is v', () => {
  assert.equal(withoutTones('lǚ liáng'), 'lv liang');
});

test('overrides with a mistake name the line', () => {
  assert.throws(
    () => parseOverrides([{ line: 7, cells: ['alais', '霍州市', '霍县'] }], 'x'),
    /line 7.*alais/,
  );
  assert.throws(() => parseOverrides([{ line: 8, cells: ['alias', '霍州市', ''] }], 'x'), /line 8/);
});
