import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import type { RawArticle } from '../../../src/news/raw-article.ts';
import { readArticles } from '../../../src/news/read.ts';
import { readHtml } from '../../../src/news/readers/html.ts';
import { gbk } from '../../support/gbk.ts';
import { assertLinear } from '../../support/linear.ts';
import { temporaryFolder } from '../../support/stored.ts';

// All pages and figures are invented.
const FIRST =
  '上半年，蒲县地区生产总值完成52.7亿元，同比增长6.3%，增速居全市第三位，比一季度加快0.8个百分点，主要指标稳中向好。';
const SECOND =
  '分产业看，第一产业增加值3.1亿元，增长2.9%；第二产业增加值36.4亿元，增长7.7%；第三产业增加值13.2亿元，增长4.5%，三次产业结构继续优化。';
const NAV = Array.from({ length: 60 }, (_, i) => `<li><a href="/c${i}.html">频道导航${i}</a></li>`).join('');
const FOOT = '<div class="foot">主办：示例县人民政府 备案：晋ICP备00000000号-1 网站标识码 0000000000</div>';

async function items(t: TestContext, content: string | Uint8Array): Promise<readonly unknown[]> {
  const path = join(temporaryFolder(t), 'page.html');
  writeFileSync(path, content);
  const found: unknown[] = [];
  for await (const item of readArticles(path)) found.push(item);
  return found;
}

async function article(t: TestContext, content: string | Uint8Array): Promise<RawArticle> {
  const [item] = (await items(t, content)) as readonly { ok: boolean; raw: RawArticle }[];
  assert.equal(item?.ok, true, JSON.stringify(item));
  return item.raw;
}

const government = (charset: string): string => `<!DOCTYPE html><html><head>
<meta http-equiv="Content-Type" content="text/html; charset=${charset}">
<meta name="ArticleTitle" content="蒲县上半年经济稳中向好"><meta name="PubDate" content="2024-07-25 10:12">
<meta name="ContentSource" content="示例县统计局"><title>蒲县上半年经济稳中向好_示例县人民政府</title>
<link rel="canonical" href="https://example.org/art/2024/7/25/a_1.html">
<meta property="og:url" content="https://example.org/share?x=1"></head>
<body><ul id="menu">${NAV}</ul><div class="crumb">当前位置：首页 &gt; 要闻</div>
<h1>蒲县上半年经济稳中向好</h1><div>日期：2024-07-25　来源：示例县统计局　点击：120次</div>
<div class="view TRS_UEDITOR trs_paper"><p>　　${FIRST}</p><p>　　${SECOND.slice(0, 20)}<strong>${SECOND.slice(20)}</strong></p>
<p style="display: none">隐藏的字9.9亿元</p></div>${FOOT}<script>var x = "<p>不是正文99亿元</p>";</script></body></html>`;

describe('readHtml', () => {
  it('reads a page of a content system, in UTF-8 and GBK, without its 60 links and its footer', async (t) => {
    for (const content of [government('utf-8'), gbk(government('gb2312'))]) {
      const raw = await article(t, content);
      assert.equal(raw.title, '蒲县上半年经济稳中向好');
      assert.equal(raw.date, '2024-07-25');
      assert.equal(raw.outlet, '示例县统计局');
      assert.equal(raw.url, 'https://example.org/art/2024/7/25/a_1.html');
      assert.equal(raw.text, `${FIRST}\n\n${SECOND}`);
    }
  });

  it('goes by the bytes where the declared encoding is wrong', async (t) => {
    assert.ok((await article(t, government('gbk'))).text.includes(FIRST), 'UTF-8 that declares GBK');
    assert.ok((await article(t, gbk(government('utf-8')))).text.includes(FIRST), 'GBK that declares UTF-8');
  });

  it('keeps the rest of a GBK page with torn bytes', async (t) => {
    const bytes = [...gbk(government('gb2312'))];
    const at = bytes.length - gbk(FOOT).length - 400;
    bytes.splice(at, 1);
    assert.ok((await article(t, Uint8Array.from(bytes))).text.includes(FIRST));
  });

  it('falls back on Readability where no known element holds the text', () => {
    const raw = readHtml(`<html><head><title>蒲县半年报出炉-示例新闻网</title></head><body>
      <div class="top"><ul>${NAV}</ul></div><div class="x1"><h2>蒲县半年报出炉</h2>
      <div class="x2">2024年7月25日 09:30　来源：示例晚报</div>
      <div class="x3"><p>${FIRST}</p><p>${SECOND}</p><p>${FIRST.replace('52.7', '48.1')}</p></div></div>
      <div class="side"><a href="a">热点一</a><a href="b">热点二</a></div>${FOOT}</body></html>`);
    assert.deepEqual(
      [raw.title, raw.date, raw.outlet, raw.url],
      ['蒲县半年报出炉', '2024-07-25', '示例晚报', null],
    );
    assert.ok(raw.text.startsWith(FIRST), raw.text);
    assert.ok(raw.text.includes(SECOND));
    assert.doesNotMatch(raw.text, /频道导航|热点|ICP/);
  });

  it('reads an article too short for either from the body without its menus', () => {
    const raw = readHtml(
      `<body><ul>${NAV}</ul><h1>任前公示</h1><p>拟任县直单位副职。</p><footer>备案</footer></body>`,
    );
    assert.equal(raw.text, '拟任县直单位副职。');
    assert.equal(raw.title, '任前公示');
  });

  it('reads broken markup as far as it goes', () => {
    const broken = `<div class=TRS_Editor><p>${FIRST}<p>${SECOND}<table><tr><td>甲<td>乙</div></span><p>尾`;
    const raw = readHtml(broken);
    assert.ok(raw.text.includes(FIRST) && raw.text.includes(SECOND), raw.text);
  });

  it('writes out tables of figures row by row with their heads', () => {
    const raw = readHtml(`<div class="TRS_Editor"><p>${FIRST}</p><table>
      <tr><td colspan="3">单位：亿元</td></tr>
      <tr><th rowspan="2">县（市、区）</th><th colspan="2">地区生产总值</th></tr><tr><th>总量</th><th>增速（%）</th></tr>
      <tr><td>蒲 县</td><td>52.7</td><td>6.3</td></tr><tr><td>古县</td><td>41.9</td><td>-</td></tr></table></div>`);
    assert.ok(
      raw.text.endsWith(
        '单位：亿元\n蒲县：地区生产总值总量 52.7；地区生产总值增速（%） 6.3。\n古县：地区生产总值总量 41.9。',
      ),
      raw.text,
    );
  });

  it('takes a table that lays out the page for text', () => {
    const raw = readHtml(
      `<table><tr><td><ul>${NAV}</ul></td><td><p>${FIRST}</p><p>${SECOND}</p></td></tr></table>`,
    );
    assert.ok(raw.text.includes(`${FIRST}\n`), raw.text);
    assert.doesNotMatch(raw.text, /\|/);
  });

  it('makes no address up', () => {
    for (const link of ['javascript:alert(1)', '/relative', 'https://user:pw@example.org/'])
      assert.equal(readHtml(`<link rel="canonical" href="${link}"><p>${FIRST}</p>`).url, null);
  });

  it('names what a page without text is', async (t) => {
    for (const [content, reason] of [
      [
        '<html><frameset cols="20%,80%"><frame src="a.html"><frame src="b.html"></frameset></html>',
        /frameset/,
      ],
      ['<html><body><script>load()</script></body></html>', /no text/],
      ['', /empty/],
    ] as const) {
      const [item] = (await items(t, content)) as readonly { ok: boolean; problem: { message: string } }[];
      assert.equal(item?.ok, false);
      assert.match(item.problem.message, reason);
    }
  });

  it('takes linear time on huge and hostile pages', async () => {
    for (const hostile of ['<div>', '<table><tr><td>', '<a href=x>链', '<p class="', `<p>${FIRST}</p>`, '<'])
      await assertLinear(readHtml, hostile, { around: [`<p>${FIRST}`, ''] });
  });
});
