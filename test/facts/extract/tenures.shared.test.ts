import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { annotate } from '../../../src/facts/annotate.ts';
import { extractTenures } from '../../../src/facts/extract/tenures.ts';
import { findBylines } from '../../../src/news/bylines.ts';
import { prepareArticle } from '../../../src/news/prepare.ts';
import { readArticles } from '../../../src/news/read.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { repair } from '../../../src/text/repair.ts';

const SHARED = join(import.meta.dirname, '..', '..', '..', '..', 'shared');
const skip = existsSync(SHARED) ? false : 'the articles in ../shared are not here';
const gazetteer = loadGazetteer('临汾市');

interface Row {
  readonly doc: string;
  readonly person: string;
  readonly place: string | null;
  readonly posts: readonly string[];
  readonly status: string;
  readonly as_of: string | null;
}

async function rowsOf(folder: string): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const file of readdirSync(folder).sort()) {
    for await (const item of readArticles(join(folder, file))) {
      assert.ok(item.ok, file);
      const document = annotate(prepareArticle(item.raw, file, { repair, findBylines }), gazetteer);
      for (const { person, place, posts, status, asOf } of extractTenures(document))
        rows.push({ doc: basename(file, '.md'), person, place, posts, status, as_of: asOf });
    }
  }
  return rows;
}

const key = (row: Row): string =>
  JSON.stringify([row.doc, row.person, row.place, row.posts, row.status, row.as_of]);

test('the fictional articles: exactly the posts of people.jsonl', { skip }, async () => {
  const gold = readFileSync(join(SHARED, 'eval', 'fictional', 'people.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);
  const found = await rowsOf(join(SHARED, 'eval', 'fictional', 'articles'));
  assert.deepEqual(found.map(key).sort(), gold.map(key).sort());
});

test('the seeds: these officials and nobody else', { skip }, async () => {
  const found = await rowsOf(join(SHARED, 'seeds'));
  assert.deepEqual(
    found.map(({ person, place, posts }) => `${person} ${place} ${posts.join('、')}`).sort(),
    [
      '任俊杰 尧都区 区委副书记、区长',
      '刘泳 古县 县委副书记、代县长',
      '张可新 霍州市 市委副书记、代市长',
      '李强 霍州市 市委书记',
      '李青雁 霍州市 市委副书记、市长',
      '王延峰 临汾市 市委副书记、市长',
      '白建成 临汾经济开发区 党工委书记、管委会主任',
      '薛凤奎 临汾市 市人大常委会副主任',
      '薛向阳 蒲县 县委副书记、代县长',
    ].sort(),
  );
});
