import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newsroom } from '../../support/newsroom.ts';

const POSTS = { about: 'post', place: '古县' } as const;

const MET = '古县县委副书记、县长秦望山出席会议并讲话。';
const LEFT = '古县人大常委会会议决定：接受秦望山辞去古县县长职务的请求。';
const CAME = '古县第十七届人民代表大会第七次会议补选陆明远为古县县长。';
const ACTING = '古县人大常委会会议决定：任命陆明远为古县副县长、代理县长。';
const SEEN = '古县县委副书记、县长陆明远到企业调研。';

interface Case {
  readonly name: string;
  readonly told: readonly (readonly [date: string, text: string])[];
  readonly expected: readonly string[];
}

const CASES: readonly Case[] = [
  { name: 'somebody met in a post nobody knew of', told: [['2026-10-20', MET]], expected: [] },
  {
    name: 'somebody met again',
    told: [
      ['2026-10-20', MET],
      ['2026-10-21', `今天上午，${MET}`],
    ],
    expected: [],
  },
  {
    name: 'one left, then another came',
    told: [
      ['2026-10-20', MET],
      ['2026-10-21', LEFT],
      ['2026-10-22', CAME],
    ],
    expected: ['古县 县长 elected 陆明远 ← 秦望山', '古县 县长 left 秦望山 ← '],
  },
  {
    name: 'one came before it was told that the other left',
    told: [
      ['2026-10-20', MET],
      ['2026-10-21', CAME],
      ['2026-10-22', LEFT],
    ],
    expected: ['古县 县长 elected 陆明远 ← 秦望山'],
  },
  {
    name: 'a decision printed after the old one was last mentioned, though made before',
    told: [
      ['2026-10-22', MET],
      ['2026-10-23', `10月20日，${ACTING}`],
      ['2026-10-23', `10月22日，${CAME}`],
      ['2026-10-22', SEEN],
      ['2026-10-22', `昨日，${MET}`],
    ],
    expected: [
      '古县 代县长 appointed 陆明远 ← 秦望山',
      '古县 副县长 appointed 陆明远 ← ',
      '古县 县长 elected 陆明远 ← 秦望山',
    ],
  },
  {
    name: 'an older decision told again after a newer one',
    told: [
      ['2026-10-20', `10月19日，${CAME}`],
      ['2026-10-23', '9月10日，古县人大常委会会议决定：任命丁一凡为古县县长。'],
    ],
    expected: ['古县 县长 elected 陆明远 ← '],
  },
  {
    name: 'both in one article',
    told: [
      ['2026-10-20', MET],
      ['2026-10-21', `${LEFT}${CAME}`],
    ],
    expected: ['古县 县长 elected 陆明远 ← 秦望山'],
  },
  {
    name: 'told by two papers and met afterwards',
    told: [
      ['2026-10-20', MET],
      ['2026-10-21', CAME],
      ['2026-10-21', `据悉，${CAME}`],
      ['2026-10-22', SEEN],
    ],
    expected: ['古县 县长 elected 陆明远 ← 秦望山'],
  },
  {
    name: 'another one is simply met',
    told: [
      ['2026-10-20', MET],
      ['2026-10-22', SEEN],
    ],
    expected: ['古县 县长 holds 陆明远 ← 秦望山'],
  },
  {
    name: 'an older article',
    told: [
      ['2026-10-22', SEEN],
      ['2026-10-19', MET],
    ],
    expected: [],
  },
  {
    name: 'acting, then elected',
    told: [
      ['2026-10-20', ACTING],
      ['2026-10-22', CAME],
    ],
    expected: [
      '古县 代县长 appointed 陆明远 ← ',
      '古县 副县长 appointed 陆明远 ← ',
      '古县 县长 elected 陆明远 ← ',
    ],
  },
  {
    name: 'a second deputy is no change',
    told: [
      ['2026-10-20', '古县副县长郭秋月出席会议。'],
      ['2026-10-21', '古县副县长梁冬雪出席会议。'],
    ],
    expected: [],
  },
];

for (const { name, told, expected } of CASES)
  test(`change of holder: ${name}`, async (t) => {
    const room = newsroom(t);
    await room.subscribe(7, POSTS);
    for (const [i, [date, text]] of told.entries()) {
      room.write(`${i}.md`, { title: `古县要闻第${i}期头条`, date }, text);
      await room.read();
      await room.pass();
    }
    assert.deepEqual(room.told(7), expected);
  });

test('an appointment of years ago in a biography is no news', async (t) => {
  const room = newsroom(t);
  await room.subscribe(7, POSTS);
  room.write('a.md', { title: '古县人物志', date: '2026-10-20' }, '2019年5月，秦望山被任命为古县县长。');
  await room.read();
  await room.pass();
  assert.deepEqual(room.told(7), []);
});
