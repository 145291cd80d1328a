import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { Observation } from '../../src/facts/model.ts';
import type { Article } from '../../src/news/article.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { articleOf, factsOf, observationIn, temporaryFolder } from '../support/stored.ts';

// All figures are invented.
function freshStore(t: TestContext): Store {
  const store = openStore(join(temporaryFolder(t), 'suspects.db'));
  t.after(() => store.close());
  return store;
}

interface Told {
  readonly article: Article;
  readonly fact: Observation;
}

function told(
  year: number,
  raw: string,
  over: Partial<Observation> = {},
  printed = `${year + 1}-01-20`,
): Told {
  const text = `${year}年，霍州市地区生产总值完成${raw}亿元，见${printed}报道。`;
  const article = articleOf(text, { date: printed, dateBasis: 'stated', file: `${printed}.txt` });
  const period = { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年` };
  return { article, fact: observationIn(article, text, raw, { period, ...over }) };
}

async function putAll(store: Store, all: readonly Told[]): Promise<void> {
  for (const { article, fact } of all) await store.putArticle(article, factsOf({ observations: [fact] }));
}

async function seen(store: Store): Promise<unknown> {
  const [facts, suspects] = [await store.observations({}), await store.suspects()];
  return {
    facts: facts.map(({ raw }) => raw),
    suspects: suspects.map(({ fact, reason }) => [(fact as Observation).raw, reason]),
    counted: await store.counts(),
    indicators: await store.indicators({}),
  };
}

function permutations<T>(items: readonly T[]): readonly (readonly T[])[] {
  if (items.length < 2) return [items];
  return items.flatMap((item, i) =>
    permutations(items.filter((_, at) => at !== i)).map((rest) => [item, ...rest]),
  );
}

describe('suspects', () => {
  it('are figures that one article alone makes unbelievable, with the reason, and no answers', async (t) => {
    const store = freshStore(t);
    await putAll(store, [told(2022, '61.2', { unit: '户' })]);
    assert.equal((await store.observations({})).length, 0);
    assert.deepEqual(await store.indicators({}), []);
    const [suspect] = await store.suspects();
    assert.match(suspect?.reason ?? '', /单位“户”/);
    const { suspects } = await store.counts();
    assert.equal(suspects, 1);
  });

  it('hold back a jump against the history, whatever the order, and only that', async (t) => {
    const all = [told(2020, '55.1'), told(2021, '58.4'), told(2022, '6120'), told(2023, '63.9')];
    const results: unknown[] = [];
    for (const order of permutations(all)) {
      const store = freshStore(t);
      await putAll(store, order);
      results.push(await seen(store));
    }
    assert.equal(results.length, 24);
    for (const result of results) assert.deepEqual(result, results[0]);
    const { facts, suspects } = results[0] as { facts: unknown; suspects: readonly (readonly string[])[] };
    assert.deepEqual(facts, ['63.9', '58.4', '55.1']);
    assert.deepEqual(
      suspects.map(([raw]) => raw),
      ['6120'],
    );
    assert.match(suspects[0]?.[1] ?? '', /10倍/);
  });

  it('hold back the later of two that disagree beyond belief, and keep both that merely disagree', async (t) => {
    for (const [a, b, kept] of [
      ['55.1', '5.1', ['55.1']],
      ['5.1', '55.1', ['5.1']],
      ['55.1', '65.1', ['65.1', '55.1']],
    ] as const)
      for (const reversed of [false, true]) {
        const store = freshStore(t);
        const pair = [told(2021, a), told(2022, b)];
        await putAll(store, reversed ? pair.toReversed() : pair);
        assert.deepEqual(
          (await store.observations({})).map(({ raw }) => raw),
          kept,
          `${a} ${b}`,
        );
      }
  });

  it('let a figure come back when the history turns out to support it', async (t) => {
    const store = freshStore(t);
    await putAll(store, [told(2021, '5.51'), told(2022, '61.2')]);
    assert.deepEqual(
      (await store.observations({})).map(({ raw }) => raw),
      ['5.51'],
    );
    await putAll(store, [told(2023, '63.9'), told(2020, '53.9')]);
    assert.deepEqual(
      (await store.observations({})).map(({ raw }) => raw),
      ['63.9', '61.2', '53.9'],
    );
    await store.removeArticle(told(2023, '63.9').article.id);
    await store.removeArticle(told(2020, '53.9').article.id);
    assert.deepEqual(
      (await store.observations({})).map(({ raw }) => raw),
      ['5.51'],
    );
  });

  it('do not compare a month with a year, another unit or another place', async (t) => {
    const store = freshStore(t);
    const month = { start: '2022-01-01', end: '2022-01-31', label: '2022年1月' };
    await putAll(store, [
      told(2022, '61.2'),
      told(2021, '4.8', { period: month }),
      told(2020, '0.9', { place: '古县' }),
      told(2023, '1.1', { status: 'target' }),
    ]);
    assert.equal((await store.observations({})).length, 4);
  });

  it('keep what reading doubted, through another source and back', async (t) => {
    const store = freshStore(t);
    const { article, fact } = told(2022, '61.2');
    const facts = factsOf({ suspects: [{ observation: fact, reason: '数字紧邻损坏文字' }] });
    await store.putArticle(article, facts, { source: { path: '/n/z.txt', entry: 0 } });
    const before = await store.suspects();
    assert.deepEqual(
      before.map(({ reason }) => reason),
      ['数字紧邻损坏文字'],
    );
    await store.putArticle({ ...article, file: 'a.txt' }, factsOf(), {
      source: { path: '/n/a.txt', entry: 0 },
    });
    assert.deepEqual(await store.suspects(), []);
    await store.removeFile('/n/a.txt');
    assert.deepEqual(await store.suspects(), before);
    assert.equal(
      await store.putArticle(article, facts, { source: { path: '/n/z.txt', entry: 0 } }),
      'unchanged',
    );
  });
});
