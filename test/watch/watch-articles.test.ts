import assert from 'node:assert/strict';
import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { IngestOptions, IngestReport } from '../../src/ingest/ingest.ts';
import { createLog } from '../../src/log.ts';
import { type Watched, watchArticles } from '../../src/watch/watch-articles.ts';
import { temporaryFolder } from '../support/stored.ts';
import { until } from '../support/until.ts';

const NOTHING: IngestReport = {
  files: 0,
  added: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  removed: 0,
  problems: [],
};

interface Running {
  /** Paths of each batch that was read. */
  readonly batches: (readonly string[])[];
  readonly logged: string[];
  /** What was read until now, in any batch. */
  read(path: string): number;
  stop(): Promise<void>;
}

/** Watches with a reader that only notes what it was given. */
function watching(
  t: TestContext,
  watched: Watched,
  ingest: (paths: readonly string[], options: IngestOptions) => Promise<IngestReport> = async () => NOTHING,
): Running {
  const batches: (readonly string[])[] = [];
  const logged: string[] = [];
  const ending = new AbortController();
  const log = createLog({ level: 'debug', write: (line) => void logged.push(line) });
  const running = watchArticles(
    {
      ingest: (paths, options = {}) => {
        batches.push(paths);
        return ingest(paths, options);
      },
    },
    watched,
    log,
    ending.signal,
  );
  const stop = async (): Promise<void> => {
    ending.abort();
    await running;
  };
  t.after(stop);
  const read = (path: string): number => batches.filter((batch) => batch.includes(path)).length;
  return { batches, logged, read, stop };
}

/** Long enough for anything that is going to be noticed. */
const NOTICED_MS = 2_500;

// Together: most of their time they wait.
describe('watchArticles', { concurrency: true }, () => {
  it('reads what is there, what is dropped and what is edited, each once', async (t) => {
    const folder = temporaryFolder(t);
    const [a, b] = [join(folder, 'a.txt'), join(folder, 'sub', 'b.md')];
    writeFileSync(a, '一');
    const { read } = watching(t, { paths: [folder] });
    await until(() => read(a) === 1);
    mkdirSync(join(folder, 'sub'));
    writeFileSync(b, '二');
    await until(() => read(b) === 1);
    writeFileSync(a, '改了');
    await until(() => read(a) === 2);
    await wait(NOTICED_MS);
    assert.deepEqual([read(a), read(b)], [2, 1]);
  });

  it('waits while a file is being written', async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'long.txt');
    const { read } = watching(t, { paths: [folder] });
    await wait(300);
    for (let i = 0; i < 12; i++) {
      appendFileSync(path, `第${i}段。`);
      await wait(200);
      assert.equal(read(path), 0);
    }
    await until(() => read(path) === 1);
  });

  it('takes a burst as one batch, and is not held up by a file that keeps growing', async (t) => {
    const folder = temporaryFolder(t);
    const { batches, read } = watching(t, { paths: [folder] });
    await wait(300);
    const growing = join(folder, 'growing.txt');
    const writer = setInterval(() => appendFileSync(growing, '字'), 100);
    t.after(() => clearInterval(writer));
    const names = Array.from({ length: 60 }, (_, i) => join(folder, `${i}.txt`));
    for (const [i, name] of names.entries()) {
      writeFileSync(name, '新闻');
      if (i % 6 === 0) await wait(20);
    }
    await until(() => names.every((name) => read(name) === 1));
    assert.equal(batches.length, 1);
    assert.equal(read(growing), 0);
    clearInterval(writer);
    await until(() => read(growing) === 1);
  });

  it('reads a steady stream as it comes', async (t) => {
    const folder = temporaryFolder(t);
    const { batches } = watching(t, { paths: [folder] });
    for (let i = 0; i < 50; i++) {
      writeFileSync(join(folder, `${i}.txt`), '新闻');
      await wait(100);
    }
    assert.ok(batches.length >= 2, 'nothing was read while files kept coming');
  });

  it('passes over what is not finished and what is no article', async (t) => {
    const folder = temporaryFolder(t);
    const { batches, read } = watching(t, { paths: [folder] });
    await wait(300);
    mkdirSync(join(folder, '.git'));
    for (const name of ['a.txt.part', 'b.md~', '.c.txt', '~d.txt', 'e.tmp', 'f.png', '.git/g.txt'])
      writeFileSync(join(folder, name), '字');
    symlinkSync(folder, join(folder, 'round'));
    symlinkSync(join(folder, 'x.txt'), join(folder, 'x.txt'));
    const done = join(folder, 'a.txt');
    renameSync(join(folder, 'a.txt.part'), done);
    await until(() => read(done) === 1);
    assert.deepEqual(batches.flat(), [done]);
  });

  it('waits for a folder that is missing, says so once, and follows one that is replaced', async (t) => {
    const parent = temporaryFolder(t);
    const folder = join(parent, 'news');
    const [a, b, c] = ['a.txt', 'b.txt', 'c.txt'].map((name) => join(folder, name)) as [
      string,
      string,
      string,
    ];
    const { read, logged } = watching(t, { paths: [folder], optional: [join(parent, 'other')] });
    await wait(NOTICED_MS);
    mkdirSync(folder);
    writeFileSync(a, '一');
    await until(() => read(a) === 1);
    renameSync(folder, join(parent, 'old'));
    mkdirSync(folder);
    writeFileSync(b, '二');
    await until(() => read(b) === 1);
    writeFileSync(c, '三');
    await until(() => read(c) === 1);
    assert.equal(logged.filter((line) => line.includes('does not exist')).length, 1);
  });

  it('watches a file that was named, whatever it is called and whoever replaces it', async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'archive.news');
    writeFileSync(path, '一');
    const { batches, read } = watching(t, { paths: [path] });
    await until(() => read(path) === 1);
    writeFileSync(join(folder, 'neighbour.txt'), '别的');
    writeFileSync(`${path}.new`, '二二');
    renameSync(`${path}.new`, path);
    await until(() => read(path) === 2);
    assert.deepEqual(new Set(batches.flat()), new Set([path]));
  });

  it('one article that makes the reader fail does not keep the others from being read', async (t) => {
    const folder = temporaryFolder(t);
    const names = Array.from({ length: 9 }, (_, i) => join(folder, `${i}.txt`));
    for (const name of names) writeFileSync(name, '字');
    const stored = new Set<string>();
    const { logged } = watching(t, { paths: [folder] }, async (paths) => {
      for (const path of paths) {
        if (path === names[4]) throw new Error('nobody thought of it');
        stored.add(path);
      }
      return NOTHING;
    });
    await until(() => stored.size === 8);
    await until(() => logged.some((line) => line.includes('nobody thought of it')));
  });

  it('reads a file again once it is readable', {
    skip: process.getuid?.() === 0 && 'root reads everything',
  }, async (t) => {
    const folder = temporaryFolder(t);
    const path = join(folder, 'a.txt');
    writeFileSync(path, '字', { mode: 0 });
    const { read } = watching(t, { paths: [folder] });
    await until(() => read(path) === 1);
    chmodSync(path, 0o644);
    await until(() => read(path) === 2);
  });

  it('takes ten thousand files at once, and what comes after them', async (t) => {
    const folder = temporaryFolder(t);
    const { batches, read } = watching(t, { paths: [folder] });
    await wait(300);
    for (let i = 0; i < 10_000; i++) writeFileSync(join(folder, `${i}.txt`), '字');
    await until(() => new Set(batches.flat()).size === 10_000, 60_000);
    assert.ok(batches.length <= 8, `${batches.length} batches`);
    const last = join(folder, 'last.txt');
    writeFileSync(last, '字');
    await until(() => read(last) === 1);
    rmSync(join(folder, '1.txt'));
    await wait(500);
    assert.equal(read(join(folder, '1.txt')), 1);
  });
});
