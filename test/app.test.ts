import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { type App, type OpenOptions, openApp } from '../src/app.ts';
import { type Config, readConfig } from '../src/config.ts';
import { OWN_ARTICLES } from '../src/ingest/into-store.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/open.ts';
import { temporaryFolder } from './support/stored.ts';

const SILENT = createLog({ level: 'silent' });
const SEEDS = join(import.meta.dirname, '..', '..', 'shared', 'seeds');
const QUESTIONS: readonly string[] = [
  '古县2022年GDP增速',
  '霍州市长是谁',
  '侯马云上签是什么',
  '尧都区明天下雨吗',
  'Guxian GDP 2022',
];

function configAt(path: string, named: boolean): Config {
  return { ...readConfig({}), database: { path, named } };
}

async function app(t: TestContext, config: Config, options: OpenOptions = {}): Promise<App> {
  const opened = await openApp(config, SILENT, options);
  t.after(() => opened.close());
  return opened;
}

const md = (title: string, text: string): string =>
  `---\ntitle: ${title}\noutlet: 示例日报\ndate: 2024-02-06\n---\n${text}\n`;

describe('openApp', () => {
  it('refuses a region without a gazetteer as a mistake of the settings, with the remedy', async (t) => {
    const config = { ...configAt(join(temporaryFolder(t), 'x.db'), true), region: '无此市' };
    await assert.rejects(openApp(config, SILENT), {
      name: 'ConfigError',
      message: /REGION: no gazetteer for the region 无此市: run `npm run gazetteer -- 无此市` once/,
    });
  });

  it('builds the default database from our own articles, once', async (t) => {
    const config = configAt(join(temporaryFolder(t), 'default.db'), false);
    const first = await openApp(config, SILENT, { buildDefault: {} });
    const own = readdirSync(OWN_ARTICLES).filter((name) => name.endsWith('.md'));
    assert.equal((await first.store.articles()).length, own.length);
    await first.indexReady;
    assert.ok(first.index.size > 0);
    await first.close();
    let looked = 0;
    await app(t, config, { buildDefault: { onProgress: () => void looked++ } });
    assert.equal(looked, 0);
  });

  it('takes up a first build that was interrupted', async (t) => {
    const path = join(temporaryFolder(t), 'default.db');
    const stop = new AbortController();
    stop.abort();
    await assert.rejects(openApp(configAt(path, false), SILENT, { buildDefault: { signal: stop.signal } }), {
      name: 'AbortError',
    });
    const again = await app(t, configAt(path, false), { buildDefault: {} });
    assert.ok((await again.store.articles()).length > 0);
  });

  it('never builds a database that was named, nor without being asked', async (t) => {
    const folder = temporaryFolder(t);
    const named = await app(t, configAt(join(folder, 'named.db'), true), { buildDefault: {} });
    assert.equal((await named.store.articles()).length, 0);
    const unasked = await app(t, configAt(join(folder, 'default.db'), false));
    assert.equal((await unasked.store.articles()).length, 0);
  });

  it('keeps the index in step with what is read, changed and pruned later', async (t) => {
    const folder = temporaryFolder(t);
    const news = join(folder, 'news');
    mkdirSync(news);
    const path = join(news, 'a.md');
    const { index, ...opened } = await app(t, configAt(join(folder, 'x.db'), true));
    const found = (words: string): boolean =>
      index.search(words).some(({ passage }) => passage.text.includes(words));
    writeFileSync(path, md('霍州荷花节', '霍州市的荷花节在湿地公园开幕，游人赏荷听曲。'));
    await opened.ingest([news]);
    assert.ok(found('荷花节'));
    writeFileSync(path, md('霍州荷花节', '霍州市的菊花展在湿地公园开幕，游人赏菊听曲。'));
    await opened.ingest([news]);
    assert.ok(found('菊花展') && !found('荷花节'));
    rmSync(path);
    await opened.ingest([news], { prune: true });
    assert.equal(index.size, 0);
  });

  it('gives the same answers whatever the order of indexing', async (t) => {
    const folder = temporaryFolder(t);
    const paths = readdirSync(OWN_ARTICLES)
      .map((name) => join(OWN_ARTICLES, name))
      .sort();
    assert.ok(paths.length > 1);
    const answers = async (order: readonly string[]): Promise<string> => {
      const opened = await app(t, configAt(join(folder, `${order.indexOf(paths[0] ?? '')}.db`), true));
      for (const path of order) await opened.ingest([path]);
      return JSON.stringify(await Promise.all(QUESTIONS.map((text) => opened.answer({ text }))));
    };
    assert.equal(await answers(paths), await answers(paths.toReversed()));
  });

  it('gives the same answers over the seed articles in any order', {
    skip: !existsSync(SEEDS) && 'the seed articles are not here',
  }, async (t) => {
    const folder = temporaryFolder(t);
    const paths = readdirSync(SEEDS)
      .map((name) => join(SEEDS, name))
      .sort();
    const orders = [paths, paths.toReversed(), [...paths.slice(2), ...paths.slice(0, 2)]];
    const all = await Promise.all(
      orders.map(async (order, i) => {
        const opened = await app(t, configAt(join(folder, `${i}.db`), true));
        for (const path of order) await opened.ingest([path]);
        const answers = await Promise.all(QUESTIONS.map((text) => opened.answer({ text })));
        return JSON.stringify([answers, await opened.store.observations({})]);
      }),
    );
    assert.equal(all[0], all[1]);
    assert.equal(all[0], all[2]);
  });

  it('closes while the index is still loading', async (t) => {
    const config = configAt(join(temporaryFolder(t), 'x.db'), false);
    await (await openApp(config, SILENT, { buildDefault: {} })).close();
    const loading = await openApp(config, SILENT);
    await loading.close();
    const store = openStore(config.database.path);
    assert.ok((await store.articles()).length > 0);
    await store.close();
  });
});
