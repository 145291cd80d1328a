import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import type { Correction, PutOptions, Store } from '../../src/store/store.ts';
import { titleKey, withdrawn } from '../../src/store/supersede.ts';
import { assertLinear } from '../support/linear.ts';
import { articleOf, factsOf, observationIn, temporaryFolder } from '../support/stored.ts';

const SENTENCE = '上半年，固定资产投资完成52.35亿元，同比增长9.4%，居全市第4位，其中工业投资12.7亿元。';

function found(pairs: Correction['pairs']): readonly string[] {
  const article = articleOf(SENTENCE);
  const raws = ['52.35', '9.4', '4', '12.7'];
  const at = raws.map((raw) => ({
    raw,
    // 第4位 stands after 9.4, so look from there.
    at: raw === '4' ? SENTENCE.indexOf('第4') + 1 : SENTENCE.indexOf(raw),
    indicator: '固定资产投资',
  }));
  return [...withdrawn(article.text, at, pairs)].map((i) => raws[i] ?? '');
}

describe('withdrawn', () => {
  it('takes the numbers of the quoted passage and no others', () => {
    assert.deepEqual(
      found([
        {
          wrong: '固定资产投资完成52.35亿元,同比增长9.4%,居全市第4位',
          right: '固定资产投资完成53.15亿元,同比增长11.5%,居全市第2位',
        },
      ]),
      ['52.35', '9.4', '4'],
    );
  });

  it('leaves a number that the right passage repeats', () => {
    const pair = { wrong: '完成52.35亿元，同比增长9.4%', right: '完成52.35亿元，同比增长9.9%' };
    assert.deepEqual(found([pair]), ['9.4']);
  });

  it('compares by turn where both passages have as many numbers', () => {
    const pair = { wrong: '增长9.4%，居全市第4位', right: '增长4%，居全市第4位' };
    assert.deepEqual(found([pair]), ['9.4']);
  });

  it('does not find a number inside a longer one', () => {
    assert.deepEqual(found([{ wrong: '2.7亿元', right: '2.8亿元' }]), []);
    assert.deepEqual(found([{ wrong: '2.35', right: '2.36' }]), []);
  });

  it('needs number and indicator where the passage is worded otherwise', () => {
    assert.deepEqual(found([{ wrong: '固定资产投资是52.35亿元', right: '53.15亿元' }]), ['52.35']);
    assert.deepEqual(found([{ wrong: '财政收入是52.35亿元', right: '53.15亿元' }]), []);
  });

  it('takes linear time on hostile text', async () => {
    await assertLinear(
      (text) => withdrawn(text, [{ at: 5, raw: '1', indicator: 'x' }], [{ wrong: '11', right: '2' }]),
      '1',
    );
  });
});

describe('corrections in the store', () => {
  const article = articleOf(SENTENCE, {
    title: '示例县半年数据公布 投资增长',
    date: '2024-07-26',
    dateBasis: 'stated',
  });
  const facts = factsOf({
    observations: ['52.35', '9.4', '12.7'].map((raw) => observationIn(article, SENTENCE, raw)),
  });
  const notice = articleOf('更正一则。', {
    title: '更正',
    date: '2024-08-02',
    dateBasis: 'stated',
    file: 'n.txt',
  });
  const corrections: readonly Correction[] = [
    {
      title: '示例縣半年數據公布　投資增長',
      pairs: [{ wrong: '完成52.35亿元，同比增长9.4%', right: '完成53.15亿元，同比增长11.5%' }],
    },
  ];

  function freshStore(t: TestContext): Store {
    const store = openStore(join(temporaryFolder(t), 'c.db'));
    t.after(() => store.close());
    return store;
  }
  const putArticle = (store: Store) => store.putArticle(article, facts);
  const putNotice = (store: Store, options: PutOptions = { corrections }, date = '2024-08-02') =>
    store.putArticle({ ...notice, date }, factsOf(), options);
  const statuses = async (store: Store): Promise<readonly string[]> =>
    (await store.observations({ articleId: article.id })).map((row) => `${row.raw} ${row.status}`);
  const CORRECTED = ['52.35 superseded', '9.4 superseded', '12.7 actual'];
  const AS_PRINTED = ['52.35 actual', '9.4 actual', '12.7 actual'];

  it('supersede what they name, whichever was stored first', async (t) => {
    const first = freshStore(t);
    await putArticle(first);
    await putNotice(first);
    assert.deepEqual(await statuses(first), CORRECTED);
    const second = freshStore(t);
    await putNotice(second);
    await putArticle(second);
    assert.deepEqual(await statuses(second), CORRECTED);
    assert.equal((await second.observations({}))[0]?.supersededBy, notice.id);
    const { superseded } = await second.counts();
    assert.equal(superseded, 2);
  });

  it('are taken back with the article that made them', async (t) => {
    const store = freshStore(t);
    await putArticle(store);
    await putNotice(store);
    await store.removeArticle(notice.id);
    assert.deepEqual(await statuses(store), AS_PRINTED);
    await putNotice(store);
    assert.deepEqual(await statuses(store), CORRECTED);
    await putNotice(store, { corrections: [] });
    assert.deepEqual(await statuses(store), AS_PRINTED);
  });

  it('do not reach another title, nor a later article', async (t) => {
    const store = freshStore(t);
    await putArticle(store);
    await putNotice(store, {
      corrections: corrections.map((each) => ({ ...each, title: '另一篇报道的标题' })),
    });
    assert.deepEqual(await statuses(store), AS_PRINTED);
    await putNotice(store, { corrections: corrections.map((each) => ({ ...each, title: null })) });
    assert.deepEqual(await statuses(store), AS_PRINTED);
    await putNotice(store, { corrections }, '2024-07-01');
    assert.deepEqual(await statuses(store), AS_PRINTED);
  });

  it('survive writing the same article again', async (t) => {
    const store = freshStore(t);
    await putArticle(store);
    await putNotice(store);
    assert.equal(await putArticle(store), 'unchanged');
    await store.putArticle({ ...article, outlet: '示例报' }, facts);
    assert.deepEqual(await statuses(store), CORRECTED);
  });
});

describe('corrections that name no article', () => {
  const told = '一季度，霍州市固定资产投资46.85亿元，增长4.2%。';
  const pairs = [{ wrong: '固定资产投资46.85亿元', right: '固定资产投资45.85亿元' }];
  const report = (text = told, date = '2026-04-18', outlet: string | null = '示例日报') =>
    articleOf(text, { title: '数据公布', date, dateBasis: 'stated', outlet });
  const noticeOf = (words: string) =>
    articleOf(words, { title: '更正', date: '2026-04-20', dateBasis: 'stated', outlet: '示例日报' });
  const notice = noticeOf('更正：霍州市“固定资产投资46.85亿元”应为“固定资产投资45.85亿元”。');
  const factsIn = (article: ReturnType<typeof report>) =>
    factsOf({
      observations: ['46.85', '4.2'].map((raw) =>
        observationIn(article, article.text, raw, {
          indicator: '固定资产投资',
          ...(raw === '4.2' ? { measure: 'growth', unit: '%' } : {}),
        }),
      ),
    });
  const put = (store: Store, article: ReturnType<typeof report>) =>
    store.putArticle(article, factsIn(article));
  const correct = (store: Store, by = notice) =>
    store.putArticle(by, factsOf(), { corrections: [{ title: null, pairs }] });
  const superseded = async (store: Store): Promise<readonly string[]> =>
    (await store.observations({})).filter(({ status }) => status === 'superseded').map(({ raw }) => raw);
  function fresh(t: TestContext): Store {
    const store = openStore(join(temporaryFolder(t), 'u.db'));
    t.after(() => store.close());
    return store;
  }

  it('take back the one figure they can mean, whichever was stored first', async (t) => {
    const first = fresh(t);
    await put(first, report());
    await correct(first);
    assert.deepEqual(await superseded(first), ['46.85']);
    const second = fresh(t);
    await correct(second);
    await put(second, report());
    assert.deepEqual(await superseded(second), ['46.85']);
    await second.removeArticle(notice.id);
    assert.deepEqual(await superseded(second), []);
  });

  it('take back nothing when two articles say so, until one of them is gone', async (t) => {
    const other = report(`${told}增速居全市第3位，全年目标不变，各部门正在抓紧落实。`, '2026-04-19');
    for (const order of [
      [report(), other],
      [other, report()],
    ]) {
      const store = fresh(t);
      await correct(store);
      for (const article of order) await put(store, article);
      assert.deepEqual(await superseded(store), []);
      await store.removeArticle(other.id);
      assert.deepEqual(await superseded(store), ['46.85']);
    }
  });

  for (const [name, article, by] of [
    ['older than 31 days', report(told, '2026-03-10'), notice],
    ['later than the notice', report(told, '2026-04-21'), notice],
    ['of another outlet', report(told, '2026-04-18', '别的日报'), notice],
    ['of another value', report(told.replace('46.85', '46.86')), notice],
    [
      'of another place',
      report(),
      noticeOf('更正：古县“固定资产投资46.85亿元”应为“固定资产投资45.85亿元”。'),
    ],
  ] as const)
    it(`do not reach an article ${name}`, async (t) => {
      const store = fresh(t);
      const raw = /46\.8\d/.exec(article.text)?.[0] ?? '';
      await store.putArticle(
        article,
        factsOf({ observations: [observationIn(article, article.text, raw, { indicator: '固定资产投资' })] }),
      );
      await correct(store, by);
      assert.deepEqual(await superseded(store), []);
    });
});

describe('titleKey', () => {
  it('ignores script, width, spaces and punctuation', () => {
    assert.equal(titleKey('洪洞縣：２０２４年 “開局”！'), titleKey('洪洞县:2024年“开局”'));
    assert.equal(titleKey(null), '');
  });
});
