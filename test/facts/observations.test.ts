import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { annotate } from '../../src/facts/annotate.ts';
import { extractObservations } from '../../src/facts/extract/observations.ts';
import type { Observation } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { articleOf } from '../support/article.ts';

// Every figure, person and event in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function observe(text: string, fields: Partial<Article> = {}): readonly Observation[] {
  return extractObservations(annotate(articleOf(text, fields), gazetteer));
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
    ['永和县 冷库容量 growth 200% (2023年)'],
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
      '古县 重点项目年度计划投资 level 21亿元 (2024年)',
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

  test('numbers beside damage and in furniture are no facts', () => {
    const text = '上半年，吉县地区生产总值完成31.6亿元。';
    const at = text.indexOf('31.6');
    assert.equal(observe(text, { damaged: [{ start: at - 2, end: at - 1 }] }).length, 0);
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
