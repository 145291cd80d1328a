import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { createIngest } from '../../src/ingest/ingest.ts';
import { createPreparation } from '../../src/ingest/preparation.ts';
import { startThreads } from '../../src/ingest/threads.ts';
import type { RawArticle } from '../../src/news/raw-article.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { openStore } from '../../src/store/open.ts';
import { temporaryFolder } from '../support/stored.ts';

const gazetteer = loadGazetteer('临汾市');
const preparation = createPreparation(gazetteer);
const ARTICLES = join(import.meta.dirname, '..', 'fixtures', 'fictional', 'articles');

function raw(text: string): RawArticle {
  return {
    title: '霍州一季度',
    url: null,
    outlet: null,
    date: '2024-05-01',
    digest: false,
    bylines: [],
    text,
  };
}

describe('threads', () => {
  const threads = startThreads(2, gazetteer.root.code, preparation);
  after(() => threads.close());

  it('give what the thread that asks would give itself', async () => {
    const paths = readdirSync(ARTICLES).map((name) => join(ARTICLES, name));
    const given = await Promise.all(paths.map((path) => threads.file(path)));
    assert.deepEqual(
      given,
      paths.map((path) => preparation.file(path)),
    );
    const article = raw('霍州市完成投资3.5亿元，增长6.2%。');
    assert.deepEqual(
      await threads.article(article, '/news/a.jsonl'),
      preparation.article(article, '/news/a.jsonl'),
    );
  });

  it('hand over what is wrong with a file', async (t) => {
    const path = join(temporaryFolder(t), 'empty.txt');
    writeFileSync(path, '');
    assert.deepEqual(await threads.file(path), preparation.file(path));
  });

  it('keep the fault of one article to that article', async () => {
    const broken = { ...raw(''), text: undefined } as unknown as RawArticle;
    const [bad, good] = await Promise.allSettled([
      threads.article(broken, 'a.jsonl'),
      threads.article(raw('霍州市增长6.2%。'), 'a.jsonl'),
    ]);
    assert.equal(bad.status, 'rejected');
    assert.equal(good.status, 'fulfilled');
  });

  it('lead to the same store as none', async (t) => {
    const folder = temporaryFolder(t);
    writeFileSync(join(folder, 'bad.md'), '---\n没有结束');
    const lines = Array.from({ length: 60 }, (_, i) => JSON.stringify({ ...raw(`霍州市增长${i}.5%。`) }));
    writeFileSync(join(folder, 'many.jsonl'), [...lines, '不是JSON'].join('\n'));
    const stored = async (given: typeof threads | null): Promise<unknown> => {
      const store = openStore(join(folder, given === null ? 'none.db' : 'threads.db'));
      const seen: string[] = [];
      const report = await createIngest({ store, preparation, version: '1' }).run([folder, ARTICLES], {
        threads: given,
        onProgress: ({ done, path }) => void seen.push(`${done} ${path}`),
        onArticle: ({ id }) => void seen.push(id),
      });
      const articles = await store.articles();
      const full = await Promise.all(articles.map(({ id }) => store.article(id)));
      const all = [await store.observations({}), await store.tenures({}), await store.suspects(), full];
      const prints = [...(await store.fingerprints())].sort();
      const files = [await store.files(), await store.file(join(folder, 'many.jsonl'))];
      await store.close();
      return { report, seen, all, prints, files };
    };
    assert.deepEqual(await stored(threads), await stored(null));
  });

  it('stop early when told to, and what was in turn is stored', async (t) => {
    const folder = temporaryFolder(t);
    for (let i = 0; i < 9; i++) writeFileSync(join(folder, `${i}.txt`), `霍州市增长${i}.5%。`);
    const store = openStore(join(folder, 'a.db'));
    t.after(() => store.close());
    const stop = new AbortController();
    const run = createIngest({ store, preparation, version: '1' }).run([folder], {
      threads,
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done === 3) stop.abort();
      },
    });
    await assert.rejects(run, { name: 'AbortError' });
    assert.equal((await store.articles()).length, 3);
  });
});

describe('a thread that dies', () => {
  it('leaves its articles to the one that asks', async (t) => {
    // No such region: the thread ends before it reads anything.
    const threads = startThreads(1, '999999', preparation);
    t.after(() => threads.close());
    const article = raw('霍州市增长6.2%。');
    const both = [threads.article(article, 'a.jsonl'), threads.article(article, 'a.jsonl')];
    assert.deepEqual(await Promise.all(both), [
      preparation.article(article, 'a.jsonl'),
      preparation.article(article, 'a.jsonl'),
    ]);
    assert.deepEqual(
      await threads.article(article, 'a.jsonl'),
      preparation.article(article, 'a.jsonl'),
      'and later ones too',
    );
  });
});
