import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { loadGazetteer } from '../../src/region/load.ts';
import { toSimplified, toTraditional } from '../../src/text/script.ts';
import { assertLinear } from '../support/linear.ts';

const gazetteer = loadGazetteer('临汾市');
const found = (text: string): string[] =>
  gazetteer.find(text).map(({ surface, division }) => `${surface}=${division.name}`);

const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['霍州市委书记', ['霍州市=霍州市']],
  ['临县和临汾不同', ['临县=临县', '临汾=临汾市']],
  ['山西省临汾市尧都区屯里镇', ['山西省临汾市尧都区屯里镇=屯里镇']],
  ['临汾市、尧都区', ['临汾市=临汾市', '尧都区=尧都区']],
  ['曲沃—侯马快速路', ['曲沃=曲沃县', '侯马=侯马市']],
  ['古县乡村振兴', ['古县=古县']],
  ['蒲县古县乡', ['蒲县古县乡=古县乡']],
  ['大张镇和大张', ['大张镇=大张镇']],
  ['霍州煤电', ['霍州=霍州市']],
  ['侯马经济开发区', ['侯马=侯马市']],
  ['赴福建三明市考察', ['福建三明市=三明市']],
  ['太原和吕梁', ['太原=太原市', '吕梁=吕梁市']],
  ['全省、全市、我县、市委', []],
  ['任代县长', []],
  ['振兴县域经济', []],
  ['面临县里的要求', []],
  ['大同小异，长治久安', []],
  ['临汾日报、临汾新闻网', []],
  ['城镇居民、新城镇化', []],
  ['提高平均水平', []],
];

for (const [text, expected] of CASES) test(`finds in ${text}`, () => assert.deepEqual(found(text), expected));

test('a township name of two counties goes with the county named last', () => {
  const codes = (text: string): (string | null | undefined)[] =>
    gazetteer.find(text).map(({ division }) => division.parent);
  assert.deepEqual(codes('吉县的屯里镇'), ['141000', '141028']);
  assert.deepEqual(codes('尧都区的屯里镇'), ['141000', '141002']);
});

test('every county-level name and every prefecture finds itself, in both scripts', () => {
  for (const division of gazetteer.divisions) {
    if (division.level === 'township') continue;
    for (const text of [division.name, toSimplified(toTraditional(division.name))]) {
      const [only, ...more] = gazetteer.find(text);
      assert.equal(only?.division.code, division.code, division.name);
      assert.deepEqual(more, []);
    }
  }
});

test('spans lie in the text, in order and apart, whatever the text', () => {
  const pieces = fc.constantFrom(
    '霍州',
    '市',
    '古县',
    '乡',
    '临汾',
    '代县',
    '长',
    '，',
    'abc',
    '屯里镇',
    '大',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 30 }), (parts) => {
      const text = parts.join('');
      let last = 0;
      for (const { start, end, surface } of gazetteer.find(text)) {
        assert.ok(start >= last && end > start && end <= text.length);
        assert.equal(text.slice(start, end), surface);
        last = end;
      }
    }),
  );
});

test('takes linear time on much of one name or one character', async () => {
  for (const unit of ['霍', '霍州', '古县乡', 'a', '。'])
    await assertLinear((text) => gazetteer.find(text), unit);
});
