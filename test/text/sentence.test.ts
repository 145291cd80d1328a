import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { clauses, splitSentences } from '../../src/text/sentence.ts';
import { assertLinear } from '../support/linear.ts';

function sentences(text: string): readonly string[] {
  return splitSentences(text).map(({ start, end }) => text.slice(start, end));
}

const TABLE: readonly (readonly [string, readonly string[]])[] = [
  ['甲县增长5.2%。乙县下降1.4%。', ['甲县增长5.2%。', '乙县下降1.4%。']],
  ['甲县增长5.2%\n乙县下降', ['甲县增长5.2%', '乙县下降']],
  ['他说：“明年见。”随后离开。', ['他说：“明年见。”', '随后离开。']],
  ['围绕“怎么办？怎么干！”的问题展开。', ['围绕“怎么办？怎么干！”的问题展开。']],
  ['读《春来了吗？》一文。', ['读《春来了吗？》一文。']],
  ['投资（注：不含农户。）增长3%。', ['投资（注：不含农户。）增长3%。']],
  ['其中：投资3亿元；税收2亿元；其他1亿元。', ['其中：投资3亿元；税收2亿元；其他1亿元。']],
  ['增长多少?问题不大!', ['增长多少?', '问题不大!']],
  ['亮点不断……近日，县里开会。', ['亮点不断……', '近日，县里开会。']],
  ['有梨、枣……等果品。', ['有梨、枣……等果品。']],
  ['真的？！太好了。', ['真的？！', '太好了。']],
  ['见 http://example.org/?id=1。', ['见 http://example.org/?id=1。']],
  ['  缩进的句子。  \n\n\n尾句', ['缩进的句子。', '尾句']],
  ['', []],
];

test('splits at final marks and line ends, with closing quotes, not inside brackets and short quotes', () => {
  for (const [text, expected] of TABLE) assert.deepEqual(sentences(text), expected);
});

test('counts lines as paragraphs and tells headings from sentences and bullets', () => {
  const text = '甲县召开会议\n\n★新建5所学校\n春耕开始。夏收在望\n附件如下：';
  assert.deepEqual(
    splitSentences(text).map(({ paragraph, heading }) => [paragraph, heading]),
    [
      [0, true],
      [2, false],
      [3, false],
      [3, false],
      [4, false],
    ],
  );
});

test('clauses split at commas, semicolons and colons, not in numbers, times, brackets and short quotes', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['投资3亿元，增长5%；税收2亿元。', ['投资3亿元', '增长5%', '税收2亿元。']],
    ['共18,452户,增加8户', ['共18,452户', '增加8户']],
    ['08:58开工,8：30结束', ['08:58开工', '8：30结束']],
    ['梨、枣、苹果,都有', ['梨、枣、苹果', '都有']],
    ['甲（乙，丙），丁“戊，己”，《庚，辛》', ['甲（乙，丙）', '丁“戊，己”', '《庚，辛》']],
    ['（没有合上的括号，不能吞掉后面', ['（没有合上的括号', '不能吞掉后面']],
    ['，，甲，', ['甲']],
  ];
  for (const [text, expected] of table) {
    const found = clauses(text, { start: 0, end: text.length });
    assert.deepEqual(
      found.map(({ start, end }) => text.slice(start, end)),
      expected,
    );
  }
});

test('every character but blanks belongs to exactly one sentence, in order', () => {
  const piece = fc.constantFrom(...'甲乙丙。！？…“”（）《》，；：\n 1.,?!★'.split(''));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const text = pieces.join('');
      const found = sentences(text).join('');
      assert.equal(found.replace(/\s/g, ''), text.replace(/\s/g, ''));
    }),
  );
});

test('takes linear time on hostile lines', async () => {
  for (const unit of ['(', '“', '。', '…', '《甲', '，', '(甲)'])
    await assertLinear((text) => {
      splitSentences(text);
      clauses(text, { start: 0, end: text.length });
    }, unit);
});
