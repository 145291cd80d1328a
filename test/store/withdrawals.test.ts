import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Article } from '../../src/news/article.ts';
import { type Database, openDatabase } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { articleOf, factsOf, observationIn, temporaryFolder, tenureIn } from '../support/stored.ts';

// All figures and names are invented.
const GDP = '古县上半年地区生产总值完成31.6亿元，';
const INVESTED = '固定资产投资完成12.8亿元，';
const REST = `同比增长4.7%，${INVESTED}一般公共预算收入5.3亿元，全县上下干劲十足，秋收秋种有序推进。`;
const MAYOR = '县长周一凡主持会议。';
const TEXT = `${GDP}${REST}${MAYOR}`;

const OPERATOR = 9;
const act = (id: string, now = 1000) => ({ id, by: OPERATOR, reason: '核实有误', detail: '说的什么', now });

const clean = articleOf(TEXT, {
  file: 'm.txt',
  title: '古县半年报',
  url: 'https://news.example/1.html',
  date: '2024-07-20',
  dateBasis: 'stated',
});
/** The same article in other dirt: another id, no title, no date. */
const dirty = articleOf(TEXT.replace('5.3亿元', '5?亿元'), {
  file: 'a.txt',
  damaged: [{ start: TEXT.indexOf('5.3'), end: TEXT.indexOf('5.3') + 3 }],
});
/** Another paper with the same figure. */
const other = articleOf(`${GDP}比上年同期有所提高，这是县里开会时通报的。`, {
  file: 'o.txt',
  title: '另一家报道',
});

function fresh(t: TestContext, path = join(temporaryFolder(t), 'w.db')): Database {
  const database = openDatabase(path);
  t.after(() => database.store.close());
  return database;
}

async function put(store: Store, article: Article, path = `/n/${article.file}`): Promise<void> {
  await store.putArticle(
    article,
    factsOf({
      observations: [
        observationIn(article, GDP, '31.6', { place: '古县', indicator: '地区生产总值' }),
        ...(article.text.includes('12.8')
          ? [observationIn(article, INVESTED, '12.8', { place: '古县', indicator: '固定资产投资' })]
          : []),
      ],
      tenures: article.text.includes(MAYOR) ? [tenureIn(article, MAYOR, '周一凡', { place: '古县' })] : [],
    }),
    { source: { path, entry: 0 } },
  );
}

async function gdp(store: Store): Promise<readonly { readonly id: string; readonly articleId: string }[]> {
  return await store.observations({ places: ['古县'], indicators: ['地区生产总值'] });
}

async function idOfGdp(store: Store, article: Article): Promise<string> {
  const found = (await gdp(store)).find(({ articleId }) => articleId === article.id);
  assert.ok(found, 'the figure is there at first');
  return found.id;
}

describe('withdrawals', () => {
  it('hide a fact from every way out of the store, and leave what else is there', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    await put(store, other);
    const id = await idOfGdp(store, clean);
    const before = await store.fingerprints();
    const revision = await store.revision();
    assert.equal(await withdrawals.withdraw(act(id)), 'done');
    assert.equal(await withdrawals.withdraw(act(id)), 'there');
    assert.notEqual(await store.revision(), revision, 'what is remembered of the store is stale');
    assert.equal(await store.fact(id), null);
    assert.deepEqual(
      (await gdp(store)).map(({ articleId }) => articleId),
      [other.id],
      'the other paper says so still',
    );
    assert.deepEqual(await store.observations({ ids: [id] }), []);
    assert.equal((await store.observations({ articleId: clean.id })).length, 1);
    assert.equal(
      (await store.indicators({ place: '古县' })).find((row) => row.indicator === '地区生产总值')?.rows,
      1,
    );
    const { facts } = await store.counts();
    assert.equal(facts, 2);
    const after = await store.fingerprints();
    assert.notEqual(after.get(clean.id), before.get(clean.id), 'its passages are made anew');
    assert.equal(after.get(other.id), before.get(other.id));
    assert.deepEqual((await store.article(clean.id))?.withdrawn, [{ start: 0, end: GDP.length }]);
  });

  it('hide an article with everything in it, and its twins', async (t) => {
    const { store, withdrawals } = fresh(t);
    for (const article of [clean, dirty, other]) await put(store, article);
    assert.equal((await store.articles()).length, 2, 'the dirty copy is a twin');
    const tenure = (await store.tenures({ place: '古县' }))[0]?.id ?? '';
    // Named by its twin, it is the same article.
    assert.equal(await withdrawals.withdraw(act(dirty.id)), 'done');
    assert.equal(await withdrawals.withdraw(act(clean.id)), 'there');
    for (const { id } of [clean, dirty]) {
      assert.equal(await store.article(id), null);
      assert.equal(await store.articleInfo(id), null);
      assert.deepEqual(await store.observations({ articleId: id }), []);
    }
    assert.deepEqual([...(await store.fingerprints()).keys()], [other.id]);
    assert.deepEqual(
      (await store.articles()).map(({ id }) => id),
      [other.id],
    );
    assert.deepEqual(await store.articlesOn('古县'), [other.id]);
    assert.deepEqual(await store.newest('古县'), { date: null });
    assert.deepEqual(await store.tenures({ place: '古县' }), []);
    assert.deepEqual(await store.people(), []);
    assert.equal(await store.fact(tenure), null);
    const { articles } = await store.counts();
    assert.equal(articles, 1);
    // The cleanest copy goes: the twin left over stays withdrawn.
    await store.removeFile('/n/m.txt');
    assert.deepEqual(
      (await store.articles()).map(({ id }) => id),
      [other.id],
    );
  });

  it('hold when the same is read again: unchanged, from another file, in other dirt, after it was gone', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    await put(store, other);
    await withdrawals.withdraw(act(await idOfGdp(store, clean)));
    await withdrawals.withdraw(act(other.id));
    await put(store, clean);
    await put(store, clean, '/n/again.txt');
    await put(store, dirty);
    assert.deepEqual(await gdp(store), []);
    // Only the dirty copy is left: the figure has another id there, and says the same.
    await store.removeFile('/n/m.txt');
    await store.removeFile('/n/again.txt');
    assert.deepEqual(
      (await store.articles()).map(({ id }) => id),
      [dirty.id],
    );
    assert.deepEqual(await gdp(store), []);
    await store.removeFile('/n/o.txt');
    await put(store, other);
    assert.equal(await store.articleInfo(other.id), null);
  });

  it('hold for a later edition of the article, until the edition says something else', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    await withdrawals.withdraw(act(await idOfGdp(store, clean)));
    const edition = articleOf(
      `${TEXT}会议还研究了冬季供暖和安全生产，要求各乡镇早安排、早动手，把工作做细做实。`,
      {
        ...clean,
        id: 'eeee000000000001',
        text: `${TEXT}会议还研究了冬季供暖和安全生产，要求各乡镇早安排、早动手，把工作做细做实。`,
      },
    );
    await put(store, edition, '/n/m.txt');
    assert.equal((await store.articles())[0]?.id, edition.id);
    assert.deepEqual(await gdp(store), []);
    const mended = { ...clean, id: 'eeee000000000002', text: TEXT.replace('31.6', '33.6') };
    await store.putArticle(
      mended,
      factsOf({
        observations: [
          observationIn(mended, GDP.replace('31.6', '33.6'), '33.6', {
            place: '古县',
            indicator: '地区生产总值',
            value: 33.6,
          }),
        ],
      }),
      { source: { path: '/n/m.txt', entry: 0 } },
    );
    assert.equal((await gdp(store)).length, 1);
  });

  it('do not touch another article that moved into the place of a withdrawn one', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    await withdrawals.withdraw(act(clean.id));
    await put(store, other, '/n/m.txt');
    assert.deepEqual(
      (await store.articles()).map(({ id }) => id),
      [other.id],
    );
  });

  it('hold in another process that has the database open, and there when it indexes', async (t) => {
    const path = join(temporaryFolder(t), 'shared.db');
    const [here, there] = [fresh(t, path), fresh(t, path)];
    await put(here.store, clean);
    const id = await idOfGdp(there.store, clean);
    await here.withdrawals.withdraw(act(id));
    assert.deepEqual(await gdp(there.store), []);
    await there.store.removeFile('/n/m.txt');
    await put(there.store, clean);
    assert.deepEqual(await gdp(there.store), []);
    assert.deepEqual(await gdp(here.store), []);
  });

  it('can be taken back, with all that was hidden for them', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    await put(store, dirty);
    const id = await idOfGdp(store, clean);
    await withdrawals.withdraw(act(id, 1));
    await withdrawals.withdraw(act(clean.id, 2));
    // By the id of a twin: it is the same article.
    assert.equal(await withdrawals.restore({ id: dirty.id, by: OPERATOR, now: 3 }), true);
    assert.equal((await store.articles()).length, 1);
    assert.deepEqual(await gdp(store), [], 'the fact was withdrawn by itself');
    assert.equal(await withdrawals.restore({ id, by: OPERATOR, now: 4 }), true);
    assert.equal(await withdrawals.restore({ id, by: OPERATOR, now: 5 }), false);
    assert.equal((await gdp(store))[0]?.id, id);
    assert.deepEqual(
      (await withdrawals.acts(null, 10)).map(({ at, act: what, object }) => [at, what, object]),
      [
        [4, 'restore', `fact ${id}`],
        [3, 'restore', `article ${clean.id}`],
        [2, 'withdraw', `article ${clean.id}`],
        [1, 'withdraw', `fact ${id}`],
      ],
    );
  });

  it('are explained and audited; what is unknown is not withdrawn', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    assert.equal(await withdrawals.withdraw(act('0123456789abcdef')), 'unknown');
    assert.equal(await withdrawals.of(clean.id), null);
    await withdrawals.withdraw(act(clean.id, 77));
    assert.deepEqual(await withdrawals.of(clean.id), {
      object: 'article',
      id: clean.id,
      at: 77,
      by: OPERATOR,
      reason: '核实有误',
    });
    assert.deepEqual(await withdrawals.acts(null, 10), [
      {
        n: 1,
        at: 77,
        by: OPERATOR,
        act: 'withdraw',
        object: `article ${clean.id}`,
        detail: '说的什么',
        reason: '核实有误',
      },
    ]);
    assert.deepEqual(await withdrawals.acts(1, 10), []);
  });

  it('black out a number and a name in the sentences that prove other facts', async (t) => {
    const { store, withdrawals } = fresh(t);
    const sentence = '古县上半年产值41亿元，增长4.1%，县长周一凡、书记吴二平到会。';
    const article = articleOf(`${sentence}产值比41亿元的目标高。`, { file: 's.txt' });
    const period = { start: '2031-06-30', end: '2031-06-30', label: '6月30日' };
    const evidence = { text: sentence, span: { start: 0, end: sentence.length } };
    const observed = (raw: string, indicator: string) =>
      observationIn(article, sentence, raw, {
        place: '古县',
        indicator,
        unit: indicator === '产值' ? '亿元' : '%',
      });
    await store.putArticle(
      article,
      factsOf({
        // One number with two readings: one of them is wrong.
        observations: [observed('41', '产值'), observed('4.1', '增速'), observed('4.1', '误读')],
        tenures: [
          tenureIn(article, sentence, '周一凡', { place: '古县' }),
          tenureIn(article, sentence, '吴二平', { place: '古县', posts: ['书记'] }),
        ],
        events: [
          { place: '古县', what: '产值41亿元、项目141个、增长4.1%', period, status: 'actual', evidence },
        ],
      }),
    );
    const idOf = async (indicator: string) =>
      (await store.observations({ indicators: [indicator] }))[0]?.id ?? '';
    const said = async () => (await store.observations({ indicators: ['增速'] }))[0]?.evidence;
    await withdrawals.withdraw(act(await idOf('误读')));
    assert.deepEqual(await said(), evidence, 'the number is right, only one reading of it was not');
    await withdrawals.withdraw(act(await idOf('产值')));
    await withdrawals.withdraw(act((await store.tenures({ person: '周一凡' }))[0]?.id ?? ''));
    const black = '古县上半年产值██亿元，增长4.1%，县长███、书记吴二平到会。';
    assert.deepEqual(await said(), { text: black, span: evidence.span });
    assert.equal((await store.tenures({ place: '古县' }))[0]?.evidence.text, black);
    assert.equal((await store.article(article.id))?.text.slice(0, sentence.length), black);
    const [event] = await store.events({ place: '古县' });
    assert.equal(event?.what, '产值██亿元、项目141个、增长4.1%');
    assert.equal((await store.fact(event?.id ?? ''))?.fact.evidence.text, black);
  });

  it('of a correction give back what it had superseded', async (t) => {
    const { store, withdrawals } = fresh(t);
    await put(store, clean);
    const correction = articleOf('更正：本报《古县半年报》中有误。', {
      file: 'k.txt',
      title: '更正',
      date: '2024-07-21',
    });
    await store.putArticle(correction, factsOf(), {
      source: { path: '/n/k.txt', entry: 0 },
      corrections: [{ title: '古县半年报', pairs: [{ wrong: GDP, right: GDP.replace('31.6', '30.6') }] }],
    });
    const status = async () => (await store.observations({ indicators: ['地区生产总值'] }))[0]?.status;
    assert.equal(await status(), 'superseded');
    await withdrawals.withdraw(act(correction.id));
    assert.equal(await status(), 'actual');
    await withdrawals.restore({ id: correction.id, by: OPERATOR, now: 2 });
    assert.equal(await status(), 'superseded');
  });

  it('of a figure take it out of the history by which others are judged', async (t) => {
    const { store, withdrawals } = fresh(t);
    const year = (n: number, value: string) => {
      const text = `古县${n}年地区生产总值完成${value}亿元。`;
      return { n, value, article: articleOf(text, { file: `${n}.txt`, date: `${n + 1}-02-01` }), text };
    };
    // Against three of a kind one is out of all proportion; when they are withdrawn, nothing speaks against it.
    const years = [year(2019, '4100.5'), year(2020, '4130.5'), year(2021, '4180.5'), year(2022, '41.9')];
    for (const { article, text, value, n } of years)
      await store.putArticle(
        article,
        factsOf({
          observations: [
            observationIn(article, text, value, {
              place: '古县',
              indicator: '地区生产总值',
              value: Number(value),
              period: { start: `${n}-01-01`, end: `${n}-12-31`, label: `${n}年` },
            }),
          ],
        }),
      );
    assert.equal((await store.suspects()).length, 1, 'held back beside the others');
    for (const { article } of years.slice(0, 3)) await withdrawals.withdraw(act(article.id));
    assert.deepEqual(await store.suspects(), []);
    assert.equal((await gdp(store))[0]?.articleId, years[3]?.article.id);
  });
});
