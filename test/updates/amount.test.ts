import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isFiner, sameAmount } from '../../src/updates/amount.ts';

interface Written {
  readonly value: number;
  readonly unit: string;
  readonly raw: string;
  readonly approx?: string;
}

function written(raw: string, unit: string, approx?: string): Written {
  return { raw, unit, value: Number(raw.replaceAll(',', '')), ...(approx === undefined ? {} : { approx }) };
}

const SAME: readonly (readonly [Written, Written])[] = [
  [written('54.2', '亿元'), written('54.20', '亿元')],
  [written('54.2', '亿元'), written('54', '亿元', '约')],
  [written('59.3', '亿元'), written('60', '亿元', '近')],
  [written('5421', '万元'), written('0.54', '亿元')],
  [written('18,452', '人'), written('1.85', '万人')],
  [written('104', '亿元'), written('100', '亿元', '超')],
  [{ value: 35, unit: '个', raw: '三十五' }, written('35', '个')],
];

const OTHER: readonly (readonly [Written, Written])[] = [
  [written('54.2', '亿元'), written('54.3', '亿元')],
  [written('54.2', '亿元'), written('54.2', '%')],
  [written('54.2', '亿元'), written('54.2', '万元')],
  [written('5.1', '%'), written('5.2', '%')],
  [written('100', '亿元', '约'), written('115', '亿元')],
  [written('54.2', '亿元'), written('54.2', '亿美元')],
  [written('3', '枚'), written('3', '筐')],
];

test('one amount in other words', () => {
  for (const [a, b] of SAME)
    assert.ok(sameAmount(a, b) && sameAmount(b, a), `${a.raw}${a.unit} ${b.raw}${b.unit}`);
  for (const [a, b] of OTHER)
    assert.ok(!sameAmount(a, b) && !sameAmount(b, a), `${a.raw}${a.unit} ${b.raw}${b.unit}`);
});

test('rounding never makes another amount of one, nor one of two that differ by more than their last digits', () => {
  const cents = fc.integer({ min: 1, max: 10_000_000 });
  fc.assert(
    fc.property(cents, fc.integer({ min: 0, max: 2 }), (amount, digits) => {
      const exact = written((amount / 100).toFixed(2), '亿元');
      const rounded = written((amount / 100).toFixed(digits), '亿元');
      assert.ok(sameAmount(exact, rounded));
      const step = 10 ** -digits;
      assert.ok(!sameAmount(exact, written((Number(rounded.raw) + 2 * step).toFixed(digits), '亿元')));
    }),
  );
});

test('what has more digits is finer, what is about it coarser', () => {
  assert.ok(isFiner(written('54.2', '亿元'), written('54', '亿元')));
  assert.ok(isFiner(written('54', '亿元'), written('54', '亿元', '约')));
  assert.ok(!isFiner(written('54.2', '亿元'), written('54.3', '亿元')));
});
