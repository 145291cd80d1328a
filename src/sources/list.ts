import { acceptUrl } from '../news/fields.ts';
import type { PageElement } from '../news/page/dom.ts';
import { sameAddress } from '../web-address.ts';
import { parseWithin } from './page.ts';
import type { NewsItem } from './source.ts';

const MOST_LINKS = 5_000;
const MOST_ITEMS = 200;
/** A shorter link is a menu's; a headline says more. Chinese characters. */
const LEAST_TITLE = 8;

/**
 * The articles that a page lists: its links on the same host, in its order, each once; with `links` those whose address
 * or path begins so, otherwise those that read like headlines.
 * @param base where the page was found
 */
export function readList(html: string, base: string, links: string | null): readonly NewsItem[] {
  const page = parseWithin(html);
  if (page === null) return [];
  const own = new URL(base);
  const items = new Map<string, NewsItem>();
  let seen = 0;
  for (const link of page.querySelectorAll('a[href]')) {
    if (++seen > MOST_LINKS || items.size >= MOST_ITEMS) break;
    const url = addressOf(link, own);
    const title = titleOf(link);
    if (url === null || !(links === null ? isHeadline(title) : begins(url, links))) continue;
    const key = sameAddress(url.href);
    if (key === null || key === sameAddress(base) || items.has(key)) continue;
    items.set(key, { key, url: url.href, title, date: null, updated: null, html: null });
  }
  return [...items.values()];
}

function addressOf(link: PageElement, base: URL): URL | null {
  const href = (link.getAttribute('href') ?? '').trim();
  if (href === '' || href.startsWith('#') || !URL.canParse(href, base.href)) return null;
  const accepted = acceptUrl(new URL(href, base.href).href);
  if (accepted === null) return null;
  const url = new URL(accepted);
  url.hash = '';
  return url.host === base.host ? url : null;
}

/** Headlines that are cut on the page stand whole in the link's title. */
function titleOf(link: PageElement): string | null {
  const texts = [link.getAttribute('title') ?? '', link.textContent ?? ''].map((text) =>
    text.replace(/\s+/g, ' ').trim(),
  );
  return texts.find((text) => text !== '' && !/(?:…|\.{2,3})$/.test(text)) ?? null;
}

function isHeadline(title: string | null): boolean {
  return (title?.match(/\p{Script=Han}/gu) ?? []).length >= LEAST_TITLE;
}

function begins(url: URL, links: string): boolean {
  return links.startsWith('/')
    ? `${url.pathname}${url.search}`.startsWith(links)
    : url.href.startsWith(links);
}
