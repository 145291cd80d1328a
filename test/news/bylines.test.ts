import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBylineLines, findBylines } from '../../src/news/bylines.ts';
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
  ['（古县融媒体中心 文/图 贺新民）', ['作者 贺新民']],
  ['（贺新民 摄）', ['摄影 贺新民']],
  ['（记者 贺新民 文 苗青 图）', ['记者 贺新民', '摄影 苗青']],
  ['□ 本报记者 贺新民 实习生 盛夏', ['记者 贺新民', '实习生 盛夏']],
  ['（全媒体记者 高兴 贺新民）', ['记者 高兴', '记者 贺新民']],
  ['文/图 记者 贺新民　通讯员 苗青', ['记者 贺新民', '通讯员 苗青']],
  ['编辑丨贺新民 责编丨苗青 监审/王鹏', ['编辑 贺新民', '责任编辑 苗青', '审核 王鹏']],
  ['县领导指挥 摄影比赛 开幕。', []],
  ['会议部署安全 文明 工作。', []],
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

/** Whether a line holds bylines and nothing else. */
const LINES: readonly (readonly [string, boolean])[] = [
  ['（见习记者 贺新民）', true],
  ['编辑：贺新民 审核：苗青', true],
  ['□ 本报记者 贺新民 通讯员 苗青', true],
  ['（古县融媒体中心 文/图 贺新民）', true],
  ['责任编辑 贺 强', true],
  ['记者 贺新民 报道：古县小麦增产。', false],
  ['项目进展顺利。（贺新民）', false],
  ['古县开工。', false],
  ['', false],
];

for (const [line, expected] of LINES)
  test(`${expected ? 'only bylines' : 'more than bylines'}: ${line}`, () =>
    assert.deepEqual(
      findBylineLines(`古县开工。\n${line}`),
      expected ? [{ start: 6, end: 6 + line.length }] : [],
    ));

test('a name behind a link in page furniture is nobody’s byline', () => {
  const text = '上一篇：开工了！贺新民';
  assert.deepEqual(findBylines(text, [{ start: 0, end: text.length }]), []);
});

test('takes linear time on much of anything', async () => {
  for (const unit of ['记者 贺新民 ', '（记者', '（', '。', '责任编辑：']) {
    await assertLinear((text) => findBylines(text, []), unit);
    await assertLinear(findBylineLines, unit);
  }
});
