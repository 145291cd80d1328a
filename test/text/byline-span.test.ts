import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bylineSpans } from '../../src/text/byline-span.ts';
import { assertLinear } from '../support/linear.ts';

/** All names are invented. What is taken from the text, joined by |. */
const CASES: readonly (readonly [string, string])[] = [
  ['示例日报讯（记者 贺新民 通讯员 苗青）5月18日，古县开工。', '示例日报讯|（记者 贺新民 通讯员 苗青）'],
  ['本报讯 （通讯员 贺新民）5月17日，古县开会。', '本报讯|（通讯员 贺新民）'],
  ['本报古县5月18日电（记者 盛夏）5月16日投产。', '本报古县5月18日电|（记者 盛夏）'],
  ['古县首届梨花节开幕（古县融媒记者贺新民 摄影报道）。', '（古县融媒记者贺新民 摄影报道）'],
  ['古县二中开工（贺新民 摄）。', '（贺新民 摄）'],
  ['项目投产。(文/图 贺新民)', '(文/图 贺新民)'],
  ['古县（记者注：即原来的县城）变了样。', ''],
  ['方案（策划、制作同步推进）通过。', ''],
  ['5月18日电力供应正常。', ''],
  ['古县5月18日通讯中断。', ''],
  ['5月16日，古县（含城区）投产。', ''],
];

for (const [text, expected] of CASES)
  test(`bylines and dateline of ${text}`, () =>
    assert.equal(
      bylineSpans(text)
        .map(({ start, end }) => text.slice(start, end))
        .join('|'),
      expected,
    ));

test('takes linear time on much of anything', async () => {
  for (const unit of ['（记者 贺新民', '（', '古县5月18日电', '讯（', '记者'])
    await assertLinear(bylineSpans, unit);
});
