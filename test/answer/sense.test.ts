import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { answererOver, headlineOf, year } from '../support/town.ts';

// Every number in this file is invented.
const PHASES = '光电产业园一期投资7.3亿元，已经投产';
const ROAD = '环城绿道全长38.6公里，已建成12.4公里';
const DEEDS = '县里年初确定的16件民生实事，仍有3件没有办完';
const BEDS = '县中医院床位为240张';
const HOLIDAY = '国庆假期7天，全县旅游收入0.92亿元';
const PARK = '石门景区接待游客31.7万人次';
const FIELDS = '高标准农田累计达到44.8万亩';
const BEST = '总量最大的是洪洞县，粮食产量61.2万吨';
const text = [PHASES, ROAD, DEEDS, BEDS, HOLIDAY, PARK, FIELDS, BEST].map((line) => `${line}。`).join('\n');

const { answer } = await answererOver([
  {
    text,
    places: ['吉县'],
    article: { id: 'sense', file: 'sense.md', title: '吉县一年', date: '2032-01-20' },
    observations: [
      { in: PHASES, indicator: '光电产业园一期投资', value: 7.3, unit: '亿元', period: year(2031) },
      { in: ROAD, indicator: '环城绿道长度', value: 38.6, unit: '公里', period: year(2031) },
      { in: DEEDS, indicator: '民生实事数', value: 16, unit: '件', period: year(2031) },
      { in: BEDS, indicator: '县中医院床位数', value: 240, unit: '张', period: year(2031) },
      { in: HOLIDAY, indicator: '旅游收入', value: 0.92, unit: '亿元', period: year(2031) },
      { in: PARK, indicator: '石门景区接待游客人次', value: 31.7, unit: '万人次', period: year(2031) },
      { in: FIELDS, indicator: '高标准农田面积', value: 44.8, unit: '万亩', period: year(2031) },
      { in: BEST, indicator: '粮食产量', value: 61.2, unit: '万吨', period: year(2031) },
    ],
  },
]);

/** What is asked, the number at hand, and whether it answers. */
const CASES: readonly (readonly [question: string, number: string, answers: boolean])[] = [
  ['吉县光电产业园一期投资多少', '7.3', true],
  ['吉县光电产业园首期投资多少', '7.3', true],
  ['吉县光电产业园二期投资多少', '7.3', false],
  ['吉县环城绿道多长', '38.6', true],
  ['吉县环城绿道完成多少公里', '38.6', false],
  ['吉县民生实事有几件', '16', true],
  ['吉县民生实事完成了几件', '16', false],
  ['吉县中医院床位有多少张', '240', true],
  ['吉县中医院床位增加了多少张', '240', false],
  ['吉县旅游收入是多少', '0.92', true],
  ['吉县2031年旅游收入', '0.92', false],
  ['吉县石门景区接待游客多少', '31.7', true],
  ['吉县接待游客多少', '31.7', false],
  ['吉县高标准农田面积', '44.8', true],
  ['吉县新建高标准农田面积', '44.8', false],
  ['吉县2031年粮食产量', '61.2', false],
];

describe('a number of another sense is no answer', () => {
  for (const [question, number, answers] of CASES)
    test(question, async () => {
      const reply = await answer({ text: question });
      assert.equal(!reply.abstain && headlineOf(reply).includes(number), answers, headlineOf(reply));
    });
});
