import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { isHanTerm, tokenize } from '../../src/text/tokenize.ts';

const TABLE: readonly (readonly [string, string])[] = [
  ['霍州市', '霍 霍州 州 州市 市'],
  ['古县GDP', '古 古县 县 gdp'],
  ['ＧＤＰ增速5.5％', 'gdp 增 增速 速 5.5'],
  ['18,452元', '18452 元'],
  ['1—5月', '1 5 月'],
  ['G108公路', 'g108 公 公路 路'],
  ['項目。開工', '项 项目 目 开 开工 工'],
  ['7×24', '7 24'],
  ['', ''],
  ['！？…', ''],
];

describe('tokenize', () => {
  for (const [text, terms] of TABLE)
    it(text || '(empty)', () => assert.equal(tokenize(text).join(' '), terms));

  it('is the same for both scripts and widths', () => {
    assert.deepEqual(tokenize('臨汾經濟開發區ＧＤＰ'), tokenize('临汾经济开发区gdp'));
  });

  it('knows Han terms from runs', () => {
    assert.deepEqual(['霍州', '州', 'gdp', '5.5'].map(isHanTerm), [true, true, false, false]);
  });

  it('gives no empty terms, and pairs only of neighbours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        for (const term of tokenize(text)) assert.ok(/^[\p{Script=Han}a-z0-9.]+$/u.test(term), term);
      }),
    );
  });
});
