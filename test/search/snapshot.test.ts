import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { after, describe, it } from 'node:test';
import { createPassageFile } from '../../src/ingest/passage-file.ts';
import type { KeepableIndex } from '../../src/search/passage-index.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { PASSAGES } from './corpus.ts';

const folder = mkdtempSync(join(tmpdir(), 'wenxian-'));
after(() => rmSync(folder, { recursive: true }));

const QUESTIONS = [
  '公路改建有多长',
  '鋼鐵企業短流程改造',
  '2031年地区生产总值',
  '石壁乡青翘收了多少吨',
  '窗口延时',
];

async function written(name: string): Promise<{ readonly index: KeepableIndex; readonly path: string }> {
  const index = createPassageIndex();
  await index.add(PASSAGES);
  await index.remove('seal');
  const path = join(folder, name);
  const loaded = new Map([['ice', 'f1']]);
  await index.keep((parts) => createPassageFile(path, process.pid).write({ parts, loaded }, 'v1'));
  return { index, path };
}

function answers(index: KeepableIndex): string {
  return JSON.stringify(QUESTIONS.map((question) => index.search(question)));
}

describe('snapshot of the passage index', () => {
  it('answers as the index it was made from, also after further changes', async () => {
    const { index, path } = await written('same');
    const found = await createPassageFile(path, process.pid).read('v1');
    assert.ok(typeof found === 'object');
    assert.deepEqual([...found.loaded], [['ice', 'f1']]);
    const again = createPassageIndex();
    await again.restore(found.parts);
    assert.equal(answers(again), answers(index));
    for (const one of [index, again]) {
      await one.remove('gdp');
      await one.add(PASSAGES.filter(({ articleId }) => articleId === 'seal'));
    }
    assert.equal(answers(again), answers(index));
    assert.equal(again.search('窗口延时')[0]?.passage.id, 'seal#1');
  });

  it('is not trusted when it is of another version, missing, or not ours', async () => {
    const { path } = await written('versions');
    assert.equal(await createPassageFile(path, process.pid).read('v2'), 'other-version');
    assert.equal(await createPassageFile(join(folder, 'none'), process.pid).read('v1'), 'missing');
    writeFileSync(join(folder, 'foreign'), 'SQLite format 3');
    assert.equal(await createPassageFile(join(folder, 'foreign'), process.pid).read('v1'), 'torn');
  });

  it('is not trusted when it is cut off or a byte of it was lost anywhere', async () => {
    const { path } = await written('torn');
    const whole = readFileSync(path);
    const file = createPassageFile(path, process.pid);
    for (const share of [0, 0.1, 0.5, 0.9, 0.999]) {
      writeFileSync(path, whole.subarray(0, Math.floor(whole.length * share)));
      assert.equal(await file.read('v1'), 'torn', `cut at ${share}`);
    }
    for (let at = 3; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const spoilt = Buffer.from(whole);
      spoilt[at] = (spoilt[at] ?? 0) ^ 0x10;
      writeFileSync(path, spoilt);
      const found = await file.read('v1');
      // Only the gaps between arrays may change without anything being lost.
      if (typeof found === 'object') {
        const again = createPassageIndex();
        await again.restore(found.parts);
        assert.equal(answers(again), answers((await written('reference')).index));
      } else assert.equal(found, 'torn');
    }
  });
});
