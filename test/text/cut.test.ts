import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fairEnd, fairStart } from '../../src/text/cut.ts';

const rest = (text: string, start: number, focus = text.length): string =>
  text.slice(fairStart(text, start, focus));
const head = (text: string, end: number): string => text.slice(0, fairEnd(text, end, 0));

test('a quotation never begins inside a number: a part of it is another number', () => {
  const text = '去年完成产值112.5亿元同比有所上升的是本县';
  for (let start = 1; start < text.length; start += 1) {
    const shown = rest(text, start);
    const numbers = shown.match(/[\d.]+亿?/g) ?? [];
    assert.ok(
      numbers.every((number) => number === '112.5亿'),
      shown,
    );
  }
  assert.equal(rest('人均18,452元以上', 3), '元以上');
  assert.equal(rest('总投资三十五亿元的项目', 4), '元的项目');
});

test('it never ends inside one either', () => {
  const text = '去年完成产值112.5亿元同比有所上升的是本县';
  for (let end = 7; end < text.length; end += 1)
    assert.ok((head(text, end).match(/[\d.]+亿?/g) ?? []).every((number) => number === '112.5亿'));
  assert.equal(head('人均收入已经达到了18,452元以上', 12), '人均收入已经达到了');
});

test('a mark that is near takes the cut; a comma among digits is none', () => {
  assert.equal(rest('甲乙丙，丁戊己', 1), '丁戊己');
  assert.equal(rest('为8,452元，比上年多', 0), '比上年多');
  assert.equal(head('甲乙丙丁戊己庚辛壬癸子丑寅，卯辰巳', 15), '甲乙丙丁戊己庚辛壬癸子丑寅');
});

test('what must stay visible stays', () => {
  assert.equal(fairStart('1234567890', 3, 5), 5);
  assert.equal(fairEnd('1234567890', 5, 0), 5);
});
