import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it } from 'node:test';
import Sqlite from 'better-sqlite3';
import { connect } from '../../src/store/connection.ts';
import { SCHEMA_VERSION } from '../../src/store/migrations.ts';
import { openStore } from '../../src/store/open.ts';
import { createSqliteStore } from '../../src/store/sqlite.ts';
import { StoreError } from '../../src/store/store-error.ts';
import { articleOf, factsOf, temporaryFolder } from '../support/stored.ts';

function fails(problem: StoreError['problem'], path: string, hint: RegExp): (error: unknown) => true {
  return (error) => {
    assert.ok(error instanceof StoreError, String(error));
    assert.equal(error.problem, problem);
    assert.ok(error.message.includes(path), 'names the file');
    assert.match(error.message, hint, 'names the remedy');
    return true;
  };
}

describe('openStore', () => {
  it('creates the database and its folder, and opens it again', async (t) => {
    const path = join(temporaryFolder(t), 'deep', 'er', 'new.db');
    const first = connect(path);
    assert.deepEqual(first.migrated, { from: 0, to: SCHEMA_VERSION });
    first.close();
    const again = connect(path);
    assert.deepEqual(again.migrated, { from: SCHEMA_VERSION, to: SCHEMA_VERSION });
    assert.equal(again.sql('PRAGMA journal_mode').pluck().get(), 'wal');
    assert.equal(again.sql('PRAGMA foreign_keys').pluck().get(), 1);
    again.close();
  });

  it('refuses a database of a newer version and leaves it alone', async (t) => {
    const path = join(temporaryFolder(t), 'newer.db');
    const store = openStore(path);
    await store.putArticle(articleOf('一篇。'), factsOf());
    await store.close();
    const db = new Sqlite(path);
    db.pragma(`user_version = ${SCHEMA_VERSION + 7}`);
    db.close();
    assert.throws(() => openStore(path), fails('newer', path, /Update Wenxian/));
    const after = new Sqlite(path);
    assert.equal(after.prepare('SELECT count(*) FROM article').pluck().get(), 1);
    after.close();
  });

  it("refuses another program's database without a byte changed", (t) => {
    const path = join(temporaryFolder(t), 'other.db');
    const db = new Sqlite(path);
    db.exec('CREATE TABLE photos (id INTEGER)');
    db.close();
    const before = readFileSync(path);
    assert.throws(() => openStore(path), fails('foreign', path, /DATABASE_URL/));
    assert.deepEqual(readFileSync(path), before);
  });

  it('says when the file is no database, damaged, or its folder is a file', (t) => {
    const folder = temporaryFolder(t);
    const text = join(folder, 'notes.txt');
    writeFileSync(text, '这不是数据库。'.repeat(300));
    assert.throws(() => openStore(text), fails('not-a-database', text, /Check the path/));
    const inside = join(text, 'x.db');
    assert.throws(() => openStore(inside), fails('cannot-open', inside, /folder/));
    const asFolder = join(folder, 'folder.db');
    mkdirSync(asFolder);
    assert.throws(() => openStore(asFolder), fails('cannot-open', asFolder, /folder/));
  });

  it('says when the file may not be written', {
    skip: process.getuid?.() === 0 && 'root may write anything',
  }, (t) => {
    const path = join(temporaryFolder(t), 'ro.db');
    void openStore(path).close();
    chmodSync(path, 0o400);
    assert.throws(() => openStore(path), fails('read-only', path, /writable/));
  });

  it('says when another process holds the lock', (t) => {
    const path = join(temporaryFolder(t), 'locked.db');
    const store = connect(path);
    const other = new Sqlite(path);
    other.exec('BEGIN IMMEDIATE');
    t.after(() => {
      other.close();
      store.close();
    });
    store.sql('PRAGMA busy_timeout = 10').get();
    assert.throws(() => store.write(() => undefined), fails('locked', path, /try again/));
  });

  it('loses nothing when the disk is full', async (t) => {
    const path = join(temporaryFolder(t), 'full.db');
    const connection = connect(path);
    const store = createSqliteStore(connection);
    t.after(() => store.close());
    const kept = articleOf('先存下的一篇。');
    await store.putArticle(kept, factsOf());
    // SQLite answers a page limit as it answers a full disk: SQLITE_FULL.
    const pages = Number(connection.sql('PRAGMA page_count').pluck().get());
    connection.sql(`PRAGMA max_page_count = ${pages + 2}`).get();
    const big = articleOf('太大的一篇。'.repeat(20_000), { file: 'big.txt' });
    await assert.rejects(store.putArticle(big, factsOf()), fails('full', path, /Free some space.*kept/));
    assert.deepEqual(await store.article(kept.id), kept);
    assert.equal(await store.article(big.id), null);
    connection.sql('PRAGMA max_page_count = 1000000').get();
    assert.equal(await store.putArticle(big, factsOf()), 'added');
    assert.equal(connection.sql('PRAGMA integrity_check').pluck().get(), 'ok');
  });

  it('survives a copy taken while the write-ahead log holds the last article', async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'live.db');
    const store = openStore(path);
    t.after(() => store.close());
    await store.putArticle(articleOf('一篇。'), factsOf());
    const copy = join(folder, 'copy.db');
    copyFileSync(path, copy);
    copyFileSync(`${path}-wal`, `${copy}-wal`);
    const other = openStore(copy);
    assert.equal((await other.articles()).length, 1);
    await other.close();
  });
});
