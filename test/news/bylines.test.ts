import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBylines } from '../../src/news/bylines.ts';
import { assertLinear } from '../support/linear.ts';

const found = (text: string): string[] => findBylines(text, []).map(({ role, name }) => `${role} ${name}`);

/** All names are invented. */
const CASES: readonly (readonly [string, readonly string[]])[] = [
  ['记者 贺新民', ['记者 贺新民']],
  ['本报记者 贺新民 苗青', ['记者 贺新民', '记者 苗青']],
  ['示例新闻网讯（记者 贺新民 苗青 王鹏） 近日，古县开工。', ['记者 贺新民', '记者 苗青', '记者 王鹏']],
  ['示例日报讯（记者贺新民 通讯员苗青）1月2日，', ['记者 贺新民', '通讯员 苗青']],
  ['示例日报讯（记者 贺新民 实习生 苗青）', ['记者 贺新民', '实习生 苗青']],
  ['（示例新闻网记者 贺新民）', ['记者 贺新民']],
  ['責任編輯: 賀新民', ['责任编辑 贺新民']],
  ['编辑：示例甲', ['编辑 示例甲']],
  ['文/贺新民 图/苗青', ['作者 贺新民', '摄影 苗青']],
  ['项目进展顺利。（文亮）', ['作者 文亮']],
  ['项目进展顺利。 贺新民', ['作者 贺新民']],
  ['项目进展“顺利”。贺新民', ['作者 贺新民']],
  ['日前，县长接受了本报记者采访。', []],
  ['县长告诉记者，今年要增产。', []],
  ['记者：收成怎么样？', []],
  ['记者采访了古县县长苗青。', []],
  ['项目进展顺利。（待续）', []],
  ['项目进展顺利。（完）', []],
  ['纬一路（大张段）', []],
  ['记者张望着远处的山。', []],
  ['责任编辑部门负责落实。', []],
];

for (const [text, expected] of CASES)
  test(`bylines of ${text}`, () => assert.deepEqual(found(text), expected));

test('a name behind a link in page furniture is nobody’s byline', () => {
  const text = '上一篇：开工了！贺新民';
  assert.deepEqual(findBylines(text, [{ start: 0, end: text.length }]), []);
});

test('takes linear time on 100 KB of anything', async () => {
  for (const unit of ['记者 贺新民 ', '（记者', '（', '。', '责任编辑：'])
    await assertLinear((text) => findBylines(text, []), unit);
});
