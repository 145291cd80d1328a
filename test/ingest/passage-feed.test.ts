import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createPassageFeed } from '../../src/ingest/passage-feed.ts';
import type { PassageFile } from '../../src/ingest/passage-file.ts';
import type { Article } from '../../src/news/article.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import type { Snapshot } from '../../src/search/snapshot.ts';
import type { Store } from '../../src/store/store.ts';
import { bareArticle } from '../support/article.ts';

const gazetteer = loadGazetteer('临汾市');
const SENTENCE = '养路工人每天清早出门，把路面的落叶和碎石扫到一边，遇到塌方就立起警示牌，等着铲车来。';

function articleOf(id: string, text: string): Article {
  return bareArticle(text, { id, file: `${id}.txt` });
}

/** As much of a store as a feed looks at; counts how often an article was read. */
function shelfOf(articles: Map<string, Article>) {
  const read: string[] = [];
  const store = {
    fingerprints: async () => new Map([...articles].map(([id, { text }]) => [id, text])),
    article: async (id: string) => {
      read.push(id);
      return articles.get(id) ?? null;
    },
  } satisfies Partial<Store>;
  return { store: store as unknown as Store, read };
}

function fileIn(memory: { snapshot?: Snapshot; stamp?: string; writes: number }): PassageFile {
  return {
    read: async (stamp) => {
      if (memory.snapshot === undefined) return 'missing';
      return memory.stamp === stamp ? memory.snapshot : 'other-version';
    },
    write: async (snapshot, stamp) => {
      Object.assign(memory, { snapshot: structuredClone(snapshot), stamp });
      memory.writes++;
    },
  };
}

/** Enough passages to be worth a file. */
function manyArticles(): Map<string, Article> {
  const ids = Array.from({ length: 60 }, (_, n) => `road${String(n).padStart(2, '0')}`);
  return new Map(ids.map((id) => [id, articleOf(id, SENTENCE.repeat(180))]));
}

describe('passage feed', () => {
  it('follows the store: new, changed and gone articles', async () => {
    const articles = new Map([['a', articleOf('a', SENTENCE)]]);
    const { store, read } = shelfOf(articles);
    const index = createPassageIndex();
    const feed = createPassageFeed({ store, index, gazetteer });
    await feed.refresh();
    await feed.refresh();
    assert.deepEqual(read, ['a']);
    articles.set('a', articleOf('a', '水库放水，下游农田浇上了返青水。'));
    articles.set('b', articleOf('b', '果农忙着疏花，一棵树只留三成。'));
    await feed.refresh();
    assert.equal(index.search('返青水')[0]?.passage.articleId, 'a');
    assert.deepEqual(index.search('塌方警示牌'), []);
    articles.delete('b');
    await feed.refresh();
    assert.deepEqual(index.search('果农疏花'), []);
    assert.equal(index.size, 1);
  });

  it('starts from its file and reads only what the file does not have as the store has it', async () => {
    const articles = manyArticles();
    const memory = { writes: 0 };
    const kept = { file: fileIn(memory), version: 'v1' };
    const first = createPassageIndex();
    const feed = createPassageFeed({ store: shelfOf(articles).store, index: first, gazetteer, kept });
    await feed.refresh();
    await feed.keep();
    await feed.keep();
    assert.equal(memory.writes, 1);

    articles.set('road07', articleOf('road07', '水库放水，下游农田浇上了返青水。'));
    articles.delete('road08');
    const later = shelfOf(articles);
    const again = createPassageIndex();
    await createPassageFeed({ store: later.store, index: again, gazetteer, kept }).refresh();
    assert.deepEqual(later.read, ['road07']);
    await feed.refresh();
    assert.equal(again.size, first.size);
    assert.deepEqual(again.search('返青水'), first.search('返青水'));
    assert.deepEqual(again.search('落叶和碎石'), first.search('落叶和碎石'));
  });

  it('reads everything anew when the file is torn, and writes a whole one', async () => {
    const articles = manyArticles();
    const { store, read } = shelfOf(articles);
    const memory = { writes: 0 };
    const file: PassageFile = { ...fileIn(memory), read: async () => 'torn' };
    const index = createPassageIndex();
    const feed = createPassageFeed({ store, index, gazetteer, kept: { file, version: 'v1' } });
    await feed.refresh();
    assert.equal(read.length, articles.size);
    assert.ok(index.search('塌方警示牌').length > 0);
    await feed.keep();
    assert.equal(memory.writes, 1);
  });

  it('reads everything anew when the file is of another version', async () => {
    const articles = manyArticles();
    const memory = { writes: 0 };
    const file = fileIn(memory);
    const open = (version: string, read: Store) =>
      createPassageFeed({ store: read, index: createPassageIndex(), gazetteer, kept: { file, version } });
    const old = open('v1', shelfOf(articles).store);
    await old.refresh();
    await old.keep();
    const { store, read } = shelfOf(articles);
    await open('v2', store).refresh();
    assert.equal(read.length, articles.size);
  });
});
