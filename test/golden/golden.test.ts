import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { missOf, openGolden, readGolden, readKnown, tellMiss } from '../support/golden.ts';
import { temporaryFolder } from '../support/stored.ts';

const families = readGolden();
const known = readKnown();

test('golden questions', async (t) => {
  const app = await openGolden(join(temporaryFolder(t), 'golden.db'));
  t.after(() => app.close());

  for (const [family, questions] of families)
    await t.test(family, async () => {
      const regressed: string[] = [];
      const mended: string[] = [];
      for (const question of questions) {
        const miss = await missOf(app, question);
        if (miss !== null && !known.has(question.id)) regressed.push(tellMiss(miss));
        if (miss === null && known.has(question.id)) mended.push(question.id);
      }
      assert.equal(
        regressed.length,
        0,
        `${regressed.length} of ${questions.length}:\n${regressed.join('\n')}`,
      );
      assert.deepEqual(mended, [], 'answered rightly now: take them out of known.json');
    });
});

test('golden files are in order', () => {
  const all = [...families.values()].flat();
  const ids = all.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length, 'an identifier stands twice');
  assert.ok(all.length >= 320, `${all.length} questions`);
  for (const [family, questions] of families)
    for (const { id, type, expect } of questions) {
      assert.equal(type, family, `${id}: the type is the family`);
      const sure = expect.must.length > 0 || expect.abstain || expect.abstain_ok === true;
      assert.ok(sure || expect.must_not.length > 0, `${id} expects nothing`);
      const words = [...expect.must.flat(), ...expect.must_not, ...(expect.must_not_lead ?? [])];
      for (const word of words.filter((one) => one.startsWith('re:')))
        assert.doesNotThrow(() => new RegExp(word.slice('re:'.length), 'u'), `${id}: ${word}`);
    }
  for (const id of known.keys()) assert.ok(ids.includes(id), `known.json names ${id}, which is no question`);
});
