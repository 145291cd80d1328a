import type { Answer, Answerer, Question, SourceRef } from '../../../src/answer/answer.ts';
import type { BotStore } from '../../../src/bot/context.ts';
import type { Observation } from '../../../src/facts/model.ts';
import type { Article } from '../../../src/news/article.ts';
import type { Stored } from '../../../src/store/store.ts';
import { scriptOf } from '../../../src/text/script.ts';

/** A made-up article with one fact; every figure is invented. */
export const STUB_TEXT =
  '青石县召开工作会议。\n2031年，青石县完成地区生产总值88.8亿元，同比增长6.1%。会议要求再接再厉。';
export const STUB_ARTICLE: Article = {
  id: 'a1b2c3d4e5f60718',
  file: 'qingshi.txt',
  title: '青石县<b>经济</b>运行情况',
  url: null,
  outlet: '青石日报',
  date: '2032-01-15',
  dateBasis: 'stated',
  digest: false,
  text: STUB_TEXT,
  repairs: [],
  damaged: [],
  furniture: [],
  bylines: [],
};

const sentenceAt = STUB_TEXT.indexOf('2031');
const sentenceEnd = STUB_TEXT.indexOf('会议要求');
export const STUB_FACT: Stored<Observation> = {
  id: 'f0e1d2c3b4a59687',
  articleId: STUB_ARTICLE.id,
  place: '青石县',
  indicator: '地区生产总值',
  measure: 'level',
  status: 'actual',
  period: { start: '2031-01-01', end: '2031-12-31', label: '2031年' },
  value: 88.8,
  unit: '亿元',
  raw: '88.8',
  at: STUB_TEXT.indexOf('88.8'),
  evidence: { text: STUB_TEXT.slice(sentenceAt, sentenceEnd), span: { start: sentenceAt, end: sentenceEnd } },
};

const {
  text: _text,
  repairs: _repairs,
  damaged: _damaged,
  furniture: _furniture,
  ...STUB_INFO
} = STUB_ARTICLE;

export const STUB_STORE: BotStore = {
  articles: async () => [STUB_INFO],
  articleInfo: async (id) => (id === STUB_ARTICLE.id ? STUB_INFO : null),
  articlesOn: async () => [],
  counts: async () => ({ articles: 1 }),
  newest: async () => null,
  indicators: async () => [],
  observations: async () => [],
  projects: async () => [],
  revision: async () => '1',
  tenures: async () => [],
  article: async (id) => (id === STUB_ARTICLE.id ? STUB_ARTICLE : null),
  fact: async (id) => (id === STUB_FACT.id ? { kind: 'observation', fact: STUB_FACT } : null),
};

/** As {@link STUB_STORE}, with a number, a post and a project of a place, so that there is something to ask for. */
export const EXAMPLE_STORE: BotStore = {
  ...STUB_STORE,
  indicators: async ({ place }) =>
    place === '古县' ? [{ indicator: '地区生产总值', place: '古县', rows: 1 }] : [],
  observations: async ({ indicators }) => {
    const [indicator = ''] = indicators ?? [];
    return indicator === '' ? [] : [{ ...STUB_FACT, place: '古县', indicator }];
  },
  tenures: async ({ place }) => {
    const { id, articleId, evidence } = STUB_FACT;
    const row = { id, articleId, evidence, person: '王甲', place: '古县', posts: ['县长'] };
    return place === '古县' ? [{ ...row, acting: false, status: 'holds', asOf: '2032-01-15' }] : [];
  },
  projects: async ({ place }) => {
    const { id, articleId, evidence } = STUB_FACT;
    const investment = { value: 3, unit: '亿元', raw: '3' };
    const row = { id, articleId, evidence, name: '示例公园', place: '古县', investment };
    return place === '古县' ? [{ ...row, status: 'started', period: null }] : [];
  },
};

export const STUB_SOURCE: SourceRef = {
  articleId: STUB_ARTICLE.id,
  file: STUB_ARTICLE.file,
  title: STUB_ARTICLE.title,
  url: STUB_ARTICLE.url,
  outlet: STUB_ARTICLE.outlet,
  date: STUB_ARTICLE.date,
  dateBasis: STUB_ARTICLE.dateBasis,
  digest: STUB_ARTICLE.digest,
};

/** An answer with all its parts; `change` makes the ones a test is about. */
export function stubAnswer(change: Partial<Answer> = {}): Answer {
  return {
    kind: 'value',
    abstain: false,
    script: 'hans',
    headline: [{ text: '青石县2031年地区生产总值' }, { text: '88.8亿元', strong: true }, { text: '。' }],
    understood: null,
    context: [],
    quotes: [{ articleId: STUB_ARTICLE.id, ref: STUB_FACT.id, text: STUB_FACT.evidence.text }],
    sources: [STUB_SOURCE],
    factIds: [STUB_FACT.id],
    actions: [{ do: 'evidence', ref: STUB_FACT.id, label: '原文' }],
    ...change,
  };
}

/**
 * Answers anything with the question repeated and how many earlier messages it was given, so that a test can see
 * what reached the answer path. 「故障」 fails, 「很慢」 takes its time, 「很长」 does not fit one message.
 */
export function stubAnswerer(asked: Question[] = []): Answerer {
  return async (question) => {
    asked.push(question);
    if (question.text.includes('故障')) throw new Error(`cannot answer ${question.text}`);
    if (question.text.includes('很慢')) await new Promise((resolve) => setTimeout(resolve, 800));
    const context = question.text.includes('很长')
      ? Array.from({ length: 300 }, (_, i) => [{ text: `${i + 1}. 第${i + 1}个项目，总投资<${i}>亿元` }])
      : [];
    return stubAnswer({
      kind: question.text.includes('谢谢') ? 'smalltalk' : 'value',
      script: scriptOf(question.text),
      headline: [
        { text: `问：${question.text.slice(0, 200)}（前${question.context?.length ?? 0}）` },
        { text: '88.8亿元', strong: true },
      ],
      context,
    });
  };
}
