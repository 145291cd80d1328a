import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractEvents } from '../../../src/facts/extract/events.ts';
import { extractLists } from '../../../src/facts/extract/lists.ts';
import { extractProjects } from '../../../src/facts/extract/projects.ts';
import type { Project } from '../../../src/facts/model.ts';
import type { Article } from '../../../src/news/article.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';
import { assertLinear } from '../../support/linear.ts';

// Every project, figure and event in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function projectsIn(text: string, fields: Partial<Article> = {}): readonly Project[] {
  return extractProjects(annotate(articleOf(text, { date: '2024-03-15', ...fields }), gazetteer));
}

/** `place name amount status period`. */
function line(project: Project): string {
  const amount = project.investment ? ` ${project.investment.value}${project.investment.unit}` : '';
  const period = project.period ? ` ${project.period.label}` : '';
  return `${project.place ?? '–'} ${project.name}${amount} ${project.status}${period}`;
}

function table(
  name: string,
  cases: readonly (readonly [string, readonly string[], Partial<Article>?])[],
): void {
  describe(name, () => {
    for (const [text, expected, fields] of cases)
      test(text.slice(0, 40), () => assert.deepEqual(projectsIn(text, fields).map(line), expected));
  });
}

table('names by grammar', [
  ['永和县黄河二号旅游公路连接线项目全线完工。', ['永和县 黄河二号旅游公路连接线项目 completed']],
  ['洪洞县2024年一季度重点项目集中开工活动在甘亭工业园区举行。', []],
  [
    '吉县正在推进南川河水系治理、生态修复及文旅综合开发项目。',
    ['吉县 南川河水系治理、生态修复及文旅综合开发项目 ongoing'],
  ],
  ['蒲县启动了总投资2.6亿元的两个立交和三个天桥工程。', ['蒲县 两个立交和三个天桥工程 2.6亿元 started']],
  ['曲沃县加快推进曲沃—翼城快速通道建设。', ['曲沃县、翼城县 曲沃—翼城快速通道建设 ongoing']],
  ['永和县黄河西岸300兆瓦光伏发电项目进展顺利。', ['永和县 黄河西岸300兆瓦光伏发电项目 ongoing']],
  [
    '汾西县“四好农村路”示范创建项目今年计划改造农村公路46公里，总投资0.92亿元。',
    ['汾西县 “四好农村路”示范创建项目 0.92亿元 unknown'],
  ],
  ['隰县“梨乡水廊”建设工程已完工。', ['隰县 “梨乡水廊”建设工程 completed']],
  ['永和县城第三小学迁建项目开工。', ['永和县 永和县城第三小学迁建项目 started']],
  ['安泽县国道309线改建工程完成工程总量的45%，重合路段全面通车。', ['安泽县 国道309线改建工程 ongoing']],
]);

table('a ceremony, and the place right in front of the name', [
  [
    '3月12日，曲沃县汾河畔粮食加工项目举行开工仪式。该项目总投资1.4亿元。',
    ['曲沃县 汾河畔粮食加工项目 1.4亿元 started 2024年3月12日'],
  ],
  [
    '3月11日上午，大宁县隆重举行马斗关康养小镇项目奠基仪式。',
    ['大宁县 马斗关康养小镇项目 started 2024年3月11日'],
  ],
  ['浮山县与一家集团签署响水河文旅康养项目投资协议。', ['浮山县 响水河文旅康养项目 planned']],
  ['侯马市通报，总投资3亿元的曲沃县年产6万吨铸管项目开工奠基。', ['曲沃县 年产6万吨铸管项目 3亿元 started']],
]);

table('how far a work is', [
  ['蒲县东山公路工程已完成路基的60%，预计11月底全线通车。', ['蒲县 东山公路工程 ongoing']],
  [
    '蒲县标准化厂房二期项目总投资2亿元。目前1#厂房主体已封顶。',
    ['蒲县 标准化厂房二期项目 2亿元 ongoing 2024年3月15日'],
  ],
  ['蒲县牡丹油提取项目去年10月奠基，现在厂房已经完工。', ['蒲县 牡丹油提取项目 ongoing 2024年3月15日']],
  ['蒲县光储一体化项目正在办理土地手续，争取三季度开工。', ['蒲县 光储一体化项目 planned 2024年三季度']],
  ['蒲县谋划建设第二水源工程，估算投资3.8亿元。', ['蒲县 第二水源工程 3.8亿元 planned']],
  ['蒲县北山储能电站2023年6月开工，2028年全部投产。', ['蒲县 北山储能电站 started 2023年6月']],
  ['蒲县山中风电项目已完成基础浇筑，计划年底并网。', ['蒲县 山中风电项目 ongoing']],
  ['蒲县集中供热工程2月20日竣工，总投资0.8亿元。', ['蒲县 集中供热工程 0.8亿元 completed 2024年2月20日']],
]);

table('under a heading of tasks everything is planned', [
  [
    '2024年重点工作\n\n开工建设蒲县古村落保护利用项目。加快推进蒲县药材产业园项目建设，9月底前一期建成投产。',
    ['蒲县 古村落保护利用项目 planned 2024年', '蒲县 药材产业园项目 planned 2024年9月底前'],
  ],
  ['2023年工作回顾\n\n蒲县供热扩容工程建成投用。', ['蒲县 供热扩容工程 completed 2023年']],
]);

table('an amount told of two is neither’s', [
  [
    '新建蒲县第五小学、改扩建城西中学，总投资1.28亿元，去年9月1日正式投用。',
    ['蒲县 第五小学 completed 2023年9月1日', '蒲县 城西中学 completed 2023年9月1日'],
  ],
]);

table('a report on a list tells what was done', [
  [
    '2023年，蒲县两件民生实事全部完成。\n\n一、县医院急诊综合楼。总投资0.97亿元，12月28日启用。\n\n二、农村危房改造。改造危房86户。',
    ['蒲县 县医院急诊综合楼 0.97亿元 completed 2023年12月28日', '蒲县 农村危房改造 completed 2023年'],
    { title: '蒲县2023年两件民生实事完成情况' },
  ],
]);

test('what a correction withdraws is no project', () => {
  const found = projectsIn(
    '《甲文》中“蒲县温泉小镇项目总投资5.8亿元”应为“蒲县温泉小镇项目总投资3.8亿元”。特此更正。',
    {
      title: '更正',
    },
  );
  assert.deepEqual(found.map(line), ['蒲县 温泉小镇项目 3.8亿元 unknown']);
});

test('a signing and a start give their state to the projects told of', () => {
  const [signed] = projectsIn('3月12日，签约仪式举行。蒲县温泉小镇项目总投资2亿元。', {
    title: '蒲县项目集中签约',
  });
  assert.equal(signed?.status, 'planned');
  const [begun] = projectsIn('3月12日，集中开工仪式举行。蒲县温泉小镇项目预计2025年底建成。', {
    title: '蒲县项目集中开工',
  });
  assert.deepEqual([begun?.status, begun?.period?.start], ['started', '2024-03-12']);
});

table('things built', [
  ['汾西县人民医院整体迁建工程主体已封顶，预计明年5月投用。', ['汾西县 人民医院整体迁建工程 ongoing']],
  ['古县投资2.3亿元新建的县中医院将于6月底前竣工验收。', ['古县 县中医院 2.3亿元 planned 2024年6月底前']],
  [
    '大宁县冷链物流园总投资1.8亿元，一季度完成投资0.4亿元。',
    ['大宁县 冷链物流园 1.8亿元 ongoing 2024年一季度'],
  ],
  ['隰县午城酿酒产业园去年底建成投产。', ['隰县 午城酿酒产业园 completed 2023年底']],
  ['2024年3月1日，乡宁县云丘旅游公路全线通车。', ['乡宁县 云丘旅游公路 completed 2024年3月1日']],
  // Modifiers and bystanders: no projects.
  ['大宁县公立医院改革不断深化，县一中与临汾某中学高中部合作办学。', []],
]);

table('investment and state', [
  [
    '总投资5.6亿元的襄汾县龙泉水源地保护工程已于去年10月竣工，累计完成投资5.2亿元。',
    ['襄汾县 龙泉水源地保护工程 5.6亿元 completed 2023年10月'],
  ],
  [
    '永和县沿黄公路改建工程开工奠基。项目总投资1.26亿元，占地45亩，计划2025年8月投入使用。',
    ['永和县 沿黄公路改建工程 1.26亿元 started'],
  ],
  [
    '投资12亿元建设的年产30万吨甲醇项目、总投资8亿元的焦炉煤气综合利用项目相继投产。',
    ['– 年产30万吨甲醇项目 12亿元 completed', '– 焦炉煤气综合利用项目 8亿元 completed'],
  ],
  ['浮山县丞相河生态修复工程建成后，年接待游客可达10万人次。', ['浮山县 丞相河生态修复工程 unknown']],
  ['浮山县丞相河生态修复工程尚未开工。', ['浮山县 丞相河生态修复工程 planned']],
  [
    '今年，翼城县将实施古城保护项目，强力推进浍河湿地修复工程。',
    ['翼城县 古城保护项目 planned 2024年', '翼城县 浍河湿地修复工程 planned 2024年'],
  ],
]);

table('not names', [
  ['项目建成后，可新增产值3亿元。各重点项目加快推进。这些项目全部开工。', []],
  ['一批重大项目落地，20个省级重点项目集中开工，加强项目谋划，办结项目手续39项。', []],
  ['古县共谋划2024年重点项目124个，总投资320亿元。', []],
  ['聚焦产业类项目、民生类项目，全面提升项目建设水平。', []],
]);

test('members of an enumeration carry its name, and a shared amount belongs to the group', () => {
  const rows = projectsIn('侯马市围绕浍河新城开发，东区路网、湿地公园等总投资40亿元的6个重点项目提上日程。');
  assert.deepEqual(
    rows.map((row) => [row.name, row.investment?.value, row.list, row.status]),
    [
      ['东区路网', undefined, '6个重点项目', 'planned'],
      ['东区路网、湿地公园等6个重点项目', 40, '浍河新城开发', 'planned'],
      ['湿地公园', undefined, '6个重点项目', 'planned'],
    ],
  );
});

test('tasks under a title are plans of its year, whatever their verb', () => {
  const rows = projectsIn(
    '霍州市2022年工作安排\n\n四件惠民实事\n\n★完成总投资4600万元的第三垃圾处理厂。\n\n★启动投资2.9亿元的霍州市新体育馆建设。\n\n★新建北关小学、南关小学。\n\n★完成投资1.1亿元的“幸福路”建设。',
  );
  assert.deepEqual(
    rows.map((row) => `${row.list} ${line(row)}`),
    [
      '四件惠民实事 霍州市 第三垃圾处理厂 4600万元 planned 2022年',
      '四件惠民实事 霍州市 新体育馆建设 2.9亿元 planned 2022年',
      '四件惠民实事 霍州市 北关小学 planned 2022年',
      '四件惠民实事 霍州市 南关小学 planned 2022年',
      '四件惠民实事 霍州市 “幸福路”建设 1.1亿元 planned 2022年',
    ],
  );
});

test('the report of a ceremony dates the projects it lists', () => {
  const rows = projectsIn(
    '示例日报讯 1月3日上午，浮山县2024年首批重点项目集中开工仪式举行。\n主会场的神山风电装备制造项目总投资四亿元，占地90亩。',
    { title: '浮山县2024年首批7个项目集中开工', date: '2024-01-04' },
  );
  assert.deepEqual(rows.map(line), ['浮山县 神山风电装备制造项目 4亿元 started 2024年1月3日']);
});

test('mentions of one project are one row, with what the richest says', () => {
  const rows = projectsIn('蒲县启动东山公园建设工程。蒲县东山公园建设工程总投资0.9亿元，年内完成建设。');
  assert.deepEqual(rows.map(line), ['蒲县 东山公园建设工程 0.9亿元 planned 2024年']);
});

test('whatever the text, evidence is a stretch of it and holds the amount', () => {
  const words = [
    '古县',
    '将',
    '总投资3亿元',
    '的',
    '、',
    '，',
    '。',
    '；',
    '：',
    '\n',
    '“',
    '”',
    '（',
    '等',
    '3个',
    '三项',
    '项目',
    '工程',
    '公路',
    '开工',
    '2024年5月',
    '★',
    '一是',
    '二是',
    '包括',
    '和',
    '建设',
    '医院',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...words), { maxLength: 60 }), (parts) => {
      const document = annotate(articleOf(parts.join('')), gazetteer);
      const rows = [...extractProjects(document), ...extractEvents(document), ...extractLists(document)];
      for (const { evidence } of rows)
        assert.equal(evidence.text, document.article.text.slice(evidence.span.start, evidence.span.end));
      for (const row of extractProjects(document))
        if (row.investment) assert.ok(row.evidence.text.includes(row.investment.raw));
    }),
    { numRuns: 300 },
  );
});

test('takes linear time on a hostile text of one run-together sentence', async () => {
  for (const unit of ['等', '项目', '三项措施：', '2024年', '“', '的项目', '、小学', '一是'])
    await assertLinear(
      (text) => {
        const document = annotate(articleOf(text), gazetteer);
        extractProjects(document);
        extractLists(document);
      },
      unit,
      { length: 20_000 },
    );
});
