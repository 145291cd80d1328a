import assert from 'node:assert/strict';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { type App, openApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { createLog } from '../../src/log.ts';
import { watchArticles } from '../../src/watch/watch-articles.ts';
import { watchStore } from '../../src/watch/watch-store.ts';
import { runScript } from '../support/run-script.ts';
import { temporaryFolder } from '../support/stored.ts';
import { until } from '../support/until.ts';

const SILENT = createLog({ level: 'silent' });

const article = (value: string): string =>
  `---\ntitle: 霍州市前三季度经济运行情况\noutlet: 示例日报\ndate: 2024-10-21\n---\n前三季度，霍州市地区生产总值完成${value}亿元，同比增长5.3%。\n`;

async function open(t: TestContext, folder: string): Promise<{ readonly app: App; readonly path: string }> {
  const path = join(folder, 'x.db');
  const app = await openApp({ ...readConfig({}), database: { path, named: true } }, SILENT);
  t.after(() => app.close());
  return { app, path };
}

/** Runs something in the background; it ends before the app closes. */
function background(t: TestContext, run: (stop: AbortSignal) => Promise<void>): void {
  const ending = new AbortController();
  const running = run(ending.signal);
  t.after(async () => {
    ending.abort();
    await running;
  });
}

async function told(app: App): Promise<string> {
  return JSON.stringify(await app.answer({ text: '霍州2024年前三季度GDP是多少' }));
}

describe('news while the bot runs', { concurrency: true }, () => {
  it('a dropped article is answered, an edited one answered anew, one whose file is gone stays', async (t) => {
    const folder = temporaryFolder(t);
    const news = join(folder, 'news');
    mkdirSync(news);
    const { app } = await open(t, folder);
    await app.indexReady;
    const ear = app.articlesChanged.listen();
    background(t, (stop) => watchArticles(app, { paths: [news] }, SILENT, stop));
    await wait(200);
    const path = join(news, 'a.md');
    writeFileSync(path, article('171.36'));
    assert.equal(await ear.heard(20_000), true);
    assert.match(await told(app), /171\.36/);
    writeFileSync(path, article('172.48'));
    assert.equal(await ear.heard(20_000), true);
    assert.match(await told(app), /172\.48/);
    assert.doesNotMatch(await told(app), /171\.36/);
    rmSync(path);
    await wait(1_500);
    assert.match(await told(app), /172\.48/);
  });

  it('nothing is written while nothing changes', async (t) => {
    const folder = temporaryFolder(t);
    const news = join(folder, 'news');
    mkdirSync(news);
    writeFileSync(join(news, 'a.md'), article('171.36'));
    writeFileSync(join(news, 'broken.jsonl'), '{"title": "没有正文"}\n');
    const { app } = await open(t, folder);
    background(t, (stop) => watchArticles(app, { paths: [news] }, SILENT, stop));
    background(t, (stop) => watchStore(app, SILENT, stop));
    await until(async () => (await app.store.articles()).length === 1);
    await wait(1_000);
    const [before, index] = [await app.store.revision(), app.indexedAt()];
    writeFileSync(join(news, 'not-an-article.png'), '字');
    await wait(3_000);
    assert.equal(await app.store.revision(), before);
    assert.equal(app.indexedAt(), index);
    await app.ingest([join(news, 'a.md')]);
    assert.equal(await app.store.revision(), before, 'read again, found as it was');
  });

  it('what another process indexes or prunes is noticed', async (t) => {
    const folder = temporaryFolder(t);
    const news = join(folder, 'news');
    mkdirSync(news);
    const { app, path } = await open(t, folder);
    await app.indexReady;
    const ear = app.articlesChanged.listen();
    background(t, (stop) => watchStore(app, SILENT, stop));
    writeFileSync(join(news, 'a.md'), article('171.36'));
    const index = (...more: readonly string[]) =>
      runScript('index.ts', [news, ...more], { env: { DATABASE_URL: `file:${path}` } });
    assert.equal((await index()).code, 0);
    assert.equal(await ear.heard(20_000), true);
    assert.match(await told(app), /171\.36/);
    assert.ok(app.index.search('霍州市地区生产总值').length > 0);
    rmSync(join(news, 'a.md'));
    assert.equal((await index('--prune')).code, 0);
    assert.equal(await ear.heard(20_000), true);
    assert.equal(app.index.size, 0);
    assert.doesNotMatch(await told(app), /171\.36/);
  });
});
