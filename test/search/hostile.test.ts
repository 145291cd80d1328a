import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Passage } from '../../src/search/passage.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { bestSentences } from '../../src/search/snippet.ts';
import { assertLinear } from '../support/linear.ts';
import { PASSAGES } from './corpus.ts';

const LONG = 100_000;

/** What people and programs send instead of a question. */
const HOSTILE: readonly (readonly [name: string, text: string])[] = [
  ['a character a hundred thousand times', '县'.repeat(LONG)],
  ['a digit as often', '1'.repeat(LONG)],
  ['a letter as often', 'a'.repeat(LONG)],
  ['decimals without end', '1.'.repeat(LONG / 2)],
  ['thousands separators without end', '1,000'.repeat(LONG / 5)],
  ['a range without end', '1-'.repeat(LONG / 2)],
  ['only punctuation', '？！。，、；：…—'.repeat(LONG / 8)],
  ['quotation marks that open and never close', '“'.repeat(LONG)],
  ['titles in titles', `${'《'.repeat(500)}公路${'》'.repeat(500)}`],
  ['emoji', '😀👨‍👩‍👧‍👦🇨🇳'.repeat(2000)],
  ['halves of characters', '\ud800\udc00\udc00\ud800\ud840'.repeat(1000)],
  ['rare characters of the second plane', '𠮷𠀋'.repeat(1000)],
  ['combining marks', `e${'\u0301'.repeat(5000)}`],
  ['zero-width and direction marks', '\u200b\u200f\u202e\ufeff公\u200b路'.repeat(500)],
  ['control characters', '\u0000\u0001\u001b[31m公路\u0007'],
  ['other scripts', 'የኢትዮጵያ ภาษาไทย العربية हिन्दी 한국어 ひらがな'],
  ['names of properties', '__proto__ constructor toString hasOwnProperty'],
  ['markup and queries', `<b>公路</b> ' OR 1=1; -- " NEAR(公路) * ^ $ ( [ {`],
  ['blanks', ' \t\r\n\u3000'.repeat(1000)],
];

function passageOf(id: string, text: string): Passage {
  return {
    id: `${id}#0`,
    articleId: id,
    places: [],
    heading: text.slice(0, 50),
    text,
    span: { start: 0, end: text.length },
  };
}

describe('hostile texts', () => {
  it('are asked without harm: numbers stay in bounds and the next question is answered as before', async () => {
    const index = createPassageIndex();
    await index.add(PASSAGES);
    const before = JSON.stringify(index.search('公路改建有多长'));
    for (const [name, text] of HOSTILE) {
      for (const { passage, score, confidence, coverage, matches } of index.search(text)) {
        assert.ok(Number.isFinite(score) && score > 0, name);
        assert.ok(coverage > 0 && coverage <= 1 && confidence >= 0 && confidence <= 1, name);
        for (const { start, end } of matches)
          assert.ok(start < end && end <= passage.text.length && start >= 0, name);
        for (const sentence of bestSentences(passage, text))
          assert.equal(passage.text.slice(sentence.start, sentence.end), sentence.text, name);
      }
      assert.equal(JSON.stringify(index.search('公路改建有多长')), before, `after ${name}`);
    }
  });

  it('are indexed without harm: they come out as they went in, and other passages are found beside them', async () => {
    const index = createPassageIndex();
    await index.add(HOSTILE.map(([, text], number) => passageOf(`bad${number}`, text)));
    await index.add([passageOf('empty', ''), ...PASSAGES]);
    assert.equal(index.size, HOSTILE.length + 1 + PASSAGES.length);
    assert.equal(index.search('石壁乡青翘收了多少吨')[0]?.passage.id, 'herb#0');
    for (const [number, [name, text]] of HOSTILE.entries()) {
      const [hit] = index.search(text.slice(0, 300), { filter: { articleIds: [`bad${number}`] }, limit: 1 });
      if (hit !== undefined) assert.equal(hit.passage.text, text, name);
    }
    for (const number of HOSTILE.keys()) await index.remove(`bad${number}`);
    await index.remove('empty');
    assert.equal(index.size, PASSAGES.length);
    const clean = createPassageIndex();
    await clean.add(PASSAGES);
    assert.deepEqual(index.search('公路改建有多长'), clean.search('公路改建有多长'));
  });

  it('take linear time to ask and to index', async () => {
    const index = createPassageIndex();
    await index.add(PASSAGES);
    for (const unit of ['？', '“', '😀', '1.', '1,000', '1-', 'a', '\ud840', '𠮷']) {
      await assertLinear((text) => index.search(text), unit);
      await assertLinear((text) => createPassageIndex().add([passageOf('long', text)]), unit);
    }
  });
});
