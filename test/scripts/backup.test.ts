import assert from 'node:assert/strict';
import { once } from 'node:events';
import { copyFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { Worker } from 'node:worker_threads';
import { type Database, openDatabase } from '../../src/store/open.ts';
import { runScript } from '../support/run-script.ts';
import { articleOf, factsOf, temporaryFolder } from '../support/stored.ts';

interface Place {
  readonly folder: string;
  readonly path: string;
  readonly file: string;
  run(...args: readonly string[]): ReturnType<typeof runScript>;
}

function place(t: TestContext): Place {
  const folder = temporaryFolder(t);
  const path = join(folder, 'bot.db');
  const env = { DATABASE_URL: `file:${path}` };
  const run = (...args: readonly string[]) => runScript('backup.ts', args, { env });
  return { folder, path, file: join(folder, 'saved', 'monday.db'), run };
}

async function put(database: Database, text: string): Promise<void> {
  await database.store.putArticle(articleOf(text, { file: 'x.txt' }), factsOf());
}

async function count(path: string): Promise<number> {
  const { store } = openDatabase(path);
  const { length } = await store.articles();
  await store.close();
  return length;
}

const tenant = { holder: 'a bot', pid: process.pid, host: hostname() };

describe('backup', () => {
  it('copies a database that is in use, and never over an older copy unasked', async (t) => {
    const { path, file, run } = place(t);
    const database = openDatabase(path);
    await database.lease('bot 1').take(tenant, Date.now(), () => false);
    await put(database, '古县的杏花开了。');
    const ran = await run(file);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, /^1 articles \(.* MiB\) saved and checked: .*monday\.db$/m);
    await put(database, '浮山的梨花开了。');
    const again = await run(file);
    assert.equal(again.code, 73);
    assert.match(again.stderr, /exists already; --force replaces it/);
    assert.equal(await count(file), 1);
    assert.equal((await run(file, '--force')).code, 0);
    assert.equal(await count(file), 2);
    await database.store.close();
  });

  it('is one moment of a database that another thread is writing to all the time', async (t) => {
    const { path, file, folder, run } = place(t);
    await openDatabase(path).store.close();
    const writer = new Worker(
      `const Sqlite = require('better-sqlite3');
       const { workerData: path, parentPort } = require('node:worker_threads');
       const db = new Sqlite(path, { timeout: 5000 });
       db.exec('CREATE TABLE pair (a INTEGER, b INTEGER); INSERT INTO pair VALUES (0, 0)');
       const write = db.transaction((n) => {
         db.prepare('UPDATE pair SET a = ?').run(n);
         db.prepare('INSERT INTO audit (at, by, act, object, detail, reason) VALUES (?, 1, ?, ?, ?, ?)')
           .run(n, 'x'.repeat(500), '', '', '');
         db.prepare('UPDATE pair SET b = ?').run(n);
       });
       parentPort.postMessage('writing');
       for (let n = 1; ; n++) write(n);`,
      { eval: true, workerData: path },
    );
    t.after(() => writer.terminate());
    await once(writer, 'message');
    const ran = await run(file);
    assert.equal(ran.code, 0, ran.stderr);
    await writer.terminate();
    assert.deepEqual(readdirSync(join(folder, 'saved')), ['monday.db'], 'one file, nothing half done');
    const { default: Sqlite } = await import('better-sqlite3');
    const copy = new Sqlite(file, { readonly: true });
    const { a, b } = copy.prepare('SELECT a, b FROM pair').get() as { a: number; b: number };
    assert.equal(a, b);
    assert.equal(copy.prepare('SELECT count(*) FROM audit').pluck().get(), a);
    copy.close();
  });

  it('is put back, and what was there is kept', async (t) => {
    const { path, file, run } = place(t);
    const database = openDatabase(path);
    await put(database, '古县的杏花开了。');
    assert.equal((await run(file)).code, 0);
    await put(database, '浮山的梨花开了。');
    await database.store.close();
    const ran = await run('--restore', file);
    assert.equal(ran.code, 0, ran.stderr);
    assert.match(ran.stderr, /1 articles .* restored/);
    assert.match(ran.stderr, /kept: .*bot\.db\.replaced/);
    assert.equal(await count(path), 1);
    assert.equal(await count(`${path}.replaced`), 2);
    assert.equal(await count(file), 1, 'the backup stays');
  });

  it('is not put back under a living bot, nor under any program that has the database open', async (t) => {
    const { path, file, run } = place(t);
    const database = openDatabase(path);
    const lease = database.lease('bot 1');
    assert.equal((await run(file)).code, 0);
    await put(database, '古县的杏花开了。');
    await lease.take(tenant, Date.now(), () => false);
    const held = await run('--restore', file);
    assert.equal(held.code, 75);
    assert.match(held.stderr, new RegExp(`in use by the bot \\(pid ${process.pid} on`));
    await lease.release(tenant);
    const open = await run('--restore', file);
    assert.equal(open.code, 75);
    assert.match(open.stderr, /in use by a program/);
    assert.equal((await database.store.articles()).length, 1, 'nothing was changed');
    // A bot that was killed long ago does not stand in the way, whoever has its number now.
    await lease.take(tenant, Date.now() - 600_000, () => false);
    await database.store.close();
    assert.equal((await run('--restore', file)).code, 0);
    assert.equal(await count(path), 0);
  });

  it('replaces a damaged database with its journal, which would be read as the new one’s', async (t) => {
    const { path, file, run } = place(t);
    const database = openDatabase(path);
    await put(database, '古县的杏花开了。');
    assert.equal((await run(file)).code, 0);
    await put(database, '浮山的梨花开了。');
    // As a power cut leaves it: a journal that nobody has emptied, and a file that is no database any more.
    copyFileSync(`${path}-wal`, join(path, '..', 'wal'));
    await database.store.close();
    copyFileSync(join(path, '..', 'wal'), `${path}-wal`);
    writeFileSync(path, 'no database');
    const ran = await run('--restore', file);
    assert.equal(ran.code, 0, ran.stderr);
    assert.equal(await count(path), 1);
    assert.equal(readFileSync(`${path}.replaced`, 'utf8'), 'no database');
  });

  it('that is damaged, of another program or missing is refused, and nothing is touched', async (t) => {
    const { path, file, folder, run } = place(t);
    const database = openDatabase(path);
    for (let i = 0; i < 60; i++) await put(database, `第${i}条新闻，${'说了很多话。'.repeat(300)}`);
    assert.equal((await run(file)).code, 0);
    await database.store.close();
    const half = join(folder, 'half.db');
    copyFileSync(file, half);
    truncateSync(half, Math.floor(readFileSync(file).length / 2));
    const text = join(folder, 'text.db');
    writeFileSync(text, 'x'.repeat(5000));
    for (const [bad, code] of [
      [half, 65],
      [text, 78],
      [join(folder, 'none.db'), 66],
    ] as const) {
      const ran = await run('--restore', bad);
      assert.equal(ran.code, code, ran.stderr);
    }
    assert.equal(await count(path), 60);
    assert.equal(existsSync(`${path}.replaced`), false);
    for (const args of [[], [file, file], [path]]) assert.equal((await run(...args)).code, 64);
  });
});
