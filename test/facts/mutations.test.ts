import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { createExtraction } from '../../src/ingest/extraction.ts';
import type { Article } from '../../src/news/article.ts';
import { findBylines } from '../../src/news/bylines.ts';
import { prepareArticle } from '../../src/news/prepare.ts';
import type { RawArticle } from '../../src/news/raw-article.ts';
import { readArticles } from '../../src/news/read.ts';
import { loadGazetteer } from '../../src/region/load.ts';
import { buildPassages } from '../../src/search/passages.ts';
import { openStore } from '../../src/store/open.ts';
import { flawOf } from '../../src/store/proof.ts';
import type { AnyFact, FactKind } from '../../src/store/store.ts';
import { repair } from '../../src/text/repair.ts';
import { assertLinear } from '../support/linear.ts';
import { mutate, randomOf } from '../support/mutation.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDERS = ['data/articles', 'test/fixtures/fictional/articles'];
/** The same ones each time, their numbers being the seeds; each is a whole article to read. */
const MUTANTS = 250;

const gazetteer = loadGazetteer('临汾市');
const vocabulary = gazetteer.divisions.map(({ name }) => name);
const extraction = createExtraction(gazetteer);
const originals = await readOriginals();

async function readOriginals(): Promise<readonly RawArticle[]> {
  const found: RawArticle[] = [];
  for (const folder of FOLDERS)
    for (const name of readdirSync(join(ROOT, folder)).toSorted())
      for await (const item of readArticles(join(ROOT, folder, name))) if (item.ok) found.push(item.raw);
  assert.ok(found.length >= 17, `${found.length} articles`);
  return found;
}

/** The whole way of a text that a reader handed over: repaired, annotated, extracted. */
function read(raw: RawArticle): { readonly article: Article; readonly facts: ReturnType<typeof factsOf> } {
  const workshop = { repair: (text: string) => repair(text, vocabulary), findBylines };
  const article = prepareArticle(raw, 'mutant.md', workshop);
  return { article, facts: factsOf(article) };
}

function factsOf(article: Article) {
  return extraction(article).facts;
}

/** The check at the store's door finds nothing to hold back: every number stands in its evidence, that in the text. */
function assertProven({ article, facts }: ReturnType<typeof read>, what: string): void {
  const kinds: readonly (readonly [FactKind, readonly AnyFact[]])[] = [
    ['observation', facts.observations],
    ['observation', (facts.suspects ?? []).map(({ observation }) => observation)],
    ['tenure', facts.tenures],
    ['project', facts.projects],
    ['event', facts.events],
    ['list', facts.lists],
  ];
  for (const [kind, rows] of kinds)
    for (const row of rows)
      assert.equal(flawOf(kind, row, article.text), null, `${what}: ${JSON.stringify(row)}`);
}

const PLAIN: RawArticle = {
  title: null,
  url: null,
  outlet: null,
  date: '2024-07-26',
  digest: false,
  bylines: [],
  text: '',
};

describe('whatever the text', () => {
  it('every stored number stands in its evidence sentence', () => {
    const clauses = originals.flatMap(({ text }) => text.split(/(?<=[，。；：、\n])/));
    const piece = fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...clauses) },
      {
        weight: 2,
        arbitrary: fc.constantFrom(...'0123456789.,%‰年月日第位个亿万元同比（）()“”；。、\n|　\t?'),
      },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        assertProven(read({ ...PLAIN, text }), 'proven');
      }),
      { numRuns: 150 },
    );
  });

  it(`${MUTANTS} mutated articles are read, proven, cut into passages and stored without a crash`, async () => {
    const store = openStore(':memory:');
    let facts = 0;
    for (let seed = 0; seed < MUTANTS; seed++) {
      const random = randomOf(seed);
      const original = originals[seed % originals.length] ?? PLAIN;
      const raw = { ...original, text: mutate(original.text, random) };
      try {
        const mutant = read(raw);
        assertProven(mutant, 'mutant');
        buildPassages(mutant.article, gazetteer);
        if (seed % 10 === 0) await store.putArticle(mutant.article, mutant.facts);
        facts += mutant.facts.observations.length;
      } catch (error) {
        throw new Error(`mutant ${seed}\n${raw.text}`, { cause: error });
      }
    }
    await store.close();
    // Were the mutants unreadable, nothing would have been shown.
    assert.ok(facts > MUTANTS * 5, `${facts} facts`);
  });
});

describe('reading takes linear time', () => {
  const wholeWay = (text: string): void => void read({ ...PLAIN, text });

  it('on articles one after the other', async () => {
    // Every third is of every kind, and enough.
    const all = originals.map(({ text }, i) => (i % 3 === 0 ? `${text}\n` : '')).join('');
    await assertLinear(wholeWay, all, { length: all.length * 8 });
  });

  // Much of one kind: names without end, figures without a post, corrections of corrections.
  for (const { title, text } of originals.filter(({ title }) => /人大常委会|公报|更正/.test(title ?? '')))
    it(`on many copies of ${title}`, async () => {
      await assertLinear(wholeWay, `${text}\n`, { length: 24_000 });
    });

  for (const unit of ['1', '一', '，', '。', '\n', '（', '| 1 ', '\ud83d'])
    it(`on much of ${JSON.stringify(unit)}`, async () => {
      await assertLinear(wholeWay, unit);
    });

  // One sentence that never ends, with something to extract in each clause.
  for (const unit of ['增长3%，', '古县1%，', '项目1个，', '古县县长张三，', '更正：“甲乙”应为“丙丁”，'])
    it(`on a sentence of nothing but ${unit}`, async () => {
      await assertLinear(wholeWay, unit, { length: 16_000 });
    });
});
