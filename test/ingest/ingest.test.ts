import assert from 'node:assert/strict';
import { mkdirSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import {
  createIngest,
  type Ingest,
  type IngestOptions,
  type IngestReport,
  type Progress,
  type Yield,
} from '../../src/ingest/ingest.ts';
import { preparationOf } from '../../src/ingest/preparation.ts';
import type { Article } from '../../src/news/article.ts';
import { openStore } from '../../src/store/open.ts';
import type { Store } from '../../src/store/store.ts';
import { factsOf, observationIn, temporaryFolder } from '../support/stored.ts';

interface Bench {
  readonly folder: string;
  readonly store: Store;
  readonly extracted: string[];
  write(name: string, text: string | Uint8Array): string;
  run(options?: IngestOptions, paths?: readonly string[]): Promise<IngestReport>;
  titles(): Promise<readonly (string | null)[]>;
}

/** Takes the first number of an article as its GDP. */
function extract(article: Article): Yield {
  const raw = /\d+(?:\.\d+)?/.exec(article.text)?.[0];
  const observations = raw === undefined ? [] : [observationIn(article, article.text, raw)];
  return { facts: factsOf({ observations }), corrections: [] };
}

function bench(t: TestContext, over: { readonly version?: string; readonly store?: Store } = {}): Bench {
  const folder = temporaryFolder(t);
  const store = over.store ?? openStore(join(folder, 'db', 'test.db'));
  if (over.store === undefined) t.after(() => store.close());
  const extracted: string[] = [];
  const ingest: Ingest = createIngest({
    store,
    version: over.version ?? '1',
    preparation: preparationOf(
      {
        repair: (text) => ({ text, repairs: [], damaged: [], furniture: [], origin: (offset) => offset }),
        findBylines: () => [],
      },
      (article) => {
        extracted.push(article.file);
        return extract(article);
      },
    ),
  });
  const news = join(folder, 'news');
  mkdirSync(news);
  return {
    folder: news,
    store,
    extracted,
    write(name, text) {
      const path = join(news, name);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, text);
      return path;
    },
    run: (options = {}, paths = [news]) => ingest.run(paths, options),
    titles: async () => (await store.articles()).map((info) => info.title).toSorted(),
  };
}

const md = (title: string, text: string): string => `---\ntitle: ${title}\ndate: 2024-05-01\n---\n${text}\n`;

describe('ingest', () => {
  it('reads folders and files, and costs nothing when nothing changed', async (t) => {
    const b = bench(t);
    b.write('a.md', md('甲', '霍州市增长5.1%。'));
    b.write('deep/er/b.txt', '侯马市增长6.2%。');
    b.write(
      'c.jsonl',
      `${JSON.stringify({ title: '丙', text: '古县增长7.3%。' })}\n${JSON.stringify({ title: '丁', text: '蒲县增长8.4%。' })}\n`,
    );
    b.write('photo.png', 'x');
    b.write('.hidden.txt', '隐藏9%');
    const seen: string[] = [];
    const first = await b.run({ onProgress: ({ done, total }) => void seen.push(`${done}/${total}`) });
    assert.deepEqual(
      { ...first, problems: [] },
      { files: 3, added: 4, updated: 0, unchanged: 0, skipped: 0, removed: 0, problems: [] },
    );
    assert.deepEqual(seen, ['0/3', '1/3', '2/3']);
    assert.equal((await b.store.observations({})).length, 4);
    const { length } = b.extracted;
    const second = await b.run();
    assert.deepEqual([second.added, second.updated, second.skipped], [0, 0, 3]);
    assert.equal(b.extracted.length, length, 'nothing was extracted again');
  });

  it('does not extract again when only the time of a file changed', async (t) => {
    const b = bench(t);
    const path = b.write('a.md', md('甲', '霍州市增长5.1%。'));
    await b.run();
    utimesSync(path, 1, 1);
    assert.equal((await b.run()).skipped, 1);
    assert.equal(b.extracted.length, 1);
    assert.equal((await b.run()).skipped, 1);
  });

  it('replaces the article of a changed file and leaves the others', async (t) => {
    const b = bench(t);
    b.write('a.md', md('甲', '霍州市增长5.1%。'));
    b.write('b.md', md('乙', '侯马市增长6.2%。'));
    await b.run();
    b.write('a.md', md('甲二', '霍州市增长5.9%，有更正。'));
    const report = await b.run();
    assert.deepEqual([report.updated, report.added, report.skipped], [1, 0, 1]);
    assert.deepEqual(await b.titles(), ['乙', '甲二']);
  });

  it('reads everything again for a new version of the extractors', async (t) => {
    const b = bench(t);
    b.write('a.md', md('甲', '霍州市增长5.1%。'));
    await b.run();
    const newer = bench(t, { version: '2', store: b.store });
    const report = await newer.run({}, [b.folder]);
    assert.equal(newer.extracted.length, 1);
    assert.equal(report.unchanged, 1);
    assert.equal((await newer.run({}, [b.folder])).skipped, 1);
  });

  it('removes the articles of files that are gone only when asked to', async (t) => {
    const b = bench(t);
    const a = b.write('a.md', md('甲', '霍州市增长5.1%。'));
    b.write('deep/b.md', md('乙', '侯马市增长6.2%。'));
    await b.run();
    rmSync(a);
    assert.equal((await b.run()).removed, 0);
    assert.deepEqual(await b.titles(), ['乙', '甲']);
    assert.equal((await b.run({ prune: true }, [join(b.folder, 'deep')])).removed, 0, 'another folder');
    assert.equal((await b.run({ prune: true })).removed, 1);
    assert.deepEqual(await b.titles(), ['乙']);
    rmSync(join(b.folder, 'deep'), { recursive: true });
    const last = await b.run({ prune: true }, [join(b.folder, 'deep')]);
    assert.deepEqual([last.removed, last.problems.length], [1, 0]);
  });

  it('keeps one article for one text in two files', async (t) => {
    const b = bench(t);
    b.write('z.md', md('乙', '霍州市增长5.1%。'));
    b.write('m/a.txt', '霍州市增长5.1%。');
    await b.run();
    const [info] = await b.store.articles();
    assert.equal((await b.store.articles()).length, 1);
    assert.equal(info?.file, 'z.md', 'the copy that states its date');
    assert.deepEqual(await b.store.sources(info?.id ?? ''), ['a.txt', 'z.md']);
    rmSync(join(b.folder, 'z.md'));
    await b.run({ prune: true });
    assert.deepEqual(
      (await b.store.articles()).map(({ file, title }) => [file, title]),
      [['a.txt', null]],
    );
  });

  it('names each bad file and stores the others', async (t) => {
    const b = bench(t);
    b.write('empty.txt', '');
    b.write('binary.txt', Uint8Array.of(1, 0, 2));
    b.write('broken.md', '---\ntitle: 甲\n');
    b.write('good.md', md('好', '霍州市增长5.1%。'));
    const told: string[] = [];
    const report = await b.run({ onProblem: (problem) => void told.push(problem.kind) }, [
      b.folder,
      join(b.folder, 'missing.txt'),
    ]);
    assert.equal(report.added, 1);
    assert.deepEqual(report.problems.map((problem) => problem.kind).toSorted(), [
      'binary',
      'empty',
      'front-matter',
      'unreadable',
    ]);
    assert.equal(told.length, 4);
    assert.ok(report.problems.every(({ path, remedy }) => path.startsWith(b.folder) && remedy !== ''));
    assert.equal((await b.run()).problems.length, 3, 'bad files are looked at again');
  });

  it('keeps what a file gave before it broke', async (t) => {
    const b = bench(t);
    b.write('a.md', md('甲', '霍州市增长5.1%。'));
    await b.run();
    b.write('a.md', '---\n没有结束');
    assert.equal((await b.run()).problems.length, 1);
    assert.deepEqual(await b.titles(), ['甲']);
    b.write('a.md', md('甲', '霍州市增长5.1%。'));
    const mended = await b.run();
    assert.deepEqual([mended.problems.length, mended.unchanged + mended.skipped], [0, 1]);
  });

  it('drops lines taken out of a jsonl', async (t) => {
    const b = bench(t);
    const line = (title: string, n: number): string => JSON.stringify({ title, text: `霍州市增长${n}%。` });
    b.write('a.jsonl', [line('甲', 1), line('乙', 2), line('丙', 3)].join('\n'));
    await b.run();
    b.write('a.jsonl', [line('丙', 3), line('甲', 1)].join('\n'));
    await b.run();
    assert.deepEqual(await b.titles(), ['丙', '甲']);
  });

  it('gives the same database whatever the order', async (t) => {
    const files = ['b.md', 'a.md', 'c.md'];
    const dump = async (order: readonly string[]): Promise<unknown> => {
      const b = bench(t);
      for (const name of files) b.write(name, md(name, `霍州市增长${name.charCodeAt(0)}%。`));
      for (const name of order) await b.run({}, [join(b.folder, name)]);
      return [await b.store.observations({}), await b.store.articles()];
    };
    assert.deepEqual(await dump(files), await dump(files.toReversed()));
  });

  it('follows links to files, not to folders', async (t) => {
    const b = bench(t);
    b.write('real/a.md', md('甲', '霍州市增长5.1%。'));
    symlinkSync(b.folder, join(b.folder, 'real', 'circle'));
    symlinkSync(join(b.folder, 'none.md'), join(b.folder, 'dangling.md'));
    const report = await b.run();
    assert.deepEqual([report.files, report.problems.length], [1, 0]);
  });

  it('stops between two articles when told to, and goes on later', async (t) => {
    const b = bench(t);
    for (let i = 0; i < 5; i++) b.write(`${i}.md`, md(`${i}`, `霍州市增长${i}.5%。`));
    const stop = new AbortController();
    const onProgress = ({ done }: Progress): void => {
      if (done === 2) stop.abort();
    };
    await assert.rejects(b.run({ signal: stop.signal, onProgress }), { name: 'AbortError' });
    assert.equal((await b.store.articles()).length, 2);
    assert.equal(b.extracted.length, 2);
    assert.equal((await b.run()).added, 3);
  });
});
