import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answer } from '../../src/answer/answer.ts';
import { type GoldenQuestion, judge } from './judge.ts';

const ANSWER: Answer = {
  kind: 'value',
  abstain: false,
  script: 'hans',
  headline: [{ text: '青石县2031年地区生产总值为' }, { text: '1,273.50亿元', strong: true }, { text: '。' }],
  understood: null,
  context: [[{ text: '2032年的目标是增长6%。' }]],
  quotes: [],
  sources: [
    {
      articleId: 'a',
      file: 'qingshi.txt',
      title: null,
      url: null,
      outlet: null,
      date: null,
      dateBasis: 'unknown',
      digest: false,
    },
  ],
  factIds: [],
  actions: [],
};
const REFUSAL: Answer = { ...ANSWER, kind: 'no-fact', abstain: true, headline: [{ text: '没有找到。' }] };

function asked(expect: Partial<GoldenQuestion['expect']>): GoldenQuestion {
  const usual = { must: [], must_not: [], abstain: false, article: null };
  return { id: 'x', q: '?', type: 'value', style: 'plain', expect: { ...usual, ...expect } };
}

const CASES: readonly [string, Partial<GoldenQuestion['expect']>, Answer, string][] = [
  [
    'separators, spaces and script do not matter',
    { must: [['青石縣 2031年'], ['1273.50亿']] },
    ANSWER,
    'right',
  ],
  ['a number matches a whole number only', { must: [['73.50亿']] }, ANSWER, 'incomplete'],
  ['nor one that goes on', { must: [['1273.5']] }, ANSWER, 'incomplete'],
  ['each group needs one of its words', { must: [['6%', '7%'], ['8%']] }, ANSWER, 'incomplete'],
  ['what must not be said anywhere', { must_not: ['6%'] }, ANSWER, 'wrong'],
  ['what must not lead may follow', { must: [['1273.50']], must_not_lead: ['6%'] }, ANSWER, 'right'],
  [
    'an expression does not reach over lines',
    { must: [['re:亿元。.*6%']], must_not: ['re:亿元[^;]*6%'] },
    ANSWER,
    'right',
  ],
  ['an answer where a refusal is due', { abstain: true }, ANSWER, 'wrong'],
  ['a refusal where it is due', { abstain: true }, REFUSAL, 'right'],
  ['a refusal where an answer is due', { must: [['1273.50亿']] }, REFUSAL, 'refused'],
  ['a refusal that is right too', { must: [['1273.50亿']], abstain_ok: true }, REFUSAL, 'right'],
  ['help where a refusal is due', { abstain: true, help_ok: true }, { ...ANSWER, kind: 'help' }, 'right'],
  ['the kind, where it is the point', { abstain: true, kinds: ['smalltalk'] }, REFUSAL, 'incomplete'],
  ['the source', { must: [['6%']], article: 'qingshi.txt' }, ANSWER, 'right'],
  ['another source', { must: [['6%']], article: 'other.txt' }, ANSWER, 'uncited'],
  [
    'another source that is right too',
    { article: 'other.txt', article_alt: ['qingshi.txt'] },
    ANSWER,
    'right',
  ],
  ['a second source', { article: 'qingshi.txt', article_also: ['other.txt'] }, ANSWER, 'uncited'],
];

for (const [what, expect, answer, outcome] of CASES)
  test(`judge: ${what}`, () => {
    const verdict = judge(asked(expect), answer);
    assert.equal(verdict.outcome, outcome, verdict.why);
  });

test('judge: an answer is not the article', () => {
  const long: Answer = { ...ANSWER, context: [[{ text: '长'.repeat(700) }]] };
  assert.equal(judge(asked({}), long).outcome, 'long');
  assert.equal(judge({ ...asked({}), type: 'list' }, long).outcome, 'right');
});
