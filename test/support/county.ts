import type { TestContext } from 'node:test';
import { openDatabase } from '../../src/store/open.ts';
import { type Running, runBot } from './bot.ts';
import { answererOver, type Story, year } from './town.ts';

/** Invented reports of two counties, over two years and from two papers; every figure and name is made up. */
export const COUNTY: readonly Story[] = [
  {
    text: '2031年，古县地区生产总值88.8亿元，同比增长6.1%。\n古县粮食总产量7.5万吨。',
    article: {
      id: 'aaaa000000000001',
      title: '古县<b>经济</b>稳中有进',
      url: 'https://news.example/guxian/1.html',
      outlet: '示例日报',
      date: '2032-01-15',
      dateBasis: 'stated',
    },
    places: ['古县'],
    observations: [
      {
        in: '2031年，古县地区生产总值88.8亿元，同比增长6.1%。',
        indicator: '地区生产总值',
        value: 88.8,
        unit: '亿元',
        period: year(2031),
      },
      {
        in: '2031年，古县地区生产总值88.8亿元，同比增长6.1%。',
        indicator: '地区生产总值',
        measure: 'growth',
        value: 6.1,
        unit: '%',
        basis: '同比',
        period: year(2031),
      },
      {
        in: '古县粮食总产量7.5万吨。',
        indicator: '粮食总产量',
        value: 7.5,
        unit: '万吨',
        period: year(2031),
      },
    ],
  },
  {
    text: '2030年，古县地区生产总值81.2亿元，环比增长1.2%。',
    article: {
      id: 'aaaa000000000002',
      title: '回顾二〇三〇',
      outlet: '示例日报',
      date: '2031-01-20',
      dateBasis: 'stated',
    },
    places: ['古县'],
    observations: [
      {
        in: '2030年，古县地区生产总值81.2亿元，环比增长1.2%。',
        indicator: '地区生产总值',
        value: 81.2,
        unit: '亿元',
        period: year(2030),
      },
      {
        in: '2030年，古县地区生产总值81.2亿元，环比增长1.2%。',
        indicator: '地区生产总值',
        measure: 'growth',
        value: 1.2,
        unit: '%',
        basis: '环比',
        period: year(2030),
      },
    ],
  },
  {
    text: '2031年，霍州市地区生产总值120.5亿元。\n霍州市粮食总产量75000吨。\n霍州市代市长王甲、霍州市委书记李乙出席。',
    article: {
      id: 'aaaa000000000003',
      title: '霍州这一年',
      outlet: '样板晚报',
      date: '2032-02-01',
      dateBasis: 'stated',
    },
    places: ['霍州市'],
    observations: [
      {
        in: '2031年，霍州市地区生产总值120.5亿元。',
        indicator: '地区生产总值',
        value: 120.5,
        unit: '亿元',
        period: year(2031),
      },
      {
        in: '霍州市粮食总产量75000吨。',
        indicator: '粮食总产量',
        value: 75000,
        unit: '吨',
        period: year(2031),
      },
    ],
    tenures: [
      { in: '霍州市代市长王甲、霍州市委书记李乙出席。', person: '王甲', posts: ['代市长'], acting: true },
      { in: '霍州市代市长王甲、霍州市委书记李乙出席。', person: '李乙', posts: ['市委书记'] },
    ],
  },
  {
    text: '霍州市市长赵丙调研。',
    article: {
      id: 'aaaa000000000004',
      title: '市长调研',
      outlet: '样板晚报',
      date: '2030-03-01',
      dateBasis: 'stated',
    },
    places: ['霍州市'],
    tenures: [{ in: '霍州市市长赵丙调研。', person: '赵丙', posts: ['市长'] }],
  },
];

interface Options {
  readonly stories?: readonly Story[];
  readonly database?: ReturnType<typeof openDatabase>;
  readonly fake?: NonNullable<Parameters<typeof runBot>[1]>['fake'];
}

/** The bot with the true answer path over these reports. */
export async function runCounty(
  t: TestContext,
  { stories = COUNTY, database = openDatabase(':memory:'), fake }: Options = {},
): Promise<Running> {
  const { answer, store } = await answererOver(stories);
  return await runBot(t, {
    answer,
    database,
    ...(fake === undefined ? {} : { fake }),
    deps: { store, region: '临汾市' },
  });
}
