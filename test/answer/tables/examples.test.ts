import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleQuestions } from '../../../src/answer/tables/examples.ts';
import { indicatorLexicon } from '../../../src/facts/indicators.ts';
import { COUNTY } from '../../support/county.ts';
import { linfen } from '../../support/linfen.ts';
import { answererOver, evidenceIn, type Story } from '../../support/town.ts';

const PARK = '古县湿地公园总投资3.6亿元，已经开工。';
const PROJECT: Story = {
  text: PARK,
  article: { id: 'aaaa000000000009', title: '公园', outlet: '示例日报', date: '2032-03-01' },
  places: ['古县'],
  observations: [{ in: PARK, indicator: '湿地公园总投资', project: '湿地公园', value: 3.6, unit: '亿元' }],
  tenures: [],
  rest: {
    projects: [
      {
        place: '古县',
        name: '湿地公园',
        investment: { value: 3.6, unit: '亿元', raw: '3.6' },
        status: 'started',
        period: null,
        evidence: evidenceIn(PARK, PARK),
      },
    ],
  },
};
const POST: Story = {
  text: '古县县长周丁主持会议。',
  article: { id: 'aaaa00000000000a', title: '会议', outlet: '示例日报', date: '2032-03-02' },
  places: ['古县'],
  tenures: [{ in: '古县县长周丁主持会议。', person: '周丁', posts: ['县长'] }],
};

async function examplesOf(stories: readonly Story[]): Promise<readonly string[]> {
  const { answer, store } = await answererOver(stories);
  const desk = { store, gazetteer: linfen(), lexicon: indicatorLexicon() };
  const questions = await exampleQuestions(desk);
  for (const text of questions) assert.equal((await answer({ text })).abstain, false, text);
  return questions;
}

test('a number, a post and a project of one place, each with an answer, whatever the order of the articles', async () => {
  const stories = [...COUNTY, PROJECT, POST];
  const questions = await examplesOf(stories);
  assert.deepEqual(questions, ['古县2031年地区生产总值是多少', '古县县长是谁', '古县湿地公园总投资多少']);
  assert.deepEqual(await examplesOf(stories.toReversed()), questions);
});

test('what one place lacks another gives; without articles there is nothing to ask', async () => {
  const questions = await examplesOf(COUNTY);
  assert.deepEqual(questions.slice(0, 2), ['古县2031年地区生产总值是多少', '霍州市市委书记是谁']);
  assert.equal(questions.length, 3, 'filled up with another number');
  assert.deepEqual(await examplesOf([]), []);
});
