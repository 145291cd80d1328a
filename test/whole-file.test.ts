import assert from 'node:assert/strict';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { writeWhole } from '../src/whole-file.ts';
import { temporaryFolder } from './support/stored.ts';

test('a file is replaced by all its pieces, and the draft is gone', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a');
  writeFileSync(path, 'what was there, and longer');
  await writeWhole(path, join(folder, '.a.new'), ['甲', new TextEncoder().encode('乙'), '丙']);
  assert.equal(readFileSync(path, 'utf8'), '甲乙丙');
  assert.deepEqual(readdirSync(folder), ['a']);
});

test('what breaks off while it is written leaves the old file as it was', async (t) => {
  const folder = temporaryFolder(t);
  const path = join(folder, 'a');
  writeFileSync(path, '甲');
  const broken = (function* () {
    yield '乙';
    throw new Error('no more');
  })();
  await assert.rejects(writeWhole(path, join(folder, '.a.new'), broken), /no more/);
  assert.equal(readFileSync(path, 'utf8'), '甲');
  assert.deepEqual(readdirSync(folder), ['a']);
});
