import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Article } from '../../src/news/article.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { articleOf, factsOf, observationIn, temporaryFolder } from '../support/stored.ts';

// All figures are invented.
const SENTENCES = [
  '古县上半年地区生产总值完成31.6亿元，',
  '同比增长4.7%。',
  '固定资产投资完成12.8亿元，',
  '同比增长9.1%。',
  '一般公共预算收入5.3亿元，',
  '同比下降2.4%。',
  '全县新增市场主体640户，',
  '重点项目开工27个，',
  '城镇新增就业1180人，',
  '全县上下干劲十足。',
];
const TEXT = SENTENCES.join('');

function damagedAt(part: string, by: string, over: Partial<Article>): Article {
  const text = TEXT.replace(part, by);
  const start = text.indexOf(by);
  return articleOf(text, { damaged: [{ start, end: start + by.length }], ...over });
}

const clean = articleOf(TEXT, { file: 'm.txt', title: '半年报', date: '2024-07-20', dateBasis: 'stated' });
const dirty = damagedAt('5.3亿元', '5?亿元', { file: 'a.txt', title: '半年报' });
const dirtier = damagedAt('增长9.1%。一', '?糁', { file: 'b.txt' });
const other = damagedAt('27个', '□个', { file: 'c.txt' });
const corrected = articleOf(TEXT.replace('31.6', '31.9'), { file: 'k.txt', title: '半年报' });
const turned = articleOf(TEXT.replace('下降2.4', '增长2.4'), { file: 't.txt' });
const elsewhere = articleOf(TEXT.replace('古县', '蒲县'), { file: 'e.txt' });

function freshStore(t: TestContext): Store {
  const store = openStore(join(temporaryFolder(t), 'twins.db'));
  t.after(() => store.close());
  return store;
}

async function put(store: Store, article: Article): Promise<void> {
  const sentence = SENTENCES[0] ?? '';
  const raw = article.text.includes('31.6') ? '31.6' : '31.9';
  const told = sentence.replace('31.6', raw);
  const observations = article.text.includes(told)
    ? [observationIn(article, told, raw, { place: '古县' })]
    : [];
  await store.putArticle(article, factsOf({ observations }), {
    source: { path: `/n/${article.file}`, entry: 0 },
  });
}

async function contents(store: Store): Promise<unknown> {
  const articles = await store.articles();
  const sources = await Promise.all(articles.map(({ id }) => store.sources(id)));
  return [articles, sources, await store.observations({}), await store.suspects(), await store.counts()];
}

describe('one article in different dirt', () => {
  it('is one article with all its sources, shown in its cleanest copy, whatever the order', async (t) => {
    const all = [dirty, dirtier, clean, other];
    const orders = [all, all.toReversed(), [clean, other, dirty, dirtier], [dirtier, other, dirty, clean]];
    const results: unknown[] = [];
    for (const order of orders) {
      const store = freshStore(t);
      for (const article of order) await put(store, article);
      assert.deepEqual(
        (await store.articles()).map(({ file }) => file),
        ['m.txt'],
      );
      assert.deepEqual(await store.sources(clean.id), ['a.txt', 'b.txt', 'c.txt', 'm.txt']);
      assert.equal((await store.article(clean.id))?.text, TEXT);
      assert.equal((await store.observations({})).length, 1);
      const { articles, duplicates, facts } = await store.counts();
      assert.deepEqual([articles, duplicates, facts], [1, 3, 1]);
      results.push(await contents(store));
    }
    for (const result of results) assert.deepEqual(result, results[0]);
  });

  it('is another article with another figure, direction or place', async (t) => {
    const store = freshStore(t);
    for (const article of [clean, corrected, turned, elsewhere]) await put(store, article);
    assert.equal((await store.articles()).length, 4);
    const { duplicates } = await store.counts();
    assert.equal(duplicates, 0);
  });

  it('is shown in the next best copy when the file of the cleanest is gone', async (t) => {
    const store = freshStore(t);
    for (const article of [clean, dirty, other]) await put(store, article);
    const before = await contents(store);
    await store.removeFile('/n/m.txt');
    assert.deepEqual(
      (await store.articles()).map(({ file }) => file),
      ['c.txt'],
    );
    assert.deepEqual(await store.sources(other.id), ['a.txt', 'c.txt']);
    await put(store, clean);
    assert.deepEqual(await contents(store), before);
  });

  it('falls apart when the copy that joined two others is gone', async (t) => {
    // Each half-damaged copy is like the clean one, but too little is left to tell that they are like each other.
    const half = (from: number, to: number, file: string): Article => {
      const start = SENTENCES.slice(0, from).join('').length;
      const end = SENTENCES.slice(0, to).join('').length;
      return articleOf(TEXT.slice(0, start) + '□'.repeat(end - start) + TEXT.slice(end), {
        file,
        damaged: [{ start, end }],
      });
    };
    const [front, back] = [half(0, 3, 'f.txt'), half(5, 8, 'g.txt')];
    const store = freshStore(t);
    for (const article of [front, back]) await put(store, article);
    assert.equal((await store.articles()).length, 2);
    await put(store, clean);
    assert.equal((await store.articles()).length, 1);
    await store.removeFile('/n/m.txt');
    assert.equal((await store.articles()).length, 2);
  });

  it('lets a correction printed twice withdraw once, in the name of the copy shown', async (t) => {
    const notice = (site: string, damaged: boolean): Article => {
      const text = `本报7月20日刊发的《古县半年报出炉》一文有误，“完成31.6亿元”应为“完成30.6亿元”，其余各项数据均不变，特此更正并向读者致歉。${damaged ? '□' : ''}`;
      const at = text.length - 1;
      return articleOf(text, {
        file: `${site}.txt`,
        title: '更正',
        date: '2024-07-22',
        dateBasis: 'stated',
        damaged: damaged ? [{ start: at, end: at + 1 }] : [],
      });
    };
    const correction = { title: '古县半年报出炉', pairs: [{ wrong: '完成31.6亿元', right: '完成30.6亿元' }] };
    const named = { ...clean, title: '古县半年报出炉' };
    const results: unknown[] = [];
    const notices = [notice('x', false), { ...notice('y', true), id: 'ffff' }];
    for (const order of [
      [named, ...notices],
      [...notices.toReversed(), named],
    ]) {
      const store = freshStore(t);
      for (const article of order)
        if (article === named) await put(store, article);
        else
          await store.putArticle(article, factsOf(), {
            corrections: [correction],
            source: { path: `/n/${article.file}`, entry: 0 },
          });
      const [fact] = await store.observations({});
      assert.deepEqual([fact?.status, fact?.supersededBy], ['superseded', notices[0]?.id]);
      results.push(await contents(store));
    }
    assert.deepEqual(results[1], results[0]);
  });
});
