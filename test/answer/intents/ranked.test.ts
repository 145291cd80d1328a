import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderPlain } from '../../../src/answer/render-plain.ts';
import type { Story } from '../../support/town.ts';
import { answererOver, year } from '../../support/town.ts';

const GROWTH: readonly (readonly [string, number])[] = [
  ['吉县', 7.3],
  ['隰县', 6.8],
  ['古县', 5.2],
  ['大宁县', -1.4],
];

/** 2031: four counties' growth; one county's goal, result, share, plan and projects. Every figure is invented. */
const stories: readonly Story[] = [
  ...GROWTH.map(([place, value], i): Story => {
    const sentence = `2031年，${place}地区生产总值${value < 0 ? '下降' : '增长'}${Math.abs(value)}%`;
    const output = `2031年，${place}一般公共预算收入${31 - i}.6亿元`;
    return {
      text: `${sentence}。\n${output}。`,
      places: [place],
      article: { id: `a${i}`, file: `a${i}.md`, title: `${place}年度经济运行`, date: '2032-02-01' },
      observations: [
        {
          in: sentence,
          indicator: '地区生产总值',
          value,
          raw: String(Math.abs(value)),
          unit: '%',
          measure: 'growth',
          period: year(2031),
        },
        {
          in: output,
          indicator: '一般公共预算收入',
          value: 31.6 - i,
          raw: `${31 - i}.6`,
          unit: '亿元',
          period: year(2031),
        },
      ],
    };
  }),
  theCounty(),
];

function theCounty(): Story {
  const goal = '2031年蒲县地区生产总值增长6.6%的目标';
  const result = '2031年，蒲县地区生产总值增长4.1%';
  const share = '2031年蒲县第三产业增加值占地区生产总值的比重为33.8%';
  const other = '第二产业增加值占地区生产总值的比重为58.1%';
  const plan = '2031年蒲县计划改造老旧小区19个';
  const big = '锦川储能电站总投资21.3亿元';
  const small = '向阳冷链物流园总投资6200万元';
  const firm = '企业负责人说，公司去年出口额达到9300万元';
  const text = `${[goal, result, share, other, plan, big, small, firm].join('。\n')}。`;
  return {
    text,
    places: ['蒲县'],
    article: { id: 'pu', file: 'pu.md', title: '蒲县政府工作报告', date: '2032-02-01' },
    observations: [
      {
        in: goal,
        indicator: '地区生产总值',
        value: 6.6,
        unit: '%',
        measure: 'growth',
        status: 'target',
        period: year(2031),
      },
      { in: result, indicator: '地区生产总值', value: 4.1, unit: '%', measure: 'growth', period: year(2031) },
      {
        in: share,
        indicator: '第三产业增加值占地区生产总值比重',
        value: 33.8,
        unit: '%',
        measure: 'share',
        period: year(2031),
      },
      {
        in: other,
        indicator: '第二产业增加值占地区生产总值比重',
        value: 58.1,
        unit: '%',
        measure: 'share',
        period: year(2031),
      },
      { in: plan, indicator: '改造老旧小区数', value: 19, unit: '个', status: 'plan', period: year(2031) },
      {
        in: big,
        indicator: '锦川储能电站总投资',
        project: '锦川储能电站',
        value: 21.3,
        unit: '亿元',
        period: year(2031),
      },
      {
        in: small,
        indicator: '向阳冷链物流园总投资',
        project: '向阳冷链物流园',
        value: 6200,
        unit: '万元',
        period: year(2031),
      },
      { in: firm, indicator: '出口额', value: 9300, unit: '万元', period: year(2031) },
    ],
  };
}

const { answer } = await answererOver(stories);

interface Case {
  readonly q: string;
  readonly refused?: true;
  readonly says?: readonly string[];
  readonly never?: readonly string[];
}

const CASES: readonly Case[] = [
  {
    q: '2031年GDP增速前三的县区',
    says: ['由高到低前3位是吉县、隰县、古县', '古县 2031年 增长5.2%'],
    never: ['大宁县 2031年'],
  },
  { q: '2031年GDP增速后两位是哪两个县', says: ['由低到高前2位是大宁县、蒲县', '下降1.4%'] },
  { q: '2031年GDP增速最低的县', says: ['最低的是大宁县：下降1.4%'] },
  { q: '各县2031年财政收入排名', says: ['吉县、隰县、古县、大宁县', '31.6亿元'] },
  { q: '2031年财政收入前九的县', refused: true, says: ['只有4个地方'] },
  { q: '2030年GDP增速前三的县', refused: true },
  { q: '大宁县和古县2031年GDP谁降得多', says: ['大宁县下降更多'] },
  { q: '吉县和古县2031年GDP谁降得多', says: ['没有下降'] },
  { q: '蒲县2031年GDP目标完成了吗', says: ['增长4.1%', '目标是增长6.6%', '没有达到'] },
  { q: '蒲县2031年GDP增长了多少', says: ['增长4.1%'], never: ['6.6%'] },
  { q: '蒲县2031年第三产业占GDP多少', says: ['33.8%'], never: ['58.1%'] },
  { q: '蒲县2031年第一产业占GDP的比重', refused: true },
  { q: '蒲县2031年第三产业占全市的比重', refused: true },
  { q: '蒲县2031年要改造多少个老旧小区', says: ['19个', '计划'] },
  { q: '蒲县2031年改造了多少个老旧小区', refused: true },
  { q: '蒲县投资最大的项目是哪个', says: ['锦川储能电站', '21.3亿元'] },
  { q: '蒲县投资最小的项目是哪个', says: ['投资最小的是向阳冷链物流园', '6200万元'] },
  { q: '蒲县镇2031年GDP', refused: true },
  { q: '吉县镇GDP', refused: true },
  { q: '隰县2031年GDP是增是减', says: ['增长6.8%'] },
  { q: '蒲县去年出口多少', refused: true, never: ['蒲县2031年出口额为9300'] },
];

describe('rankings, goals, shares and the largest project', () => {
  for (const { q, refused = false, says = [], never = [] } of CASES)
    test(q, async () => {
      const reply = await answer({ text: q });
      const text = renderPlain(reply);
      assert.equal(reply.abstain, refused, text);
      for (const words of says) assert.ok(text.includes(words), `${words} in ${text}`);
      for (const words of never) assert.ok(!text.includes(words), `${words} not in ${text}`);
    });
});
