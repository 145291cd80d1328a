import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WordQuery } from '../../../src/updates/model.ts';
import { canonicalQuery } from '../../../src/updates/wish/canonical.ts';
import { checked, queryText, readQuery } from '../../../src/updates/wish/query.ts';
import { foldWords, fulfils } from '../../../src/updates/words.ts';
import { assertLinear } from '../../support/linear.ts';

/** What a query says of a text. */
function finds(typed: string, text: string): boolean {
  const { query, problem } = readQuery(typed);
  assert.ok(query !== null, `${typed}: ${String(problem)}`);
  return fulfils(foldWords(text), query);
}

test('words beside each other must all be there; NOT binds closest, then AND, then OR', () => {
  const cases: readonly (readonly [string, string, boolean])[] = [
    ['旅游', '春节旅游', true],
    ['旅游 春节', '春节旅游', true],
    ['旅游 春节', '旅游', false],
    ['旅游 AND 春节 NOT 广告', '春节旅游', true],
    ['旅游 AND 春节 NOT 广告', '春节旅游广告', false],
    ['旅游 或 文化 且 修缮', '旅游', true],
    ['(旅游 或 文化) 且 修缮', '旅游', false],
    ['（旅游 或 文化）且 修缮', '文化修缮', true],
    ['旅游 且 非 广告', '旅游', true],
    ['旅游 not (广告 or 招聘)', '旅游招聘', false],
    ['非遗 或许', '非遗或许', true],
    ['"旅游 and 春节"', '旅游 and 春节', true],
    ['“春节 旅游”', '春节旅游', false],
    ['非遺', '非遗展览', true],
    ['5G', '5g基站', true],
    ['.*', '任何话', false],
    ['[旅游]', '旅游', false],
  ];
  for (const [typed, text, expected] of cases)
    assert.equal(finds(typed, text), expected, `${typed} / ${text}`);
});

test('what cannot be meant is refused with its reason', () => {
  const deep = `${'('.repeat(9)}旅游${')'.repeat(9)}`;
  const many = Array.from({ length: 21 }, (_, i) => `词语${i}`).join(' 或 ');
  for (const [typed, problem] of [
    ['', 'empty'],
    ['""', 'empty'],
    ['AND', 'empty'],
    ['旅游 AND', 'unfinished'],
    ['(旅游', 'unfinished'],
    ['旅游)', 'unfinished'],
    ['“旅游', 'unfinished'],
    ['或 旅游', 'unfinished'],
    ['NOT 旅游', 'only-not'],
    ['旅游 或 NOT 广告', 'only-not'],
    ['的', 'short'],
    ['长'.repeat(31), 'long'],
    [many, 'many'],
    [deep, 'deep'],
    [`${'NOT '.repeat(9)}旅游`, 'deep'],
  ] as const)
    assert.equal(readQuery(typed).problem, problem, typed);
});

test('a query written down is read as the same, and its parts have one order', () => {
  for (const typed of [
    '旅游 春节 NOT 广告',
    '(甲乙 或 丙丁) 且 "and"',
    '非 (甲乙 或 丙丁) 戊己',
    '甲乙 或 丙丁 戊己',
    '"甲 乙" "(丙丁"',
  ]) {
    const { query } = readQuery(typed);
    assert.ok(query !== null);
    assert.deepEqual(readQuery(queryText(query)).query, query, `${typed} → ${queryText(query)}`);
  }
  assert.deepEqual(readQuery('甲乙 且 (丙丁 且 甲乙)').query, readQuery('丙丁 甲乙').query);
  assert.deepEqual(canonicalQuery({ is: 'not', of: { is: 'not', of: { is: 'word', word: '甲乙' } } }), {
    is: 'word',
    word: '甲乙',
  });
});

/** Numbers that look random and are the same every time (Park and Miller). */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647;
    return state % sides;
  };
}

function someQuery(roll: (sides: number) => number, depth: number): WordQuery {
  const words = ['旅游', '春节', 'and', 'or', '5g', '非 遗', '(甲乙', '且 非', '广告'];
  const kind = depth === 0 ? 0 : roll(4);
  if (kind === 0) return { is: 'word', word: words[roll(words.length)] ?? '' };
  if (kind === 1) return { is: 'not', of: someQuery(roll, depth - 1) };
  const of = Array.from({ length: 1 + roll(3) }, () => someQuery(roll, depth - 1));
  return { is: kind === 2 ? 'and' : 'or', of };
}

test('any query that can be kept is read again from its own words', () => {
  const roll = dice(7);
  let kept = 0;
  for (let i = 0; i < 2000; i += 1) {
    const { query } = checked(someQuery(roll, 3));
    if (query === null) continue;
    const again = readQuery(queryText(query));
    // Twenty words are the most that are typed.
    if (again.problem === 'many' || again.problem === 'deep') continue;
    kept += 1;
    assert.deepEqual(again.query, query, queryText(query));
  }
  assert.ok(kept > 200, String(kept));
});

test('no query costs more than its length', async () => {
  for (const unit of ['(', '旅游 ', 'NOT ', '"', '“甲', ')', '且'])
    await assertLinear((text) => readQuery(text), unit);
});
