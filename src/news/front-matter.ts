import { ReadError } from './raw-article.ts';

export interface FrontMatterValue {
  readonly value: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

export interface FrontMatter {
  /** Keys in lower case. */
  readonly values: ReadonlyMap<string, FrontMatterValue>;
  readonly body: string;
}

const FENCE = /^---\s*$/;

/**
 * Splits `key: value` lines between two `---` lines from the body; a file without them is all body. Indented
 * lines and list items belong to the key above and are passed over, since only plain values are used.
 * @throws ReadError naming the line, when the block is not closed, a line has no colon or a key comes twice
 */
export function splitFrontMatter(text: string): FrontMatter {
  const lines = text.replace(/^\ufeff/, '').split('\n');
  if (!FENCE.test(lines[0] ?? '')) return { values: new Map(), body: text };
  const end = lines.findIndex((line, i) => i > 0 && FENCE.test(line));
  if (end < 0) throw broken('is opened by --- but never closed', 1);
  const values = new Map<string, FrontMatterValue>();
  for (let i = 1; i < end; i++) {
    const line = lines[i] ?? '';
    if (line.trim() === '' || /^(?:\s|#|- )/.test(line)) continue;
    const colon = line.search(/[:：]/);
    const key = line.slice(0, colon).trim().toLowerCase();
    if (colon < 1 || key === '') throw broken(`has a line that is not "key: value"`, i + 1);
    if (values.has(key)) throw broken(`says "${key}" twice`, i + 1);
    values.set(key, { value: unquote(line.slice(colon + 1).trim()), line: i + 1 });
  }
  return { values, body: lines.slice(end + 1).join('\n') };
}

/** The complaint every reader of front matter uses. */
export function broken(what: string, line: number): ReadError {
  return new ReadError(
    'front-matter',
    `front matter ${what}`,
    'Between two lines of --- each line is "key: value", such as "date: 2024-01-31".',
    line,
  );
}

function unquote(value: string): string {
  const match = /^(["'])(.*)\1$/.exec(value);
  return match?.[2] ?? value;
}
