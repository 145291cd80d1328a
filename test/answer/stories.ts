import type { Story } from '../support/town.ts';
import { evidenceIn, year } from '../support/town.ts';

const MONEY = '2031年，吉县地区生产总值完成61.7亿元，同比增长4.9%，增速居全市第6位';
const INVEST = '固定资产投资完成19.3亿元，同比下降7.2%';
const GOAL = '2032年，全县力争地区生产总值增长6.5%左右';
const APPLE = '苹果种植面积28余万亩，产量近22万吨，销售额达到13.4亿元';
const ROAD = '吉壶公路改造工程总投资2.45亿元，计划2033年9月建成通车';
const HEAD = '县委副书记、代县长岳秋帆接受采访';
const SMALL = '全县新增市场主体三百二十户';
const text = [
  `${MONEY}。`,
  `${INVEST}。`,
  `${GOAL}。`,
  `${APPLE}。`,
  `${ROAD}。`,
  `${HEAD}。`,
  `${SMALL}。`,
].join('\n');

/** 吉县, told in January 2032; every name and figure is invented. */
export const JIXIAN: Story = {
  text,
  places: ['吉县'],
  article: {
    id: 'jixian',
    file: 'jixian.md',
    title: '吉县交出年度答卷',
    date: '2032-01-20',
    bylines: [
      { role: '记者', name: '苏晚晴' },
      { role: '责任编辑', name: '岳帆' },
    ],
  },
  observations: [
    { in: MONEY, indicator: '地区生产总值', value: 61.7, unit: '亿元', period: year(2031) },
    {
      in: MONEY,
      indicator: '地区生产总值',
      value: 4.9,
      unit: '%',
      measure: 'growth',
      basis: '同比',
      period: year(2031),
    },
    {
      in: MONEY,
      indicator: '地区生产总值',
      value: 6,
      unit: '位',
      measure: 'rank',
      scope: '全市',
      period: year(2031),
    },
    { in: INVEST, indicator: '固定资产投资', value: 19.3, unit: '亿元', period: year(2031) },
    {
      in: INVEST,
      indicator: '固定资产投资',
      value: -7.2,
      raw: '7.2',
      unit: '%',
      measure: 'growth',
      period: year(2031),
    },
    {
      in: GOAL,
      indicator: '地区生产总值',
      value: 6.5,
      unit: '%',
      measure: 'growth',
      status: 'target',
      approx: '左右',
      period: year(2032),
    },
    { in: APPLE, indicator: '苹果种植面积', value: 28, unit: '万亩', approx: '余', period: year(2031) },
    { in: APPLE, indicator: '苹果产量', value: 22, unit: '万吨', approx: '近', period: year(2031) },
    { in: APPLE, indicator: '苹果销售额', value: 13.4, unit: '亿元', period: year(2031) },
    {
      in: ROAD,
      indicator: '吉壶公路改造工程总投资',
      project: '吉壶公路改造工程',
      value: 2.45,
      unit: '亿元',
      status: 'plan',
      period: year(2032),
    },
    { in: SMALL, indicator: '新增市场主体数', value: 320, raw: '三百二十', unit: '户', period: year(2031) },
  ],
  tenures: [{ in: HEAD, person: '岳秋帆', posts: ['县委副书记', '代县长'], acting: true }],
  rest: {
    events: [
      {
        place: '吉县',
        what: '吉壶公路改造工程建成通车',
        period: { start: '2033-09-01', end: '2033-09-30', label: '2033年9月' },
        status: 'plan',
        evidence: evidenceIn(text, ROAD),
      },
    ],
  },
};

const OTHER = '2031年，乡宁县地区生产总值完成158.2亿元';
const OLD = '乡宁县委书记葛明远主持会议';
const NEW = '葛明远不再担任乡宁县委书记，白知行同志任乡宁县委书记';
const GREEN = '力争绿化覆盖率达到41%以上';
const DEEDS = '三件实事：新建两所小学、改造老旧小区、铺设供热管网';
const other = [`${OTHER}。`, `${OLD}。`, `${NEW}。`, `${GREEN}。`, `${DEEDS}。`].join('\n');

/** 乡宁县, told in March 2032. */
export const XIANGNING: Story = {
  text: other,
  places: ['乡宁县'],
  article: {
    id: 'xiangning',
    file: 'xiangning.md',
    title: '乡宁县召开大会',
    date: '2032-03-02',
    digest: true,
  },
  observations: [
    { in: OTHER, indicator: '地区生产总值', value: 158.2, unit: '亿元', period: year(2031) },
    {
      in: GREEN,
      indicator: '绿化覆盖率',
      value: 41,
      unit: '%',
      approx: '以上',
      status: 'target',
      period: year(2032),
    },
  ],
  tenures: [
    { in: OLD, person: '葛明远', posts: ['县委书记'], asOf: '2030-05-01' },
    { in: NEW, person: '葛明远', posts: ['县委书记'], status: 'left' },
    { in: NEW, person: '白知行', posts: ['县委书记'], status: 'appointed' },
  ],
  rest: {
    lists: [
      {
        place: '乡宁县',
        title: '三件实事',
        items: ['新建两所小学', '改造老旧小区', '铺设供热管网'],
        complete: true,
        period: year(2032),
        evidence: evidenceIn(other, DEEDS),
      },
    ],
  },
};
