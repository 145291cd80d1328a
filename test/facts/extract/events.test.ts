import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractEvents } from '../../../src/facts/extract/events.ts';
import type { DatedEvent } from '../../../src/facts/model.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';

// Every project, figure and event in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function eventsIn(text: string): readonly DatedEvent[] {
  return extractEvents(annotate(articleOf(text, { date: '2024-03-15' }), gazetteer));
}

/** `start–end status place what`. */
function line(event: DatedEvent): string {
  const { start, end } = event.period;
  return `${start === end ? start : `${start}–${end}`} ${event.status} ${event.place ?? '–'} ${event.what}`;
}

function table(name: string, cases: readonly (readonly [string, readonly string[]])[]): void {
  describe(name, () => {
    for (const [text, expected] of cases)
      test(text.slice(0, 40), () => assert.deepEqual(eventsIn(text).map(line), expected));
  });
}

table('what happened', [
  [
    '2月20日，新型电池项目正式入驻安泽经济开发区，并开工建设。',
    ['2024-02-20 actual 安泽县 新型电池项目正式入驻安泽经济开发区，并开工建设'],
  ],
  ['古县南沟化工园区在2023年1月9日通过省级验收。', ['2023-01-09 actual 古县 古县南沟化工园区通过省级验收']],
  [
    '吉县2023年12月被命名为省级生态示范县。',
    ['2023-12-01–2023-12-31 actual 吉县 吉县被命名为省级生态示范县'],
  ],
  ['隰县午城酿酒产业园去年底建成投产。', ['2023-12-31 actual 隰县 隰县午城酿酒产业园建成投产']],
  ['本报讯 （通讯员 贺新民）3月12日，隰县召开林长制会议。', ['2024-03-12 actual 隰县 隰县召开林长制会议']],
  ['本报隰县3月14日电（记者 贺新民）3月12日，隰县梨园投产。', ['2024-03-12 actual 隰县 隰县梨园投产']],
  ['3月12日，隰县梨园投产（贺新民 摄）。', ['2024-03-12 actual 隰县 隰县梨园投产']],
  ['示例日报讯（记者 某某）3月12日，隰县召开全县干部大会。', ['2024-03-12 actual 隰县 隰县召开全县干部大会']],
]);

table('what is to happen, with the subject carried over', [
  ['乡宁县新建公办幼儿园主体封顶，确保今年9月1日投入使用。', ['2024-09-01 plan 乡宁县 公办幼儿园投入使用']],
  [
    '大宁县东川公路改建工程全长12公里，概算投资3.1亿元，预计2025年10月通车。',
    ['2025-10-01–2025-10-31 plan 大宁县 东川公路改建工程通车'],
  ],
  [
    '永和县冷链物流园一期已建成，明年6月二期建成后库容将达到5万吨。',
    ['2025-06-01–2025-06-30 plan 永和县 冷链物流园二期建成'],
  ],
  ['蒲县力争2026年跨入省级园林县城行列。', ['2026-01-01–2026-12-31 plan 蒲县 蒲县跨入省级园林县城行列']],
]);

table('bare months of a plan lie ahead', [
  [
    '古县养老中心去年11月奠基，争取二季度封顶。',
    [
      '2023-11-01–2023-11-30 actual 古县 古县养老中心奠基',
      '2024-04-01–2024-06-30 plan 古县 古县养老中心封顶',
    ],
  ],
  [
    '蒲县东关小学今年11月底前建成，12月开园。',
    ['2024-11-30 plan 蒲县 蒲县东关小学建成', '2024-12-01–2024-12-31 plan 蒲县 东关小学开园'],
  ],
]);

table('clean wording', [
  [
    '本报讯（记者甲乙丙 通讯员丁戊）3月10日9时30分，吉县花海公路通车。',
    ['2024-03-10 actual 吉县 吉县花海公路通车'],
  ],
  [
    '隰县光伏制造项目今年8月可以试生产，投产以后每年产值3亿元。',
    ['2024-08-01–2024-08-31 plan 隰县 隰县光伏制造项目试生产'],
  ],
  ['永和县山中风电项目总投资6亿元，预计2025年底并网发电。', ['2025-12-31 plan 永和县 山中风电项目并网发电']],
]);

table('no events', [
  ['2023年，浮山县优良天数为241天，同比增加5天。', []],
  ['6月份当月增长4.6%，较一季度回落1.4个百分点。', []],
  ['2024年是打基础的一年。', []],
  ['安泽县2024年首批项目共12个，总投资18亿元。', []],
]);
