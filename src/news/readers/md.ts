import type { DateBasis } from '../article.ts';
import { acceptBylines, acceptDate, acceptUrl } from '../fields.ts';
import { broken, type FrontMatterValue, splitFrontMatter } from '../front-matter.ts';
import type { RawArticle } from '../raw-article.ts';
import { readTxt } from './txt.ts';

const BASES: readonly string[] = ['stated', 'inferred', 'unknown'] satisfies readonly DateBasis[];

/**
 * Markdown with front matter: title, url, outlet, date, date_basis, date_reason, kind, bylines; other keys are
 * passed over. Without front matter it is read as plain text.
 * @throws ReadError naming the line of a value that cannot be used
 */
export function readMd(text: string): RawArticle {
  const { values, body } = splitFrontMatter(text);
  if (values.size === 0) return readTxt(plain(body));
  const get = (key: string): FrontMatterValue | null => {
    const found = values.get(key);
    return found === undefined || found.value === '' ? null : found;
  };
  const checked = <T>(key: string, accept: (value: string) => T | null, hint: string): T | null => {
    const found = get(key);
    if (found === null) return null;
    const value = accept(found.value);
    if (value === null)
      throw broken(`has a ${key} that is not ${hint}: ${found.value.slice(0, 60)}`, found.line);
    return value;
  };
  const date = checked('date', acceptDate, 'a date (2024, 2024-01 or 2024-01-31)');
  const basis = checked('date_basis', acceptBasis, BASES.join(', '));
  const kind = checked(
    'kind',
    (value) => (/^(digest|article)$/.test(value) ? value : null),
    'digest or article',
  );
  const reason = get('date_reason')?.value;
  return {
    title: get('title')?.value ?? null,
    url: checked('url', acceptUrl, 'an http(s) address without credentials'),
    outlet: get('outlet')?.value ?? null,
    date: basis === 'unknown' ? null : date,
    ...(basis === null ? {} : { dateBasis: basis }),
    ...(reason === undefined ? {} : { dateReason: reason }),
    digest: kind === 'digest',
    bylines: acceptBylines(get('bylines')?.value ?? ''),
    text: plain(body),
  };
}

function acceptBasis(value: string): DateBasis | null {
  return value === 'stated' || value === 'inferred' || value === 'unknown' ? value : null;
}

/** Takes away the marks of Markdown that would stand in a quoted sentence; tables stay as they are. */
function plain(markdown: string): string {
  return markdown
    .replace(/^[ \t]{0,3}#{1,6}[ \t]+/gm, '')
    .replace(/^[ \t]{0,3}>[ \t]?/gm, '')
    .replace(/^[ \t]{0,8}[-*+][ \t]+/gm, '')
    .replace(/!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)/g, '')
    .replace(/\[([^\]\n]{1,200})\]\([^)\n]{1,500}\)/g, '$1')
    .replace(/\*\*([^*\n]{1,500})\*\*/g, '$1')
    .replace(/__([^_\n]{1,500})__/g, '$1');
}
