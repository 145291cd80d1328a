import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { prepareArticle, type Workshop } from '../../src/news/prepare.ts';
import type { RawArticle } from '../../src/news/raw-article.ts';

const workshop: Workshop = {
  repair: (raw) => {
    const text = raw.replace(/\([a-zà-ǿ]+\)/giu, '');
    const at = text.indexOf('版权');
    const furniture = at < 0 ? [] : [{ start: at, end: text.length }];
    return { text, repairs: [], damaged: [], furniture, origin: (offset) => offset };
  },
  findBylines: (text) =>
    [...text.matchAll(/记者 (\S{2,3})/g)].map(([, name = '']) => ({ role: '记者', name })),
};

const raw = (over: Partial<RawArticle>): RawArticle => ({
  title: null,
  url: null,
  outlet: null,
  date: null,
  digest: false,
  bylines: [],
  text: '霍州市新建学校3所。',
  ...over,
});

describe('prepareArticle', () => {
  it('repairs title and outlet as well as the text', () => {
    const article = prepareArticle(
      raw({ title: ' 霍州動(dòng)態\t一 ', outlet: '示例網(wǎng)', text: '\n \n霍州動(dòng)態3。\n\n' }),
      'a.txt',
      workshop,
    );
    assert.deepEqual([article.title, article.outlet, article.text], ['霍州動態 一', '示例網', '霍州動態3。']);
  });

  it('keeps a stated date, and infers one only where none is known', () => {
    const told = '2022年全县植树3万亩。';
    const dates = (over: Partial<RawArticle>) => {
      const { date, dateBasis } = prepareArticle(raw({ text: told, ...over }), 'a.txt', workshop);
      return [date, dateBasis];
    };
    assert.deepEqual(dates({ date: '2023-02-01' }), ['2023-02-01', 'stated']);
    assert.deepEqual(dates({ date: '2023-02', dateBasis: 'inferred', dateReason: '据文' }), [
      '2023-02',
      'inferred',
    ]);
    assert.deepEqual(dates({}), ['2022', 'inferred']);
    assert.deepEqual(dates({ dateBasis: 'unknown' }), [null, 'unknown']);
    assert.deepEqual(dates({ text: '没有时间。' }), [null, 'unknown']);
  });

  it('does not infer a date from page furniture', () => {
    const article = prepareArticle(raw({ text: '霍州市植树3万亩。\n版权所有 2031年' }), 'a.txt', workshop);
    assert.equal(article.date, null);
  });

  it('joins bylines of the header and of the text, simplified, each once', () => {
    const article = prepareArticle(
      raw({ bylines: [{ role: '記者', name: '張三豐' }], text: '霍州。記者 張三豐\n記者 李四' }),
      'a.txt',
      workshop,
    );
    assert.deepEqual(article.bylines, [
      { role: '记者', name: '张三丰' },
      { role: '记者', name: '李四' },
    ]);
  });

  it('takes no identity from title, date or outlet', () => {
    const a = prepareArticle(raw({ title: '甲', date: '2024' }), 'a.txt', workshop);
    const b = prepareArticle(raw({ title: '乙', outlet: '网' }), 'b.txt', workshop);
    assert.equal(a.id, b.id);
  });
});
