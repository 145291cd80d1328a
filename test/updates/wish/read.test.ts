import assert from 'node:assert/strict';
import { test } from 'node:test';
import { indicatorLexicon } from '../../../src/facts/indicators.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import type { Edition, Threshold, Wish } from '../../../src/updates/model.ts';
import { wishKey } from '../../../src/updates/wish/canonical.ts';
import { readWishes, type WishReading } from '../../../src/updates/wish/read.ts';
import { wishText } from '../../../src/updates/wish/text.ts';
import { assertLinear } from '../../support/linear.ts';

const READERS = {
  gazetteer: loadGazetteer('临汾市'),
  lexicon: indicatorLexicon(),
  known: ['粮食总产量', '苹果产量', '核桃种植面积'],
};
const GDP = '地区生产总值';

function read(typed: string): WishReading {
  return readWishes(typed, READERS);
}

function growth(comparison: Threshold['comparison'], value: number): Threshold {
  return { comparison, value, unit: '%', measure: 'growth' };
}

function indicator(place: string | null, name: string, threshold?: Threshold): Wish {
  return { about: 'indicator', place, indicator: name, ...(threshold === undefined ? {} : { threshold }) };
}

const WISHES: readonly (readonly [string, Wish | readonly Wish[], Edition?])[] = [
  ['古县', { about: 'place', place: '古县' }],
  ['临汾', { about: 'place', place: '临汾市' }],
  ['臨汾市', { about: 'place', place: '临汾市' }],
  ['huozhou', { about: 'place', place: '霍州市' }],
  ['故县', { about: 'place', place: '古县' }],
  ['古县新闻', { about: 'place', place: '古县' }],
  ['全部新闻', { about: 'place', place: '临汾市' }],
  [
    '古县、吉县',
    [
      { about: 'place', place: '古县' },
      { about: 'place', place: '吉县' },
    ],
  ],
  ['古县 每天', { about: 'place', place: '古县' }, 'daily'],
  ['周报 古县', { about: 'place', place: '古县' }, 'weekly'],
  ['古县 即时', { about: 'place', place: '古县' }, 'instant'],
  ['古县 GDP', indicator('古县', GDP)],
  ['古縣ＧＤＰ', indicator('古县', GDP)],
  ['guxian gdp', indicator('古县', GDP)],
  ['Guxian GDP daily', indicator('古县', GDP), 'daily'],
  ['141025 GDP', indicator('古县', GDP)],
  ['GDP', indicator(null, GDP)],
  ['临汾市 GDP', indicator(null, GDP)],
  ['古县的gdp有更新就通知我', indicator('古县', GDP)],
  ['古县 固定资产投姿', indicator('古县', '固定资产投资')],
  ['古县 粮食总产量', indicator('古县', '粮食总产量')],
  ['古县重点项目总投资', indicator('古县', '重点项目总投资')],
  [
    '古县 霍州 GDP 社零',
    [
      indicator('古县', GDP),
      indicator('古县', '社会消费品零售总额'),
      indicator('霍州市', GDP),
      indicator('霍州市', '社会消费品零售总额'),
    ],
  ],
  ['侯马 项目', { about: 'project', place: '侯马市' }],
  ['古县重点项目', { about: 'project', place: '古县' }],
  ['全市 项目 每周', { about: 'project', place: null }, 'weekly'],
  ['换人', { about: 'post', place: null }],
  ['古县领导有变动就通知我', { about: 'post', place: '古县' }],
  ['洪洞县 市长|县长', { about: 'post', place: '洪洞县', post: '县长' }],
  ['霍州市长', { about: 'post', place: '霍州市', post: '市长' }],
  ['临汾 市长', { about: 'post', place: null, post: '市长' }],
  ['洪洞县县委书记', { about: 'post', place: '洪洞县', post: '县委书记' }],
  ['县长', { about: 'post', place: null, post: '县长' }],
  ['霍州 增速<5%', indicator('霍州市', GDP, growth('<', 5))],
  ['霍州增速＜５％', indicator('霍州市', GDP, growth('<', 5))],
  ['霍州 增速≤5%', indicator('霍州市', GDP, growth('<=', 5))],
  ['霍州 增速 >= 5', indicator('霍州市', GDP, growth('>=', 5))],
  ['霍州增速低于百分之五', indicator('霍州市', GDP, growth('<', 5))],
  ['霍州增速不足5%', indicator('霍州市', GDP, growth('<', 5))],
  ['霍州增速超過5%', indicator('霍州市', GDP, growth('>', 5))],
  ['霍州增速高于-1.5%', indicator('霍州市', GDP, growth('>', -1.5))],
  ['霍州增速5%以下', indicator('霍州市', GDP, growth('<=', 5))],
  ['霍州 降幅超过3%', indicator('霍州市', GDP, growth('<', -3))],
  ['霍州 社零 负增长', indicator('霍州市', '社会消费品零售总额', growth('<', 0))],
  ['霍州GDP<5%', indicator('霍州市', GDP, growth('<', 5))],
  [
    '霍州GDP超过200亿',
    indicator('霍州市', GDP, { comparison: '>', value: 200, unit: '亿元', measure: 'level' }),
  ],
  [
    '霍州GDP不足二百亿元',
    indicator('霍州市', GDP, { comparison: '<', value: 200, unit: '亿元', measure: 'level' }),
  ],
  [
    '霍州GDP<500000万元',
    indicator('霍州市', GDP, { comparison: '<', value: 500_000, unit: '万元', measure: 'level' }),
  ],
  ['洪洞 规上工业增加值<3%', indicator('洪洞县', '规模以上工业增加值', growth('<', 3))],
  [
    '洪洞 城镇化率>60%',
    indicator('洪洞县', '城镇化率', { comparison: '>', value: 60, unit: '%', measure: 'level' }),
  ],
  ['霍州 GDP 排名<=3', indicator('霍州市', GDP, { comparison: '<=', value: 3, unit: '位', measure: 'rank' })],
  ['词 旅游', { about: 'words', place: null, query: { is: 'word', word: '旅游' } }],
  [
    '古縣 「非遺 展覽」 每周',
    { about: 'words', place: '古县', query: { is: 'word', word: '非遗 展览' } },
    'weekly',
  ],
  ['关键词：旅游', { about: 'words', place: null, query: { is: 'word', word: '旅游' } }],
  [
    '古县 词 旅游 NOT 广告',
    {
      about: 'words',
      place: '古县',
      query: {
        is: 'and',
        of: [
          { is: 'word', word: '旅游' },
          { is: 'not', of: { is: 'word', word: '广告' } },
        ],
      },
    },
  ],
  // Operators between words that mean nothing else: no 词 is needed.
  [
    '隰县 AND 香梨 每天',
    {
      about: 'words',
      place: null,
      query: {
        is: 'and',
        of: [
          { is: 'word', word: '隰县' },
          { is: 'word', word: '香梨' },
        ],
      },
    },
    'daily',
  ],
  [
    'GDP NOT 广告',
    {
      about: 'words',
      place: null,
      query: {
        is: 'and',
        of: [
          { is: 'word', word: 'gdp' },
          { is: 'not', of: { is: 'word', word: '广告' } },
        ],
      },
    },
  ],
  ['古县 AND GDP', indicator('古县', GDP)],
  [
    '古县 OR 侯马',
    [
      { about: 'place', place: '古县' },
      { about: 'place', place: '侯马市' },
    ],
  ],
];

for (const [typed, wishes, edition] of WISHES)
  test(`wish: ${typed}`, () => {
    const reading = read(typed);
    assert.equal(reading.is, 'wishes', JSON.stringify(reading));
    const expected = Array.isArray(wishes) ? (wishes as readonly Wish[]) : [wishes as Wish];
    assert.deepEqual(reading.is === 'wishes' ? [reading.wishes, reading.edition] : null, [
      expected,
      edition ?? null,
    ]);
  });

test('what is written back is read as the same wish', () => {
  for (const [typed, wishes] of WISHES)
    for (const wish of Array.isArray(wishes) ? (wishes as readonly Wish[]) : [wishes as Wish]) {
      const reading = read(wishText(wish));
      assert.ok(reading.is === 'wishes' && reading.wishes.length === 1, `${typed} → ${wishText(wish)}`);
      assert.equal(wishKey(reading.wishes[0] as Wish), wishKey(wish), `${typed} → ${wishText(wish)}`);
    }
});

test('what was assumed is told', () => {
  const notes = (typed: string): unknown => {
    const reading = read(typed);
    return reading.is === 'wishes' ? reading.notes : reading;
  };
  assert.deepEqual(notes('霍州 增速<5%'), [{ is: 'growth-of-gdp' }]);
  assert.deepEqual(notes('故县 GDP'), [{ is: 'slip', typed: '故县', meant: '古县' }]);
  assert.deepEqual(notes('古县 GDP 渔船'), [{ is: 'ignored', typed: '渔船' }]);
  assert.deepEqual(notes('古县 GDP'), []);
});

const QUESTIONS: readonly (readonly [string, object])[] = [
  ['', { is: 'nothing' }],
  ['每天', { is: 'nothing' }],
  ['尧县 GDP', { is: 'unknown-place', typed: '尧县', near: ['尧都区'] }],
  ['长沙', { is: 'unknown-place', typed: '长沙市', near: [] }],
  ['古县 渔船', { is: 'unknown-subject', typed: '渔船', place: '古县', near: [] }],
  ['旅游', { is: 'unknown-subject', typed: '旅游', place: null, near: [] }],
  [
    '古县 产量',
    {
      is: 'choose',
      typed: '产量',
      options: [indicator('古县', '粮食总产量'), indicator('古县', '苹果产量')],
    },
  ],
  ['霍州 <5%', { is: 'bad-bound', problem: 'subject' }],
  ['霍州 增速低于', { is: 'bad-bound', problem: 'number' }],
  ['词', { is: 'bad-words', problem: 'empty' }],
  ['词 NOT 广告', { is: 'bad-words', problem: 'only-not' }],
  ['NOT 广告', { is: 'bad-words', problem: 'only-not' }],
  ['古县 吉县 蒲县 隰县 汾西 安泽 GDP 社零 固投 项目 换人', { is: 'too-many' }],
];

for (const [typed, question] of QUESTIONS)
  test(`asked back: ${typed || '(nothing)'}`, () => assert.deepEqual(read(typed), question));

test('an unknown subject comes with its nearest names', () => {
  const reading = read('古县 投资');
  assert.ok(reading.is === 'unknown-subject' && reading.near.includes('固定资产投资'));
});

test('hostile input is read in linear time, and never throws', async () => {
  for (const piece of ['古县', '<', '词 (', '“', '增速<', '1', 'NOT ', '订阅'])
    await assertLinear((text) => void read(text), piece);
  for (const text of [
    '<script>alert(1)</script>',
    '\ud800',
    '\u202e古县',
    '((((',
    '词 ((((((((古县))))))))',
    '%',
    '@-1 2',
  ])
    assert.doesNotThrow(() => read(text));
});
