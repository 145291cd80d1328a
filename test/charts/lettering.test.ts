import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bestSize, type Pen, shortened, wrapped } from '../../src/charts/lettering.ts';

/** A pen with which every character is as wide as it is high, a digit half of it. */
const PEN = {
  font: '',
  measureText(this: { readonly font: string }, text: string) {
    const size = Number.parseInt(this.font, 10);
    return { width: [...text].reduce((sum, char) => sum + (/[\d.]/.test(char) ? size / 2 : size), 0) };
  },
} as unknown as Pen;

test('a text breaks between characters, never within a number; the last line says that there was more', () => {
  assert.deepEqual(wrapped(PEN, '甲乙丙丁', { size: 10, width: 20, most: 3 }), ['甲乙', '丙丁']);
  assert.deepEqual(wrapped(PEN, '甲乙2031年', { size: 10, width: 35, most: 3 }), ['甲乙', '2031年']);
  assert.deepEqual(wrapped(PEN, '甲乙丙丁戊己', { size: 10, width: 20, most: 2 }), ['甲乙', '丙…']);
  assert.deepEqual(wrapped(PEN, '', { size: 10, width: 20, most: 2 }), []);
});

test('a name is cut to its room, and kept where it fits', () => {
  assert.equal(shortened(PEN, '甲乙丙', 10, 30), '甲乙丙');
  assert.equal(shortened(PEN, '甲乙丙丁', 10, 30), '甲乙…');
});

test('letters shrink until the widest fits, but not beyond reading', () => {
  assert.equal(bestSize(PEN, ['甲', '甲乙'], 60, 26, 15), 26);
  assert.equal(bestSize(PEN, ['甲', '甲乙'], 40, 26, 15), 20);
  assert.equal(bestSize(PEN, ['甲乙丙丁'], 10, 26, 15), 15);
});
