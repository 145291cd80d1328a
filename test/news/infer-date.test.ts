import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { inferDate } from '../../src/news/infer-date.ts';
import { assertLinear } from '../support/linear.ts';

describe('inferDate', () => {
  const cases: readonly (readonly [string, string | null, RegExp | null])[] = [
    ['该园区在2023年3月9日通过验收。2022年产值增长5%。', '2023-03', /2023年3月9日/],
    ['2022年全县植树3万亩。今年，将再植4万亩。', '2023', /2022年.*今年/],
    ['全力以赴，以实绩迎接2023年首季开门红。2022年产值增长5%。', '2023', /2023年/],
    ['2022年全县植树3万亩。', '2022', /2022年/],
    ['2022年10月以来，先后招商4次。', '2022-10', /2022年10月/],
    ['力争2025年6月30日前完工。预计2024年产值翻番。2022年产值增长5%。', '2022', /2022年/],
    ['谋划2023年重点项目40个。', null, null],
    ['没有任何时间。今年要努力。', null, null],
    ['', null, null],
  ];
  for (const [text, date, reason] of cases)
    it(`dates 「${text}」 ${date ?? 'not at all'}`, () => {
      const found = inferDate(text);
      assert.equal(found?.date ?? null, date);
      if (reason !== null) assert.match(found?.reason ?? '', reason);
    });

  it('takes linear time on hostile text', async () => {
    for (const unit of ['2023年', '2', '，']) await assertLinear(inferDate, unit);
  });
});
