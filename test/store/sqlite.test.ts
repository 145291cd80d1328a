import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import Sqlite from 'better-sqlite3';
import type { ArticleFacts } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { articleOf, factsOf, observationIn, temporaryFolder, tenureIn } from '../support/stored.ts';

function freshStore(t: TestContext): Store {
  const store = openStore(join(temporaryFolder(t), 'sub', 'test.db'));
  t.after(() => store.close());
  return store;
}

const GDP = '2022年，霍州市地区生产总值完成61.2亿元。';
const JOINT = '安泽县、浮山县共谋划项目38个。';

function example(): { readonly article: Article; readonly facts: ArticleFacts } {
  const article = articleOf(`${GDP}${JOINT}市长李明远出席。`, {
    file: 'b.txt',
    title: '霍州开局',
    date: '2023-02-01',
    dateBasis: 'stated',
    bylines: [{ role: '记者', name: '王小雨' }],
  });
  return {
    article,
    facts: factsOf({
      observations: [
        observationIn(article, GDP, '61.2', { indicator: '地区生产总值' }),
        observationIn(article, JOINT, '38', { place: '安泽县、浮山县', indicator: '谋划项目数', unit: '个' }),
      ],
      tenures: [tenureIn(article, '市长李明远出席。', '李明远')],
      events: [
        {
          place: '霍州市',
          what: '召开会议',
          period: { start: '2023-01-05', end: '2023-01-05', label: '1月5日' },
          status: 'actual',
          evidence: { text: GDP, span: { start: 0, end: GDP.length } },
        },
      ],
    }),
  };
}

describe('store', () => {
  it('gives back what was put in', async (t) => {
    const store = freshStore(t);
    const { article, facts } = example();
    assert.equal(await store.putArticle(article, facts), 'added');
    assert.deepEqual(await store.article(article.id), article);
    const [first] = await store.observations({ indicators: ['地区生产总值'] });
    assert.ok(first);
    const { id, articleId, ...plain } = first;
    assert.match(id, /^[0-9a-f]{16}$/);
    assert.equal(articleId, article.id);
    assert.deepEqual(plain, facts.observations[0]);
    assert.deepEqual((await store.fact(id))?.fact, first);
    assert.equal((await store.tenures({ person: '李明远' })).length, 1);
    assert.equal((await store.events({ place: '霍州市' })).length, 1);
    assert.deepEqual(await store.people(), ['李明远', '王小雨']);
    assert.equal(await store.fact('0000000000000000'), null);
    assert.equal(await store.article('none'), null);
  });

  it('finds joint places by each of them and by both', async (t) => {
    const store = freshStore(t);
    const { article, facts } = example();
    await store.putArticle(article, facts);
    for (const place of ['安泽县', '浮山县', '安泽县、浮山县'])
      assert.equal((await store.observations({ places: [place] })).length, 1, place);
    assert.equal((await store.observations({ places: ['安泽县', '浮山县'] })).length, 1);
    assert.equal((await store.observations({ places: ['霍州市'], indicators: ['谋划项目数'] })).length, 0);
    assert.equal((await store.observations({ places: [] })).length, 0);
    assert.deepEqual(await store.indicators({ place: '浮山县' }), [
      { indicator: '谋划项目数', place: '安泽县、浮山县', rows: 1 },
    ]);
  });

  it('is unchanged by the same article again, and takes over new facts', async (t) => {
    const store = freshStore(t);
    const { article, facts } = example();
    await store.putArticle(article, facts);
    assert.equal(await store.putArticle(article, facts), 'unchanged');
    assert.equal(await store.putArticle(article, factsOf()), 'updated');
    assert.equal((await store.observations({})).length, 0);
    assert.equal(await store.putArticle(article, facts), 'updated');
    assert.equal((await store.observations({})).length, 2);
    assert.deepEqual(await store.people(), ['李明远', '王小雨']);
  });

  it('orders by date, article and position, never by insertion', async (t) => {
    const dated = ['2024-03-01', null, '2023', '2024-03-15', '2024-03'].map((date, i) => {
      const text = `第${'甲乙丙丁戊'[i]}篇：增长7.${i}%，又增长8.${i}%。`;
      return articleOf(text, { date, dateBasis: date === null ? 'unknown' : 'stated', file: `${i}.txt` });
    });
    const facts = (article: Article): ArticleFacts => {
      const digits = article.text.match(/[78]\.\d/g) ?? [];
      return factsOf({
        observations: digits.map((raw) => observationIn(article, article.text, raw)).reverse(),
      });
    };
    const run = async (order: readonly Article[]): Promise<unknown> => {
      const store = freshStore(t);
      for (const article of order) await store.putArticle(article, facts(article));
      return [await store.observations({}), await store.articles(), await store.indicators({})];
    };
    const forward = await run(dated);
    assert.deepEqual(await run(dated.toReversed()), forward);
    const [rows] = forward as [readonly { readonly raw: string }[]];
    assert.deepEqual(
      rows.map((row) => row.raw),
      ['7.3', '8.3', '7.0', '8.0', '7.4', '8.4', '7.2', '8.2', '7.1', '8.1'],
    );
  });

  it('refuses facts that their evidence does not prove and keeps them as suspects', async (t) => {
    const store = freshStore(t);
    const { article } = example();
    const good = observationIn(article, GDP, '61.2');
    const long = articleOf(`${'很长的句子'.repeat(45)}12亿元`).text;
    const cases: readonly (readonly [string, Partial<typeof good>])[] = [
      ['不在证据中', { raw: '61.3' }],
      ['最多保留200', { evidence: { text: long, span: { start: 0, end: long.length } } }],
      ['与原文该处不符', { evidence: { text: GDP, span: { start: 1, end: 1 + GDP.length } } }],
      ['超出文章', { evidence: { text: GDP, span: { start: 0, end: 9_999 } } }],
      ['不在读出的位置', { at: 0 }],
      ['没有确定的值', { value: Number.NaN }],
      ['没有写出数字', { raw: '' }],
    ];
    const observations = [good, ...cases.map(([, over]) => ({ ...good, ...over }))];
    await store.putArticle(article, factsOf({ observations }));
    assert.equal((await store.observations({})).length, 1);
    const reasons = (await store.suspects()).map((suspect) => suspect.reason);
    assert.equal(reasons.length, cases.length);
    for (const [part] of cases)
      assert.ok(
        reasons.some((reason) => reason.includes(part)),
        part,
      );
    const { suspects } = await store.counts();
    assert.equal(suspects, cases.length);
  });

  it('accepts evidence folded to simplified characters', async (t) => {
    const store = freshStore(t);
    const article = articleOf('霍州市經濟總量達到61.2億元。');
    const fact = observationIn(article, article.text, '61.2');
    const folded = { ...fact, evidence: { ...fact.evidence, text: '霍州市经济总量达到61.2亿元。' } };
    await store.putArticle(article, factsOf({ observations: [folded] }));
    assert.equal((await store.observations({})).length, 1);
  });

  it('stores the same statement once and keeps identifiers across databases', async (t) => {
    const { article, facts } = example();
    const twice = factsOf({ observations: [...facts.observations, ...facts.observations] });
    const ids = await Promise.all(
      [freshStore(t), freshStore(t)].map(async (store) => {
        await store.putArticle(article, twice);
        return (await store.observations({})).map((row) => row.id);
      }),
    );
    assert.equal(ids[0]?.length, 2);
    assert.deepEqual(ids[0], ids[1]);
  });

  it('removes an article with all that hangs on it', async (t) => {
    const store = freshStore(t);
    const { article, facts } = example();
    await store.putArticle(article, facts, { source: { path: '/x/b.txt', entry: 0 } });
    await store.removeArticle(article.id);
    assert.deepEqual(await store.files(), []);
    assert.ok(Object.values(await store.counts()).every((count) => count === 0));
    assert.deepEqual(await store.people(), []);
  });

  it('sees what another process wrote', async (t) => {
    const path = join(temporaryFolder(t), 'shared.db');
    const [a, b] = [openStore(path), openStore(path)];
    t.after(async () => {
      await a.close();
      await b.close();
    });
    assert.equal((await b.articles()).length, 0);
    const { article, facts } = example();
    await a.putArticle(article, facts);
    assert.equal((await b.articles()).length, 1);
    assert.deepEqual(await b.people(), ['李明远', '王小雨']);
  });

  it('answers its lookups from indexes, not by scanning', (t) => {
    const path = join(temporaryFolder(t), 'plan.db');
    void openStore(path).close();
    const db = new Sqlite(path);
    t.after(() => db.close());
    const lookups = [
      `SELECT * FROM fact f WHERE f.n IN (SELECT n FROM fact_place WHERE place IN (SELECT value FROM json_each('[]')) AND kind = 'observation')`,
      `SELECT * FROM fact f WHERE f.kind = 'tenure' AND f.name IN (SELECT value FROM json_each('[]'))`,
      `SELECT * FROM fact f WHERE f.article_id = 'x' AND f.kind = 'event'`,
      `SELECT * FROM fact f WHERE f.project = 'x'`,
    ];
    for (const sql of lookups) {
      const plan = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all() as readonly { readonly detail: string }[];
      for (const { detail } of plan) assert.doesNotMatch(detail, /^SCAN (?:f|fact|fact_place)\b/, sql);
    }
  });
});

describe('articles from several files', () => {
  const text = '霍州市新建幼儿园3所。';
  const clean = articleOf(text, { file: 'a.txt', title: '甲' });
  const dirty = articleOf(text, { file: 'z.txt', title: '乙', outlet: '示例网' });
  const [A, Z] = [
    { path: '/p/a.txt', entry: 0 },
    { path: '/q/z.txt', entry: 0 },
  ];
  const facts = factsOf({ observations: [observationIn(clean, text, '3')] });

  it('is one article, named after the smaller base name whatever the order', async (t) => {
    for (const order of [
      [clean, dirty],
      [dirty, clean],
    ]) {
      const store = freshStore(t);
      for (const article of order)
        await store.putArticle(article, facts, { source: article === clean ? A : Z });
      assert.equal((await store.articles()).length, 1);
      assert.equal((await store.article(clean.id))?.title, '甲');
      assert.deepEqual(await store.sources(clean.id), ['a.txt', 'z.txt']);
    }
  });

  it('falls back to the other file when the first is gone, and back again', async (t) => {
    const store = freshStore(t);
    await store.putArticle(dirty, facts, { source: Z });
    await store.putArticle(clean, facts, { source: A });
    assert.equal(await store.removeFile(A.path), 0);
    assert.deepEqual(await store.article(clean.id), dirty);
    assert.equal((await store.observations({})).length, 1);
    await store.putArticle(clean, facts, { source: A });
    assert.equal((await store.article(clean.id))?.title, '甲');
    assert.equal(await store.removeFile(Z.path), 0);
    assert.equal(await store.removeFile(A.path), 1);
    assert.equal((await store.articles()).length, 0);
  });

  it('replaces the article of a changed file', async (t) => {
    const store = freshStore(t);
    await store.putArticle(clean, facts, { source: A });
    const changed = articleOf('霍州市新建幼儿园4所。', { file: 'a.txt' });
    assert.equal(await store.putArticle(changed, factsOf(), { source: A }), 'updated');
    assert.deepEqual(
      (await store.articles()).map((info) => info.id),
      [changed.id],
    );
  });

  it('drops the entries a file no longer has', async (t) => {
    const store = freshStore(t);
    const record = { path: A.path, size: 1, mtime: '1', sha: 'x', version: '1' };
    await store.putArticle(clean, facts, { source: A });
    const second = articleOf('第二篇。', { file: 'a.txt' });
    await store.putArticle(second, factsOf(), { source: { ...A, entry: 1 } });
    await store.finishFile(record, 2);
    assert.equal((await store.articles()).length, 2);
    await store.finishFile(record, 1);
    assert.equal((await store.articles()).length, 1);
    assert.deepEqual(await store.file(A.path), record);
    assert.equal(await store.file('/none'), null);
  });
});
