import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractCountyLists } from '../../../src/facts/extract/county-lists.ts';
import { extract } from '../../../src/facts/extract.ts';
import type { Observation } from '../../../src/facts/model.ts';
import type { Article } from '../../../src/news/article.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';
import { assertLinear } from '../../support/linear.ts';

// Every figure in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function factsIn(text: string, title: string | null): readonly string[] {
  const fields: Partial<Article> = { title, date: '2026-10-30' };
  return extract(annotate(articleOf(text, fields), gazetteer)).observations.map(line);
}

function line({ place, indicator, measure, value, unit, period, status, basis }: Observation): string {
  const more = [status === 'actual' ? '' : status, basis ?? ''].filter((word) => word !== '');
  return [`${place} ${indicator} ${measure} ${value}${unit} (${period?.label})`, ...more].join(' ');
}

const CASES: readonly (readonly [string, string, string | null, readonly string[]])[] = [
  [
    'level and growth, told apart by their units',
    '前三季度，各县（市、区）地区生产总值及增速：尧都区412.6亿元，增长5.1%；洪洞县243.8亿元，下降4.2%。',
    null,
    [
      '尧都区 地区生产总值 level 412.6亿元 (2026年前三季度)',
      '尧都区 地区生产总值 growth 5.1% (2026年前三季度)',
      '洪洞县 地区生产总值 level 243.8亿元 (2026年前三季度)',
      '洪洞县 地区生产总值 growth -4.2% (2026年前三季度)',
    ],
  ],
  [
    'growth alone behind 分别为',
    '一季度各县（市、区）固定资产投资增速分别为：尧都区8.1%、侯马市7.5%、曲沃县-2.4%。',
    null,
    [
      '尧都区 固定资产投资 growth 8.1% (2026年一季度)',
      '侯马市 固定资产投资 growth 7.5% (2026年一季度)',
      '曲沃县 固定资产投资 growth -2.4% (2026年一季度)',
    ],
  ],
  [
    'days and indices',
    '上半年，各县（市、区）优良天数：安泽县152天、古县148天。\n综合指数：安泽县3.12、古县3.35。',
    '上半年全市空气质量',
    [
      '安泽县 优良天数 level 152天 (2026年上半年)',
      '古县 优良天数 level 148天 (2026年上半年)',
      '安泽县 空气质量综合指数 level 3.12 (2026年上半年)',
      '古县 空气质量综合指数 level 3.35 (2026年上半年)',
    ],
  ],
  [
    'a county a line, under the title',
    '尧都区：235.6亿元，增长5.1%\n洪洞县：143.8亿元，增长4.2%\n侯马市：91.7亿元，同比增长6%',
    '2026年上半年各县（市、区）地区生产总值及增速',
    [
      '尧都区 地区生产总值 level 235.6亿元 (2026年上半年)',
      '尧都区 地区生产总值 growth 5.1% (2026年上半年)',
      '洪洞县 地区生产总值 level 143.8亿元 (2026年上半年)',
      '洪洞县 地区生产总值 growth 4.2% (2026年上半年)',
      '侯马市 地区生产总值 level 91.7亿元 (2026年上半年)',
      '侯马市 地区生产总值 growth 6% (2026年上半年) 同比',
    ],
  ],
  [
    'numbered lines under a heading that counts the counties',
    '9月份，全市17个县（市、区）环境空气质量综合指数排名由好到差依次为：\n1.安泽县：2.61\n2.永和县：2.74\n3.大宁县：2.88',
    null,
    [
      '安泽县 空气质量综合指数 level 2.61 (2026年9月)',
      '永和县 空气质量综合指数 level 2.74 (2026年9月)',
      '大宁县 空气质量综合指数 level 2.88 (2026年9月)',
    ],
  ],
  [
    'two lists in one sentence, and what follows 后两名',
    '前三季度，GDP总量依次为：尧都区402.3亿元、洪洞县231.1亿元；GDP增速前两名：古县7.1%、蒲县6.9%；后两名：隰县-1.2%、吉县0.4%。',
    null,
    [
      '尧都区 地区生产总值 level 402.3亿元 (2026年前三季度)',
      '洪洞县 地区生产总值 level 231.1亿元 (2026年前三季度)',
      '古县 地区生产总值 growth 7.1% (2026年前三季度)',
      '蒲县 地区生产总值 growth 6.9% (2026年前三季度)',
      '隰县 地区生产总值 growth -1.2% (2026年前三季度)',
      '吉县 地区生产总值 growth 0.4% (2026年前三季度)',
    ],
  ],
  [
    'bare numbers by the units in the heading',
    '2025年各县（市、区）GDP（亿元）及增速（%）：尧都区512.6、5.1；洪洞县303.8、-4.2。',
    null,
    [
      '尧都区 地区生产总值 level 512.6亿元 (2025年)',
      '尧都区 地区生产总值 growth 5.1% (2025年)',
      '洪洞县 地区生产总值 level 303.8亿元 (2025年)',
      '洪洞县 地区生产总值 growth -4.2% (2025年)',
    ],
  ],
  [
    'targets',
    '2027年各县（市、区）固定资产投资增长目标：尧都区7%、侯马市8%。',
    null,
    ['尧都区 固定资产投资 growth 7% (2027年) target', '侯马市 固定资产投资 growth 8% (2027年) target'],
  ],
  [
    'what is no county in the list has no county’s name',
    '上半年一般公共预算收入：尧都区8.62亿元、经济开发区2.2亿元、襄汾县4.03亿元。',
    null,
    [
      '尧都区 一般公共预算收入 level 8.62亿元 (2026年上半年)',
      '襄汾县 一般公共预算收入 level 4.03亿元 (2026年上半年)',
    ],
  ],
];

describe('lists of counties', () => {
  for (const [name, text, title, expected] of CASES)
    test(name, () => assert.deepEqual([...factsIn(text, title)].sort(), [...expected].sort()));
});

const MORE: readonly (readonly [string, readonly string[]])[] = [
  [
    '优良天数排名前三的是安泽县262天、永和县258天，后两名的是尧都区188天、洪洞县190天。',
    ['安泽县 262', '永和县 258', '尧都区 188', '洪洞县 190'],
  ],
  ['各县（市、区）夏粮总产量分别达到：洪洞县18.3万吨、襄汾县16.1万吨。', ['洪洞县 18.3', '襄汾县 16.1']],
];

test('lists are found behind 是 and behind verbs', () => {
  for (const [text, expected] of MORE) {
    const { observations } = extract(annotate(articleOf(text), gazetteer));
    assert.deepEqual(
      observations.map(({ place, value }) => `${place} ${value}`),
      expected,
    );
    assert.ok(observations.every(({ indicator }) => !/分别|排名/.test(indicator)));
  }
});

const HELD: readonly (readonly [string, string])[] = [
  [
    'two indicators of one unit',
    '上半年各县城镇、农村居民人均可支配收入：尧都区21345元、11234元；洪洞县18900元、9800元。',
  ],
  [
    'growth and share',
    '一季度各县（市、区）固定资产投资增速、占全市比重：尧都区5.1%、21.3%；洪洞县4.2%、11.8%。',
  ],
  ['growth of nobody knows what', '与周边县比较，增速：洪洞县4.5%、霍州市3.9%。'],
  ['two times', '2024年和2025年各县（市、区）粮食产量：洪洞县31.2万吨、襄汾县28.4万吨。'],
  ['a share without a name', '一季度，各县（市、区）地区生产总值：尧都区24.1%、洪洞县14.2%。'],
  ['a list in an order of nobody knows what', '具体排名如下：\n①尧都区：5.1%\n②洪洞县：4.2%\n③侯马市：-0.8%'],
  ['telephone numbers', '各县（市、区）联系电话：洪洞县6221234、霍州市5622001。'],
];

describe('lists of counties that are held back', () => {
  for (const [name, text] of HELD) test(name, () => assert.deepEqual(factsIn(text, null), []));
});

test('a sentence with figures of its own is left to the reader of sentences', () => {
  const text = '其中：尧都区用电量12.1亿千瓦时，增长3.2%；洪洞县9.6亿千瓦时，下降1.1%。';
  assert.equal(extractCountyLists(annotate(articleOf(text), gazetteer)).claimed.size, 0);
});

test('ranks and changes behind figures told one by one go to each in turn', () => {
  const found = factsIn(
    '一季度，从固定资产投资增速看，古县7.3%、蒲县6.8%，分列一、二位。',
    '全市固定资产投资情况',
  );
  assert.ok(found.includes('古县 固定资产投资 rank 1位 (2026年一季度) 增速'), found.join('\n'));
  assert.ok(found.includes('蒲县 固定资产投资 rank 2位 (2026年一季度) 增速'), found.join('\n'));
});

test('hostile lists take linear time', async () => {
  const read = (text: string) => extractCountyLists(annotate(articleOf(text), gazetteer));
  await assertLinear(read, '增速：古县1%、');
  await assertLinear(read, '古县1%；');
});
