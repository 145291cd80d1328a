import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Passage } from '../../src/search/passage.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { assertLinear } from '../support/linear.ts';
import { PASSAGES } from './corpus.ts';

async function indexOf(passages: readonly Passage[]) {
  const index = createPassageIndex();
  await index.add(passages);
  return index;
}

const index = await indexOf(PASSAGES);
/** Below this share of the question no passage counts as an answer. */
const COVERED = 0.6;

const RELEVANT: readonly (readonly [question: string, id: string])[] = [
  ['掌上盖章是什么', 'seal#0'],
  ['隰县冷库能存多少梨', 'ice#0'],
  ['隰县香梨二期分拣线', 'ice#1'],
  ['安泽公路改建有多长', 'road#0'],
  ['公路沿线栽了什么树', 'road#1'],
  ['浮山县2031年GDP是多少 地区生产总值', 'gdp#0'],
  ['房地产开发投资下降了吗', 'gdp#1'],
  ['曲沃特种钢项目总投资', 'trad#0'],
  ['曲沃特種鋼項目總投資', 'trad#0'],
  ['隰縣冷庫能存多少梨', 'ice#0'],
  ['石壁乡青翘收了多少吨', 'herb#0'],
  ['剪枝补助每亩多少钱', 'herb#1'],
  ['请问一下洪洞县周六开门吗', 'seal#1'],
  ['班车有几趟', 'trad#1'],
];

describe('passage index', () => {
  for (const [question, id] of RELEVANT) {
    it(`answers ${question}`, () => {
      const [best] = index.search(question);
      assert.equal(best?.passage.id, id);
      assert.ok((best?.coverage ?? 0) >= 0.5, `coverage ${best?.coverage}`);
    });
  }

  for (const question of [
    '特斯拉股价',
    '红烧肉怎么做',
    '北京冬奥会金牌榜',
    '量子计算机',
    'xyzzy',
    '？？？',
    '',
    '是什么',
  ]) {
    it(`has nothing on ${question || 'an empty question'}`, () => {
      assert.deepEqual(
        index.search(question).filter((hit) => hit.coverage >= COVERED),
        [],
      );
    });
  }

  it('finds the same in both scripts and widths', () => {
    const ids = (question: string) => index.search(question).map((hit) => [hit.passage.id, hit.score]);
    assert.deepEqual(ids('鋼鐵企業短流程改造'), ids('钢铁企业短流程改造'));
    assert.deepEqual(ids('２０３１年'), ids('2031年'));
  });

  it('finds a passage by the governing place its text does not name', () => {
    assert.equal(index.search('古县 青翘')[0]?.passage.id, 'herb#0');
    assert.ok((index.search('古县青翘')[0]?.coverage ?? 0) > 0.7);
  });

  it('filters by place and article before it ranks', async () => {
    const many = Array.from({ length: 400 }, (_, n) =>
      passage(`noise${n}`, ['侯马市'], `公路改建完工公路改建完工${n}`),
    );
    const crowded = await indexOf([...many, ...PASSAGES]);
    const hits = crowded.search('公路改建完工', { filter: { places: ['安泽县'] } });
    assert.deepEqual(hits.map((hit) => hit.passage.id)[0], 'road#0');
    assert.ok(hits.every((hit) => hit.passage.places.includes('安泽县')));
    const [only] = crowded.search('公路改建完工', { filter: { articleIds: ['road'] } });
    assert.equal(only?.passage.id, 'road#0');
    assert.deepEqual(crowded.search('公路改建', { filter: { places: [] } }), []);
  });

  it('keeps to the limit', () => {
    assert.equal(index.search('投资', { limit: 1 }).length, 1);
    assert.deepEqual(index.search('投资', { limit: 0 }), []);
  });

  it('breaks ties by passage id, and puts what says the same under the first', async () => {
    const twins = ['c', 'a', 'b'].map((id) => passage(id, [], '一模一样的一句话'));
    const hits = (await indexOf(twins)).search('一模一样');
    assert.deepEqual(
      hits.map((hit) => [hit.passage.id, hit.alike]),
      [['a#0', ['b#0', 'c#0']]],
    );
    const months = ['三', '四'].map((month) =>
      passage(month, [], `${month}月全县用电量继续增长，工业用电占大头`),
    );
    assert.equal((await indexOf(months)).search('全县用电量').length, 2);
  });

  it('does not depend on the order of adding', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...PASSAGES], { minLength: PASSAGES.length }),
        async (shuffled) => {
          const other = await indexOf(shuffled);
          for (const [question] of RELEVANT) assert.deepEqual(other.search(question), index.search(question));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('does not depend on the order of words', () => {
    const words = ['安泽', '公路', '改建', '2031年', 'GDP', '补助', '开工'];
    fc.assert(
      fc.property(fc.shuffledSubarray(words, { minLength: 2 }), (shuffled) => {
        assert.deepEqual(index.search(shuffled.join(' ')), index.search([...shuffled].sort().join(' ')));
      }),
    );
  });

  it('forgets what is removed, also in its weights', async () => {
    const changed = await indexOf([
      ...PASSAGES,
      passage('gone', ['古县'], '连翘采收结束，青翘烘干，连翘苗木出圃。'),
    ]);
    await changed.remove('gone');
    assert.equal(changed.size, PASSAGES.length);
    for (const [question] of RELEVANT) assert.deepEqual(changed.search(question), index.search(question));
    await changed.remove('gone');
    assert.equal(changed.size, PASSAGES.length);
  });

  it('replaces a passage added again', async () => {
    const changed = await indexOf(PASSAGES);
    await changed.add([passage('road', ['安泽县'], '水库大坝加固完成。')]);
    assert.equal(changed.size, PASSAGES.length);
    assert.equal(changed.search('水库大坝')[0]?.passage.id, 'road#0');
    assert.ok(changed.search('票价两元').every((hit) => hit.passage.id !== 'road#0'));
  });

  it('stays the same when it sheds withdrawn passages', async () => {
    const busy = await indexOf(PASSAGES);
    for (let round = 0; round < 30; round += 1)
      await busy.add(
        Array.from({ length: 100 }, (_, n) => passage(`old${n}`, [], `旧闻${round}第${n}条公路`)),
      );
    for (let n = 0; n < 100; n += 1) await busy.remove(`old${n}`);
    assert.equal(busy.size, PASSAGES.length);
    assert.deepEqual(busy.search('公路改建'), index.search('公路改建'));
  });

  it('gives way between passages, and answers while it changes', async () => {
    let pauses = 0;
    const found = new Set<string>();
    const busy: ReturnType<typeof createPassageIndex> = createPassageIndex(() => {
      pauses++;
      if (busy.size > PASSAGES.length)
        found.add(JSON.stringify(busy.search('青翘', { limit: 1 })[0]?.passage.id));
      return undefined;
    });
    await busy.add(PASSAGES);
    assert.ok(pauses >= PASSAGES.length);
    const many = Array.from({ length: 1600 }, (_, n) =>
      passage(`more${n}`, [], `城东第${n}处公厕改造完工。`),
    );
    pauses = 0;
    await busy.add(many);
    assert.ok(pauses >= many.length);
    // Enough of them gone for the index to be built anew, in portions as well.
    pauses = 0;
    for (let n = 0; n < many.length; n++) await busy.remove(`more${n}`);
    assert.ok(pauses >= many.length + PASSAGES.length);
    assert.deepEqual([...found], ['"herb#0"']);
    assert.deepEqual(busy.search('公路改建'), index.search('公路改建'));
  });

  it('gives scores and coverage between 0 and 1 or little above, whatever is asked', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'公路改建2031年GDP青翘吗什么的 ，😀<b>\u0000'), maxLength: 30 }),
        (question) => {
          for (const { score, coverage } of index.search(question)) {
            assert.ok(score > 0 && score < 5, `${score}`);
            assert.ok(coverage > 0 && coverage <= 1, `${coverage}`);
          }
        },
      ),
    );
  });

  it('takes linear time on a question of 100,000 characters', async () => {
    for (const unit of ['公路', '公', 'gdp ', '2031年'])
      await assertLinear((text) => index.search(text), unit);
  });
});

function passage(articleId: string, places: readonly string[], text: string): Passage {
  return {
    id: `${articleId}#0`,
    articleId,
    places,
    heading: null,
    text,
    span: { start: 0, end: text.length },
  };
}
