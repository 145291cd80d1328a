import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import Sqlite from 'better-sqlite3';
import { runScript } from '../support/run-script.ts';
import { temporaryFolder } from '../support/stored.ts';

const ARTICLE = [
  '---',
  'title: 霍州市晒出年度账单',
  'outlet: 示例日报',
  'date: 2024-02-06',
  '---',
  '2023年，霍州市地区生产总值完成83.7亿元，同比增长6.3%。霍州市市长方远航表示，2024年固定资产投资力争增长8%。',
].join('\n');

interface Place {
  readonly news: string;
  readonly db: string;
  readonly env: Readonly<Record<string, string>>;
}

function place(t: TestContext): Place {
  const folder = temporaryFolder(t);
  const news = join(folder, 'news');
  mkdirSync(news);
  const db = join(folder, 'test.db');
  return { news, db, env: { DATABASE_URL: `file:${db}` } };
}

describe('index', () => {
  it('stores articles, names bad files and ends with counts and seconds', async (t) => {
    const { news, env } = place(t);
    writeFileSync(join(news, 'a.md'), ARTICLE);
    writeFileSync(join(news, 'empty.txt'), '');
    const ran = await runScript('index.ts', [news], { env });
    assert.equal(ran.code, 1, ran.stderr);
    assert.equal(ran.stdout, '');
    assert.match(ran.stderr, /empty\.txt: is empty/);
    assert.match(
      ran.stderr,
      /1 added, 0 updated, 0 unchanged, 0 removed, 1 failed; stored: articles 1, facts \d+.*\d\.\d s\n$/,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: a log must not hold terminal control codes
    assert.doesNotMatch(ran.stderr, /[\x1b\r]/);
    rmSync(join(news, 'empty.txt'));
    const again = await runScript('index.ts', [news], { env });
    assert.equal(again.code, 0, again.stderr);
    assert.match(again.stderr, /0 added, 0 updated, 1 unchanged/);
    rmSync(join(news, 'a.md'));
    const pruned = await runScript('index.ts', ['--prune', news], { env });
    assert.match(pruned.stderr, /1 removed, 0 failed; stored: articles 0/);
  });

  it('reads paths relative to where it was typed, also through npm', async (t) => {
    const { news, env } = place(t);
    writeFileSync(join(news, 'a.md'), ARTICLE);
    const direct = await runScript('index.ts', ['a.md'], { env, cwd: news });
    assert.match(direct.stderr, /1 added/);
    const viaNpm = { ...env, INIT_CWD: news, npm_lifecycle_event: 'index' };
    assert.match(
      (await runScript('index.ts', ['a.md'], { env: viaNpm })).stderr,
      /1 unchanged, 0 removed, 0 failed/,
    );
    const inherited = { ...env, INIT_CWD: '/', npm_lifecycle_event: 'test' };
    assert.match(
      (await runScript('index.ts', ['a.md'], { env: inherited, cwd: news })).stderr,
      /1 unchanged/,
    );
  });

  it('refuses wrong use with the usage and 64, and a bad database with its remedy', async (t) => {
    const { env, db, news } = place(t);
    const wrong = await runScript('index.ts', ['--purge'], { env });
    assert.equal(wrong.code, 64);
    assert.match(wrong.stderr, /--purge.*\n\nUsage: npm run index/s);
    assert.ok(!existsSync(db));
    const help = await runScript('index.ts', ['--help'], { env });
    assert.deepEqual([help.code, help.stderr], [0, '']);
    assert.match(help.stdout, /^Usage/);
    const other = new Sqlite(db);
    other.exec('CREATE TABLE photos (id INTEGER)');
    other.close();
    const foreign = await runScript('index.ts', [news], { env });
    assert.equal(foreign.code, 78);
    assert.match(foreign.stderr, /belongs to another program.*DATABASE_URL/);
    const config = await runScript('index.ts', [news], { env: { DATABASE_URL: 'x', PORT: 'y' } });
    assert.equal(config.code, 78);
    assert.match(config.stderr, /2 mistake.*PORT.*DATABASE_URL/s);
    assert.doesNotMatch(config.stderr, /\n\s+at /, 'no stack for a known mistake');
  });

  it('loses nothing when it is killed in the middle', async (t) => {
    const { news, env, db } = place(t);
    const text = (i: number): string => ARTICLE.replace('83.7', `${i}.5`);
    // Progress is told of every 500th.
    const total = 560;
    for (let i = 0; i < total; i++) writeFileSync(join(news, `${i}.md`), text(i));
    const killed = await runScript('index.ts', [news], { env, killWhen: (stderr) => /500 of/.test(stderr) });
    assert.equal(killed.signal, 'SIGKILL');
    const check = new Sqlite(db);
    assert.equal(check.pragma('integrity_check', { simple: true }), 'ok');
    const half = Number(check.prepare('SELECT count(*) FROM article').pluck().get());
    check.close();
    // Articles are stored some at a time: of the 500 counted as read, the batch in hand (24) may not be written yet.
    assert.ok(half > 500 - 24 && half < total, `${half} articles`);
    const rest = await runScript('index.ts', [news], { env });
    assert.equal(rest.code, 0, rest.stderr);
    assert.match(rest.stderr, new RegExp(`stored: articles ${total},`));
  });
});

describe('export', () => {
  it('writes rows as JSON lines and CSV', async (t) => {
    const { news, env } = place(t);
    writeFileSync(join(news, 'a.md'), ARTICLE);
    await runScript('index.ts', [news], { env });
    const facts = await runScript('export.ts', ['facts'], { env });
    assert.deepEqual([facts.code, facts.stderr], [0, '']);
    const rows = facts.stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const gdp = rows.find(({ value }) => value === 83.7);
    assert.ok(gdp, facts.stdout);
    const { article, place: where, indicator, unit, raw, evidence } = gdp;
    assert.deepEqual(
      [article, where, indicator, unit, raw],
      ['a.md', '霍州市', '地区生产总值', '亿元', '83.7'],
    );
    assert.ok(String(evidence).includes('83.7'));
    const csv = await runScript('export.ts', ['articles', '--format', 'csv'], { env });
    assert.match(csv.stdout, /^article,id,title,.*\r\na\.md,[0-9a-f]{16},霍州市晒出年度账单,/);
  });

  it('ends quietly when its reader stops early', async (t) => {
    const { news, env } = place(t);
    const lines = Array.from({ length: 120 }, (_, i) =>
      JSON.stringify({ title: `第${i}篇`, text: `${ARTICLE}第${i}次。` }),
    );
    writeFileSync(join(news, 'a.jsonl'), lines.join('\n'));
    await runScript('index.ts', [news], { env });
    const { execFileSync } = await import('node:child_process');
    const script = join(import.meta.dirname, '..', '..', 'scripts', 'export.ts');
    const out = execFileSync('sh', ['-c', '"$0" "$1" facts | head -n 1', process.execPath, script], {
      env: { ...process.env, ...env },
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    assert.equal(out.trimEnd().split('\n').length, 1);
  });

  it('refuses wrong use and a database that is not there', async (t) => {
    const { env, db } = place(t);
    const wrong = [[], ['numbers'], ['facts', 'posts'], ['facts', '--format', 'xml']];
    for (const ran of await Promise.all(wrong.map((args) => runScript('export.ts', args, { env })))) {
      assert.equal(ran.code, 64, ran.stderr);
      assert.match(ran.stderr, /Usage: npm run/);
    }
    const missing = await runScript('export.ts', ['facts'], { env });
    assert.equal(missing.code, 66);
    assert.match(missing.stderr, /test\.db.*npm run index/);
    assert.ok(!existsSync(db), 'nothing was created');
  });
});

describe('scripts', () => {
  it('print no file of the project to stdout by accident', () => {
    for (const name of ['index.ts', 'export.ts', 'ask.ts'])
      assert.doesNotMatch(
        readFileSync(join(import.meta.dirname, '..', '..', 'scripts', name), 'utf8'),
        /console\./,
      );
  });
});
