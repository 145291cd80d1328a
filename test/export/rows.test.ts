import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { exportRows } from '../../src/export/rows.ts';
import { openStore } from '../../src/store/open.ts';
import { articleOf, factsOf, observationIn, temporaryFolder, tenureIn } from '../support/stored.ts';

describe('exportRows', () => {
  it('has the fields of the contract, in order', async (t) => {
    const store = openStore(join(temporaryFolder(t), 'x.db'));
    t.after(() => store.close());
    const text = '霍州市产值约3.5亿元。代市长李明远说，路桥项目投资2亿元。';
    const article = articleOf(text, { file: 'a.txt', date: '2023-02-01', dateBasis: 'stated', digest: true });
    const start = text.indexOf('代市长');
    const evidence = { text: text.slice(start), span: { start, end: text.length } };
    const period = { start: '2023-01-01', end: '2023-12-31', label: '2023年' };
    await store.putArticle(
      article,
      factsOf({
        observations: [
          observationIn(article, '霍州市产值约3.5亿元。', '3.5', {
            approx: '约',
            parent: '总产值',
            basis: '现价',
          }),
          observationIn(article, '霍州市产值约3.5亿元。', '9.9'),
        ],
        tenures: [tenureIn(article, text.slice(start), '李明远', { posts: ['代市长'], acting: true })],
        projects: [
          {
            place: null,
            name: '路桥项目',
            investment: { value: 2, unit: '亿元', raw: '2' },
            status: 'planned',
            period: null,
            evidence,
          },
        ],
        events: [{ place: null, what: '说话', period, status: 'actual', evidence }],
      }),
    );
    const keys = async (name: Parameters<typeof exportRows>[1]): Promise<string> =>
      Object.keys((await exportRows(store, name))[0] ?? {}).join(' ');
    assert.equal(
      await keys('facts'),
      'article place indicator measure status period value unit raw approx basis evidence',
    );
    assert.equal(await keys('posts'), 'article person place posts acting status as_of evidence');
    assert.equal(await keys('projects'), 'article place name investment status period evidence');
    assert.equal(await keys('events'), 'article place what status period evidence');
    assert.equal(await keys('articles'), 'article id title url outlet date date_basis kind bylines files');
    assert.equal(
      await keys('suspects'),
      'article kind reason place indicator measure status period value unit raw evidence',
    );
    const [{ article: file, evidence: sentence, raw } = {}] = await exportRows(store, 'facts');
    assert.equal(file, 'a.txt');
    assert.ok(String(sentence).includes(String(raw)));
  });
});
