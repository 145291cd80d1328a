import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { annotate } from '../../src/facts/annotate.ts';
import { extractObservations } from '../../src/facts/extract/observations.ts';
import type { Observation, ReportedObservation } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { articleOf } from '../support/article.ts';

// Every figure, person and event in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function reported(text: string, fields: Partial<Article> = {}): readonly ReportedObservation[] {
  return extractObservations(annotate(articleOf(text, fields), gazetteer));
}

function observe(text: string, fields: Partial<Article> = {}): readonly Observation[] {
  return reported(text, fields).filter(({ doubt }) => doubt === undefined);
}

/** `place indicator measure value unit (period)`, with the status when it is not actual. */
function line(row: Observation): string {
  const status = row.status === 'actual' ? '' : ` ${row.status}`;
  return `${row.place ?? '–'} ${row.indicator} ${row.measure} ${row.value}${row.unit} (${row.period?.label ?? '–'})${status}`;
}

/** Each expected line must be among the facts found, and none of the forbidden starts may be. */
function table(
  name: string,
  cases: readonly (readonly [string, readonly string[], Partial<Article>?])[],
): void {
  describe(name, () => {
    for (const [text, expected, fields] of cases) {
      test(text.slice(0, 40), () => {
        const found = observe(text, fields).map(line);
        for (const want of expected)
          assert.ok(found.includes(want), `missing "${want}" among\n${found.join('\n')}`);
        assert.equal(found.length, expected.length, `more than expected:\n${found.join('\n')}`);
      });
    }
  });
}

table('levels and growth', [
  [
    '上半年，吉县地区生产总值完成31.6亿元，同比增长4.7%。',
    ['吉县 地区生产总值 level 31.6亿元 (2024年上半年)', '吉县 地区生产总值 growth 4.7% (2024年上半年)'],
  ],
  [
    '上半年，吉县规模以上工业增加值同比下降2.4%，固定资产投资增长11.3%。',
    ['吉县 规模以上工业增加值 growth -2.4% (2024年上半年)', '吉县 固定资产投资 growth 11.3% (2024年上半年)'],
  ],
  [
    '2023年，大宁县全年空气质量优良天数为281天，同比增加6天。',
    ['大宁县 优良天数 level 281天 (2023年)', '大宁县 优良天数 change 6天 (2023年)'],
  ],
  [
    '永和县2023年社会消费品零售总额与上年持平，新建冷库容量增长2倍。',
    ['永和县 社会消费品零售总额 growth 0% (2023年)', '永和县 冷库容量 growth 200% (2023年)'],
  ],
  [
    '2023年，蒲县地区生产总值增速从2022年的3.1%上升到6.2%。',
    ['蒲县 地区生产总值 growth 3.1% (2022年)', '蒲县 地区生产总值 growth 6.2% (2023年)'],
  ],
  [
    '汾西县核桃种植面积由2019年的8.4万亩扩大到现在的12.7万亩。',
    ['汾西县 核桃种植面积 level 8.4万亩 (2019年)', '汾西县 核桃种植面积 level 12.7万亩 (2024年7月26日)'],
  ],
]);

table('rank, share, change', [
  [
    '上半年，乡宁县固定资产投资增长12.5%，增速居全市第3位。',
    ['乡宁县 固定资产投资 growth 12.5% (2024年上半年)', '乡宁县 固定资产投资 rank 3位 (2024年上半年)'],
  ],
  [
    '2023年，襄汾县一般公共预算收入18.4亿元，在全省85个县中排名第6位。',
    ['襄汾县 一般公共预算收入 level 18.4亿元 (2023年)', '襄汾县 一般公共预算收入 rank 6位 (2023年)'],
  ],
  [
    '2023年，翼城县规模以上工业增加值增长7.2%，比2022年提高了3.5个百分点。',
    ['翼城县 规模以上工业增加值 growth 7.2% (2023年)', '翼城县 规模以上工业增加值 change 3.5百分点 (2023年)'],
  ],
  [
    '截至6月底，翼城县冷链园累计完成投资1.3亿元，占总投资的46.4%。',
    [
      '翼城县 冷链园完成投资 level 1.3亿元 (2024年6月底)',
      '翼城县 冷链园完成投资占总投资比重 share 46.4% (2024年6月底)',
    ],
  ],
]);

table('counts', [
  [
    '2024年，古县共安排重点项目48个，总投资96亿元，年度计划投资21亿元。',
    [
      '古县 重点项目数 level 48个 (2024年)',
      '古县 重点项目总投资 level 96亿元 (2024年)',
      '古县 重点项目年度计划投资 level 21亿元 (2024年) plan',
    ],
  ],
  [
    '2023年，侯马市培育限上贸易企业31家、规上服务业7家。',
    ['侯马市 限上贸易企业数 level 31家 (2023年)', '侯马市 规上服务业数 level 7家 (2023年)'],
  ],
]);

table('targets are never results', [
  ['今年，曲沃县力争地区生产总值增长6%左右。', ['曲沃县 地区生产总值 growth 6% (2024年) target']],
  ['浮山县全年优良天数不能少于290天。', ['浮山县 优良天数 level 290天 (2024年) target']],
  ['到2025年，隰县梨果总产值要突破14亿元。', ['隰县 梨果总产值 level 14亿元 (2025年) target']],
]);

table('places and series', [
  [
    '一季度，吉县、大宁县地区生产总值分别完成9.2亿元和6.4亿元，同比分别增长3.8%、4.1%。',
    [
      '吉县 地区生产总值 level 9.2亿元 (2024年一季度)',
      '大宁县 地区生产总值 level 6.4亿元 (2024年一季度)',
      '吉县 地区生产总值 growth 3.8% (2024年一季度)',
      '大宁县 地区生产总值 growth 4.1% (2024年一季度)',
    ],
  ],
]);

table('series, parts and wholes', [
  [
    '2023年，大宁县接待游客36.4万人次，实现旅游收入2.9亿元，分别增长15.2%和18.7%。',
    [
      '大宁县 接待游客人次 level 36.4万人次 (2023年)',
      '大宁县 旅游收入 level 2.9亿元 (2023年)',
      '大宁县 接待游客人次 growth 15.2% (2023年)',
      '大宁县 旅游收入 growth 18.7% (2023年)',
    ],
  ],
  [
    '2023年，永和县小麦、玉米产量分别为1.2万吨和3.4万吨。',
    ['永和县 小麦产量 level 1.2万吨 (2023年)', '永和县 玉米产量 level 3.4万吨 (2023年)'],
  ],
  [
    '2024年，蒲县铺排重点项目52个，其中省级项目4个、市级项目11个，总投资133亿元。',
    [
      '蒲县 重点项目数 level 52个 (2024年)',
      '蒲县 省级项目数 level 4个 (2024年)',
      '蒲县 市级项目数 level 11个 (2024年)',
      '蒲县 重点项目总投资 level 133亿元 (2024年)',
    ],
  ],
  [
    '2023年，吉县生铁产量41万吨，与上年持平。',
    ['吉县 生铁产量 level 41万吨 (2023年)', '吉县 生铁产量 growth 0% (2023年)'],
  ],
  [
    '上半年，古县、蒲县规上工业增加值分别下降3.1%和5.6%。',
    [
      '古县 规模以上工业增加值 growth -3.1% (2024年上半年)',
      '蒲县 规模以上工业增加值 growth -5.6% (2024年上半年)',
    ],
  ],
]);

table("somebody else's figures", [
  [
    '上半年，乡宁县规模以上工业增加值增长4.9%（全省5.1%，临汾市4.2%）。',
    [
      '乡宁县 规模以上工业增加值 growth 4.9% (2024年上半年)',
      '山西省 规模以上工业增加值 growth 5.1% (2024年上半年)',
      '临汾市 规模以上工业增加值 growth 4.2% (2024年上半年)',
    ],
  ],
  [
    '5月18日，汾西县在太原市签约项目6个，合同总金额21.5亿元。',
    ['汾西县 签约项目数 level 6个 (2024年5月18日)', '汾西县 合同总金额 level 21.5亿元 (2024年5月18日)'],
  ],
  ['截至6月底，洪洞县大槐树镇建成设施大棚320座。', ['洪洞县 大槐树镇设施大棚数 level 320座 (2024年6月底)']],
]);

test('全市 in a story of a county is the prefecture, 全县 the county again', () => {
  const found = observe('上半年，全市固定资产投资增长5.2%。全县固定资产投资增长8.4%。', {
    title: '浮山县上半年投资快于全市',
  });
  assert.deepEqual(found.map(line), [
    '临汾市 固定资产投资 growth 5.2% (2024年上半年)',
    '浮山县 固定资产投资 growth 8.4% (2024年上半年)',
  ]);
});

test('全县 in a text that names no county is nobody', () => {
  assert.deepEqual(
    observe('上半年，全县粮食总产量5.2万吨。').map(({ place }) => place),
    [null],
  );
});

test('a bulletin on 2023 printed in 2024 speaks of 2023 with 全年 and 年末', () => {
  const found = observe('全年全县地区生产总值88.2亿元。年末全县常住人口19.6万人。', {
    title: '乡宁县2023年国民经济和社会发展统计公报',
    date: '2024-04-12',
  });
  assert.deepEqual(found.map(line), [
    '乡宁县 地区生产总值 level 88.2亿元 (2023年)',
    '乡宁县 常住人口 level 19.6万人 (2023年底)',
  ]);
});

describe('what every row promises', () => {
  const texts = [
    '上半年，吉縣地區生產總值完成31.6億元，同比增長4.7%。',
    '古县力争2025年粮食总产量达到三十五万吨以上，比去年的二十九万吨多出六万吨。',
  ];
  for (const text of texts) {
    test(`the number stands in its evidence: ${text.slice(0, 12)}`, () => {
      const found = observe(text);
      assert.ok(found.length > 0);
      for (const row of found) {
        assert.ok(row.evidence.text.includes(row.raw));
        assert.equal(text.slice(row.evidence.span.start, row.evidence.span.end), row.evidence.text);
        assert.ok([...row.evidence.text].length <= 200);
      }
    });
  }

  test('numbers beside damage are held back with the reason, numbers in furniture are none', () => {
    const text = '上半年，吉县地区生产总值完成31.6亿元。';
    const at = text.indexOf('31.6');
    const held = reported(text, { damaged: [{ start: at - 2, end: at - 1 }] });
    assert.deepEqual(
      held.map(({ value, doubt }) => [value, doubt !== undefined]),
      [[31.6, true]],
    );
    assert.equal(observe(text, { furniture: [{ start: 0, end: text.length }] }).length, 0);
  });

  const pieces = [
    '上半年',
    '吉县',
    '古县',
    '地区生产总值',
    '完成',
    '增长',
    '，',
    '。',
    '；',
    '3.2',
    '%',
    '亿元',
    '个',
    '第5位',
    '较',
    '的',
    '力争',
    '分别',
    '、',
    '\n',
    '12万',
    '（',
    '”',
    '百分点',
  ];
  test('whatever the text, the number stands in the evidence', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        for (const row of observe(text)) {
          assert.ok(row.evidence.text.includes(row.raw));
          assert.equal(text.slice(row.at, row.at + row.raw.length), row.raw);
        }
      }),
      { numRuns: 300 },
    );
  });
});
