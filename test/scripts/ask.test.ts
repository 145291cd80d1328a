import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { runScript } from '../support/run-script.ts';

const ARTICLE = [
  '---',
  'title: 霍州市晒出年度账单',
  'outlet: 示例日报',
  'date: 2024-02-06',
  'url: https://example.org/a',
  '---',
  '2023年，霍州市地区生产总值完成83.7亿元，同比增长6.3%。霍州市市长方远航在会上作了发言。',
].join('\n');

let folder = '';
let env: Readonly<Record<string, string>> = {};

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wenxian-ask-'));
  env = { DATABASE_URL: `file:${join(folder, 'test.db')}` };
  const news = join(folder, 'news');
  mkdirSync(news);
  writeFileSync(join(news, 'a.md'), ARTICLE);
  const ran = await runScript('index.ts', [news], { env });
  assert.equal(ran.code, 0, ran.stderr);
});
after(() => rmSync(folder, { recursive: true, force: true }));

interface AnswerRow {
  readonly id?: unknown;
  readonly text: string;
  readonly abstain: boolean;
  readonly kind: string;
  readonly facts: readonly Record<string, unknown>[];
  readonly sources: readonly Record<string, unknown>[];
}

const rowsOf = (stdout: string): readonly AnswerRow[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as AnswerRow);

describe('ask', () => {
  it('answers one question in plain text', async () => {
    const ran = await runScript('ask.ts', ['霍州市2023年地区生产总值是多少'], { env });
    assert.deepEqual([ran.code, ran.stderr], [0, '']);
    assert.match(ran.stdout, /83\.7亿元/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: no colours off a terminal
    assert.doesNotMatch(ran.stdout, /\x1b/);
  });

  it('gives facts and sources as one object', async () => {
    const ran = await runScript('ask.ts', ['霍州市2023年地区生产总值是多少', '--json'], { env });
    const [row] = rowsOf(ran.stdout);
    assert.ok(row);
    assert.deepEqual(Object.keys(row), ['text', 'abstain', 'kind', 'facts', 'sources']);
    assert.equal(row.abstain, false);
    assert.ok(
      row.facts.some(({ value, raw, article }) => value === 83.7 && raw === '83.7' && article === 'a.md'),
    );
    assert.deepEqual(row.sources, [
      {
        file: 'a.md',
        title: '霍州市晒出年度账单',
        url: 'https://example.org/a',
        outlet: '示例日报',
        date: '2024-02-06',
      },
    ]);
  });

  it('answers lines in order, twice with the same bytes, and names bad lines', async () => {
    const questions = [
      { id: 'q1', q: '霍州市2023年地区生产总值是多少' },
      { id: 2, q: '霍州市长是谁', context: ['你好'] },
      { id: 'q3', q: '🙂<b>&'.repeat(900) },
      { id: 'q4', q: '问'.repeat(5_000) },
      { id: 'q5', q: '' },
    ];
    const input = `${questions.map((question) => JSON.stringify(question)).join('\n')}\n\n{"id": "bad"\n{"id": "bad2"}\n`;
    const first = await runScript('ask.ts', ['--jsonl'], { env, input });
    assert.equal(first.code, 65, first.stderr);
    assert.match(first.stderr, /line 7: .*\n.*line 8: /);
    const rows = rowsOf(first.stdout);
    assert.deepEqual(
      rows.map(({ id }) => id),
      ['q1', 2, 'q3', 'q4', 'q5'],
    );
    assert.ok(rows.every(({ text }) => text.length > 0));
    assert.match(rows[1]?.text ?? '', /方远航/);
    const file = join(folder, 'questions.jsonl');
    writeFileSync(file, input);
    assert.equal((await runScript('ask.ts', ['--jsonl', file], { env })).stdout, first.stdout);
  });

  it('refuses wrong use, a missing file and a named database that is not there', async () => {
    const wrong = [[], ['--jsonl', 'a', 'b'], ['--jsonl', '--json'], ['--loud', '问']];
    for (const ran of await Promise.all(wrong.map((args) => runScript('ask.ts', args, { env })))) {
      assert.equal(ran.code, 64, ran.stderr);
      assert.match(ran.stderr, /Usage: npm run ask/);
    }
    const missing = await runScript('ask.ts', ['--jsonl', 'none.jsonl'], { env });
    assert.equal(missing.code, 66);
    assert.match(missing.stderr, /none\.jsonl does not exist/);
    const elsewhere = { DATABASE_URL: `file:${join(folder, 'none.db')}` };
    const unbuilt = await runScript('ask.ts', ['问'], { env: elsewhere });
    assert.equal(unbuilt.code, 66);
    assert.match(unbuilt.stderr, /none\.db.*npm run index/);
  });
});
