import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { cutAround } from '../../../src/answer/compose/reply.ts';
import { amount } from '../../../src/answer/compose/value-words.ts';
import type { Observation } from '../../../src/facts/model.ts';

describe('cutAround', () => {
  test('keeps the stretch between end marks and marks both cuts', () => {
    const text = '甲县忙。乙县产值为5亿元，增长3%；丙县另说。';
    assert.equal(cutAround(text, text.indexOf('5'), 120), '…乙县产值为5亿元，增长3%…');
  });

  test('never exceeds the limit and never loses the number', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('，', '。', '；', '字', '甲', '乙'), { maxLength: 300 }),
        fc.nat(300),
        (chars, seed) => {
          const at = Math.min(seed, chars.length);
          const text = [...chars.slice(0, at), '7', ...chars.slice(at)].join('');
          const cut = cutAround(text, at, 120);
          assert.ok(cut.replaceAll('…', '').length <= 120);
          assert.ok(cut.includes('7'));
        },
      ),
    );
  });
});

describe('amount', () => {
  const fact = (raw: string, unit: string, approx?: string): Observation => ({
    place: '吉县',
    indicator: '产值',
    measure: 'level',
    status: 'actual',
    period: null,
    value: 1,
    unit,
    raw,
    at: 0,
    ...(approx === undefined ? {} : { approx }),
    evidence: { text: raw, span: { start: 0, end: raw.length } },
  });
  const cases: readonly (readonly [Observation, string])[] = [
    [fact('5', '亿元', '近'), '近5亿元'],
    [fact('120', '家', '余'), '120余家'],
    [fact('36', '%', '以上'), '36%以上'],
    [fact('13', '个工作日', '内'), '13个工作日内'],
    [fact('300', '天', '不少于'), '不少于300天'],
    [fact('三十五', '亿元'), '三十五亿元'],
  ];
  for (const [given, words] of cases) test(words, () => assert.equal(amount(given), words));
});
