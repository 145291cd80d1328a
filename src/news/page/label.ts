import { acceptDate, acceptUrl } from '../fields.ts';
import type { RawArticle } from '../raw-article.ts';

/** What was known of a page when it was fetched; it stands before the page in the file that keeps it. */
export interface PageLabel {
  /** Where it was found; null for an article that came with a feed and has no page. */
  readonly url: string | null;
  /** What a selector of the operator's gave: it goes before what the page says. */
  readonly title?: string;
  readonly date?: string;
  /** What the source says of it, where the page does not. */
  readonly usual: { readonly title?: string; readonly date?: string; readonly outlet?: string };
}

const OPEN = '<!-- wenxian ';
const CLOSE = ' -->\n';

/** The page with its label. */
export function withLabel(html: string, label: PageLabel): string {
  // Nothing that a stranger wrote may end the comment.
  return `${OPEN}${JSON.stringify(label).replace(/[<>]/g, escaped)}${CLOSE}${html}`;
}

/** Takes the label off a page; null for a page without one. */
export function takeLabel(text: string): { readonly html: string; readonly label: PageLabel } | null {
  const end = text.startsWith(OPEN) ? text.indexOf(CLOSE) : -1;
  if (end < 0) return null;
  const label = parse(text.slice(OPEN.length, end));
  return label === null ? null : { html: text.slice(end + CLOSE.length), label };
}

/** An article's fields as its page and its label give them together. */
export function labelled(raw: RawArticle, { url, title, date, usual }: PageLabel): RawArticle {
  return {
    ...raw,
    url: url ?? raw.url,
    title: title ?? raw.title ?? usual.title ?? null,
    date: (date === undefined ? null : acceptDate(date)) ?? raw.date ?? acceptDate(usual.date ?? ''),
    outlet: raw.outlet ?? usual.outlet ?? null,
  };
}

function escaped(mark: string): string {
  return mark === '<' ? '\\u003c' : '\\u003e';
}

function parse(json: string): PageLabel | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  const fields = fieldsOf(value);
  const usual = fieldsOf(fields?.['usual']);
  if (fields === null || usual === null) return null;
  const url = fields['url'];
  return {
    url: typeof url === 'string' ? acceptUrl(url) : null,
    ...texts(fields, ['title', 'date']),
    usual: texts(usual, ['title', 'date', 'outlet']),
  };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  return value === null || typeof value !== 'object' ? null : { ...value };
}

function texts(
  fields: Readonly<Record<string, unknown>>,
  keys: readonly string[],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    keys.flatMap((key) => (typeof fields[key] === 'string' ? [[key, fields[key]]] : [])),
  );
}
