import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractLists } from '../../../src/facts/extract/lists.ts';
import type { NamedList } from '../../../src/facts/model.ts';
import type { Article } from '../../../src/news/article.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';

// Every project, figure and event in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function listsIn(text: string, fields: Partial<Article> = {}): readonly NamedList[] {
  return extractLists(annotate(articleOf(text, fields), gazetteer));
}

/** `title: items`, with … behind when more exist than are named. */
function line(list: NamedList): string {
  return `${list.title}: ${list.items.join(' / ')}${list.complete ? '' : ' …'}`;
}

function table(name: string, cases: readonly (readonly [string, readonly string[]])[]): void {
  describe(name, () => {
    for (const [text, expected] of cases)
      test(text.slice(0, 40), () => assert.deepEqual(listsIn(text).map(line), expected));
  });
}

table('counted in a sentence', [
  [
    '蒲县安排了东山光伏电站、城北供热管网改造、南川河生态修复等8项重点工程。',
    ['8项重点工程: 东山光伏电站 / 城北供热管网改造 / 南川河生态修复 …'],
  ],
  [
    '这批项目包括甲醇深加工、锂电隔膜等5个产业类项目，北环路改造、供水管网更新2个基础设施类项目。',
    ['产业类项目: 甲醇深加工 / 锂电隔膜 …', '基础设施类项目: 北环路改造 / 供水管网更新'],
  ],
  [
    '乡宁县重点抓好产业转型、城市更新、乡村振兴和民生保障四项工作。',
    ['四项工作: 产业转型 / 城市更新 / 乡村振兴 / 民生保障'],
  ],
  ['全力办好“修路、引水、植树”三件大事。', ['三件大事: 修路 / 引水 / 植树']],
  [
    '大宁县建立的四项机制是：周报机制、月评机制、季比机制和年考机制。',
    ['四项机制: 周报机制 / 月评机制 / 季比机制 / 年考机制'],
  ],
  [
    '本次签约的4个项目包括智能装备制造、绿色建材、冷链物流和文旅康养。',
    ['签约的4个项目: 智能装备制造 / 绿色建材 / 冷链物流 / 文旅康养'],
  ],
  [
    '此次吉县集中开工9个项目包括果汁加工、气调冷库等5个产业类项目，城东道路改造、水源地保护等4个民生类项目。',
    [
      '集中开工9个项目: 果汁加工 / 气调冷库 / 城东道路改造 / 水源地保护 …',
      '产业类项目: 果汁加工 / 气调冷库 …',
      '民生类项目: 城东道路改造 / 水源地保护 …',
    ],
  ],
  [
    '今年将启动实施南湖公园改造、西山光伏电站和东城供热等一批重大项目。',
    ['一批重大项目: 南湖公园改造 / 西山光伏电站 / 东城供热 …'],
  ],
  [
    '开工的包括“清水润城”类、“绿道连城”类等3个“美丽城乡”类项目。',
    ['“美丽城乡”类项目: “清水润城”类 / “绿道连城”类 …'],
  ],
  // Marks of a half-width, traditional page.
  ['鄉寧縣重點抓好產業轉型、城市更新、鄉村振興三項工作.', ['三项工作: 产业转型 / 城市更新 / 乡村振兴']],
]);

table('told in a paragraph', [
  [
    '县里采取了三个方面的措施：一是放宽准入，二是减免税费，三是优化服务。',
    ['三个方面措施: 放宽准入 / 减免税费 / 优化服务'],
  ],
  [
    '浮山县还建立了“三项机制”。一是周调度机制，每周一会；二是月通报机制；三是季评比机制，奖优罚劣。',
    ['三项机制: 周调度机制 / 月通报机制 / 季评比机制'],
  ],
  [
    '会议对4个方面基础性、长远性的重点工作作了部署。一、加快园区建设，打造平台。二、抓好农业。三、守牢底线。四、改善民生。',
    ['4个方面重点工作: 加快园区建设，打造平台 / 抓好农业 / 守牢底线 / 改善民生'],
  ],
  [
    '大宁县十件民生实事包括：改造6所卫生院，新建2座停车场，实施中学迁建等。',
    ['十件民生实事: 改造6所卫生院 / 新建2座停车场 / 实施中学迁建 …'],
  ],
  [
    '大宁县将办好三件民生实事：新建幼儿园2所；改造老旧小区12个；建设口袋公园5处。',
    ['三件民生实事: 新建幼儿园2所 / 改造老旧小区12个 / 建设口袋公园5处'],
  ],
]);

table('under a title', [
  [
    '三件大事\n\n★修好一条路\n\n打通断头。\n\n拓宽路面。\n\n★引来一渠水\n\n★种下一片林\n\n两项任务\n\n★防火\n\n★防汛',
    ['三件大事: 修好一条路 / 引来一渠水 / 种下一片林', '两项任务: 防火 / 防汛'],
  ],
  [
    '2024年十件民生实事\n1.新建停车场3个。\n2.改造供水管网20公里。\n3.建成卫生室30所。',
    ['十件民生实事: 新建停车场3个 / 改造供水管网20公里 / 建成卫生室30所 …'],
  ],
  ['八项工作\n会议另行部署。\n其余从略。', []],
  [
    '办好三件实事：①新建小学1所；②改造老旧小区8个；③建设社区食堂5处。',
    ['三件实事: 新建小学1所 / 改造老旧小区8个 / 建设社区食堂5处'],
  ],
]);

table('no lists', [
  ['30项任务有序推进、经济增速上升、重点项目快速推进。', []],
  ['以清单化、责任化推动“三个文件”各项工作落地见效。', []],
  ['各镇之间不等不靠、比学赶超，服务水平均等化、精细化。', []],
  ['2024年第二季度，全县经济增长5.1%、6.2%、7.3%。', []],
]);

test('a list has its place and the year of its heading', () => {
  const [list] = listsIn('隰县2023年工作要点\n\n三件实事\n\n★修路\n\n★架桥\n\n★通水', {
    title: '隰县工作要点',
  });
  assert.equal(list?.place, '隰县');
  assert.equal(list?.period?.label, '2023年');
  assert.match(list?.evidence.text ?? '', /^三件实事/);
});

test('a whole article can be one list', () => {
  const [list] = listsIn('一、改造供热管网。投资3.1亿元。\n二、建设活动中心。', {
    title: '古县公布今年两大工程',
  });
  assert.equal(list?.title, '两大工程');
  assert.deepEqual(list?.items, ['改造供热管网', '建设活动中心']);
});
