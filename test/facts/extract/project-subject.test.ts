import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractObservations } from '../../../src/facts/extract/observations.ts';
import { projectReaches } from '../../../src/facts/extract/project-subject.ts';
import { readArticle } from '../../../src/facts/extract/reading.ts';
import type { Observation } from '../../../src/facts/model.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';
import { assertLinear } from '../../support/linear.ts';

// Every project and figure in this file is invented.
const gazetteer = loadGazetteer('临汾市');

/** `project → what is said of it` for each stretch. */
function reachesIn(text: string): readonly string[] {
  const reading = readArticle(annotate(articleOf(text, { date: '2025-04-01' }), gazetteer));
  return projectReaches(reading).map(
    ({ named, start, end }) =>
      `${reading.text.slice(named.start, named.end)} → ${reading.text.slice(start, end)}`,
  );
}

function observe(text: string): readonly Observation[] {
  return extractObservations(annotate(articleOf(text, { date: '2025-04-01' }), gazetteer));
}

/** `project | indicator value unit status`, for numbers of no project without the first part. */
function line({ project, indicator, value, unit, status }: Observation): string {
  return `${project === undefined ? '' : `${project} | `}${indicator} ${value}${unit} ${status}`;
}

const REACHES: readonly (readonly [string, readonly string[]])[] = [
  [
    '隰县梨汁加工项目占地60亩，总投资2.1亿元。项目建成后，年产值可达3亿元。',
    ['梨汁加工项目 → 占地60亩，总投资2.1亿元。', '梨汁加工项目 → 项目建成后，年产值可达3亿元。'],
  ],
  ['隰县梨汁加工项目总投资2.1亿元。全县梨产量30万吨。', ['梨汁加工项目 → 总投资2.1亿元。']],
  [
    '隰县梨汁加工项目总投资2.1亿元，全县梨产量30万吨。总投资6亿元的其他工作正在谋划。',
    ['梨汁加工项目 → 总投资2.1亿元，'],
  ],
  ['随着隰县梨汁加工项目投产，带动果农1200户。', []],
  ['隰县实施河道清淤工程，水面率达到4.1%。', []],
  ['隰县实施河道清淤工程，总投资0.6亿元，年底完工。', ['河道清淤工程 → 总投资0.6亿元，年底完工。']],
  ['记者走进隰县梨汁加工项目工地，工人有300名。该项目占地60亩。', ['梨汁加工项目 → 该项目占地60亩。']],
  ['隰县水厂扩建工程、梨汁加工项目，总投资3亿元，年产值5亿元。', []],
  [
    '隰县午城储能电站总投资5亿元。\n\n电站投运后，每年可消纳电量2亿千瓦时。',
    ['午城储能电站 → 总投资5亿元。', '午城储能电站 → 电站投运后，每年可消纳电量2亿千瓦时。'],
  ],
  ['记者来到隰县第六小学，孩子们正在上课。这所学校占地40亩。', ['第六小学 → 这所学校占地40亩。']],
  ['一、县医院急诊综合楼。总投资0.8亿元，占地12亩。', ['县医院急诊综合楼 → 总投资0.8亿元，占地12亩。']],
  ['隰县梨汁加工项目签约。本次共有8个项目签约，总投资20亿元。', ['梨汁加工项目 → 签约。']],
];

describe('what is said of a project', () => {
  for (const [text, expected] of REACHES)
    test(text.slice(0, 40), () => assert.deepEqual(reachesIn(text), expected));
});

const NUMBERS: readonly (readonly [string, readonly string[]])[] = [
  [
    '大宁县苹果酒庄项目总投资1.4亿元。建成后，年产值2亿元，带动就业150人。',
    [
      '苹果酒庄项目 | 苹果酒庄项目总投资 1.4亿元 actual',
      '苹果酒庄项目 | 苹果酒庄项目年产值 2亿元 plan',
      '苹果酒庄项目 | 苹果酒庄项目带动就业数 150人 plan',
    ],
  ],
  [
    '大宁县苹果酒庄项目去年3月开工，已完成投资0.9亿元，高峰期用工210人。',
    [
      '苹果酒庄项目 | 苹果酒庄项目完成投资 0.9亿元 actual',
      '苹果酒庄项目 | 苹果酒庄项目高峰期用工数 210人 actual',
    ],
  ],
  ['大宁县苹果酒庄项目年度计划投资0.5亿元。', ['苹果酒庄项目 | 苹果酒庄项目年度计划投资 0.5亿元 plan']],
  ['大宁县苹果酒庄项目投产，一季度全县规模以上工业增加值增长5.2%。', ['规模以上工业增加值 5.2% actual']],
];

test('behind the parts the whole is spoken of again', () => {
  const rows = observe(
    '2025年，隰县铺排重点项目68个，其中新建项目31个，续建项目22个。截至3月底，已开复工49个。',
  );
  assert.deepEqual(rows.map(({ indicator, value }) => [indicator, value]).at(-1), ['开复工重点项目数', 49]);
});

describe('numbers of a project never stand as the county’s', () => {
  for (const [text, expected] of NUMBERS)
    test(text.slice(0, 40), () => assert.deepEqual(observe(text).map(line), expected));
});

test('takes linear time on hostile texts', async () => {
  for (const unit of ['项目，', '项目建成后。', '该工程。', '甲项目、', '；总投资'])
    await assertLinear((text) => projectReaches(readArticle(annotate(articleOf(text), gazetteer))), unit, {
      length: 20_000,
    });
});
