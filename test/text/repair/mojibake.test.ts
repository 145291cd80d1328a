import assert from 'node:assert/strict';
import { test } from 'node:test';
import { repair } from '../../../src/text/repair.ts';
import { toTraditional } from '../../../src/text/script.ts';
import { annotateBytes, loseLead } from './scrape.ts';

const ARTICLE = toTraditional(`某县召开全县经济工作会议。会议指出，去年全县经济运行总体平稳。
重点项目建设进展顺利，全年共实施重点项目多个。安泽县等地的同志介绍了经验。会议要求，各乡镇要抓好春耕备耕工作。
招商引资方面，先后组织外出招商活动多次。“春风行动”开展以来，就业形势总体稳定。“春风行动”期间举办了招聘会。
生态环境质量持续改善，优良天数比上年增加。医疗卫生事业取得新进展。教育部门表示，将继续加大投入力度。`);

function marksOf(text: string, marks: string): readonly number[] {
  return [...text].flatMap((char, i) => (marks.includes(char) ? [i] : []));
}

test('a lost byte of 。， or a quote is found, wherever it stood', () => {
  const want = repair(ARTICLE).text;
  const failures: string[] = [];
  const places = marksOf(ARTICLE, '。，“');
  for (const place of places) {
    const { text, damaged } = repair(loseLead(ARTICLE, place));
    if (text === want) continue;
    failures.push(text);
    assert.ok(
      damaged.length > 0,
      `what was not mended is marked: ${loseLead(ARTICLE, place).slice(place - 3, place + 9)}`,
    );
  }
  assert.ok(failures.length <= places.length / 5, `${failures.length} of ${places.length} not mended`);
});

test('pinyin between the bytes of two characters: the straddled character comes back', () => {
  const table = [
    ['以新的成績為全縣發展作貢獻', '優', 'yōu'],
    ['某某日報、某某新聞網', '請', 'qǐng'],
    ['全村e鎮建設', '錯', 'cuò'],
  ] as const;
  for (const [text, annotated, pinyin] of table)
    for (const swallow of [true, false]) {
      const raw = annotateBytes(text, annotated, pinyin, swallow);
      assert.notEqual(raw, text);
      assert.equal(repair(raw).text, text, raw);
    }
});

test('pinyin in step with the bytes is the ordinary annotation', () => {
  const raw = annotateBytes('推動發展', '動', 'dòng', true);
  assert.equal(raw, '推動(dòng)發展');
  assert.equal(repair(raw).text, '推動發展');
});

test('a width fold behind the lost byte is undone', () => {
  const article = '霍州市召開會議。霍州市已召開動員會。';
  const raw = loseLead(article, article.indexOf('。')).replace('；', ';');
  assert.equal(repair(raw).text, article);
});

test('pairs that vanished on the way are put back when the article knows the words', () => {
  const article =
    '某縣實施“冬季行動”。各鎮落實“冬季行動”部署。縣長介紹，總投資下降。“冬季行動”開展以來成效明顯。';
  const place = article.lastIndexOf('。“');
  const raw = loseLead(article, place, false);
  assert.ok(raw.length < loseLead(article, place, true).length, 'a pair vanished');
  assert.match(repair(raw).text, /下降。“冬季行動”/);
});

test('a character whose byte is lost is a gap unless one candidate stands out; names are not guessed', () => {
  const { text, damaged } = repair('縣裏召開會議?貉Σ?表示，工作平穩。');
  assert.doesNotMatch(text, /\?貉/);
  assert.ok(damaged.length > 0);
});

test('questions of the author stay questions', () => {
  for (const text of [
    '是真的？霍州市回應',
    '為什麼？今天說清楚',
    '誰來種地？村裏有辦法',
    '什么是EOD模式？GDP怎么算',
  ])
    assert.equal(repair(text.replaceAll('？', '?')).text, text);
});

test('beyond repair: a text full of marks is marked, not guessed at', () => {
  const { text, damaged } = repair('績?yōu)榕'.repeat(400));
  assert.doesNotMatch(text, /[a-z]/);
  assert.ok(damaged.length > 0);
});
