import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadGazetteer } from '../../src/region/load.ts';
import { assertLinear } from '../support/linear.ts';

const gazetteer = loadGazetteer('临汾市');
const guessed = (text: string): string[] =>
  gazetteer.guess(text).map(({ surface, division, how }) => `${surface}=${division.name}/${how}`);

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['古县GDP', ['古县=古县/exact']],
  ['HUOZHOU mayor', ['HUOZHOU=霍州市/exact']],
  ['Huòzhōu 市长', ['Huòzhōu=霍州市/exact']],
  ['gu xian gdp zengsu', ['gu xian=古县/exact']],
  ['Gu County GDP 2022', ['Gu County=古县/exact']],
  ['Yaodu district mayor', ['Yaodu district=尧都区/exact']],
  ['hong tong xian 重点项目', ['hong tong xian=洪洞县/exact']],
  ['ｇｕｘｉａｎ', ['ｇｕｘｉａｎ=古县/exact']],
  ['houma和linfen', ['houma=侯马市/exact', 'linfen=临汾市/exact']],
  ['霍州2020年', ['霍州=霍州市/exact']],
  ['帮我查下霍洲的市委副书记', ['霍洲=霍州市/slip']],
  ['霍卅市长是谁', ['霍卅市=霍州市/slip']],
  ['霍周市GDP', ['霍周市=霍州市/slip']],
  ['候马有几个项目', ['候马=侯马市/slip']],
  ['湿县的县长', ['湿县=隰县/slip']],
  ['翼诚县GDP', ['翼诚县=翼城县/slip']],
  ['永河县人口', ['永河县=永和县/slip']],
  ['huozou gdp', ['huozou=霍州市/slip']],
  ['尧都曲', ['尧都=尧都区/exact']],
  ['太原市GDP', ['太原市=太原市/exact']],
  ['北京呢', ['北京=北京市/exact']],
  ['临沂市GDP', ['临沂市=临沂市/exact']],
  ['taiyuan gdp', ['taiyuan=太原市/exact']],
  ['郑州市GDP', ['郑州市=郑州市/exact']],
  ['临泽县GDP', []],
  ['以及县政府', []],
  ['分析县域经济', []],
  ['使用和管理', []],
  ['一城之隔', []],
  ['几县达标', []],
  ['最大的县', []],
  ['安全县有哪些', []],
  ['面临城市转型', []],
  ['how many homework', []],
  ['谁是市长', []],
];

for (const [question, expected] of CASES)
  test(`guesses in ${question}`, () => assert.deepEqual(guessed(question), expected));

test('every name and alias of the region is guessed as itself', () => {
  for (const division of gazetteer.divisions) {
    if (division.level === 'township' || !division.code.startsWith('1410')) continue;
    for (const word of [division.name, ...division.aliases]) {
      const [first] = gazetteer.guess(word);
      assert.equal(first?.division.code, division.code, `${word} is not ${division.name}`);
    }
  }
});

test('no other real place of the country is taken for one of the region', () => {
  for (const division of gazetteer.divisions) {
    if (division.code.startsWith('1410') || division.level === 'township') continue;
    for (const guess of gazetteer.guess(`${division.name}GDP`)) {
      const related = guess.division.code === division.code;
      assert.ok(related, `${division.name} is taken for ${guess.division.name}`);
    }
  }
});

test('spans lie in the question and do not overlap, whatever it is', () => {
  const pieces = fc.constantFrom(
    '霍洲',
    '市',
    'gu ',
    'xian',
    'HUO',
    '侯',
    '马',
    'İ',
    'ﬀ',
    '\u0301',
    '的',
    '😀',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const { start, end, surface } of gazetteer.guess(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.equal(text.slice(start, end), surface);
        last = end;
      }
    }),
  );
});

test('takes linear time on much of anything', async () => {
  for (const unit of ['霍', '霍州', 'a', 'ab ', 'huozhou', '临', '的'])
    await assertLinear((text) => gazetteer.guess(text), unit);
});
