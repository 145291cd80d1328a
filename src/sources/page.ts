import { decode } from '../news/decode.ts';
import { isElement, measure, type Page, parsePage } from '../news/page/dom.ts';
import type { PageLabel } from '../news/page/label.ts';
import { ReadError } from '../news/raw-article.ts';
import { declaredCharset, readHtml } from '../news/readers/html.ts';
import type { NewsItem, Source } from './source.ts';

/** Bytes to text, by what they say of themselves, then by what the server says; null when they are no text. */
export function decodePage(bytes: Uint8Array, charset: string | null): string | null {
  const declared = declaredCharset(bytes) ?? xmlEncoding(bytes) ?? charset?.toLowerCase();
  const label = declared !== undefined && /^(?:gb2312|gbk|x-gbk)$/.test(declared) ? 'gb18030' : declared;
  try {
    return decode(bytes, label);
  } catch (error) {
    if (error instanceof ReadError) return null;
    throw error;
  }
}

function xmlEncoding(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]{0,120}encoding\s?=\s?["']([\w-]{2,20})/.exec(head)?.[1]?.toLowerCase();
}

/**
 * No page of news has more, or nests deeper: most have some hundreds. Parsing takes time for each mark, element or not, and
 * what is asked meanwhile has to wait.
 */
const MOST_MARKS = 12_000;
const DEEPEST = 120;

/** A page that can be searched in a short time; null for a monster. */
export function parseWithin(html: string): Page | null {
  if (isMonster(html)) return null;
  const page = parsePage(html);
  if (page.body === null || !isElement(page.body)) return null;
  return measure(page.body).depth <= DEEPEST ? page : null;
}

function isMonster(html: string): boolean {
  return (html.match(/</g) ?? []).length > MOST_MARKS;
}

const LEAST_HAN = 40;

/** Why a page holds no article; null when it does. */
export function whyNoArticle(html: string): string | null {
  if (isMonster(html)) return 'has more elements than a page of news';
  let text: string;
  try {
    text = readHtml(html).text;
  } catch (error) {
    if (error instanceof ReadError) return error.message;
    throw error;
  }
  if ((text.match(/\p{Script=Han}/gu) ?? []).length < LEAST_HAN) return 'holds no text';
  // Headlines have no full stop: a page of them is another list.
  return /[。！？]/.test(text) ? null : 'is a list, not an article';
}

/** What is known of an item's page besides what it says itself. */
export function labelOf(html: string, url: string | null, item: NewsItem, source: Source): PageLabel {
  const chosen = { title: textAt(html, source.title), date: textAt(html, source.date) };
  return {
    url,
    ...(chosen.title === null ? {} : { title: chosen.title }),
    ...(chosen.date === null ? {} : { date: dateIn(chosen.date) }),
    usual: {
      ...(item.title === null ? {} : { title: item.title }),
      ...(item.date === null ? {} : { date: item.date }),
      outlet: source.outlet,
    },
  };
}

function textAt(html: string, selector: string | null): string | null {
  if (selector === null) return null;
  const text = parseWithin(html)?.querySelector(selector)?.textContent ?? '';
  const clean = text.replace(/\s+/g, ' ').trim();
  return clean === '' || clean.length > 300 ? null : clean;
}

/** The date among other words: 发布时间：2024-02-06 10:12. */
function dateIn(text: string): string {
  return /\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}/.exec(text)?.[0]?.replace(/\s/g, '') ?? text;
}
