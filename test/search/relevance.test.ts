import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Passage } from '../../src/search/passage.ts';
import { createPassageIndex } from '../../src/search/passage-index.ts';
import { toTraditional } from '../../src/text/script.ts';

/** Titles as county papers print them, each with a sentence of its own making; figures and events are invented. */
const REPORTS: readonly (readonly [id: string, title: string, text: string, day: string])[] = [
  [
    't01',
    '古县召开2033年第一季度经济运行分析会',
    '一季度全县规上工业增加值同比增长5.7%，固定资产投资完成4.21亿元。',
    '2033-04-18',
  ],
  [
    't02',
    '古县召开2033年上半年经济运行分析会',
    '1—6月全县规上工业增加值同比增长6.3%，固定资产投资完成11.8亿元。',
    '2033-07-20',
  ],
  ['t03', '安泽县府城镇：连翘花开引客来', '连翘生态文化旅游节开幕，当天接待游客1.3万人次。', '2033-03-30'],
  ['t04', '洪洞县大槐树镇推进城乡环境整治', '全镇清理垃圾堆点86处，新添分类垃圾桶1200个。', '2033-05-09'],
  ['t05', '隰县玉露香梨出口东南亚', '首批玉露香梨48吨装车发往越南和泰国。', '2033-09-12'],
  ['t06', '侯马经济开发区6个项目集中签约', '签约金额32.8亿元，涉及装备制造、现代物流。', '2033-02-26'],
  ['t07', '曲沃县1—5月招商引资到位资金32.5亿元', '其中工业项目到位资金18亿元。', '2033-06-15'],
  ['t08', '霍州市第三中学新校区投入使用', '新校区占地57亩，可容纳36个教学班。', '2033-09-01'],
  ['t09', '吉县苹果产业大会签下订单', '现场签订苹果购销合同2.6亿元。', '2033-10-22'],
  ['t10', '永和县黄河一号公路永和段通车', '永和段全长41公里，串起乾坤湾等九处景点。', '2033-08-03'],
  ['t11', '蒲城镇卫生院通过二级医院评审', '卫生院设床位120张，开通远程会诊。', '2033-11-11'],
  ['t12', '襄汾县陶寺遗址博物馆日均接待三千人', '观象台复原区最受学生欢迎。', '2033-07-08'],
  ['t13', '翼城县开展冬季清洁取暖入户检查', '检查组走访2300户，换下老化软管410根。', '2033-12-02'],
  ['t14', '浮山县剪纸进校园', '非遗传承人每周三到小学教剪纸。', '2033-04-25'],
  ['t15', '乡宁县紫砂陶作品获金奖', '三件紫砂陶在深圳文博会获金奖。', '2033-05-28'],
];

/** The same news as some of the reports, told by somebody else. */
const RETOLD: readonly (readonly [id: string, text: string])[] = [
  ['r05', '满载48吨玉露香梨的货车驶出隰县，这批梨将卖到越南、泰国两个国家。'],
  ['r13', '翼城县组织人员检查冬季清洁取暖，2300户走了个遍，软管老化的换了410根。'],
  ['r15', '在深圳文博会上，乡宁县的三件紫砂陶获得金奖。'],
];

const PASSAGES: readonly Passage[] = REPORTS.map(([id, title, text, day]) => ({
  id: `${id}#0`,
  articleId: id,
  places: [],
  periods: [{ start: day, end: day }],
  heading: title,
  text,
  span: { start: 0, end: text.length },
}));

const QUESTIONS: readonly (readonly [question: string, article: string])[] = [
  ['古县上半年规上工业增加值增长多少？', 't02'],
  ['古县一季度固定资产投资是多少', 't01'],
  ['哪个开发区签约32.8亿元？', 't06'],
  ['1-5月招商引资到位资金', 't07'],
  ['１—５月到位資金有多少', 't07'],
  ['玉露香梨卖到了哪些国家', 't05'],
  ['大槐树镇清理了多少处垃圾堆点？', 't04'],
  ['霍州三中新校区能容纳多少个班', 't08'],
  ['苹果购销合同签了多少钱', 't09'],
  ['黄河一号公路永和段多长', 't10'],
  ['卫生院有多少张床位', 't11'],
  ['陶寺博物馆一天接待多少人', 't12'],
  ['清洁取暖检查换了几根软管', 't13'],
  ['谁在小学教剪纸', 't14'],
  ['紫砂陶在哪里获奖', 't15'],
  ['连翘旅游节接待游客人次', 't03'],
];

const index = createPassageIndex();
await index.add(PASSAGES);

describe('relevance on titles and questions of county news', () => {
  for (const [question, article] of QUESTIONS)
    it(`puts the right report first: ${question}`, () => {
      assert.equal(index.search(question)[0]?.passage.articleId, article);
      const [best] = index.search(toTraditional(question));
      assert.equal(best?.passage.articleId, article);
    });

  it('scores a question the same in both scripts', () => {
    for (const [question] of QUESTIONS) {
      const scores = (asked: string) => index.search(asked).map(({ passage, score }) => [passage.id, score]);
      assert.deepEqual(scores(toTraditional(question)), scores(question));
    }
  });

  it('shows numbers and quotations that stand literally, and no part of a longer number', () => {
    const exact = (question: string) => index.search(question)[0]?.exact;
    assert.deepEqual(exact('签约金额32.8亿元的是谁'), ['32.8亿元']);
    assert.deepEqual(exact('“连翘生态文化旅游节”哪天开幕'), ['连翘生态文化旅游节']);
    assert.deepEqual(exact('签约金额2.8亿元'), []);
    assert.deepEqual(exact('招商引资1-5月'), ['1-5月']);
  });

  it('marks where the words stand', () => {
    const [best] = index.search('首批玉露香梨发往哪里');
    const marked = best?.matches.map(({ start, end }) => best.passage.text.slice(start, end));
    assert.deepEqual(marked, ['首批玉露香梨', '发往']);
  });

  it('filters by period before it ranks', () => {
    const filter = { period: { start: '2033-07-01', end: '2033-07-31' } };
    const hits = index.search('古县规上工业增加值', { filter });
    assert.deepEqual(
      hits.map(({ passage }) => passage.articleId).filter((id) => id === 't01'),
      [],
    );
    assert.equal(hits[0]?.passage.articleId, 't02');
  });

  it('stays confident of news that another paper tells in words of its own', async () => {
    const twice = createPassageIndex();
    await twice.add([
      ...PASSAGES,
      ...RETOLD.map(([id, text]) => ({
        id: `${id}#0`,
        articleId: id,
        places: [],
        heading: null,
        text,
        span: { start: 0, end: text.length },
      })),
    ]);
    for (const question of ['玉露香梨卖到了哪些国家', '紫砂陶在哪里获奖', '清洁取暖检查换了几根软管'])
      assert.ok((twice.search(question)[0]?.confidence ?? 0) > 0.25, question);
    for (const question of ['比特币价格', '红烧肉怎么做'])
      assert.ok((twice.search(question)[0]?.confidence ?? 0) < 0.1, question);
  });

  it('is confident of what it has and not of what it lacks', () => {
    for (const [question] of QUESTIONS)
      assert.ok((index.search(question)[0]?.confidence ?? 0) > 0.3, question);
    for (const question of ['比特币价格', '世界杯冠军是谁', '红烧肉怎么做', '地铁几点停运'])
      assert.ok((index.search(question)[0]?.confidence ?? 0) < 0.1, question);
  });
});
