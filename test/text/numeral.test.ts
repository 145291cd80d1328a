import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { readNumeral, scaled, scanNumeral } from '../../src/text/numeral.ts';

const TABLE: readonly (readonly [string, number | null])[] = [
  ['35', 35],
  ['73.5', 73.5],
  ['18,452', 18452],
  ['1,234,567', 1234567],
  ['１２３', 123],
  ['７．５', 7.5],
  ['１８，４５２', 18452],
  ['三十五', 35],
  ['十', 10],
  ['十二', 12],
  ['二十', 20],
  ['两', 2],
  ['一百一十', 110],
  ['一百零五', 105],
  ['三千零五十', 3050],
  ['四千六百', 4600],
  ['十点八', 10.8],
  ['三点一四', 3.14],
  ['零', 0],
  ['半', 0.5],
  ['二〇二三', 2023],
  ['二○一九', 2019],
  ['一万五千', 15000],
  ['两万零三百', 20300],
  ['一亿二千万', 120_000_000],
  ['一百二', 120],
  ['一万五', 15000],
  ['三十五亿', 3_500_000_000],
  ['1.2万亿', 1_200_000_000_000],
  ['1.13万', 11300],
  ['3万5千', 35000],
  ['1亿2000万', 120_000_000],
  ['', null],
  ['百', null],
  ['1,23', null],
  ['12个', null],
  ['abc', null],
  ['九点三十', null],
  ['二三十', null],
  ['十四五', null],
  ['1.2.3', null],
];

describe('readNumeral', () => {
  for (const [text, value] of TABLE) {
    it(`${text || '(empty)'} is ${value}`, () => assert.equal(readNumeral(text), value));
  }

  it('reads back every whole number written in Chinese', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), (value) => {
        assert.equal(readNumeral(inChinese(value)), value, inChinese(value));
      }),
    );
  });

  it('keeps decimals exact under a scale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
        const written = `${Math.floor(digits / 10 ** places)}.${String(digits % 10 ** places).padStart(places, '0')}`;
        assert.equal(readNumeral(`${places === 0 ? digits : written}万`), digits * 10 ** (4 - places));
      }),
    );
  });
});

describe('scanNumeral', () => {
  it('leaves the scale apart from the coefficient', () => {
    const numeral = scanNumeral('投资三十五亿元', 2);
    assert.deepEqual(numeral, { start: 2, end: 6, value: 35, scale: '亿', coefficientEnd: 5, chinese: true });
  });

  it('does not take 千 of 千瓦 for a thousand', () => {
    assert.equal(scanNumeral('5千瓦', 0)?.value, 5);
  });

  it('scales without float dust', () => {
    assert.equal(scaled(1.13, '万'), 11300);
    assert.equal(scaled(0.07, '亿'), 7_000_000);
  });
});

const DIGITS = '零一二三四五六七八九';

/** The standard written form: 一万零五十, 十 for 一十 only at the start. */
function inChinese(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? '零' : '';
    return `${inChinese(Math.floor(value / 10_000))}万${gap}${rest > 0 ? below(rest) : ''}`;
  }
  if (value === 0) return '零';
  return below(value).replace(/^一十/, '十');
}

function below(value: number): string {
  let written = '';
  let gap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) {
      gap = written !== '';
      continue;
    }
    written += `${gap ? '零' : ''}${DIGITS[digit]}${name}`;
    gap = false;
  }
  return written;
}
