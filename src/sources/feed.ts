import { hash } from 'node:crypto';
import { createRequire } from 'node:module';
import { acceptUrl } from '../news/fields.ts';
import { stripMarkup } from '../news/page/strip.ts';
import { once } from '../text/once.ts';
import { sameAddress } from '../web-address.ts';
import { readFeedDate } from './date.ts';
import { tameMarkup } from './markup.ts';
import type { NewsItem } from './source.ts';

/** A feed lists its newest articles; what lists more is an archive, of which the first are read. */
const MOST_ITEMS = 200;

/** An item as any format has it; everything as it was written. */
interface Entry {
  readonly link?: string | undefined;
  readonly id?: string | undefined;
  readonly title?: string | undefined;
  readonly date?: string | undefined;
  readonly updated?: string | undefined;
  readonly content?: string | undefined;
  readonly summary?: string | undefined;
}

/**
 * The articles that a feed lists, each once, in its order.
 * @param base where the feed was found: links may be relative
 * @param now a date after tomorrow is a mistake of the source, not a date
 * @returns null when it is no feed
 */
export function readFeed(text: string, base: string, now: number): readonly NewsItem[] | null {
  const entries = parse(text);
  if (entries === null) return null;
  const items = new Map<string, NewsItem>();
  for (const entry of entries.slice(0, MOST_ITEMS)) {
    const item = itemOf(entry, base, now);
    // A link listed twice, under another guid perhaps, is one article.
    if (item !== null && !items.has(item.key)) items.set(item.key, item);
  }
  return [...items.values()];
}

function parse(text: string): readonly Entry[] | null {
  const tame = /^\s*\{/.test(text) ? text : tameMarkup(text);
  if (tame === null) return null;
  try {
    return entriesOf(tame);
  } catch {
    return null;
  }
}

// Required with the first feed, not imported: of more than a hundred files, and most bots have no feed.
const feedsmith = once(() => createRequire(import.meta.url)('feedsmith') as typeof import('feedsmith'));

function entriesOf(text: string): readonly Entry[] {
  const parsed = feedsmith().parseFeed(text, { maxItems: MOST_ITEMS });
  switch (parsed.format) {
    case 'rss':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
        id: item.guid?.value,
        title: item.title,
        date: item.pubDate ?? item.dc?.dates?.[0],
        content: item.content?.encoded,
        summary: item.description,
      }));
    case 'atom':
      return (parsed.feed.entries ?? []).map((entry) => ({
        link: entry.links?.find(({ rel }) => rel === undefined || rel === 'alternate')?.href,
        id: entry.id,
        title: entry.title?.value,
        date: entry.published ?? entry.updated,
        updated: entry.updated,
        content: entry.content?.value,
        summary: entry.summary?.value,
      }));
    case 'rdf':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.link,
        title: item.title,
        date: item.dc?.dates?.[0],
        content: item.content?.encoded,
        summary: item.description,
      }));
    case 'json':
      return (parsed.feed.items ?? []).map((item) => ({
        link: item.url,
        id: item.id,
        title: item.title,
        date: item.date_published,
        updated: item.date_modified,
        content: item.content_html ?? item.content_text,
        summary: item.summary,
      }));
  }
}

const DAY_MS = 86_400_000;

function itemOf(entry: Entry, base: string, now: number): NewsItem | null {
  const { link = '' } = entry;
  const url = link !== '' && URL.canParse(link, base) ? acceptUrl(new URL(link, base).href) : null;
  // Without a link the text is all there is of the article; with one a summary may end anywhere, in a number too.
  const html = wholeText(entry.content) ?? (url === null ? wholeText(entry.summary) : null);
  if (url === null && html === null) return null;
  const said = readFeedDate(entry.date ?? '');
  const title = stripMarkup(entry.title ?? '')
    .replace(/\s+/g, ' ')
    .trim();
  return {
    key: (url === null ? null : sameAddress(url)) ?? `${base}#${entry.id ?? hash('sha256', html ?? '')}`,
    url,
    title: title === '' ? null : title,
    date: said !== null && Date.parse(said.date) <= now + 2 * DAY_MS ? said.date : null,
    updated: readFeedDate(entry.updated ?? '')?.at ?? null,
    html,
  };
}

/** Less is a teaser. Chinese characters. */
const LEAST_WHOLE = 120;

/** A text that goes to its end: the page itself need not be fetched. */
function wholeText(html: string | undefined): string | null {
  if (html === undefined) return null;
  const text = stripMarkup(html);
  const whole = (text.match(/\p{Script=Han}/gu) ?? []).length >= LEAST_WHOLE && /[。！？”）)]$/.test(text);
  return whole ? html : null;
}
