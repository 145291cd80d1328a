import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { saidYear } from '../../../src/answer/understand/said-year.ts';
import { assertLinear } from '../../support/linear.ts';

describe('saidYear', () => {
  const cases: readonly (readonly [string, string, string | null])[] = [
    ['吉县去年利润降了多少?我说的是2031年', '吉县2031年利润降了多少', null],
    ['吉县去年(2031年)产量', '吉县2031年产量', null],
    ['吉县去年也就是2031年产量', '吉县2031年产量', null],
    ['我指的是2031年,吉县去年产量', '我指的是2031年,吉县去年产量', null],
    ['吉县今年游客多少,我问的是2030年上半年', '吉县2030年上半年游客多少', null],
    ['吉县去年产量?文章是2031年8月的', '吉县去年产量', '2031-08'],
    ['吉县去年产量,报道发在2031年12月', '吉县去年产量', '2031-12'],
    ['2031年8月的报道里吉县去年产量', '吉县去年产量', '2031-08'],
    ['按2031年的文章,吉县今年产量', '吉县今年产量', '2031'],
    // Nothing relative to correct: the year is the asked one.
    ['吉县产量,我说的是2031年', '吉县产量,我说的是2031年', null],
    ['2031年8月的报道里吉县产量', '2031年8月的报道里吉县产量', null],
    ['吉县2031年产量就是多少', '吉县2031年产量就是多少', null],
    ['吉县去年产量', '吉县去年产量', null],
  ];
  for (const [typed, text, reference] of cases)
    test(typed, () => assert.deepEqual(saidYear(typed), { text, reference }));

  test('linear on hostile input', async () => {
    for (const unit of ['我说的是', '去年(2031', '报道是2031年', '文章'])
      await assertLinear((text) => saidYear(text), unit);
  });
});
