import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { type Correction, extractCorrections } from '../../../src/facts/extract/corrections.ts';
import { extractObservations } from '../../../src/facts/extract/observations.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';

// Every figure and title in this file is invented.
const gazetteer = loadGazetteer('临汾市');

function correctionsIn(text: string, title: string | null = '更正'): readonly Correction[] {
  return extractCorrections(annotate(articleOf(text, { title }), gazetteer));
}

const CASES: readonly (readonly [string, string | null, readonly (readonly [string, string])[]])[] = [
  [
    '本报3月5日《浮山县春耕忙》一文中，“播种面积12.5万亩”应为“播种面积15.2万亩”，特此更正。',
    '浮山县春耕忙',
    [['播种面积12.5万亩', '播种面积15.2万亩']],
  ],
  [
    '《古县项目开工》一文，现更正如下：\n一、文中“投资3亿元，增长2%”，应为“投资3.5亿元，增长4%”。\n二、文中“第4位”，更正为“第2位”。',
    '古县项目开工',
    [
      ['投资3亿元，增长2%', '投资3.5亿元，增长4%'],
      ['第4位', '第2位'],
    ],
  ],
  ['昨日报道误将“县长刘某”写成“县长柳某”，特此更正。', null, [['县长柳某', '县长刘某']]],
  ['《一季度数据》一文中，“增长5.1%”误为“增长1.5%”。', '一季度数据', [['增长1.5%', '增长5.1%']]],
  ['更正：原文总投资3亿元应为3.5亿元。', null, [['总投资3亿元', '3.5亿元']]],
  [
    '《某縣開工》一文中「總投資八億元」應為「總投資九億元」，特此更正。',
    '某县开工',
    [['总投资八亿元', '总投资九亿元']],
  ],
  [
    '本报3月5日刊发的《浮山县春耕忙》一文中，播种面积12.5万亩有误，正确数据为15.2万亩，特此更正。',
    '浮山县春耕忙',
    [['播种面积12.5万亩', '15.2万亩']],
  ],
  [
    '《浮山县春耕忙》一文数据有误：原文“播种面积12.5万亩”，更正后为“播种面积15.2万亩”。',
    '浮山县春耕忙',
    [['播种面积12.5万亩', '播种面积15.2万亩']],
  ],
  [
    '3月5日《浮山县春耕忙》中“播种面积增长12.5%”，正确表述为“播种面积增长2.5%”。敬请谅解，特此更正。',
    '浮山县春耕忙',
    [['播种面积增长12.5%', '播种面积增长2.5%']],
  ],
  [
    '本报将侯马市一季度固定资产投资写为46.85亿元，准确数字是45.85亿元，特此更正。',
    null,
    [['侯马市一季度固定资产投资46.85亿元', '侯马市一季度固定资产投资45.85亿元']],
  ],
  [
    '日前有关侯马市的报道中，固定资产投资误登为46.85亿元，正确数据为45.85亿元。',
    null,
    [['固定资产投资46.85亿元', '固定资产投资45.85亿元']],
  ],
];

describe('corrections', () => {
  for (const [text, title, pairs] of CASES)
    test(text.slice(0, 36), () =>
      assert.deepEqual(correctionsIn(text), [
        { title, pairs: pairs.map(([wrong, right]) => ({ wrong, right })) },
      ]),
    );
});

test('a report that says what should be corrects nothing', () => {
  assert.deepEqual(correctionsIn('发展重点应为“产业转型”，目标调整为“稳中求进”。', '古县召开会议'), []);
});

test('each pair belongs to the article named before it', () => {
  const found = correctionsIn('《甲文》中“1亿元”应为“2亿元”。《乙文》中“3亿元”应为“4亿元”。特此更正。');
  assert.deepEqual(
    found.map(({ title, pairs }) => [title, pairs.length]),
    [
      ['甲文', 1],
      ['乙文', 1],
    ],
  );
});

// What a text calls wrong is nobody's figure, whoever quotes it.
const DENIED: readonly (readonly [string, string, readonly string[]])[] = [
  [
    '更正',
    '经核实，此前报道“浮山县地区生产总值完成46.8亿元”有误，正确数据为45.8亿元。',
    ['地区生产总值45.8'],
  ],
  ['更正', '浮山县地区生产总值45.8亿元，而非此前报道的46.8亿元。', ['地区生产总值45.8']],
  ['更正', '浮山县地区生产总值应为45.8亿元，原报道46.8亿元有误。', ['地区生产总值45.8']],
  ['浮山县辟谣', '网传“浮山县地区生产总值完成99.9亿元，下降9.9%”不实。', []],
  ['浮山县辟谣', '有网民称“浮山县地区生产总值下降9.9%”，属虚假信息。', []],
  ['浮山县统计', '浮山县查处不实举报12件，清理错误数据36条。', ['查处不实举报数12', '清理错误数据数36']],
];

describe('claims that are denied', () => {
  for (const [title, text, left] of DENIED)
    test(text.slice(0, 36), () => {
      const found = extractObservations(annotate(articleOf(text, { title }), gazetteer));
      assert.deepEqual(
        found.map(({ indicator, value }) => `${indicator}${value}`),
        left,
      );
    });
});

test('what a notice says anew is no plan, and what it calls wrong nobody’s figure', () => {
  for (const text of [
    '本报将侯马市一季度固定资产投资写为46.85亿元，准确数字是45.85亿元，特此更正。',
    '误将侯马市一季度固定资产投资45.85亿元写为46.85亿元，特此更正。',
  ]) {
    const found = extractObservations(annotate(articleOf(text, { title: '更正' }), gazetteer));
    assert.deepEqual(
      found.map(({ place, value, status }) => [place, value, status]),
      [['侯马市', 45.85, 'actual']],
      text,
    );
  }
});
