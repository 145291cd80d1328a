import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Project } from '../../../src/facts/model.ts';
import { answererOver, evidenceIn, headlineOf, year } from '../../support/town.ts';

// Every project in this file is invented.
const HOSPITAL = '县中医院迁建项目正在进行内部装修';
const OIL = '牡丹精油提取项目已于2031年建成投产';
const WATER = '谋划建设第二水源工程';
const text = `${HOSPITAL}。\n${OIL}。\n${WATER}。`;

function project(name: string, status: Project['status'], told: string, dated = false): Project {
  return { place: '吉县', name, status, period: dated ? year(2031) : null, evidence: evidenceIn(text, told) };
}

const { answer } = await answererOver([
  {
    text,
    places: ['吉县'],
    article: { id: 'works', file: 'works.md', title: '吉县项目建设', date: '2032-01-20' },
    rest: {
      projects: [
        project('县中医院迁建项目', 'ongoing', HOSPITAL),
        project('牡丹精油提取项目', 'completed', OIL, true),
        project('第二水源工程', 'planned', WATER),
      ],
    },
  },
]);

const CASES: readonly (readonly [string, RegExp])[] = [
  ['吉县中医院迁建项目进展怎么样', /中医院迁建项目：在建/],
  ['吉县中医院迁建项目建成了吗', /在建/],
  ['吉县牡丹精油提取项目建成了吗', /已建成（2031年）/],
  ['吉县第二水源工程开工了吗', /计划中/],
];

describe('how far a project is', () => {
  for (const [question, said] of CASES)
    test(question, async () => {
      const reply = await answer({ text: question });
      assert.equal(reply.abstain, false);
      assert.match(headlineOf(reply), said);
    });

  test('a project nobody told of has no state', async () => {
    const reply = await answer({ text: '吉县温泉小镇项目进展怎么样' });
    assert.doesNotMatch(headlineOf(reply), /在建|已建成|计划中/);
  });
});

describe('projects by their state', () => {
  const lists: readonly (readonly [string, RegExp, RegExp])[] = [
    ['吉县有哪些在建项目', /中医院/, /牡丹|水源/],
    ['吉县建成了哪些项目', /牡丹/, /中医院|水源/],
    ['吉县谋划了哪些项目', /水源/, /中医院|牡丹/],
  ];
  for (const [question, said, never] of lists)
    test(question, async () => {
      const headline = headlineOf(await answer({ text: question }));
      assert.match(headline, said);
      assert.doesNotMatch(headline, never);
    });
});
