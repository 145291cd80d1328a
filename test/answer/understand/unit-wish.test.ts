import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { convert, unitsAlike, unitWish } from '../../../src/answer/understand/unit-wish.ts';

describe('unitWish', () => {
  const cases: readonly (readonly [string, string | null])[] = [
    ['换成万元', '万元'],
    ['吉县gdp是多少万元', '万元'],
    ['吉县苹果面积合多少公顷', '公顷'],
    ['折合成亿元', '亿元'],
    ['吉县gdp多少亿', '亿元'],
    ['吉县gdp多少', null],
    ['发电多少亿千瓦时', null],
    ['亿元以上项目数', null],
  ];
  for (const [text, unit] of cases) test(text, () => assert.equal(unitWish(text)?.unit ?? null, unit));
});

describe('convert', () => {
  test('up and down, with the step', () => {
    assert.deepEqual(convert(61.7, '亿元', '万元'), { value: '617000', step: '×10000' });
    assert.deepEqual(convert(4800, '万元', '亿元'), { value: '0.48', step: '÷10000' });
    assert.deepEqual(convert(30, '亩', '公顷'), { value: '2', step: '÷15' });
  });
  test('nothing across kinds or into itself', () => {
    assert.equal(convert(1, '亿元', '亩'), null);
    assert.equal(convert(1, '亿元', '亿元'), null);
    assert.equal(convert(1, '瓶', '万元'), null);
  });
  test('there and back is the same number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), (n) => {
        const there = convert(n / 100, '亿元', '万元');
        const back = there === null ? null : convert(Number(there.value), '万元', '亿元');
        assert.equal(Number(back?.value), n / 100);
      }),
    );
  });
  test('units of one kind', () => assert.ok(unitsAlike('公顷').includes('万亩')));
});
