import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderAnswer } from '../../../src/bot/render/answer.ts';
import { renderEvidence } from '../../../src/bot/render/evidence.ts';
import { keyboardOf } from '../../../src/bot/render/keyboard.ts';
import { textsIn } from '../../../src/bot/texts/texts.ts';
import { STUB_ARTICLE, STUB_SOURCE, stubAnswer } from '../../support/answers/stub.ts';
import { checkKeyboard, checkText } from '../../support/telegram/check.ts';

const markup = (...args: Parameters<typeof renderAnswer>): string =>
  renderAnswer(...args).messages[0]?.markup ?? '';

test('answer first, then how it was understood, context, evidence, source', () => {
  const text = markup(stubAnswer({ understood: '按青石县理解', context: [[{ text: '2030年：80.1亿元' }]] }));
  const order = [
    '<b>88.8亿元</b>',
    '按青石县理解',
    '2030年：80.1亿元',
    '<blockquote>原文：「2031年',
    '来源：青石日报',
  ];
  const at = order.map((words) => text.indexOf(words));
  assert.deepEqual(
    at,
    at.toSorted((a, b) => a - b),
    text,
  );
  assert.ok(!at.includes(-1), text);
});

test('the title is a link only when the article has an address', () => {
  assert.ok(!markup(stubAnswer()).includes('<a '));
  const text = markup(stubAnswer({ sources: [{ ...STUB_SOURCE, url: 'https://news.example/1?a=1&b=2' }] }));
  assert.match(
    text,
    /《<a href="https:\/\/news\.example\/1\?a=1&amp;b=2">青石县&lt;b&gt;经济&lt;\/b&gt;运行情况<\/a>》/,
  );
  assert.ok(
    !markup(stubAnswer({ sources: [{ ...STUB_SOURCE, url: 'javascript:alert(1)' }] })).includes('<a '),
  );
});

test('a traditional question gets a traditional reply, buttons too', () => {
  const { messages, keyboard } = renderAnswer(
    stubAnswer({ script: 'hant', headline: [{ text: '青石县经济总量' }] }),
  );
  assert.match(messages[0]?.plain ?? '', /青石縣經濟總量/);
  assert.match(messages[0]?.plain ?? '', /來源：青石日報/);
  assert.match(messages[0]?.plain ?? '', /完成地區生產總值/);
  const clarify = keyboardOf([{ do: 'ask', question: '青石县经济', label: '经济' }], (text) =>
    text.replace('经济', '經濟'),
  );
  assert.equal(clarify?.inline_keyboard[0]?.[0]?.text, '經濟');
  assert.equal(keyboard?.inline_keyboard.length, 1);
});

test('at most 120 characters of one article are quoted, whatever the answer holds', () => {
  const quote = { articleId: STUB_ARTICLE.id, ref: 'x', text: '甲'.repeat(90) };
  const text = markup(stubAnswer({ quotes: [quote, quote, quote, { ...quote, articleId: 'other' }] }));
  assert.equal(text.match(/甲/g)?.length, 90 + 29 + 90);
});

test('short buttons never need more than two rows, nor data longer than 64 bytes', () => {
  for (const n of [1, 2, 3, 4]) {
    const actions = Array.from({ length: n }, (_, i) => ({
      do: 'ask' as const,
      question: `青石县第${i}个很长很长很长很长很长的问题`,
      label: `${i}`,
    }));
    const rows =
      keyboardOf([...actions, { do: 'evidence', ref: 'f'.repeat(70), label: '原文' }], (text) => text)
        ?.inline_keyboard ?? [];
    assert.ok(rows.length <= 2);
    assert.equal(rows.flat().length, n, 'a reference that does not fit has no button');
    const data = rows.flat().map((button) => ('callback_data' in button ? button.callback_data : ''));
    assert.equal(new Set(data).size, n);
    for (const one of data) assert.ok(Buffer.byteLength(one) <= 64);
  }
});

test('a button whose label is long has a row of its own: a phone would cut it off', () => {
  const ask = (label: string) => ({ do: 'ask' as const, question: label, label });
  const rows = (labels: readonly string[]): readonly number[] =>
    keyboardOf(labels.map(ask), (text) => text)?.inline_keyboard.map(({ length }) => length) ?? [];
  assert.deepEqual(
    rows(['青石县2031年地区生产总值是多少', '青石县县长是谁', '青石县重点项目数是多少']),
    [1, 1, 1],
  );
  assert.deepEqual(rows(['青石县县长是谁', '青石县书记是谁', '重点项目数']), [2, 1]);
  assert.deepEqual(rows(['甲县', '乙县', '丙县', '丁县']), [4]);
  assert.deepEqual(rows(Array.from({ length: 8 }, (_, i) => `青石县第${i}个很长很长的问题`)), [2, 2, 2, 2]);
});

test('evidence of one of several articles is called by what all of them are', () => {
  const other = { ...STUB_SOURCE, articleId: 'other' };
  const label = (digests: readonly [boolean, boolean]): string | undefined =>
    renderAnswer(
      stubAnswer({
        quotes: [],
        actions: [{ do: 'evidence', ref: '0123456789abcdef', label: '原句' }],
        sources: [
          { ...STUB_SOURCE, digest: digests[0] },
          { ...other, digest: digests[1] },
        ],
      }),
    ).keyboard?.inline_keyboard[0]?.[0]?.text;
  assert.equal(label([false, false]), '原文');
  assert.equal(label([true, true]), '摘编');
  assert.equal(label([false, true]), '依据');
});

test('evidence that is cut is cut outside numbers, at a mark where there is one near', () => {
  const before = '2029年产值112.5亿元。2030年产值119.4亿元，'.repeat(3);
  const proof = '2031年产值128.6亿元。';
  const article = { ...STUB_ARTICLE, text: `${before}${proof}${before}` };
  for (let shift = 0; shift < 40; shift += 1) {
    const text = `${'甲'.repeat(shift)}${article.text.slice(shift)}`;
    const start = text.indexOf(proof);
    const shown = renderEvidence(
      { article: { ...article, text }, span: { start, end: start + proof.length } },
      textsIn('zh'),
    ).plain;
    for (const number of shown.split('\n')[1]?.match(/[\d.]+(?=亿)/g) ?? [])
      assert.ok(['112.5', '119.4', '128.6'].includes(number), shown);
  }
});

test('an answer with very many actions keeps a keyboard that Telegram takes and a phone shows', () => {
  const ask = Array.from({ length: 12 }, (_, i) => ({
    do: 'ask' as const,
    question: `第${i}问`,
    label: `${i}`,
  }));
  const evidence = ask.map((_, i) => ({ do: 'evidence' as const, ref: `ref${i}`, label: '原文' }));
  for (const actions of [ask, evidence, [...ask, ...evidence]]) {
    const rows = keyboardOf(actions, (text) => text)?.inline_keyboard ?? [];
    assert.ok(rows.length <= 2 && rows.every((row) => row.length <= 4));
  }
});

test('evidence stays within its paragraph and the quotation limit, with the number visible', () => {
  const long = `${'前'.repeat(300)}完成88.8亿元，${'后'.repeat(300)}。`;
  const at = long.indexOf('88.8');
  const article = { ...STUB_ARTICLE, text: `别的段落。\n${long}\n又一段。` };
  const offset = '别的段落。\n'.length;
  for (const span of [
    { start: offset, end: offset + long.length },
    { start: offset + at - 2, end: offset + at + 6 },
  ]) {
    const mark = { start: offset + at, end: offset + at + 4 };
    const { markup: text } = renderEvidence({ article, span, mark }, textsIn('zh'));
    const quote = /<blockquote expandable>(.*)<\/blockquote>/s.exec(text)?.[1] ?? '';
    assert.match(quote.replace(/<\/?u>/g, ''), /^…前+完成<b>88\.8<\/b>亿元，后+…$/);
    // Among other words of its paragraph the proving sentence is marked.
    assert.equal(quote.includes('<u>完成<b>88.8</b>亿元</u>'), span.start > offset);
    assert.ok(quote.replace(/<\/?[bu]>/g, '').length <= 120);
  }
});

test('a neighbour that was withdrawn is not shown around the evidence', () => {
  const [before, proof, after] = ['投资完成9.9亿元。', '产值完成88.8亿元。', '人口3.3万人。'];
  const text = `开头的话。${before}${proof}${after}`;
  const at = (part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });
  const shown = (withdrawn: readonly string[]): string => {
    const article = { ...STUB_ARTICLE, text, withdrawn: withdrawn.map(at) };
    return renderEvidence({ article, span: at(proof), mark: at('88.8') }, textsIn('zh')).plain;
  };
  assert.match(shown([]), /开头的话。投资完成9\.9亿元。产值完成88\.8亿元。人口3\.3万人。/);
  assert.match(shown([before]), /\n…产值完成88\.8亿元。人口3\.3万人。\n/);
  assert.match(shown([before, after]), /\n…产值完成88\.8亿元。…\n/);
});

test('whatever an answer holds, Telegram takes every message and every button of it', () => {
  const words = fc.string({
    unit: fc.constantFrom('<b>', '</b>', '&amp;', '"', '县', '😀', '\ud800', '\n', ' ', '\u202e', 'x'),
    maxLength: 80,
  });
  const line = fc.array(fc.record({ text: words, strong: fc.constant(true as const) }), { maxLength: 3 });
  const action = fc.oneof(
    fc.record({
      do: fc.constant('ask' as const),
      question: fc.string({ minLength: 1 }),
      label: fc.constant('问'),
    }),
    fc.record({
      do: fc.constant('evidence' as const),
      ref: fc.stringMatching(/^[0-9a-f]{16}$/),
      label: fc.constant('原文'),
    }),
  );
  fc.assert(
    fc.property(
      line,
      fc.array(line, { maxLength: 200 }),
      words,
      words,
      fc.array(action, { maxLength: 6 }),
      fc.constantFrom('hans' as const, 'hant' as const),
      (headline, context, quote, url, actions, script) => {
        const { messages, keyboard } = renderAnswer(
          stubAnswer({
            headline,
            context,
            actions,
            script,
            quotes: [{ articleId: 'a', ref: 'x', text: quote }],
            sources: [{ ...STUB_SOURCE, url: `https://x.example/${url}`, title: quote }],
          }),
        );
        for (const { markup, plain } of messages) {
          const { text } = checkText({ text: markup, parse_mode: 'HTML' }, 'text', 4096);
          assert.equal(text, plain.trimEnd());
        }
        checkKeyboard(keyboard);
      },
    ),
  );
});
