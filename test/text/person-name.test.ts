import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isName, isNationalLeader, namesAt } from '../../src/text/person-name.ts';

test('what has the form of a name', () => {
  for (const name of ['王刚', '贺新民', '欧阳俊', '司马光明', '李 强']) assert.ok(isName(name), name);
  for (const word of ['高度', '任期', '王', '王某', '示例甲', 'Wang', '王刚刚刚', '全县'])
    assert.ok(!isName(word), word);
});

test('both lengths are offered where only the context can tell', () => {
  assert.deepEqual(
    namesAt('王刚建议', 0).map(({ name }) => name),
    ['王刚', '王刚建'],
  );
  // No given name ends in 说.
  assert.deepEqual(
    namesAt('王刚说话', 0).map(({ name }) => name),
    ['王刚'],
  );
});

test('leaders of the nation are known', () => {
  assert.ok(isNationalLeader('习近平'));
  assert.ok(!isNationalLeader('王刚'));
});

test('candidates lie in the text', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(40), (text, at) => {
      for (const { start, end } of namesAt(`王${text}`, at))
        assert.ok(start === at && end <= text.length + 1);
    }),
  );
});
