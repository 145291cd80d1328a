import type { PartialDate } from '../../text/date.ts';
import type { Byline } from '../article.ts';
import { readDateline } from '../dateline.ts';
import { acceptDate, acceptUrl } from '../fields.ts';
import type { Page } from './dom.ts';
import { selectors } from './selectors.ts';

/** What a page says of its article outside the article's text. */
export interface PageHead {
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: PartialDate | null;
  readonly bylines: readonly Byline[];
}

/** Lines of the page looked at around the title and above the text. */
const NEAR = 12;
const LONGEST_TITLE = 120;
const META_MOST = 300;

/**
 * Title, date, outlet and address: from the head's declarations, else from the lines between headline and text. The
 * address is taken from the canonical link alone: others lead to the site, the sharer or the comments.
 * @param lines the page's text, line by line
 * @param firstLine the first line of the article's own text
 */
export function readHead(page: Page, lines: readonly string[], firstLine: string): PageHead {
  const meta = metaOf(page);
  const declared = (kind: 'title' | 'date' | 'outlet'): readonly string[] =>
    selectors(kind).flatMap((name) => meta.get(name.toLowerCase()) ?? []);
  const title = titleOf(page, declared('title'));
  const near = datelines(lines, title, firstLine);
  const canonical = page.querySelector('link[rel="canonical"]')?.getAttribute('href') ?? '';
  return {
    title,
    url: acceptUrl(canonical.trim()),
    outlet: declared('outlet')[0] ?? near.outlet,
    date:
      declared('date')
        .map(acceptDate)
        .find((date) => date !== null) ?? near.date,
    bylines: near.bylines,
  };
}

function metaOf(page: Page): ReadonlyMap<string, string[]> {
  const found = new Map<string, string[]>();
  let seen = 0;
  for (const element of page.querySelectorAll('meta')) {
    if (++seen > META_MOST) break;
    const name = (element.getAttribute('name') ?? element.getAttribute('property') ?? '').toLowerCase();
    const value = (element.getAttribute('content') ?? '').replace(/\s+/g, ' ').trim();
    if (name !== '' && value !== '') found.set(name, [...(found.get(name) ?? []), value]);
  }
  return found;
}

function titleOf(page: Page, declared: readonly string[]): string | null {
  const texts = (selector: string): readonly string[] =>
    [...page.querySelectorAll(selector)].map((each) => (each.textContent ?? '').replace(/\s+/g, ' ').trim());
  const headlines = [...texts('h1'), ...texts('h2')].filter(isTitle);
  const whole = [...declared, ...texts('title')].filter(isTitle);
  // The page's title often has the site's name behind it: the headline that it begins with is the title.
  for (const each of whole) {
    const headline = headlines.find((line) => line.length >= 4 && each.startsWith(line));
    if (headline !== undefined) return headline;
  }
  return (
    declared.find(isTitle) ??
    texts('h1').find(isTitle) ??
    (whole[0] === undefined ? null : withoutSite(whole[0]))
  );
}

function isTitle(text: string): boolean {
  return text !== '' && text.length <= LONGEST_TITLE;
}

/** 标题-示例网, 标题_要闻_示例网, 标题 | 示例网. */
function withoutSite(title: string): string {
  const [first = ''] = title.split(/\s?[-_|｜–—]{1,2}\s?/);
  return [...first].length >= 6 ? first : title;
}

type Found = Pick<PageHead, 'outlet' | 'date' | 'bylines'>;

/** Date and outlet from the lines around the headline, up to the article's first line. */
function datelines(lines: readonly string[], title: string | null, firstLine: string): Found {
  const start = lines.indexOf(firstLine);
  const end = start < 0 ? lines.length : start + 3;
  const headline = title === null ? -1 : lines.slice(0, end).findLastIndex((line) => line.includes(title));
  const from = headline >= 0 ? headline : Math.max(0, end - NEAR);
  let [outlet, date]: [string | null, PartialDate | null] = [null, null];
  const bylines: Byline[] = [];
  for (const line of lines.slice(from, Math.min(end, from + 2 * NEAR))) {
    const dateline = readDateline(line);
    if (dateline === null) continue;
    outlet ??= dateline.outlet;
    date ??= dateline.date;
    bylines.push(...dateline.bylines);
  }
  return { outlet, date, bylines };
}
