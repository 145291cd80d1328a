import { type Dateline, readDateline } from '../dateline.ts';
import type { RawArticle } from '../raw-article.ts';

/** How many lines may stand above the dateline (headline, its upper and lower lines, a section name). */
const HEADER_LINES = 6;
/** Longest headline, in code points without bracketed pinyin. */
const MAX_TITLE = 60;

/**
 * Plain text as scraped pages have it: headline, line of date and outlet, body; the first two may be missing.
 * The line of date and outlet leaves the body, everything under it stays.
 */
export function readTxt(text: string): RawArticle {
  const lines = text.split('\n');
  const filled = lines.flatMap((line, at) => (line.trim() === '' ? [] : [at])).slice(0, HEADER_LINES + 1);
  const dated = findDateline(lines, filled);
  const first = filled[0];
  const head = dated === null ? filled.slice(0, 1) : filled.filter((at) => at < dated.from);
  const hasTitle =
    head.length > 0 && first !== undefined && filled.length > head.length && isTitle(lines[first] ?? '');
  const body = lines.filter((_, at) => {
    if (hasTitle && at === first) return false;
    return dated === null || at < dated.from || at > dated.to;
  });
  return {
    title: hasTitle ? (lines[first] ?? '').trim() : null,
    url: null,
    outlet: dated?.outlet ?? null,
    date: dated?.date ?? null,
    digest: false,
    bylines: dated?.bylines ?? [],
    text: body.join('\n'),
  };
}

/** The page header's lines `from` to `to`. */
interface Header extends Dateline {
  readonly from: number;
  readonly to: number;
}

/** The dateline, perhaps over several lines; only headline-like lines may stand above it. */
function findDateline(lines: readonly string[], filled: readonly number[]): Header | null {
  const found: (Dateline & { readonly at: number })[] = [];
  for (const at of filled) {
    const dateline = readDateline(lines[at] ?? '');
    if (dateline !== null) found.push({ ...dateline, at });
    else if (found.length > 0 || !isTitle(lines[at] ?? '')) break;
  }
  const first = found[0];
  const last = found.at(-1);
  if (first === undefined || last === undefined) return null;
  return {
    date: found.find(({ date }) => date !== null)?.date ?? null,
    outlet: found.find(({ outlet }) => outlet !== null)?.outlet ?? null,
    bylines: found.flatMap(({ bylines }) => bylines),
    from: first.at,
    to: last.at,
  };
}

/** A headline is short and no sentence: no full stop, no comma at its end, no byline, no opening of a report. */
function isTitle(line: string): boolean {
  // Scraped pages put the reading behind a character: 動(dòng).
  const bare = line.trim().replace(/\([^()]{0,12}[a-zà-ǿ][^()]{0,12}\)/giu, '');
  if (bare === '' || [...bare].length > MAX_TITLE) return false;
  if (/[。；;]|[，,、：:]$/u.test(bare)) return false;
  return !/^(?:[（(【]|本报|本網|本网|\S{2,8}(?:讯|訊)[（(\s]|(?:本报|本報)?(?:记者|記者|通讯员|通訊員|作者|编辑|編輯|责任编辑|責任編輯)[\s:：])/u.test(
    bare,
  );
}
