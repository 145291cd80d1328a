import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { annotate } from '../../../src/facts/annotate.ts';
import { EVIDENCE_LIMIT } from '../../../src/facts/evidence.ts';
import { extractTenures } from '../../../src/facts/extract/tenures.ts';
import type { Tenure } from '../../../src/facts/model.ts';
import type { Article } from '../../../src/news/article.ts';
import { loadGazetteer } from '../../../src/region/load.ts';
import { articleOf } from '../../support/article.ts';
import { assertLinear } from '../../support/linear.ts';

const gazetteer = loadGazetteer('临汾市');

function tenures(text: string, fields: Partial<Article> = {}): readonly Tenure[] {
  return extractTenures(annotate(articleOf(text, fields), gazetteer));
}

const line = ({ person, place, posts, status, acting }: Tenure): string =>
  `${person} ${place} ${posts.join('、')} ${status}${acting ? ' acting' : ''}`;

interface Case {
  readonly about: string;
  readonly title?: string;
  readonly text: string;
  readonly expected: readonly string[];
}

/** All names and events are invented. */
const CASES: readonly Case[] = [
  {
    about: 'two posts before one name, one of them acting',
    text: '日前，霍州市委副书记、代市长贺新民接受了采访。',
    expected: ['贺新民 霍州市 市委副书记、代市长 holds acting'],
  },
  {
    about: 'the level written once or twice',
    text: '浮山县委书记燕北说。古县县委副书记、县长苗青说。霍州市长李晓明说。',
    expected: ['燕北 浮山县 县委书记 holds', '苗青 古县 县委副书记、县长 holds', '李晓明 霍州市 市长 holds'],
  },
  {
    about: 'bare 县 is the county of the story, bare 市 its prefecture',
    title: '大宁县开工',
    text: '市委书记韩冰到会，县委书记魏红旗汇报。',
    expected: ['韩冰 临汾市 市委书记 holds', '魏红旗 大宁县 县委书记 holds'],
  },
  {
    about: 'bare 市 in a county-level city is that city',
    title: '侯马市开工',
    text: '市委书记周明讲话。',
    expected: ['周明 侯马市 市委书记 holds'],
  },
  {
    about: 'bare 市 after a named city in the same sentence is the named one',
    title: '侯马市开工',
    text: '临汾市委副书记、市长韩冰，市人大常委会副主任薛文出席。',
    expected: ['韩冰 临汾市 市委副书记、市长 holds', '薛文 临汾市 市人大常委会副主任 holds'],
  },
  {
    about: 'a title repeated without its place keeps the place',
    title: '安泽县迎来调研组',
    text: '临汾市副市长闫军到安泽县调研。副市长闫军强调安全。',
    expected: ['闫军 临汾市 副市长 holds'],
  },
  {
    about: 'names sharing a title, names with a space',
    text: '古县副县长王伟、赵海燕和李 强参加。',
    expected: ['王伟 古县 副县长 holds', '赵海燕 古县 副县长 holds', '李强 古县 副县长 holds'],
  },
  {
    about: 'two-character names before a verb',
    text: '古县县长王刚笑着说，再种一片。大张镇党委书记郭亮说。隰县县长刘芳座谈。',
    expected: ['王刚 古县 县长 holds', '郭亮 大张镇 镇党委书记 holds', '刘芳 隰县 县长 holds'],
  },
  {
    about: 'compound family names',
    text: '翼城县副县长欧阳俊说。司马光明当选为吉县县长。',
    expected: ['欧阳俊 翼城县 副县长 holds', '司马光明 吉县 县长 elected'],
  },
  {
    about: 'departments and offices',
    title: '翼城县民生',
    text: '市委组织部副部长尹文宣读。县文化和旅游局局长史玉梅说。市场监管局局长苏静说。县一中校长谢芳说。',
    expected: [
      '尹文 临汾市 市委组织部副部长 holds',
      '史玉梅 翼城县 县文化和旅游局局长 holds',
      '苏静 翼城县 市场监管局局长 holds',
      '谢芳 翼城县 县一中校长 holds',
    ],
  },
  {
    about: 'villages, zones and companies',
    text: '李曹镇李庄村党支部书记田福生介绍。侯马经济开发区党工委书记、管委会主任薛勇致辞。霍州煤电集团董事长彭飞发言。',
    expected: [
      '田福生 李曹镇 李庄村党支部书记 holds',
      '薛勇 侯马市 经济开发区党工委书记、管委会主任 holds',
      '彭飞 霍州市 霍州煤电集团董事长 holds',
    ],
  },
  {
    about: 'a session of the people’s congress',
    text: '洪洞县人大常委会决定任命马建平为洪洞县人民政府副县长、代理县长；接受孙志远辞去洪洞县县长职务的请求；免去林涛的洪洞县财政局局长职务。',
    expected: [
      '马建平 洪洞县 副县长、代理县长 appointed acting',
      '孙志远 洪洞县 县长 left',
      '林涛 洪洞县 县财政局局长 left',
    ],
  },
  {
    about: 'who comes, who goes, who was what before',
    text: '会上宣布：郝文同志任隰县县委委员、常委、书记；邵林同志不再担任隰县县委书记、常委、委员职务，另有任用。邵林同志在隰县工作五年，先后担任县长、县委书记。郝文同志此前担任大宁县委副书记、县长。',
    expected: [
      '郝文 隰县 县委书记 appointed',
      '邵林 隰县 县委书记 left',
      '邵林 隰县 县长 former',
      '郝文 大宁县 县委副书记、县长 former',
    ],
  },
  {
    about: 'a notice before an appointment',
    text: '张志强，男，1975年5月生，现任古县县委副书记、县长，拟任隰县县委书记。',
    expected: ['张志强 古县 县委副书记、县长 holds', '张志强 隰县 县委书记 candidate'],
  },
  {
    about: 'a notice with one line per person',
    title: '浮山县人大常委会任免名单',
    text: '任命：\n贾明为县财政局局长；\n段丽为县教育局局长。\n免去：\n石磊的县财政局局长职务。',
    expected: [
      '贾明 浮山县 县财政局局长 appointed',
      '段丽 浮山县 县教育局局长 appointed',
      '石磊 浮山县 县财政局局长 left',
    ],
  },
  {
    about: 'elected, formerly, then',
    text: '大会选举高远为蒲县县长。原吉县县委书记胡志刚已任临汾市政协副主席。时任襄汾县县长武斌在场。',
    expected: [
      '高远 蒲县 县长 elected',
      '胡志刚 吉县 县委书记 former',
      '胡志刚 临汾市 市政协副主席 appointed',
      '武斌 襄汾县 县长 former',
    ],
  },
  {
    about: 'brackets and appositions',
    text: '出席：张涛（隰县县委书记）、李军（隰县县长）。',
    expected: ['张涛 隰县 县委书记 holds', '李军 隰县 县长 holds'],
  },
  {
    about: 'full official wording',
    text: '赵明辉同志任中共吉县委员会书记。大会选举周建国为侯马市人民政府市长。',
    expected: ['赵明辉 吉县 县委书记 appointed', '周建国 侯马市 市长 elected'],
  },
  {
    about: 'a life told in one sentence',
    text: '张海，男，1970年生，历任安泽县副县长、古县县长，2021年8月起任蒲县县委书记。',
    expected: ['张海 安泽县 副县长 former', '张海 古县 县长 former', '张海 蒲县 县委书记 appointed'],
  },
  {
    about: 'a name behind the post it held',
    text: '时任霍州市市长的刘洋如今已是临汾市委宣传部部长。曾任吉县县长的石磊也来了。',
    expected: ['刘洋 霍州市 市长 former', '刘洋 临汾市 市委宣传部部长 holds', '石磊 吉县 县长 former'],
  },
  {
    about: 'two places before one name, an office said briefly',
    title: '大宁县开工',
    text: '住建局长李亮汇报。临汾市副市长、洪洞县委书记蒋明到会。',
    expected: ['李亮 大宁县 住建局长 holds', '蒋明 临汾市 副市长 holds', '蒋明 洪洞县 县委书记 holds'],
  },
  {
    about: 'a title without a holder, and words that only look like names',
    title: '古县要闻',
    text: '县委书记、县长要亲自抓。各级党委书记严格落实。书记高度重视。副县长于近日带队。县长任期五年。市长热线。副县长王某参加。',
    expected: [],
  },
  {
    about: 'words that only look like posts',
    text: '山西省长治市来考察。社会长期稳定。主席台就座。',
    expected: [],
  },
  {
    about: 'national leaders and offices are not ours',
    text: '中共中央总书记、国家主席习近平出席。习近平总书记重要讲话精神。国家统计局局长康文介绍。',
    expected: [],
  },
];

for (const { about, title, text, expected } of CASES)
  test(about, () =>
    assert.deepEqual(tenures(text, title === undefined ? {} : { title }).map(line), expected),
  );

test('traditional text is read as simplified', () => {
  assert.deepEqual(tenures('日前，霍州市委副書記、代市長賀新民接受了採訪。').map(line), [
    '贺新民 霍州市 市委副书记、代市长 holds acting',
  ]);
});

test('links to other articles name officials of their own places only', () => {
  const text = '古县县长苗青说。\n上一篇：蒲县县委副书记、代县长薛文：开局\n下一篇：县委书记韩冰：收官';
  const furniture = [{ start: text.indexOf('上一篇'), end: text.length }];
  assert.deepEqual(tenures(text, { furniture }).map(line), [
    '苗青 古县 县长 holds',
    '薛文 蒲县 县委副书记、代县长 holds acting',
    '韩冰 null 县委书记 holds',
  ]);
});

test('who makes the report is no official', () => {
  const bylines = [{ role: '记者', name: '苗青' }];
  assert.deepEqual(tenures('古县县长苗青说。', { bylines }), []);
});

test('a headline counts when the text names the person', () => {
  const title = '对话隰县县委书记郝文';
  assert.deepEqual(tenures('郝文：家底厚了。', { title }).map(line), ['郝文 隰县 县委书记 holds']);
  assert.equal(tenures('郝文：家底厚了。', { title })[0]?.evidence.text, '郝文：家底厚了。');
  assert.deepEqual(tenures('家底厚了。', { title }), []);
});

test('who reports is no part of the evidence', () => {
  const [tenure] = tenures('示例日报讯（记者 贺新民）日前，古县县长苗青出席。');
  assert.equal(tenure?.evidence.text, '日前，古县县长苗青出席。');
});

test('as of: the day in the sentence, the day the report opens with, else the article’s date', () => {
  const asOf = (text: string): readonly (string | null)[] => tenures(text).map((tenure) => tenure.asOf);
  assert.deepEqual(asOf('7月24日，古县县长苗青出席。'), ['2024-07-24']);
  assert.deepEqual(asOf('7月23日，古县召开大会。\n县长苗青主持。'), ['2024-07-23']);
  assert.deepEqual(asOf('2023年1月7日，古县通过验收。县长苗青说。'), ['2024-07-26']);
  assert.deepEqual(asOf('日前，古县县长苗青说。'), ['2024-07-26']);
});

test('whatever the text, the evidence is a stretch of it that names the person', () => {
  const pieces = fc.constantFrom(
    ...[
      '古县',
      '县委书记',
      '霍州市',
      '代市长',
      '、',
      '，',
      '。',
      '苗青',
      '欧阳俊',
      '同志任',
      '免去',
      '的',
      '副',
      '7月1日',
      '\n',
      '（',
      '）',
      '任命',
      '为',
      '原',
      '张',
      '李 强',
      '县统计局局长',
    ],
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 40 }), (parts) => {
      const text = parts.join('');
      for (const { person, posts, evidence } of tenures(text)) {
        assert.equal(text.slice(evidence.span.start, evidence.span.end), evidence.text);
        assert.ok([...evidence.text].length <= EVIDENCE_LIMIT);
        assert.ok(evidence.text.replace(/\s/g, '').includes(person));
        assert.ok(posts.length > 0);
      }
    }),
    { numRuns: 300 },
  );
});

test('takes linear time on a sentence of nothing but titles and names', async () => {
  for (const unit of [
    '县委书记',
    '古县县委书记张三',
    '任命张三为古县县长；',
    '县委书记、',
    '张三、',
    '曾任县长',
    '他担任县长。',
    '姓名|职务\n张三|古县县长\n',
    '张三拟任县（市、区）长；',
    '西张村村支书张三、',
    '局长张三、',
  ])
    await assertLinear((text) => extractTenures(annotate(articleOf(text), gazetteer)), unit, {
      length: 20_000,
    });
});
