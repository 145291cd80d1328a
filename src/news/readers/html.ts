import { readDateline } from '../dateline.ts';
import { isElement, measure, type Page, parsePage } from '../page/dom.ts';
import { readHead } from '../page/head.ts';
import { labelled, takeLabel } from '../page/label.ts';
import { mainText } from '../page/main-text.ts';
import { stripMarkup } from '../page/strip.ts';
import { textOf } from '../page/text.ts';
import { type RawArticle, ReadError } from '../raw-article.ts';
import { readTxt } from './txt.ts';

/** The encoding a saved page declares in its first 2 KB; gb2312 and gbk pages are GB 18030 in practice. */
export function declaredCharset(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const label = /<meta[^>]{0,200}charset\s{0,3}=\s{0,3}["']?([\w-]{2,20})/i.exec(head)?.[1]?.toLowerCase();
  return label !== undefined && /^(gb2312|gbk|gb18030|x-gbk)$/.test(label) ? 'gb18030' : label;
}

/**
 * No page of news has more elements or nests them deeper. What does is not searched for its main text, which takes
 * time in proportion to both, but stripped of its tags.
 */
const MOST_ELEMENTS = 20_000;
const DEEPEST = 120;

/**
 * A saved page: the article's text without menus and footers, tables of figures row by row, and what head and
 * headline say of it. Broken markup is read as far as it goes.
 * @throws ReadError for a frameset, whose text is in other files
 */
export function readHtml(html: string): RawArticle {
  const kept = takeLabel(html);
  return kept === null ? readPage(html) : labelled(readPage(kept.html), kept.label);
}

function readPage(html: string): RawArticle {
  const page = tryParse(html);
  if (page === null) return readTxt(stripMarkup(html));
  if (page.querySelector('frameset, frame') !== null && (page.body?.textContent ?? '').trim() === '')
    throw new ReadError(
      'empty',
      'is a frameset: its text is in other pages',
      'Save the frame that holds the article.',
    );
  const all = page.body === null ? '' : textOf(page.body);
  const text = mainText(page, html) || stripMarkup(html);
  const lines = text.split('\n');
  const head = readHead(page, all.split('\n'), lines.find((line) => line.trim() !== '') ?? '');
  return { ...head, digest: false, text: body(lines, head.title) };
}

function tryParse(html: string): Page | null {
  // An opening mark costs the parser a step even where no element follows.
  if ((html.match(/</g) ?? []).length > 2 * MOST_ELEMENTS) return null;
  try {
    const page = parsePage(html);
    if (page.body === null || !isElement(page.body)) return null;
    const { elements, depth } = measure(page.body);
    return elements <= MOST_ELEMENTS && depth <= DEEPEST ? page : null;
  } catch {
    return null;
  }
}

/** The text without the headline and the line of date and outlet above it, which are known already. */
function body(lines: readonly string[], title: string | null): string {
  let from = 0;
  for (; from < lines.length; from++) {
    const line = (lines[from] ?? '').trim();
    const isHeadline = title !== null && squeezed(line) === squeezed(title);
    if (line !== '' && !isHeadline && readDateline(line) === null) break;
  }
  return lines.slice(from).join('\n');
}

function squeezed(text: string): string {
  return text.replace(/[^\p{L}\p{N}]/gu, '');
}
