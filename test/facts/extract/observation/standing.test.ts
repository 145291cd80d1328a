import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { annotate } from '../../../../src/facts/annotate.ts';
import { extractObservations } from '../../../../src/facts/extract/observations.ts';
import type { Article } from '../../../../src/news/article.ts';
import { findBylines } from '../../../../src/news/bylines.ts';
import { prepareArticle } from '../../../../src/news/prepare.ts';
import { readArticle } from '../../../../src/news/read.ts';
import { loadGazetteer } from '../../../../src/region/load.ts';
import { repair } from '../../../../src/text/repair.ts';
import { articleOf } from '../../../support/article.ts';

// Every figure in this file is invented. The articles are of 26 July 2024 unless a row says otherwise.
const gazetteer = loadGazetteer('临汾市');

/** Each number as `value unit status period`, in text order. */
function standings(text: string, fields: Partial<Article> = {}): readonly string[] {
  return extractObservations(annotate(articleOf(text, fields), gazetteer)).map(
    ({ value, unit, status, period, periodReason }) =>
      `${value}${unit} ${status} ${period?.label ?? periodReason}`,
  );
}

type Row = readonly [text: string, expected: readonly string[], date?: string];

function table(name: string, rows: readonly Row[]): void {
  describe(name, () => {
    for (const [text, expected, date] of rows)
      test(text.slice(0, 40), () =>
        assert.deepEqual(standings(text, date === undefined ? {} : { date }), expected),
      );
  });
}

const FORMER = '变化之前的数值，文中未说明时间';

table('a report on two times at once', [
  [
    '日前，临汾市通报6月份和1—6月空气质量情况。\n\n1—6月，全市优良天数96天。\n\n从县域看，古县优良天数131天。\n\n6月份，全市优良天数15天。\n\n古县优良天数22天。',
    ['96天 actual 2024年1—6月', '131天 actual 2024年1—6月', '15天 actual 2024年6月', '22天 actual 2024年6月'],
  ],
]);

table('former values', [
  [
    '吉县吨果贮藏成本由原来的412元降到现在的376元。',
    [`412元 actual ${FORMER}`, '376元 actual 2024年7月26日'],
  ],
  ['上半年，吉县良种率由52%提高到78%。', [`52% actual ${FORMER}`, '78% actual 2024年上半年']],
  [
    '吉县苹果种植面积由2019年的36万亩扩大到52万亩。',
    ['36万亩 actual 2019年', '52万亩 actual 2024年7月26日报道'],
  ],
  [
    '吉县核桃种植面积从前年的3.1万亩增加到去年的5.8万亩。',
    ['3.1万亩 actual 2022年', '5.8万亩 actual 2023年'],
  ],
  [
    '过去，吉县苹果种植面积只有9万亩，产量不足3000吨。',
    [`9万亩 actual ${FORMER}`, `3000吨 actual ${FORMER}`],
  ],
  ['十年前，吉县苹果种植面积只有9万亩。', [`9万亩 actual ${FORMER}`]],
  ['此前，吉县苹果种植面积9万亩，去年扩大到12万亩。', [`9万亩 actual ${FORMER}`, '12万亩 actual 2023年']],
]);

table('moments and stretches', [
  [
    '2023年末吉县各项存款余额118.3亿元，比年初增加9.7亿元；各项贷款余额63.5亿元。',
    ['118.3亿元 actual 2023年底', '9.7亿元 actual 2023年底', '63.5亿元 actual 2023年底'],
  ],
  [
    '2023年末吉县生猪存栏6.8万头；全年生猪出栏11.3万头。',
    ['6.8万头 actual 2023年底', '11.3万头 actual 2023年'],
  ],
  [
    '吉县居民人均可支配收入从2020年的15240元提高到2023年的19870元，年均增长9.2%。',
    ['15240元 actual 2020年', '19870元 actual 2023年', '9.2% actual 2020—2023年'],
  ],
  ['2023年，吉县粮食总产量年均增长3.1%。', ['3.1% actual 多年平均，文中未说明起止年份']],
  ['上半年，吉县规上工业增加值增速连续五个月居全市第2位。', ['2位 actual 2024年上半年']],
  ['近三年，吉县粮食总产量年均增长3.1%。', ['3.1% actual 2021—2023年'], '2024-02-20'],
]);

table('a period that is carried and one that is not', [
  [
    '2022年以来，吉县新建冷库86座。吉县现有果农2.3万户。',
    ['86座 actual 2022年以来', '2.3万户 actual 2024年7月26日报道'],
  ],
  [
    '五一假期，吉县接待游客3.4万人次，同比增长12%。',
    ['3.4万人次 actual 2024年五一期间', '12% actual 2024年五一期间'],
  ],
  [
    '前年，吉县苹果产量6万吨；去年苹果产量9万吨；今年苹果产量达到12万吨。核桃产量2万吨。',
    ['6万吨 actual 2022年', '9万吨 actual 2023年', '12万吨 actual 2024年', '2万吨 actual 2024年'],
  ],
  [
    '1—6月，吉县一般公共预算收入4.3亿元，6月当月完成0.4亿元。一般公共预算支出9.8亿元，去年同期8.2亿元。',
    [
      '4.3亿元 actual 2024年1—6月',
      '0.4亿元 actual 2024年6月',
      '9.8亿元 actual 2024年1—6月',
      '8.2亿元 actual 2023年1—6月',
    ],
  ],
]);

table('what a story begins with is not what it reports on', [
  [
    '早在2017年，吉县就建成了村级电站。截至今年6月底，吉县冷库总库容2.8万吨。',
    ['2.8万吨 actual 2024年6月底'],
  ],
  [
    '吉县下庄村老李去年收了3.2万斤苹果。\n吉县苹果种植面积28万亩。',
    ['3.2万斤 actual 2023年', '28万亩 actual 2024年7月26日报道'],
  ],
  [
    '与一季度相比，位次有变。吉县地区生产总值增速由第5位升至第1位。',
    ['5位 actual 2024年一季度', '1位 actual 2024年7月26日报道'],
  ],
]);

table('plans and targets', [
  [
    '上半年，吉县固定资产投资完成3.2亿元，计划新建充电桩240个。',
    ['3.2亿元 actual 2024年上半年', '240个 plan 2024年7月26日报道'],
  ],
  [
    '【2025年主要目标】\n吉县地区生产总值增长5%左右\n固定资产投资增长7%，其中工业投资增长9%',
    ['5% target 2025年', '7% target 2025年', '9% target 2025年'],
    '2025-02-20',
  ],
  [
    '二、2025年工作安排\n改造老旧小区14个。目前，吉县在校学生7860人。',
    ['14个 plan 2025年', '7860人 actual 2025年2月20日'],
    '2025-02-20',
  ],
  [
    '吉县全年预计接待游客48万人次，同比增长12%；上半年接待游客20万人次。',
    ['48万人次 estimate 2024年', '12% estimate 2024年', '20万人次 actual 2024年上半年'],
  ],
  ['吉县将办理时限由90天压缩至35天。', [`90天 actual ${FORMER}`, '35天 actual 2024年7月26日报道']],
  ['吉县将投入资金3.2亿元。', ['3.2亿元 plan 2024年7月26日报道']],
  ['上半年，吉县争取上级资金4.2亿元。', ['4.2亿元 actual 2024年上半年']],
  ['吉县力争三年内苹果产值突破9亿元。', ['9亿元 target 2027年']],
  ['吉县计划三年内新建冷库12座。', ['12座 plan 2024年7月26日起3年内']],
  [
    '今年主要目标\n吉县人祖山景区去年接待游客37万人次，今年力争突破50万人次。',
    ['37万人次 actual 2023年', '50万人次 target 2024年'],
  ],
  [
    '会议强调，2024年要坚持稳中求进，吉县地区生产总值增长5.5%左右，固定资产投资增长8%以上。',
    ['5.5% target 2024年', '8% target 2024年'],
    '2024-01-12',
  ],
  ['春节前，吉县要兑现农民工工资1200万元。', ['1200万元 plan 2024年春节前'], '2024-01-12'],
  ['一季度，吉县经济好于预期，地区生产总值增长6.1%。', ['6.1% actual 2024年一季度']],
]);

/** Each number as `indicator measure value status period`. */
function told(text: string): readonly string[] {
  return extractObservations(annotate(articleOf(text), gazetteer)).map(
    ({ indicator, measure, value, status, period }) =>
      `${indicator} ${measure} ${value} ${status} ${period?.label ?? '–'}`,
  );
}

describe('numbers beside a target', () => {
  const rows: readonly (readonly [string, readonly string[]])[] = [
    [
      '2023年，吉县固定资产投资增长3.8%，未达到年初确定的8%的目标。',
      ['固定资产投资 growth 3.8 actual 2023年', '固定资产投资 growth 8 target 2023年'],
    ],
    [
      '上半年，吉县固定资产投资增长9.4%，距全年增长12%的目标还差2.6个百分点。',
      [
        '固定资产投资 growth 9.4 actual 2024年上半年',
        '固定资产投资 growth 12 target 2024年',
        '固定资产投资 change -2.6 actual 2024年上半年',
      ],
    ],
    [
      '2023年，吉县一般公共预算收入增长4.1%，超年度目标1.2个百分点。',
      ['一般公共预算收入 growth 4.1 actual 2023年', '一般公共预算收入 change 1.2 actual 2023年'],
    ],
    [
      '2023年，吉县地区生产总值和固定资产投资两项指标未达到年初6%和3%的预期目标。',
      ['地区生产总值 growth 6 target 2023年', '固定资产投资 growth 3 target 2023年'],
    ],
    ['2023年，吉县完成营造林任务的105.7%。', ['营造林任务完成比例 share 105.7 actual 2023年']],
  ];
  for (const [text, expected] of rows) test(text.slice(0, 40), () => assert.deepEqual(told(text), expected));
});

describe('every number of every fixture has a period or a reason why not, never both', () => {
  const fixtures = join(import.meta.dirname, '../../../fixtures');
  for (const folder of ['fictional', 'unseen', 'judged', 'golden']) {
    test(folder, () => {
      let seen = 0;
      for (const file of readdirSync(join(fixtures, folder, 'articles'))) {
        const item = readArticle(join(fixtures, folder, 'articles', file));
        assert.ok(item.ok, file);
        for (const dated of [item.raw, { ...item.raw, date: null }]) {
          const article = prepareArticle(dated, file, { repair, findBylines });
          for (const row of extractObservations(annotate(article, gazetteer))) {
            assert.equal(row.period === null, row.periodReason !== undefined, `${file}: ${row.raw}`);
            assert.ok(row.period === null || row.period.start <= row.period.end, `${file}: ${row.raw}`);
            seen++;
          }
        }
      }
      assert.ok(seen > 100);
    });
  }
});

table('a heading that names the year of an article written in its first months looks forward', [
  [
    '【2024·答卷】\n粮食总产量7.4万吨。\n【2025·新程】\n新建高标准农田1.6万亩；固定资产投资增长9%。',
    ['7.4万吨 actual 2024年', '1.6万亩 plan 2025年', '9% plan 2025年'],
    '2025-02-20',
  ],
  [
    '过去的一年\n预计全年粮食总产量7.4万吨。\n新的一年\n改造老旧小区17个。',
    ['7.4万吨 estimate 2024年', '17个 plan 2025年'],
    '2025-02-20',
  ],
  // Later in the year results may stand under it.
  ['【2025·新程】\n新建高标准农田1.6万亩。', ['1.6万亩 actual 2025年'], '2025-11-20'],
]);

table('parts of what is planned are planned', [
  ['2024年，全县将实施重点项目91个。其中，续建项目36个。', ['91个 plan 2024年', '36个 plan 2024年']],
  ['2024年，全县实施重点项目91个。其中，续建项目36个。', ['91个 actual 2024年', '36个 actual 2024年']],
]);

table('what the start of the year has set is the year’s target', [
  ['年初人代会定的是地区生产总值增长6%，投资增长9%。', ['6% target 2024年', '9% target 2024年']],
]);

table('the year before, in the months that report on it', [
  [
    '过去一年，全县经济向好。全年粮食产量6.2万吨，占比由上年的31%提高到33%。',
    ['6.2万吨 actual 2024年', '31% actual 2023年', '33% actual 2024年'],
    '2025-02-20',
  ],
]);

table('what a budget or a change is measured from', [
  [
    '2024年，吉县一般公共预算收入安排5.32亿元，比上年执行数5.11亿元增长4.1%。',
    ['5.32亿元 plan 2024年', '5.11亿元 actual 2023年', '4.1% target 2024年'],
  ],
  ['吉县冷库容量由5年前的3万吨提高到8万吨。', ['3万吨 actual 2019年', '8万吨 actual 2024年7月26日报道']],
  [
    '今年，吉县中药材面积9.2万亩，比2020年多了4.1万亩。',
    ['9.2万亩 actual 2024年', '4.1万亩 actual 2020年以来'],
  ],
  [
    '年初吉县地区生产总值定的是增长5%，我们要求四季度增速不低于6%。',
    ['5% target 2024年', '6% target 2024年四季度'],
  ],
  ['今年，吉县地区生产总值增长6%，固定资产投资增长9%。', ['6% target 2024年', '9% target 2024年'], '2024-02'],
]);

table('the day of an occasion and the time of a list', [
  [
    '7月18日，吉县2024年招商引资推介会在太原举行，来自各地的86家企业参会。当天现场签约7个项目。',
    ['86家 actual 2024年7月18日', '7个 actual 2024年7月18日'],
  ],
  [
    '上半年，吉县固定资产投资增长9%。全年安排的72个重点项目已开工61个，开工率84.7%。',
    ['9% actual 2024年上半年', '72个 actual 2024年', '61个 actual 2024年上半年', '84.7% actual 2024年上半年'],
  ],
  [
    '1—6月，吉县规上工业增加值增长6%，6月份当月增长8%。生铁产量41万吨。',
    ['6% actual 2024年1—6月', '8% actual 2024年6月', '41万吨 actual 2024年1—6月'],
  ],
]);
