import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HolderFinder } from '../../../../src/facts/extract/tenure/holder.ts';
import { knownWordAt, nameEndWeight } from '../../../../src/facts/extract/tenure/name-end.ts';

const nowhere = (): boolean => false;

test('a mark proves more than a word, a word more than a character, and nothing known nothing', () => {
  const weight = (rest: string): number => nameEndWeight(`李平${rest}`, 2, nowhere);
  assert.ok(weight('，') > weight('出席了'));
  assert.ok(weight('出席了') > weight('在屋里'));
  assert.ok(weight('在屋里') > weight('擘画'));
  assert.equal(weight('擘画'), 0);
});

test('和 before a title joins', () => {
  assert.equal(
    nameEndWeight('李平和县长', 2, (at) => at === 3),
    nameEndWeight('李平，', 2, nowhere),
  );
});

test('the longest word counts', () => assert.equal(knownWordAt('不得不说', 0), 3));

/** Text, and the name that starts it. */
const NAMES: readonly (readonly [string, string | null])[] = [
  ['陶望川解读政策', '陶望川'],
  ['李志强调研', '李志强'],
  ['李志强调，', '李志'],
  ['李平正在部署', '李平'],
  ['陆一鸣擘画蓝图', '陆一鸣'],
  ['卓清和作报告', '卓清和'],
  ['尚可期，', '尚可期'],
  ['高兴地说', null],
  ['高度重视', null],
  ['张家庄村', null],
  ['安排部署', null],
];

for (const [text, name] of NAMES)
  test(`name that starts ${text}`, () =>
    assert.equal(new HolderFinder(text).at(0, nowhere)?.name ?? null, name));

test('the rest of the article tells where a name ends', () => {
  const text = '李建明确认。李建，到会。李建明确';
  assert.equal(new HolderFinder(text).at(12, nowhere)?.name, '李建');
});
