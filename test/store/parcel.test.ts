import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { openStore } from '../../src/store/open.ts';
import { type Parcel, pack, unpack } from '../../src/store/parcel.ts';
import type { Delivery } from '../../src/store/store.ts';
import { articleOf, factsOf, observationIn, temporaryFolder, tenureIn } from '../support/stored.ts';

const TEXT = '霍州市生产总值完成123.4亿元。市长王小明主持会议。';
const article = articleOf(TEXT, { title: '霍州一季度' });
const proven = observationIn(article, '霍州市生产总值完成123.4亿元。', '123.4');
const content = {
  article,
  facts: factsOf({
    observations: [proven, { ...proven, raw: '999' }],
    tenures: [tenureIn(article, '市长王小明主持会议。', '王小明')],
    suspects: [{ observation: { ...proven, indicator: '税收' }, reason: '数字中间夹有无关文字' }],
  }),
  corrections: [{ title: null, pairs: [{ wrong: '12亿元', right: '13亿元' }] }],
};

describe('pack', () => {
  it('checks each fact and loses nothing', () => {
    const parcel = pack(content);
    assert.deepEqual(
      parcel.facts.map(({ kind, flaw }) => [kind, flaw]),
      [
        ['observation', null],
        ['observation', '数字“999”不在证据中'],
        ['tenure', null],
      ],
    );
    assert.deepEqual(unpack(parcel), content);
    assert.deepEqual(pack(unpack(parcel)), parcel);
  });

  it('tells contents apart by their hash', () => {
    const other = { ...content, corrections: [] };
    assert.notEqual(pack(other).hash, pack(content).hash);
    const moved = { ...article, furniture: [{ start: 0, end: 1 }] };
    assert.notEqual(pack({ ...content, article: moved }).hash, pack(content).hash);
  });
});

describe('a batch of parcels', () => {
  const delivery = (text: string, path: string): Delivery => ({
    parcel: pack({ article: articleOf(text, { file: path }), facts: factsOf({}), corrections: [] }),
    source: { path: `/news/${path}`, entry: 0 },
  });

  it('is stored in order, a copy after what it copies', async (t) => {
    const store = openStore(join(temporaryFolder(t), 'a.db'));
    t.after(() => store.close());
    const batch = [delivery('甲', 'a.txt'), delivery('乙', 'b.txt'), delivery('甲', 'c.txt')];
    assert.deepEqual(await store.putParcels(batch), ['added', 'added', 'unchanged']);
    assert.deepEqual(await store.putParcels(batch), ['unchanged', 'unchanged', 'unchanged']);
  });

  it('keeps what stands before an article that cannot be stored', async (t) => {
    const store = openStore(join(temporaryFolder(t), 'a.db'));
    t.after(() => store.close());
    const good = delivery('甲', 'a.txt');
    const parcel = { ...delivery('乙', 'b.txt').parcel, hash: null } as unknown as Parcel;
    const bad: Delivery = { ...delivery('乙', 'b.txt'), parcel };
    await assert.rejects(store.putParcels([good, bad, delivery('丙', 'c.txt')]));
    assert.deepEqual(
      (await store.articles()).map(({ file }) => file),
      ['a.txt'],
    );
  });
});
