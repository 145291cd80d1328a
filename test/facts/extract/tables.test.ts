import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractTables } from '../../../src/facts/extract/tables.ts';
import { extract } from '../../../src/facts/extract.ts';
import type { Article } from '../../../src/news/article.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { assertLinear } from '../../support/linear.ts';
import { articleOf } from '../../support/stored.ts';

// All figures are invented.
const gazetteer = loadGazetteer('临汾市');

function tabled(text: string, over: Partial<Article> = {}) {
  const article = articleOf(text, { date: '2024-07-20', dateBasis: 'stated', ...over });
  return extractTables(annotate(article, gazetteer));
}

/** place indicator measure value unit period, and what else tells rows apart. */
function told(text: string, over: Partial<Article> = {}): readonly string[] {
  return tabled(text, over).map((row) =>
    [
      row.place,
      row.indicator,
      row.measure,
      row.value,
      row.unit,
      row.period?.label,
      row.basis,
      row.scope,
      row.parent,
    ]
      .filter((each) => each !== undefined)
      .join(' '),
  );
}

describe('extractTables', () => {
  it('reads a ranking list of counties under a head line', () => {
    const text = '位次 县（市、区） 地区生产总值（亿元） 增速（%）\n1 尧都区 112.3 8.1\n2 洪洞县 98.6 -1.2';
    assert.deepEqual(told(text, { title: '2024年上半年各县主要指标' }), [
      '尧都区 地区生产总值 level 112.3 亿元 2024年上半年',
      '尧都区 地区生产总值 growth 8.1 % 2024年上半年',
      '洪洞县 地区生产总值 level 98.6 亿元 2024年上半年',
      '洪洞县 地区生产总值 growth -1.2 % 2024年上半年',
    ]);
  });

  it('reads two head lines, and what is said of the figure beside it', () => {
    const text =
      '| 地区 | 一般公共预算收入 | |\n|---|---|---|\n| | 金额（万元） | 同比（%） |\n| 侯马市 | 48210 | 6.3 |';
    assert.deepEqual(told(text, { title: '2024年上半年财政' }), [
      '侯马市 一般公共预算收入 level 48210 万元 2024年上半年',
      '侯马市 一般公共预算收入 growth 6.3 % 2024年上半年 同比',
    ]);
    const shares = '地区 投资额（亿元） 占全市比重（%）\n尧都区 86.4 20.9\n蒲县 21.3 5.2';
    assert.deepEqual(told(shares, { title: '2024年上半年固定资产投资情况' }).slice(2), [
      '蒲县 固定资产投资 level 21.3 亿元 2024年上半年',
      '蒲县 固定资产投资占全市比重 share 5.2 % 2024年上半年',
    ]);
  });

  it('reads a list without a head line when its caption says indicator and unit', () => {
    const rows = '1 尧都区 12.3\n2 洪洞县 9.8\n3. 古县：-0.8';
    const title = '上半年各县（市、区）固定资产投资增速排名（%）';
    assert.deepEqual(told(rows, { title }).slice(4), [
      '古县 固定资产投资 rank 3 位 2024年上半年 增速 全市',
      '古县 固定资产投资 growth -0.8 % 2024年上半年',
    ]);
    assert.deepEqual(
      told(`各县一般公共预算收入（单位：亿元）\n${rows}`, { title: '上半年财政' }).at(-1),
      '古县 一般公共预算收入 level -0.8 亿元 2024年上半年',
    );
    assert.deepEqual(told(rows, { title: '上半年各县排名' }), [], 'no indicator');
    assert.deepEqual(told(rows, { title: '上半年各县固定资产投资' }), [], 'no unit');
  });

  it('reads rows of indicators with the unit above, in a column, or in the row', () => {
    const title = '2024年上半年洪洞县主要经济指标';
    assert.deepEqual(
      told('单位：亿元\n指标\t总量\t同比增长（%）\n固定资产投资\t41.3\t9.4\n其中：工业投资\t22.7\t-', {
        title,
      }),
      [
        '洪洞县 固定资产投资 level 41.3 亿元 2024年上半年',
        '洪洞县 固定资产投资 growth 9.4 % 2024年上半年 同比',
        '洪洞县 工业投资 level 22.7 亿元 2024年上半年 固定资产投资',
      ],
    );
    assert.deepEqual(
      told(
        '指标名称 | 计量单位 | 1—5月 | 增减%\n规模以上工业增加值 | % | — | 7.1\n城镇居民人均可支配收入 | 元 | 18,452 | 4.9',
        { title },
      ),
      [
        '洪洞县 规模以上工业增加值 growth 7.1 % 2024年上半年',
        '洪洞县 城镇居民人均可支配收入 level 18452 元 2024年1—5月',
        '洪洞县 城镇居民人均可支配收入 growth 4.9 % 2024年上半年',
      ],
    );
    assert.deepEqual(told('指标  总量\n粮食产量（万吨）  12.1', { title }), [
      '洪洞县 粮食总产量 level 12.1 万吨 2024年上半年',
    ]);
  });

  it('reads rows that say their heads, as tables of pages are written out', () => {
    const text =
      '各县指标：\n古县：地区生产总值（亿元） 73.5；增速（%） 5.1；位次 3。\n蒲县：地区生产总值（亿元） 83.5；位次 4。';
    assert.deepEqual(told(text, { title: '2023年统计' }), [
      '古县 地区生产总值 level 73.5 亿元 2023年',
      '古县 地区生产总值 growth 5.1 % 2023年',
      '古县 地区生产总值 rank 3 位 2023年 增速 全市',
      '蒲县 地区生产总值 level 83.5 亿元 2023年',
      '蒲县 地区生产总值 rank 4 位 2023年 全市',
    ]);
  });

  it('takes periods from heads, and tells targets from results', () => {
    const text =
      '| 县 | 2022年地区生产总值（亿元） | 2024年地区生产总值目标（亿元） |\n|---|---|---|\n| 古县 | 73.5 | 90 |';
    const rows = tabled(text);
    assert.deepEqual(
      rows.map((row) => [row.value, row.period?.label, row.status]),
      [
        [73.5, '2022年', 'actual'],
        [90, '2024年', 'target'],
      ],
    );
  });

  it('leaves alone what heads do not say plainly', () => {
    for (const text of [
      '县区 数值\n古县 73.5\n蒲县 12',
      '县区 地区生产总值\n古县 73.5\n蒲县 12',
      '乡镇 地区生产总值（亿元）\n岳阳镇 3.5',
      '县区 地区生产总值（亿元）\n合计 73.5',
      '县区 同比增减（亿元）\n古县 3.5',
      '霍州市完成投资 12\n今年 34 个',
      '今天 天气 很好\n尧都区 5 点',
      '郝某：会有压力；今年 5 月 3',
    ])
      assert.deepEqual(told(text), [], text);
  });

  it('doubts a figure beside damage and drops what sentences read into the same number', () => {
    const text = '县区 城镇化率（%） 增速（%）\n古县 57.3 1.2\n洪洞县 58.4 2.3\n蒲县 5?1.5 1.9';
    const at = text.indexOf('5?1');
    const article = articleOf(text, { damaged: [{ start: at, end: at + 5 }], title: '2023年' });
    const { observations, suspects } = extract(annotate(article, gazetteer));
    assert.deepEqual(
      observations.map(({ raw }) => raw),
      ['57.3', '1.2', '58.4'],
    );
    assert.deepEqual(
      suspects?.map(({ observation, reason }) => [observation.raw, /损坏/.test(reason)]),
      [
        ['2.3', true],
        ['1.9', true],
      ],
    );
  });

  it('states every number as it stands in its evidence, whatever the text', () => {
    const cell = fc.constantFrom(
      '古县',
      '洪洞县',
      '73.5',
      '-1',
      '1,234',
      '5.1%',
      '增速（%）',
      '地区生产总值（亿元）',
      '指标',
      '单位',
      '位次',
      '—',
      '',
      '单位：亿元',
      '：',
      '；',
      '3亿元',
    );
    const line = fc
      .array(cell, { maxLength: 6 })
      .chain((cells) => fc.constantFrom(' | ', '\t', ' ', '  ', '；').map((mark) => cells.join(mark)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const text = lines.join('\n');
        for (const row of tabled(text)) {
          assert.equal(text.slice(row.at, row.at + row.raw.length), row.raw);
          assert.ok(row.evidence.text.includes(row.raw));
        }
      }),
    );
  });

  it('takes time in proportion to the length', async () => {
    for (const hostile of [
      '古县 1\n',
      '甲：乙 1；',
      '| 1 | 2 ',
      '1 古县 2\n',
      'a\t1\n',
      '指标 数（个）\n甲 1\n',
      `${'；'.repeat(50)}\n`,
    ])
      await assertLinear((text) => tabled(text), hostile);
  });
});
