import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { type RepairedText, repair } from '../../src/text/repair.ts';
import { assertLinear } from '../support/linear.ts';

/** Repairs, and checks what holds for every repair: offsets, the record, and that a second repair finds nothing. */
function repaired(raw: string): RepairedText {
  const result = repair(raw);
  assert.equal(repair(result.text).text, result.text, 'a second repair changes nothing');
  for (const { at, after } of result.repairs) assert.equal(result.text.slice(at.start, at.end), after);
  for (const { start, end } of [...result.damaged, ...result.furniture])
    assert.ok(start >= 0 && start < end && end <= result.text.length);
  let last = 0;
  for (let offset = 0; offset <= result.text.length; offset++) {
    const origin = result.origin(offset);
    assert.ok(origin >= last && origin <= raw.length, `origin of ${offset} is ${origin} behind ${last}`);
    last = origin;
  }
  return result;
}

function damage(raw: string): readonly string[] {
  const { text, damaged } = repaired(raw);
  return damaged.map(({ start, end }) => text.slice(start, end));
}

const MENDED: readonly (readonly [string, string])[] = [
  // Pinyin in brackets: plain, spaced, with a wrong reading, full-width, behind a Latin letter, without marks.
  ['某縣推動(dòng)項(xiàng)目建設(shè)', '某縣推動項目建設'],
  ['創(chuàng )新驅動（ dòng ）', '創新驅動'],
  ['代縣長(cháng)', '代縣長'],
  ['鄉村e(cuò)鎮', '鄉村e鎮'],
  ['綠(lǜ)色、綠(lv)色、動(dong)力', '綠色、綠色、動力'],
  ['尧(yáo)都', '尧都'],
  ['dòng'.normalize('NFD').replace(/^/, '動(').concat(')力'), '動力'],
  // Brackets of the author stay; they become full-width where they stand in Chinese text.
  ['各镇(街道)', '各镇（街道）'],
  ['总量(GDP)、模式(EOD)', '总量（GDP）、模式（EOD）'],
  ['纬一路(东段)', '纬一路（东段）'],
  ['f(x) and g(y)', 'f(x) and g(y)'],
  ['长度(km)', '长度（km）'],
  // Stray commas.
  ['副書記,、代縣長,,主持。', '副書記、代縣長，主持。'],
  ['完成任務,。下一步,;繼續,：', '完成任務。下一步；繼續：'],
  ['增长5.2%,,投资3亿元,。', '增长5.2%，投资3亿元。'],
  // Width.
  ['来源: 示例网', '来源： 示例网'],
  ['下降8.1%;6月当月增长', '下降8.1%；6月当月增长'],
  ['收入18,452元,增长4%', '收入18,452元，增长4%'],
  ['08:58开工,见http://example.org/a,b?id=1', '08:58开工，见http://example.org/a,b?id=1'],
  ['GDP, CPI (2022)', 'GDP, CPI (2022)'],
  ['好不好?大家说好!', '好不好？大家说好！'],
  ['是真的?某市回应', '是真的？某市回应'],
  ['为什么?今天告诉你', '为什么？今天告诉你'],
  // White space.
  ['\ufeff\u3000\u3000春耕\u200b开始\r\n  \u00a0第二行 \r第三行', '春耕开始\n第二行\n第三行'],
  ['记者\u00a0张某', '记者 张某'],
];

test('mends pinyin, stray commas, width and white space, and leaves what is the author’s', () => {
  for (const [raw, text] of MENDED) assert.equal(repaired(raw).text, text);
});

test('records every mending with its place, what stood there and how sure it is', () => {
  const raw = '推動(dòng)發展,,投資3億元';
  const { text, repairs, origin } = repaired(raw);
  assert.equal(text, '推動發展，投資3億元');
  assert.deepEqual(
    repairs.map(({ kind, before, after }) => [kind, before, after]),
    [
      ['pinyin', '(dòng)', ''],
      ['punctuation', ',', ''],
      ['width', ',', '，'],
    ],
  );
  assert.equal(origin(text.indexOf('投')), raw.indexOf('投'));
  assert.equal(origin(text.length), raw.length);
});

test('a number that touches damage is damaged with it', () => {
  const table: readonly (readonly [string, readonly string[]])[] = [
    ['同比增長?4.9%，總量5億元。', ['?4.9%']],
    ['完成3?亿元，增长2%。', ['3?亿']],
    ['完成12.背席5亿元，增长4.1%。', ['12.背席5亿']],
    ['收入18,45型自2元，增长4.9%。', ['18,45型自2元']],
    ['投资3背席5亿元，增长2%。', ['3背席5亿']],
    ['总投资□5亿元', ['□5亿']],
    ['增长\ufffd\ufffd5%', ['\ufffd\ufffd5%']],
  ];
  for (const [raw, spans] of table) assert.deepEqual(damage(raw), spans, raw);
});

test('sound numbers and questions are not damaged', () => {
  const lines = [
    '3月完成5亿元，5年达到8亿元，2个项目3亿元。',
    '从2021年的1%上升到5.5%，12至15亿元，3亩约5万元。',
    '1到5月完成3亿元，4家企业共5亿元。',
    '今年增长多少？去年呢？',
    '谁来种地?怎么种?县里这样回答',
    '2019年、2020年分别为3.1亿元、3.5亿元。',
  ];
  for (const line of lines) assert.deepEqual(damage(line), [], line);
});

test('furniture is marked in the repaired text', () => {
  const { text, furniture } = repaired('某縣開會。\n責任編輯:某某\n上一篇: 某縣縣長(zhǎng)談春耕');
  assert.deepEqual(
    furniture.map(({ start, end }) => text.slice(start, end)),
    ['責任編輯：某某', '上一篇： 某縣縣長談春耕'],
  );
});

const CLEAN = [
  '去年全县地区生产总值完成83.2亿元，同比增长5.4%。',
  '會議指出，重點項目建設進展順利（下同）。',
  '“春风行动”开展以来，共举办招聘会12场；参加3,450人次。',
  '谁来养老？村里有办法！',
  '2024年3月5日08:30，记者来到某镇。',
  '《某某规划》明确：到2025年，绿化率达到36%以上。',
  '一是抓项目、二是抓招商……三是抓落实。',
  'GDP增速位居全省第3位，R&D投入占比1.2%。',
];

test('undamaged text comes out as the same string, with nothing recorded', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...CLEAN), { maxLength: 12 }),
      fc.constantFrom('', '\n'),
      (lines, glue) => {
        const text = lines.join(glue);
        const result = repair(text);
        assert.equal(result.text, text);
        assert.deepEqual([result.repairs, result.damaged], [[], []]);
      },
    ),
    { numRuns: 50 },
  );
});

test('repairing twice is repairing once, for any mixture of damage', () => {
  const piece = fc.oneof(
    fc.constantFrom(...CLEAN),
    fc.constantFrom(
      '(dòng)',
      '動(dòng',
      '?',
      '？',
      '\ufffd',
      ',,',
      ',。',
      '?；糁菔',
      '?;糁菔',
      'yōu)',
      '?yōu)',
      'qǐng)?bào)',
    ),
    fc.constantFrom(
      '\r\n',
      '\u3000',
      ' ',
      '(',
      ')',
      '（',
      '）',
      ';',
      '!',
      '5',
      '12.3亿元',
      '\\',
      'A',
      '榕R',
      '□',
      '€',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
      repaired(pieces.join(''));
    }),
    { numRuns: 60 },
  );
});

test('takes linear time on hostile text', async () => {
  for (const unit of [
    '(',
    '?',
    ',',
    '動(dòng',
    'a',
    '?啊',
    '?；糁菔',
    '?yōu)',
    '?!岸拘袆',
    ' ',
    '1背席',
    '12.3亿?',
    '(a ',
  ])
    await assertLinear((text) => repair(text), unit);
});

const SEEDS = join(import.meta.dirname, '..', '..', '..', 'shared', 'seeds');
const skip = existsSync(SEEDS) ? false : 'the five published articles are not in ../shared/seeds';

test('the published articles: known places are recovered, none is left damaged', { skip }, () => {
  const texts = new Map(
    readdirSync(SEEDS)
      .sort()
      .map((file) => [file.slice(0, 3), repaired(readFileSync(join(SEEDS, file), 'utf8'))]),
  );
  const known: readonly (readonly [string, string, number])[] = [
    ['000', '。霍州市已謀劃2023年', 1],
    ['000', '。霍州市生態環境', 1],
    ['000', '成績為臨汾市', 1],
    ['000', '市委副書記、代市長', 1],
    ['001', '。“冬季行動”開展以來', 1],
    ['001', '改革創新機制', 1],
    ['002', '（大张段）', 1],
    ['003', '鄉村e鎮', 1],
    ['003', 'EOD開發', 1],
    ['004', '凡臨汾日報、', 1],
  ];
  for (const [file, words, count] of known)
    assert.equal((texts.get(file)?.text.split(words).length ?? 0) - 1, count, `${file}: ${words}`);
  for (const [file, { text, damaged }] of texts) {
    assert.deepEqual(damaged, [], file);
    assert.doesNotMatch(text, /\?|\p{Script=Han}[(（]\p{Script=Latin}*[āáǎàōóǒòēéěèīíǐìūúǔù]/u, file);
  }
  assert.equal(texts.get('001')?.furniture.length, 3);
});
