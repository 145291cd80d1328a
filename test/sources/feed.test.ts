import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readFeed } from '../../src/sources/feed.ts';
import { tameMarkup } from '../../src/sources/markup.ts';
import type { NewsItem } from '../../src/sources/source.ts';
import { assertLinear } from '../support/linear.ts';

const BASE = 'https://news.example/feed/rss.xml';
const NOW = Date.parse('2024-03-01T00:00:00Z');

const rss = (items: string, head = ''): string =>
  `<?xml version="1.0" encoding="utf-8"?>${head}<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>要闻</title>${items}</channel></rss>`;

function items(text: string): readonly NewsItem[] {
  const found = readFeed(text, BASE, NOW);
  assert.ok(found !== null, 'is a feed');
  return found;
}

describe('readFeed', () => {
  it('reads RSS: relative links, dates without a zone, entities escaped twice, a bare & and a bare <', () => {
    const [item] = items(
      rss(
        '<item><title>甲&amp;amp;乙 & 丙&amp;nbsp;丁：增速<5%</title><link> /a/1.html#top </link><pubDate>2024-02-06 23:30:00</pubDate><description>摘要</description></item>',
      ),
    );
    assert.deepEqual(item, {
      key: 'news.example/a/1.html?',
      url: 'https://news.example/a/1.html#top',
      title: '甲&乙 & 丙 丁：增速<5%',
      date: '2024-02-06',
      updated: null,
      html: null,
    });
  });

  it('reads Atom, with the moment of the last change', () => {
    const [item] = items(
      '<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title type="html">&lt;b&gt;题&lt;/b&gt;</title><id>u1</id><link rel="self" href="/y"/><link href="/x"/><published>2024-02-06T20:00:00Z</published><updated>2024-02-08T10:00:00Z</updated></entry></feed>',
    );
    assert.equal(item?.url, 'https://news.example/x');
    assert.equal(item?.title, '题');
    assert.equal(item?.date, '2024-02-07');
    assert.equal(item?.updated, Date.parse('2024-02-08T10:00:00Z'));
  });

  it('the same link twice, under another guid or with another tracking parameter, is one article', () => {
    const found = items(
      rss(
        '<item><guid>1</guid><link>https://news.example/a?utm_source=x</link></item><item><guid>2</guid><link>http://www.news.example/a/</link></item><item><link>https://news.example/b</link></item>',
      ),
    );
    assert.deepEqual(
      found.map(({ key }) => key),
      ['news.example/a?', 'news.example/b?'],
    );
  });

  it('takes a whole text with the feed, but no teaser that may end anywhere', () => {
    const whole = `<p>${'全县工业投资稳步增长，项目建设加快推进。'.repeat(8)}</p>`;
    const entry = (content: string): string =>
      rss(`<item><link>/a</link><content:encoded><![CDATA[${content}]]></content:encoded></item>`);
    assert.equal(items(entry(whole))[0]?.html, whole);
    assert.equal(items(entry(`${whole}<p>同比增长5…</p>`))[0]?.html, null);
    assert.equal(items(entry('<p>短讯。</p>'))[0]?.html, null);
    const bare = items(
      rss(`<item><title>无链接</title><description><![CDATA[${whole}]]></description></item>`),
    );
    assert.deepEqual([bare[0]?.url, bare[0]?.html], [null, whole]);
  });

  it('never takes an address that is none of the web, nor a date to come', () => {
    const found = items(
      rss(
        '<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item><item><link>http://a:b@news.example/</link></item><item><link>/ok</link><pubDate>2030-01-01 00:00:00</pubDate></item>',
      ),
    );
    assert.deepEqual(
      found.map(({ url, date }) => [url, date]),
      [['https://news.example/ok', null]],
    );
  });

  it('what is no feed is none', () => {
    const bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>';
    for (const text of [
      '',
      '<html><body>404</body></html>',
      'x',
      '{"a": 1}',
      rss('<item><title>&b;</title></item>', bomb),
      '<rss><channel><![CDATA[',
      `${'<a>'.repeat(50_000)}`,
    ])
      assert.equal(readFeed(text, BASE, NOW), null, text.slice(0, 40));
  });

  it('reads at most 200 items', () => {
    const many = Array.from({ length: 500 }, (_, i) => `<item><link>/${i}</link></item>`).join('');
    assert.equal(items(rss(many)).length, 200);
  });

  it('takes time in proportion to its length, whatever is in it', async () => {
    for (const hostile of HOSTILE)
      await assertLinear((text) => readFeed(rss(text), BASE, NOW), hostile, { length: 120_000 });
  });
});

const HOSTILE: readonly string[] = [
  ...['<', '<a', '<a b="', '<a b=">', '&', '&lt;', '<![CDATA[', '<!--', '<?', '<!', ']]>', '<a></a>', '</a>'],
  ...['\n<item>', '<item><title>x</title></item>', '<item><link>/a</link><title>', '<a xmlns:b="c"/>'],
];

describe('tameMarkup', () => {
  it('leaves markup as it is and makes text of a < that opens nothing', () => {
    for (const same of [
      '<a b="c">d</a>',
      '<a><![CDATA[<<<]]></a>',
      '<!-- < --><a/>',
      '<?xml version="1.0"?><!DOCTYPE rss><rss/>',
    ])
      assert.equal(tameMarkup(same), same);
    assert.equal(tameMarkup('<a>增速<5%，1 < 2，<'), '<a>增速&lt;5%，1 &lt; 2，&lt;');
    assert.equal(tameMarkup('<a <b>x</b>'), '&lt;a <b>x</b>');
  });
});
