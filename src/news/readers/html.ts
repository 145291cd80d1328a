import { acceptDate, acceptUrl } from '../fields.ts';
import type { RawArticle } from '../raw-article.ts';
import { readTxt } from './txt.ts';

/** The encoding a saved page declares in its first 2 KB; gb2312 and gbk pages are GB 18030 in practice. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const label = /<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
  return label !== undefined && /^(gb2312|gbk|gb18030|x-gbk)$/.test(label) ? 'gb18030' : label;
}

const DROPPED = ['script', 'style', 'head', 'noscript', 'template', 'svg', 'nav', 'footer', 'form', 'select'];
const BLOCK =
  /<\/?(?:p|div|br|hr|h[1-6]|li|ul|ol|tr|table|section|article|header|aside|main|blockquote|dd|dt|title)(?:\s[^<>]{0,2000})?\/?>/gi;

/**
 * A saved page, simply: what the head declares, then the text without markup. Finding the main text among
 * menus and links is left to a later reader.
 */
export function readHtml(html: string): RawArticle {
  let body = dropComments(html);
  for (const name of DROPPED) body = dropElement(body, name);
  const text = decodeEntities(body.replace(BLOCK, '\n').replace(/<\/?[a-z][^<>]{0,5000}>/gi, ''))
    .split('\n')
    .map((line) => line.replace(/[\t\u00a0 ]+/g, ' ').trim())
    .join('\n');
  const article = readTxt(text.replace(/\n{3,}/g, '\n\n').trim());
  const title = meta(html, /ArticleTitle|og:title/) ?? headline(html);
  return {
    ...article,
    title: title ?? article.title,
    url: acceptUrl(meta(html, /og:url|Url/) ?? ''),
    outlet: meta(html, /ContentSource|source/) ?? article.outlet,
    date: acceptDate(meta(html, /PubDate|publishdate|article:published_time/) ?? '') ?? article.date,
  };
}

function headline(html: string): string | null {
  // The page's title often has the site's name after it.
  for (const name of ['h1', 'title']) {
    const inner = new RegExp(`<${name}(?:\\s[^<>]{0,500})?>([\\s\\S]{1,500}?)</${name}>`, 'i').exec(
      html,
    )?.[1];
    const text = decodeEntities((inner ?? '').replace(/<[^<>]{0,500}>/g, ''))
      .replace(/\s+/g, ' ')
      .trim();
    if (text !== '') return text;
  }
  return null;
}

function meta(html: string, name: RegExp): string | null {
  for (const [tag] of html.slice(0, 50_000).matchAll(/<meta\s[^<>]{1,1000}>/gi)) {
    const key = /(?:name|property)\s?=\s?["']?([\w:.-]{1,60})/i.exec(tag)?.[1] ?? '';
    if (!new RegExp(`^(?:${name.source})$`, 'i').test(key)) continue;
    const content = /content\s?=\s?(?:"([^"]{1,800})"|'([^']{1,800})')/i.exec(tag);
    const value = decodeEntities(content?.[1] ?? content?.[2] ?? '').trim();
    if (value !== '') return value;
  }
  return null;
}

/** Scans by index: a pattern over an unclosed element would look at the rest of the page again and again. */
function dropElement(html: string, name: string): string {
  const lower = html.toLowerCase();
  let kept = '';
  let from = 0;
  for (;;) {
    const open = nextOpen(lower, name, from);
    if (open < 0) return kept + html.slice(from);
    kept += html.slice(from, open);
    const close = lower.indexOf(`</${name}`, open);
    const end = close < 0 ? -1 : lower.indexOf('>', close);
    // Never closed: drop the tag alone, not the rest of the page.
    from = end < 0 ? open + name.length + 1 : end + 1;
    if (end < 0) return kept + html.slice(from).replace(/^[^<>]{0,2000}>/, '');
  }
}

function nextOpen(lower: string, name: string, from: number): number {
  let at = lower.indexOf(`<${name}`, from);
  while (at >= 0 && !/[\s>/]/.test(lower[at + name.length + 1] ?? '>'))
    at = lower.indexOf(`<${name}`, at + 1);
  return at;
}

function dropComments(html: string): string {
  let kept = '';
  let from = 0;
  for (;;) {
    const open = html.indexOf('<!--', from);
    const close = open < 0 ? -1 : html.indexOf('-->', open + 4);
    if (close < 0) return kept + html.slice(from);
    kept += html.slice(from, open);
    from = close + 3;
  }
}

const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  ldquo: '“',
  rdquo: '”',
  lsquo: '‘',
  rsquo: '’',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  middot: '·',
  times: '×',
  permil: '‰',
};

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|([a-z]{2,8}));/gi, (all, decimal, hex, name) => {
    if (name !== undefined) return NAMED[String(name).toLowerCase()] ?? all;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
    return valid ? String.fromCodePoint(code) : all;
  });
}
