import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Division, Gazetteer } from '../../src/region/gazetteer.ts';
import { buildPassages } from '../../src/search/passages.ts';
import { bareArticle } from '../support/article.ts';

const COUNTIES = ['古县', '安泽县', '浮山县'].map(
  (name, n): Division => ({ code: `14102${n}`, name, level: 'county', parent: '141000', aliases: [] }),
);
const TOWN: Division = {
  code: '141020100',
  name: '石壁乡',
  level: 'township',
  parent: '141020',
  aliases: [],
};
const [ROOT = TOWN] = COUNTIES;
/** Knows three counties and a township of the first, by their full names. */
const gazetteer: Gazetteer = {
  root: ROOT,
  divisions: [...COUNTIES, TOWN],
  byCode: (code) => COUNTIES.find((division) => division.code === code),
  byName: (name) => COUNTIES.find((division) => division.name === name),
  countyOf: (division) => (division === TOWN ? ROOT : division),
  find: (text) =>
    [...COUNTIES, TOWN]
      .map((division) => ({ division, surface: division.name, start: text.indexOf(division.name), end: 0 }))
      .filter(({ start }) => start >= 0)
      .sort((a, b) => a.start - b.start),
  guess: () => [],
};

const LONG = '县里今年安排了二十多项民生工程，涉及道路、学校、医院和养老院，进度总体快于去年。';

describe('buildPassages', () => {
  it('makes windows of whole sentences, at most 220 characters', () => {
    const text = LONG.repeat(12);
    const passages = buildPassages(bareArticle(text));
    assert.ok(passages.length >= 3);
    for (const passage of passages) {
      assert.ok(passage.text.length <= 220 && passage.text.length >= LONG.length);
      assert.ok(passage.text.endsWith('。'));
      assert.equal(passage.text, text.slice(passage.span.start, passage.span.end));
    }
    assert.deepEqual(
      passages.map((passage) => passage.id),
      passages.map((_, n) => `a#${n}`),
    );
  });

  it('leaves out what was withdrawn, and nothing else; what is left keeps its number', () => {
    const text = LONG.repeat(12);
    const whole = buildPassages(bareArticle(text));
    const [first, second] = whole;
    assert.ok(first !== undefined && second !== undefined && LONG.length * 3 <= 220);
    // The middle sentence of the second passage.
    const start = second.span.start + LONG.length;
    const withdrawn = [{ start: start + 3, end: start + 5 }];
    const left = buildPassages(bareArticle(text, { withdrawn }));
    for (const { span } of left) assert.ok(span.end <= start || span.start >= start + LONG.length);
    assert.equal(left.map((passage) => passage.text).join('').length, text.length - LONG.length);
    assert.deepEqual(
      left.find(({ id }) => id === first.id),
      first,
    );
    assert.equal(left.find(({ id }) => id === second.id)?.text, LONG);
    assert.deepEqual(
      left.map(({ id }) => id).toSorted(),
      [...whole.map(({ id }) => id), `a#${whole.length}`].toSorted(),
    );
  });

  it('does not cross headings and attaches them', () => {
    const text = `总体要求\n${LONG}\n工作安排\n★修路三条。\n★建校两所。`;
    assert.deepEqual(
      buildPassages(bareArticle(text, { title: '工作报告' })).map(({ heading, text: body }) => [
        heading,
        body,
      ]),
      [
        ['总体要求', LONG],
        ['工作安排', '★修路三条。\n★建校两所。'],
      ],
    );
  });

  it('joins headings that follow each other and falls back to the title', () => {
    const headings = (text: string) =>
      buildPassages(bareArticle(text, { title: '报道' })).map(({ heading }) => heading);
    assert.deepEqual(headings(LONG), ['报道']);
    assert.deepEqual(headings(`全县动员\n修路建校\n${LONG}`), ['全县动员 修路建校']);
  });

  it('keeps an article of headings only', () => {
    assert.deepEqual(
      buildPassages(bareArticle('浮山公路通车')).map(({ text }) => text),
      ['浮山公路通车'],
    );
  });

  it('leaves page furniture out', () => {
    const text = `${LONG}\n上一篇：另一条新闻来了。`;
    const furniture = [{ start: LONG.length + 1, end: text.length }];
    assert.deepEqual(
      buildPassages(bareArticle(text, { furniture })).map((passage) => passage.text),
      [LONG],
    );
  });

  it('cuts overlong sentences at clause borders', () => {
    const text = `${'修好一条路，建好一所学校，'.repeat(40)}办好一件事。`;
    const passages = buildPassages(bareArticle(text));
    assert.ok(passages.length > 1);
    for (const passage of passages) assert.ok(passage.text.length <= 260 && /[，。]$/.test(passage.text));
    assert.equal(passages.map((passage) => passage.text).join(''), text);
  });

  it('names the places of the text, of the title, or of the lead', () => {
    const places = (text: string, title: string | null = null) =>
      buildPassages(bareArticle(text, { title }), gazetteer).map((passage) => passage.places);
    assert.deepEqual(places(LONG, '古县见闻'), [['古县']]);
    assert.deepEqual(places(`安泽县开会。${LONG}`), [['安泽县']]);
    assert.deepEqual(places('石壁乡收了连翘，卖到浮山县。', '古县见闻'), [['古县', '石壁乡', '浮山县']]);
    assert.deepEqual(places(LONG), [[]]);
  });

  it('covers every sentence of the body exactly once, in order', () => {
    const piece = fc.constantFrom(
      LONG,
      '好。',
      '标题\n',
      '\n',
      '“怎么办？”大家问。',
      '，',
      '，，',
      '；',
      '修路建校',
      '　',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        const text = pieces.join('');
        let last = 0;
        for (const { span, text: body } of buildPassages(bareArticle(text))) {
          assert.ok(span.start >= last && span.end > span.start && span.end <= text.length);
          assert.equal(body, text.slice(span.start, span.end));
          last = span.end;
        }
      }),
    );
  });
});
