import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Observation, Project, Tenure } from '../../../src/facts/model.ts';
import type { Stored } from '../../../src/store/store.ts';
import { derive, keysOf } from '../../../src/updates/derive/derive.ts';
import type { Draft, ToldArticle } from '../../../src/updates/derive/findings.ts';
import { createKnowledge } from '../../../src/updates/derive/knowledge.ts';

const DATE = '2026-10-20';
const YEAR = { start: '2026-01-01', end: '2026-12-31', label: '2026年' };

function observation(over: Partial<Stored<Observation>> = {}): Stored<Observation> {
  const value = over.value ?? 54.2;
  return {
    id: 'f',
    articleId: 'a',
    place: '古县',
    indicator: '地区生产总值',
    measure: 'level',
    status: 'actual',
    period: YEAR,
    value,
    unit: '亿元',
    raw: String(value),
    at: 0,
    evidence: { text: '', span: { start: 0, end: 0 } },
    ...over,
  };
}

function project(over: Partial<Project>): Stored<Project> {
  const evidence = { text: '', span: { start: 0, end: 0 } };
  return {
    id: 'p',
    articleId: 'a',
    place: '古县',
    name: '岳阳河治理工程',
    status: 'planned',
    period: null,
    evidence,
    ...over,
  };
}

function tenure(text: string, person: string, posts: readonly string[]): Stored<Tenure> {
  const evidence = { text, span: { start: 9, end: 9 + text.length } };
  const told = { place: '古县', posts, acting: false, status: 'elected', asOf: DATE, evidence } as const;
  return { id: person, articleId: 'a', person, ...told };
}

function article(id: string, over: Partial<ToldArticle> = {}, date: string | null = DATE): ToldArticle {
  const head = { id, file: `${id}.md`, title: `第${id}篇报道的标题`, url: null, outlet: '示例日报', date };
  const info = { ...head, dateBasis: 'stated', digest: false, bylines: [] } as const;
  return {
    info,
    observations: [],
    tenures: [],
    projects: [],
    places: ['古县'],
    twins: [],
    reread: false,
    ...over,
  };
}

/** What a row of articles brings, one after another, of all kinds but the articles themselves. */
function told(articles: readonly ToldArticle[]): readonly Draft[] {
  const stored = new Map<string, string | null>();
  return articles
    .flatMap((each) => {
      const asked = new Map(keysOf(each).map((key) => [key, stored.get(key) ?? null]));
      const knowledge = createKnowledge(asked);
      const { drafts } = derive(each, knowledge, (name) => name !== '石桌数');
      for (const [key, body] of knowledge.written) stored.set(key, body);
      return drafts;
    })
    .filter(({ body }) => body.kind !== 'article');
}

function inWords({ body }: Draft): string {
  switch (body.kind) {
    case 'figures':
      return `${body.minor === true ? 'minor ' : ''}${body.figures.map(({ measure, value }) => `${measure} ${value}`).join(', ')}`;
    case 'changed':
      return body.changes.map(({ old, now }) => `${old.value} → ${now?.value}`).join(', ');
    case 'project':
      return `${body.before} → ${body.status}`;
    default:
      return body.kind;
  }
}

const figures = (id: string, ...all: readonly Partial<Stored<Observation>>[]): ToldArticle =>
  article(id, { observations: all.map((over, i) => observation({ id: `${id}${i}`, ...over })) });

interface Case {
  readonly name: string;
  readonly articles: readonly ToldArticle[];
  readonly expected: readonly string[];
}

const GROWTH = { measure: 'growth', value: 5.1, unit: '%', basis: '同比' } as const;

/** The same document, edited. */
function edition(of: ToldArticle): ToldArticle {
  return { ...of, info: { ...of.info, title: '同一篇报道的标题' } };
}

const CASES: readonly Case[] = [
  {
    name: 'names of their own are compared when a document is edited',
    articles: [
      edition(figures('1', { indicator: '石桌数', value: 3 })),
      edition(figures('2', { indicator: '石桌数', value: 5 })),
      figures('3', { indicator: '石桌数', value: 3 }),
    ],
    expected: ['minor level 3', '3 → 5', 'minor level 3'],
  },
  {
    name: 'measures of one series',
    articles: [figures('1', {}, GROWTH)],
    expected: ['level 54.2, growth 5.1'],
  },
  { name: 'told again', articles: [figures('1', {}), figures('2', {})], expected: ['level 54.2'] },
  {
    name: 'told again and more',
    articles: [figures('1', {}), figures('2', {}, GROWTH)],
    expected: ['level 54.2', 'growth 5.1'],
  },
  {
    name: 'rounded, then exact, then another',
    articles: [figures('1', { value: 54 }), figures('2', { value: 54.2 }), figures('3', { value: 54.4 })],
    expected: ['level 54', '54.2 → 54.4'],
  },
  {
    name: 'in another unit',
    articles: [figures('1', {}), figures('2', { value: 542000, unit: '万元' })],
    expected: ['level 54.2'],
  },
  {
    name: 'another value',
    articles: [figures('1', {}), figures('2', { value: 55 })],
    expected: ['level 54.2', '54.2 → 55'],
  },
  {
    name: 'the value before, once more',
    articles: [figures('1', {}), figures('2', { value: 55 }), figures('3', {})],
    expected: ['level 54.2', '54.2 → 55'],
  },
  {
    name: 'another basis is another figure',
    articles: [figures('1', GROWTH), figures('2', { ...GROWTH, value: 1.2, basis: '环比' })],
    expected: ['growth 5.1', 'growth 1.2'],
  },
  {
    name: 'a part is not the whole',
    articles: [figures('1', {}), figures('2', { value: 3, parent: '第一产业增加值' })],
    expected: ['level 54.2', 'level 3'],
  },
  {
    name: 'the same without saying on what basis',
    articles: [
      figures('1', GROWTH),
      article('2', {
        observations: [{ ...observation({ ...GROWTH, id: '2' }), basis: '' }].map(
          ({ basis: _, ...rest }) => rest,
        ),
      }),
    ],
    expected: ['growth 5.1'],
  },
  {
    name: 'another rank among others',
    articles: [
      figures('1', { measure: 'rank', value: 3, unit: '位', scope: '全市' }),
      figures('2', { measure: 'rank', value: 40, unit: '位', scope: '全省' }),
    ],
    expected: ['rank 3', 'rank 40'],
  },
  { name: 'no place', articles: [figures('1', { place: null })], expected: [] },
  { name: 'superseded', articles: [figures('1', { status: 'superseded' })], expected: [] },
  {
    name: 'a name of its own is small',
    articles: [figures('1', { indicator: '石桌数', value: 3, unit: '张' })],
    expected: ['minor level 3'],
  },
  {
    name: 'names of their own are not compared across articles',
    articles: [
      figures('1', { indicator: '石桌数', value: 3 }),
      figures('2', { indicator: '石桌数', value: 5 }),
    ],
    expected: ['minor level 3', 'minor level 5'],
  },
  {
    name: 'a project of one name and another place of it',
    articles: [figures('1', { project: '岳阳河治理工程' })],
    expected: ['minor level 54.2'],
  },
  {
    name: 'two figures under one name cannot be told apart',
    articles: [figures('1', { value: 3 }, { value: 8 }), figures('2', { value: 5 })],
    expected: ['level 5'],
  },
  {
    name: 'points of growth alone are small',
    articles: [figures('1', { measure: 'change', value: 0.6, unit: '百分点' })],
    expected: ['minor change 0.6'],
  },
  {
    name: 'last year beside this year is a comparison',
    articles: [
      figures('1', {}, { value: 50, period: { start: '2025-01-01', end: '2025-12-31', label: '2025年' } }),
    ],
    expected: ['level 54.2'],
  },
  {
    name: 'long ago',
    articles: [figures('1', { period: { start: '2019-01-01', end: '2019-12-31', label: '2019年' } })],
    expected: [],
  },
  {
    name: 'a project further on',
    articles: (['planned', 'started', 'planned', 'ongoing', 'completed', 'completed'] as const).map(
      (status, i) => article(String(i), { projects: [project({ status })] }),
    ),
    expected: ['null → planned', 'planned → started', 'started → ongoing', 'ongoing → completed'],
  },
  {
    name: 'an older report of a project further on',
    articles: [
      article('1', { projects: [project({})] }),
      article('2', { projects: [project({ status: 'started' })] }, '2026-10-01'),
    ],
    expected: ['null → planned'],
  },
  {
    name: 'a project of which nothing is said',
    articles: [article('1', { projects: [project({ status: 'unknown' })] })],
    expected: [],
  },
  {
    name: 'read again by newer extractors',
    articles: [{ ...figures('1', {}), reread: true }, figures('2', {})],
    expected: [],
  },
];

for (const { name, articles, expected } of CASES)
  test(`what is new: ${name}`, () => {
    assert.deepEqual(told(articles).map(inWords), expected);
  });

test('an event is named after what happened, not after who tells it', () => {
  const [one] = told([figures('1', {}, GROWTH)]);
  const [other] = told([figures('2', GROWTH, { raw: '54.20' })]);
  assert.equal(one?.id, other?.id);
  assert.notEqual(one?.id, told([figures('1', {})])[0]?.id);
});

/** Articles of one day that agree, each with some of the same figures. */
const agreeing = fc
  .array(
    fc.uniqueArray(fc.constantFrom('地区生产总值', '固定资产投资', '粮食总产量', '石桌数'), { minLength: 1 }),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((all) =>
    all.map((indicators, i) =>
      figures(String(i), ...indicators.map((indicator) => ({ indicator, value: indicator.length * 7 }))),
    ),
  );

const values = (drafts: readonly Draft[]): readonly string[] =>
  drafts
    .flatMap(({ body }) =>
      body.kind === 'figures' ? body.figures.map(({ value }) => `${body.indicator} ${value}`) : ['?'],
    )
    .sort();

test('articles of one day that agree tell the same in any order, each figure once', () => {
  fc.assert(
    fc.property(
      agreeing.chain((articles) =>
        fc.tuple(fc.constant(articles), fc.shuffledSubarray(articles, { minLength: articles.length })),
      ),
      ([articles, shuffled]) => {
        const all = values(told(articles));
        assert.deepEqual(values(told(shuffled)), all);
        assert.equal(new Set(all).size, all.length);
        assert.deepEqual(told([...articles, ...shuffled]).length, told(articles).length);
      },
    ),
  );
});

test('those elected in one sentence are told in its order, whatever their rows are called', () => {
  const text = '选举陆明远为古县县长，选举白玉兰、丁一凡为古县副县长。';
  const tenures = [
    tenure(text, '丁一凡', ['副县长']),
    tenure(text, '白玉兰', ['副县长']),
    tenure(text, '陆明远', ['县长']),
  ];
  const drafts = told([article('a', { tenures })]);
  assert.deepEqual(
    drafts.map(({ body }) => (body.kind === 'holder' ? body.person : body.kind)),
    ['陆明远', '白玉兰', '丁一凡'],
  );
});
