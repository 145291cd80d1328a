import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { DATA_DIR, LexiconError, listCell, parseTable } from '../../src/lexicon/table.ts';

test('comments and empty lines are skipped, cells are trimmed, missing cells are empty', () => {
  const rows = parseTable('# head\n\n固投 |  亿元\r\n社零\n', 3, 'x.txt');
  assert.deepEqual(rows, [
    { line: 3, cells: ['固投', '亿元', ''] },
    { line: 4, cells: ['社零', '', ''] },
  ]);
});

test('a line with too many columns is named', () => {
  assert.throws(
    () => parseTable('a | b\na | b | c', 2, 'x.txt'),
    (error) => error instanceof LexiconError && error.line === 2 && /x\.txt, line 2/.test(error.message),
  );
});

test('a line without its first column is named', () => {
  assert.throws(() => parseTable('\n | b', 2, 'x.txt'), /line 2: has an empty first column/);
});

test('a list cell takes commas of both widths and 、', () => {
  assert.deepEqual(listCell('甲, 乙，丙、丁,'), ['甲', '乙', '丙', '丁']);
});

test('every lexicon that ships parses', () => {
  const files = readdirSync(join(DATA_DIR, 'lexicon')).filter((file) => file.endsWith('.txt'));
  assert.ok(files.length >= 5);
});
