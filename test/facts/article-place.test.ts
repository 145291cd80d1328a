import assert from 'node:assert/strict';
import { test } from 'node:test';
import { annotate } from '../../src/facts/annotate.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { articleOf } from '../support/article.ts';

const gazetteer = loadGazetteer('临汾市');

interface Row {
  readonly about: string;
  readonly title?: string;
  readonly text: string;
  readonly place: string | null;
}

const rows: readonly Row[] = [
  {
    about: 'a county named in the title',
    title: '古县上半年经济稳中有进',
    text: '全县生产总值增长4%。临汾市增长3%。',
    place: '古县',
  },
  {
    about: 'the prefecture whose 全市 it is, though a county-level city is named more often',
    title: '上半年我市经济向好',
    text: '上半年，临汾市生产总值增长4%。全市投资增长2%。侯马市增长8%，霍州市增长3%，侯马市、洪洞县居前两位。侯马市领先。',
    place: '临汾市',
  },
  {
    about: 'the county-level city that calls itself 全市',
    title: '上半年经济运行情况',
    text: '上半年，侯马市生产总值增长6%。全市投资增长2%，居临汾市第3位。全市消费增长5%。',
    place: '侯马市',
  },
  {
    about: 'the office that speaks tells whose 全市 it is',
    text: '记者从临汾市统计局获悉，上半年全市生产总值增长4%。侯马市增长8%，侯马市连续领先。全市投资增长2%。',
    place: '临汾市',
  },
  {
    about: 'counties in the title of a report on all of them',
    title: '上半年全市空气质量出炉 大宁永和居前两位',
    text: '日前，临汾市生态环境局通报全市空气质量。大宁县指数为2.9，永和县为3.0。',
    place: '临汾市',
  },
  {
    about: 'a 全市 that holds counties can only be the prefecture',
    title: '5月空气质量通报',
    text: '全市优良天数19天。从17个县（市、区）看，永和县、大宁县、安泽县居前。全市平均浓度下降。',
    place: '临汾市',
  },
  {
    about: 'a 全县 that is never named',
    title: '全县重点工程进展顺利',
    text: '全县开工项目12个。全县完成投资3亿元。',
    place: null,
  },
  {
    about: 'news in brief of several counties',
    title: '各地短讯',
    text: '古县开工项目2个。蒲县签约3个。吉县苹果丰收。隰县梨园扩大。大宁县修路。',
    place: null,
  },
];

for (const { about, title, text, place } of rows)
  test(`the place of an article: ${about}`, () => {
    assert.equal(annotate(articleOf(text, { title: title ?? null }), gazetteer).mainPlace, place);
  });
