import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { regionDivisions } from '../../../src/answer/lookup/region.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { type Happening, matcherOf } from '../../../src/updates/audience/match.ts';
import type { EventBody, Figure, Threshold, Wish, WordQuery } from '../../../src/updates/model.ts';
import { foldWords, fulfils } from '../../../src/updates/words.ts';

const gazetteer = loadGazetteer('临汾市');

type Figures = Extract<EventBody, { readonly kind: 'figures' }>;

function figure(over: Partial<Figure> = {}): Figure {
  return { fact: 'f', measure: 'level', value: 54.2, unit: '亿元', raw: '54.2', ...over };
}

function figures(over: Partial<Figures> = {}): Happening {
  const series = { place: '古县', indicator: '地区生产总值', status: 'actual', period: '2026年' } as const;
  return { body: { kind: 'figures', ...series, figures: [figure()], ...over } };
}

function holder(place: string, post: string): Happening {
  return {
    body: { kind: 'holder', place, post, person: '秦望山', acting: false, status: 'elected', before: [] },
  };
}

function article(text: string, places: readonly string[] = ['古县']): Happening {
  return { body: { kind: 'article', places }, words: foldWords(text) };
}

const PROJECT: Happening = {
  body: { kind: 'project', place: '古县', name: '某某路', status: 'started', before: null },
};
const SLOW = figures({ figures: [figure({ measure: 'growth', value: 4.9, unit: '%' })] });

const place = (name: string): Wish => ({ about: 'place', place: name });
const indicator = (name: string, where: string | null = null, threshold?: Threshold): Wish => ({
  about: 'indicator',
  place: where,
  indicator: name,
  ...(threshold === undefined ? {} : { threshold }),
});
const bound = (
  comparison: Threshold['comparison'],
  value: number,
  unit: string | null,
  measure: Threshold['measure'],
): Threshold => ({
  comparison,
  value,
  unit,
  measure,
});
const post = (name?: string, where: string | null = null): Wish => ({
  about: 'post',
  place: where,
  ...(name === undefined ? {} : { post: name }),
});
const word = (text: string): WordQuery => ({ is: 'word', word: text });
const words = (query: WordQuery, where: string | null = null): Wish => ({
  about: 'words',
  place: where,
  query,
});

const TABLE: readonly (readonly [string, Wish, Happening, boolean])[] = [
  ['the place itself', place('古县'), figures(), true],
  ['another place', place('安泽县'), figures(), false],
  ['a prefecture has its counties', place('临汾市'), figures(), true],
  ['a county has not its prefecture', place('古县'), figures({ place: '临汾市' }), false],
  ['one of joint places', place('大宁县'), figures({ place: '吉县、大宁县' }), true],
  ['a trifle', place('古县'), figures({ minor: true }), false],
  ['a trifle by its own name', indicator('地区生产总值'), figures({ minor: true }), true],
  ['an article of the place', place('古县'), article('古县'), true],
  ['a project of the place', place('古县'), PROJECT, true],
  ['an indicator, wherever', indicator('地区生产总值'), SLOW, true],
  ['an indicator elsewhere', indicator('地区生产总值', '安泽县'), figures(), false],
  ['another indicator', indicator('固定资产投资'), figures(), false],
  ['no longer than its name', indicator('地区生产'), figures(), false],
  ['growth below a bound', indicator('地区生产总值', null, bound('<', 5, '%', 'growth')), SLOW, true],
  ['growth at the bound', indicator('地区生产总值', null, bound('<', 4.9, '%', 'growth')), SLOW, false],
  [
    'growth at the bound, included',
    indicator('地区生产总值', null, bound('<=', 4.9, '%', 'growth')),
    SLOW,
    true,
  ],
  ['a level is no growth', indicator('地区生产总值', null, bound('<', 99, null, 'growth')), figures(), false],
  ['in another unit', indicator('地区生产总值', null, bound('>', 500000, '万元', 'level')), figures(), true],
  [
    'exactly, in another unit',
    indicator('地区生产总值', null, bound('>=', 542000, '万元', 'level')),
    figures(),
    true,
  ],
  [
    'in a unit of another kind',
    indicator('地区生产总值', null, bound('>', 1, '%', 'level')),
    figures(),
    false,
  ],
  ['in whatever unit', indicator('地区生产总值', null, bound('>', 54, null, 'level')), figures(), true],
  [
    'a target crosses no bound',
    indicator('地区生产总值', null, bound('>', 5, '亿元', 'level')),
    figures({ status: 'target' }),
    false,
  ],
  [
    'an estimate does',
    indicator('地区生产总值', null, bound('>', 5, '亿元', 'level')),
    figures({ status: 'estimate' }),
    true,
  ],
  ['any post', post(), holder('古县', '县统计局局长'), true],
  ['市长 of a county', post('市长'), holder('古县', '县长'), true],
  ['市长 is not 副市长', post('市长'), holder('侯马市', '副市长'), false],
  ['一把手', post('一把手'), holder('古县', '县委书记'), true],
  ['县委书记', post('县委书记', '古县'), holder('古县', '县委书记'), true],
  ['县长 is not 县委书记', post('县长'), holder('古县', '县委书记'), false],
  ['a post elsewhere', post('县长', '安泽县'), holder('古县', '县长'), false],
  ['posts of a prefecture', post('县长', '临汾市'), holder('古县', '县长'), true],
  ['a project', { about: 'project', place: '临汾市' }, PROJECT, true],
  ['figures are no project', { about: 'project', place: null }, figures(), false],
  ['a word', words(word('核桃')), article('古县的核桃熟了'), true],
  ['a word in traditional script', words(word('項目')), article('古县的项目'), true],
  ['a Latin word', words(word('5g')), article('古县建成５Ｇ基站'), true],
  ['a pattern is only its letters', words(word('.*')), article('古县的核桃熟了'), false],
  ['both', words({ is: 'and', of: [word('核桃'), word('苹果')] }), article('核桃'), false],
  ['one of two', words({ is: 'or', of: [word('核桃'), word('苹果')] }), article('核桃'), true],
  [
    'one without the other',
    words({ is: 'and', of: [word('核桃'), { is: 'not', of: word('苹果') }] }),
    article('核桃、苹果'),
    false,
  ],
  ['words elsewhere', words(word('核桃'), '安泽县'), article('核桃'), false],
  ['words are of articles', words(word('古县')), figures(), false],
];

for (const [name, wish, happening, expected] of TABLE)
  test(`a wish: ${name}`, () => {
    assert.equal(matcherOf(wish, gazetteer)(happening), expected);
  });

test('a change and a correction match by what is true now', () => {
  const source = { article: 'a', title: null, url: null, outlet: null, date: null, digest: false };
  const change = { old: figure({ value: 4 }), oldSource: source, now: figure({ value: 6 }) };
  const series = { place: '古县', indicator: '地区生产总值', status: 'actual', period: null } as const;
  const above = matcherOf(indicator('地区生产总值', null, bound('>', 5, null, 'level')), gazetteer);
  assert.ok(above({ body: { kind: 'changed', ...series, changes: [change] } }));
  assert.ok(!above({ body: { kind: 'corrected', ...series, changes: [{ ...change, now: null }] } }));
});

test('whatever a county hears of its own, its prefecture hears too', () => {
  const places = regionDivisions(gazetteer).map(({ name }) => name);
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.constantFrom(...places), (wanted, told) => {
      const happening = figures({ place: told });
      if (matcherOf(place(wanted), gazetteer)(happening))
        assert.ok(matcherOf(place('临汾市'), gazetteer)(happening));
    }),
  );
});

test('queries keep the laws of logic', () => {
  const atom: fc.Arbitrary<WordQuery> = fc.constantFrom('核桃', '苹果', '5G', '项目').map(word);
  const texts = fc
    .array(fc.constantFrom('核桃', '蘋果', '５ｇ', '項目', '。'), { maxLength: 4 })
    .map((all) => foldWords(all.join('')));
  fc.assert(
    fc.property(atom, atom, texts, (a, b, text) => {
      const not = (of: WordQuery): WordQuery => ({ is: 'not', of });
      assert.equal(fulfils(text, not(a)), !fulfils(text, a));
      assert.equal(
        fulfils(text, not({ is: 'and', of: [a, b] })),
        fulfils(text, { is: 'or', of: [not(a), not(b)] }),
      );
      assert.equal(fulfils(text, { is: 'and', of: [a, b] }), fulfils(text, { is: 'and', of: [b, a] }));
    }),
  );
});
