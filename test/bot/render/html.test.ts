import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { html, joinHtml, link } from '../../../src/bot/render/html.ts';
import { splitMessages } from '../../../src/bot/render/split.ts';
import { parseHtml } from '../../support/telegram/html.ts';

/** Strings made of what markup is made of. */
const hostile = fc.string({
  unit: fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    'b',
    'a',
    'href',
    '=',
    'lt;',
    '#60;',
    ' ',
    '县',
    '😀',
    '\ud800',
    '\u202e',
    '\n',
  ),
  maxLength: 60,
});

test('whatever the values, Telegram parses it and shows exactly the values', () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (a, b, c) => {
      const made = html`<b>${a}</b>：<blockquote>${b}</blockquote>${joinHtml([html`${c}`, link('https://x.example/?q="<', a)], '\n')}`;
      const parsed = parseHtml(made.markup);
      assert.ok(parsed.ok, JSON.stringify(parsed));
      assert.equal(parsed.text, made.plain);
      const shown = (text: string): string => text.toWellFormed().replaceAll('\u202e', '');
      assert.equal(made.plain, `${shown(a)}：${shown(b)}${shown(c)}\n${shown(a)}`);
    }),
  );
});

for (const url of [
  'javascript:alert(1)',
  'tg://resolve?domain=x',
  'https://bank.example@evil.example/',
  'https://u:p@evil.example/',
  `https://x.example/${'a'.repeat(2048)}`,
  'not an address',
  '"><script>',
])
  test(`no link to ${url.slice(0, 40)}`, () => {
    assert.equal(link(url, '标题').markup, '标题');
  });

test('an address keeps its quotes and ampersands inside the attribute', () => {
  const parsed = parseHtml(link('https://x.example/?a=1&b="2"', '标题').markup);
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.entities, [
    { type: 'text_link', offset: 0, length: 2, url: 'https://x.example/?a=1&b="2"' },
  ]);
});

test('splitting keeps every line whole, in order, within the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ maxLength: 30 }), { maxLength: 40 }),
      fc.integer({ min: 5, max: 80 }),
      (texts, limit) => {
        const lines = texts.map((line) => line.replaceAll('\n', '')).map((line) => html`<b>${line}</b>`);
        const messages = splitMessages(lines, limit);
        for (const { plain, markup } of messages) {
          assert.ok(plain.length <= limit);
          assert.ok(parseHtml(markup).ok);
        }
        const visible = (text: string): string => text.replace(/\s/g, '');
        assert.equal(
          visible(messages.map(({ plain }) => plain).join('')),
          visible(lines.map(({ plain }) => plain).join('')),
        );
      },
    ),
  );
});

test('an endless line is cut, but not through an emoji', () => {
  const messages = splitMessages([html`<b>${'x'}${'😀'.repeat(5000)}</b>`]);
  assert.equal(messages.length, 3);
  for (const { plain } of messages) assert.ok(plain.isWellFormed() && plain.length <= 4096);
});
