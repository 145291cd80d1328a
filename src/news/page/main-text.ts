import { Readability } from '@mozilla/readability';
import { type Page, type PageElement, parsePage } from './dom.ts';
import { selectors } from './selectors.ts';
import { textOf } from './text.ts';

/** Chinese characters an article has at least; less is a teaser or a caption. */
const LEAST_HAN = 40;
/** An element most of whose characters are links is a menu. */
const MOST_LINKS = 0.5;
/** Readability's own limit against pages that would take minutes. */
const MOST_ELEMENTS = 30_000;

/**
 * The article of a page as text: the element that content systems keep it in, else what Readability finds, else the
 * whole body without its menus.
 */
export function mainText(page: Page, html: string): string {
  return bySelector(page) ?? byReadability(html) ?? withoutMenus(page);
}

function bySelector(page: Page): string | null {
  for (const selector of selectors('text')) {
    let best = '';
    for (const element of page.querySelectorAll(selector)) {
      if (linkShare(element) > MOST_LINKS) continue;
      const text = textOf(element);
      if (text.length > best.length) best = text;
    }
    if (hanOf(best) >= LEAST_HAN) return best;
  }
  return null;
}

function byReadability(html: string): string | null {
  try {
    // Readability takes its document apart: it gets one of its own.
    const found = new Readability(parsePage(html) as never, { maxElemsToParse: MOST_ELEMENTS }).parse();
    // Of a page with little text it takes the menus for the article.
    const text = withoutMenus(parsePage(found?.content ?? ''));
    return hanOf(text) >= LEAST_HAN ? text : null;
  } catch {
    // It throws on pages beyond its limit and on trees too deep for its recursion.
    return null;
  }
}

const MENU_HOLDERS = 'ul, ol, div, td, dl, p';
const LONGEST_MENU = 2_000;

function withoutMenus(page: Page): string {
  const { body } = page;
  if (body === null) return '';
  for (const selector of selectors('drop'))
    for (const element of body.querySelectorAll(selector)) element.remove();
  for (const element of body.querySelectorAll(MENU_HOLDERS)) {
    const { length } = element.textContent ?? '';
    if (length > 0 && length < LONGEST_MENU && linkShare(element) > MOST_LINKS) element.remove();
  }
  return textOf(body);
}

function linkShare(element: PageElement): number {
  const all = hanOf(element.textContent ?? '');
  if (all === 0) return 0;
  let linked = 0;
  for (const link of element.querySelectorAll('a')) linked += hanOf(link.textContent ?? '');
  return linked / all;
}

function hanOf(text: string): number {
  return (text.match(/\p{Script=Han}/gu) ?? []).length;
}
