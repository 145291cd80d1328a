import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { MAX_BYTES } from '../../src/news/decode.ts';
import type { RawArticle, ReadItem, ReadProblem } from '../../src/news/raw-article.ts';
import { isArticleFile, readArticles } from '../../src/news/read.ts';
import { gbk } from '../support/gbk.ts';
import { assertLinear } from '../support/linear.ts';
import { temporaryFolder } from '../support/stored.ts';

async function read(
  t: TestContext,
  name: string,
  content: string | Uint8Array,
): Promise<readonly ReadItem[]> {
  const path = join(temporaryFolder(t), name);
  writeFileSync(path, content);
  return itemsOf(path);
}

async function itemsOf(path: string): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  for await (const item of readArticles(path)) items.push(item);
  return items;
}

async function article(t: TestContext, name: string, content: string | Uint8Array): Promise<RawArticle> {
  const [item] = await read(t, name, content);
  assert.ok(item?.ok, JSON.stringify(item));
  return item.raw;
}

async function problem(t: TestContext, name: string, content: string | Uint8Array): Promise<ReadProblem> {
  const [item] = await read(t, name, content);
  assert.ok(item !== undefined && !item.ok, 'should have been refused');
  assert.ok(item.problem.remedy.length > 0, 'says what to do');
  return item.problem;
}

const BODY = '隰县今年新栽梨树2.3万亩，比去年多出三成。';

describe('plain text', () => {
  it('has headline, date and outlet taken off its body', async (t) => {
    const raw = await article(
      t,
      'a.txt',
      `隰县梨园扩种\r\n\r\n2024-03-18 08:58:54 来源:示例新闻网   浏览次数:\r\n\r\n  ${BODY}\r\n责任编辑: 吴一\r\n`,
    );
    assert.equal(raw.title, '隰县梨园扩种');
    assert.equal(raw.date, '2024-03-18');
    assert.equal(raw.outlet, '示例新闻网');
    assert.ok(raw.text.includes(BODY) && raw.text.includes('责任编辑'));
    assert.doesNotMatch(raw.text, /来源|隰县梨园扩种|\r/);
  });

  it('may lack headline, date line or both', async (t) => {
    const bare = await article(t, 'a.txt', `${BODY}\n第二段。`);
    assert.deepEqual([bare.title, bare.date, bare.outlet], [null, null, null]);
    assert.equal(bare.text, `${BODY}\n第二段。`);
    const titled = await article(t, 'b.txt', `隰县梨园扩种\n${BODY}`);
    assert.deepEqual([titled.title, titled.text], ['隰县梨园扩种', BODY]);
    const dated = await article(t, 'c.txt', `2024年3月18日 来源：示例新闻网\n${BODY}`);
    assert.deepEqual([dated.title, dated.date, dated.text], [null, '2024-03-18', BODY]);
  });

  it('takes no opening of a report, byline or heading line for a headline', async (t) => {
    for (const first of [
      '本报讯（记者 吴一）昨天',
      '记者 吴一',
      '示例网讯(通讯员 吴一)',
      `${BODY}`,
      '会议指出，',
    ])
      assert.equal((await article(t, 'a.txt', `${first}\n${BODY}`)).title, null, first);
  });

  it('reads a byte order mark, UTF-16 and GBK', async (t) => {
    const text = `隰县梨园扩种\n\n2024-03-18 来源:示例新闻网\n\n${BODY}`;
    const utf16 = new Uint8Array([
      0xff,
      0xfe,
      ...new Uint8Array(Uint16Array.from(text, (c) => c.charCodeAt(0)).buffer),
    ]);
    for (const content of [`\ufeff${text}`, utf16, gbk(text)]) {
      const raw = await article(t, 'a.txt', content);
      assert.equal(raw.title, '隰县梨园扩种');
      assert.ok(raw.text.includes(BODY));
    }
  });
});

describe('what cannot be read', () => {
  const cases: readonly (readonly [string, string | Uint8Array, ReadProblem['kind'], RegExp])[] = [
    ['empty.txt', '', 'empty', /empty/],
    ['blank.txt', ' \n\u3000\n', 'empty', /empty/],
    ['only-title.md', '---\ntitle: 只有标题\n---\n', 'empty', /no text/],
    ['binary.txt', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 3]), 'binary', /NUL/],
    ['binary.jsonl', 'ab\0cd\n', 'binary', /NUL/],
    [
      'noise.txt',
      Uint8Array.from({ length: 400 }, (_, i) => 128 + ((i * 89 + 7) % 127)),
      'undecodable',
      /neither/,
    ],
    ['half.txt', Uint8Array.from([0xff, 0xfe, 0xfa]), 'undecodable', /neither/],
    [
      'damaged.txt',
      Buffer.concat([Buffer.from('全市经济运行平稳。'.repeat(9)), Buffer.of(0xe5, 0x28)]),
      'undecodable',
      /neither/,
    ],
    ['big.txt', new Uint8Array(MAX_BYTES + 1).fill(65), 'too-large', /at most 8 MB/],
    ['photo.png', 'x', 'unsupported', /\.png/],
    ['open.md', '---\ntitle: 没有结束\n正文。', 'front-matter', /never closed/],
    ['colon.md', '---\ntitle: 甲\n乙丙丁\n---\n正文。', 'front-matter', /key: value/],
    ['twice.md', '---\ntitle: 甲\ntitle: 乙\n---\n正文。', 'front-matter', /twice/],
    ['date.md', '---\ntitle: 甲\ndate: 2024-02-30\n---\n正文。', 'front-matter', /date/],
    ['url.md', '---\nurl: javascript:alert(1)\n---\n正文。', 'front-matter', /url/],
    ['kind.md', '---\nkind: poem\n---\n正文。', 'front-matter', /kind/],
    ['none.jsonl', '\n\n', 'empty', /empty/],
  ];
  for (const [name, content, kind, message] of cases)
    it(`is named with its reason: ${name}`, async (t) => {
      const found = await problem(t, name, content);
      assert.equal(found.kind, kind);
      assert.match(found.message, message);
    });

  it('names the line of a broken front matter', async (t) => {
    assert.equal((await problem(t, 'a.md', '---\ntitle: 甲\nurl: ftp://x\n---\n正文。')).line, 3);
    assert.equal((await problem(t, 'b.md', '---\ntitle: 甲\n乙丙丁\n---\n正文。')).line, 3);
  });

  it('is reported for a file or folder that is not there', async (t) => {
    const folder = temporaryFolder(t);
    for (const path of [join(folder, 'none.txt'), join(folder, 'none.jsonl')]) {
      const [item] = await itemsOf(path);
      assert.ok(item !== undefined && !item.ok && item.problem.kind === 'unreadable');
      assert.match(item.problem.message, /does not exist/);
    }
  });
});

describe('markdown', () => {
  it('has its front matter read and unknown keys passed over', async (t) => {
    const raw = await article(
      t,
      'a.md',
      [
        '---',
        'title: "隰县：梨园扩种"',
        'url: https://example.org/a?b=1',
        'outlet: 示例日报',
        'date: 2024-03',
        'date_basis: inferred',
        'date_reason: 文中说到三月',
        'kind: digest',
        'bylines: 记者 吴一 郑二, 责任编辑 王三',
        'tags:',
        '  - 梨',
        'note: 虚构，与真实无关',
        '---',
        '# 标题',
        `- ${BODY} **重点** [链接](https://example.org)`,
      ].join('\n'),
    );
    assert.deepEqual(raw, {
      title: '隰县：梨园扩种',
      url: 'https://example.org/a?b=1',
      outlet: '示例日报',
      date: '2024-03',
      dateBasis: 'inferred',
      dateReason: '文中说到三月',
      digest: true,
      bylines: [
        { role: '记者', name: '吴一' },
        { role: '记者', name: '郑二' },
        { role: '责任编辑', name: '王三' },
      ],
      text: `标题\n${BODY} 重点 链接`,
    });
  });
});

describe('jsonl', () => {
  it('gives each line as an article and goes on after a bad one', async (t) => {
    const items = await read(
      t,
      'a.jsonl',
      [
        JSON.stringify({ title: '甲', date: '2024-03-18', text: BODY, url: 'https://example.org/1' }),
        '{"title": ',
        '[1]',
        JSON.stringify({ title: '没有正文' }),
        JSON.stringify({ title: 5, text: ['x'] }),
        JSON.stringify({
          title: '乙',
          date: '昨天',
          url: 'https://u:p@example.org/',
          text: `${BODY}又一篇。`,
        }),
      ].join('\n'),
    );
    const read1 = items.filter((item) => item.ok);
    assert.deepEqual(
      read1.map(({ entry, raw }) => [entry, raw.title, raw.url, raw.date]),
      [
        [0, '甲', 'https://example.org/1', '2024-03-18'],
        [1, '乙', null, null],
      ],
    );
    assert.equal(read1[1]?.notes.length, 2);
    const bad = items.filter((item) => !item.ok);
    assert.deepEqual(
      bad.map((item) => item.problem.line),
      [2, 3, 4, 5],
    );
  });
});

describe('html', () => {
  const page = (charset: string): string =>
    [
      `<html><head><meta charset="${charset}"><title>隰县梨园扩种-示例网</title>`,
      '<meta name="PubDate" content="2024-03-18 09:00"><meta name="ContentSource" content="示例日报">',
      '<script>var a = "<p>不是正文";</script></head><body><nav>首页 要闻</nav>',
      `<h1>隰县梨园扩种</h1><!-- <p>注释 --><p>${BODY.slice(0, 9)}<b>${BODY.slice(9)}</b></p><p>二&nbsp;段&lt;5%</p>`,
      '<footer>备案号</footer></body></html>',
    ].join('\n');

  it('gives title, date, outlet and text without markup, in UTF-8 and GBK', async (t) => {
    for (const content of [page('utf-8'), gbk(page('gb2312'))]) {
      const raw = await article(t, 'a.html', content);
      assert.deepEqual([raw.title, raw.date, raw.outlet], ['隰县梨园扩种', '2024-03-18', '示例日报']);
      assert.ok(raw.text.includes(BODY), raw.text);
      assert.ok(raw.text.includes('二 段<5%'));
      assert.doesNotMatch(raw.text, /script|不是正文|注释|首页|备案号|<p>/);
    }
  });

  it('takes linear time on hostile markup', async (t) => {
    for (const hostile of ['<', '<script>', '<!--', '&#'])
      await assertLinear((page) => read(t, 'a.html', page), hostile, { around: [`<p>${BODY}`, ''] });
  });
});

describe('isArticleFile', () => {
  it('knows the formats by extension', () => {
    for (const name of ['a.txt', 'a.MD', 'a.html', 'a.htm', 'a.jsonl']) assert.ok(isArticleFile(name), name);
    for (const name of ['a.png', 'README', 'a.json', 'toString']) assert.ok(!isArticleFile(name), name);
  });
});
