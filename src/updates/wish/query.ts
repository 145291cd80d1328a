import type { WordQuery } from '../model.ts';
import { foldWords, fulfils } from '../words.ts';
import { canonicalQuery } from './canonical.ts';

/** More cannot be meant, and a hostile one must not slow down every article. */
export const MOST_WORDS = 20;
export const LONGEST_WORD = 30;
const DEEPEST = 5;

/** What is wrong with a query, so that the reply can say it. */
export type QueryProblem = 'empty' | 'unfinished' | 'deep' | 'many' | 'long' | 'short' | 'only-not';

export type QueryReading =
  | { readonly query: WordQuery; readonly problem: null }
  | { readonly query: null; readonly problem: QueryProblem };

/**
 * Reads 旅游 AND 春节 NOT 广告, (古建 或 非遗) 且 修缮, "2032年 春节": words beside each other must all be there; NOT binds
 * closest, then AND, then OR. Words are literal, simplified and in lower case; there are no patterns.
 */
export function readQuery(typed: string): QueryReading {
  const tokens = tokensOf(typed);
  if (tokens === null) return refused('unfinished');
  const words = tokens.filter(({ is }) => is === 'word');
  if (words.length === 0) return refused('empty');
  if (words.length > MOST_WORDS || tokens.length > 4 * MOST_WORDS) return refused('many');
  if (words.some(({ text }) => text.length > LONGEST_WORD)) return refused('long');
  // One character stands in nearly every article.
  if (words.some(({ text }) => [...text].length < 2)) return refused('short');
  const reader = new Reader(tokens);
  const query = reader.alternatives(0);
  if (reader.tooDeep) return refused('deep');
  if (query === null || !reader.isAtEnd) return refused('unfinished');
  return checked(query);
}

/** As {@link readQuery} decides of one that was read elsewhere (an imported one). */
export function checked(query: WordQuery): QueryReading {
  // Without a single word it would say yes to nearly everything.
  return fulfils('', query) ? refused('only-not') : { query: canonicalQuery(query), problem: null };
}

/** The query as it is typed. */
export function queryText(query: WordQuery): string {
  switch (query.is) {
    case 'word':
      return isPlain(query.word) ? query.word : `"${query.word}"`;
    case 'not':
      return `NOT ${inParentheses(query.of)}`;
    case 'and':
      return query.of.map(conjunct).join('');
    case 'or':
      return query.of.map((part) => (part.is === 'and' ? inParentheses(part) : queryText(part))).join(' OR ');
  }
}

/** 旅游 AND 春节 NOT 广告. */
function conjunct(part: WordQuery, i: number): string {
  const text = part.is === 'or' ? inParentheses(part) : queryText(part);
  if (i === 0) return text;
  return part.is === 'not' ? ` ${text}` : ` AND ${text}`;
}

function inParentheses(query: WordQuery): string {
  const text = queryText(query);
  return query.is === 'and' || query.is === 'or' ? `(${text})` : text;
}

function refused(problem: QueryProblem): QueryReading {
  return { query: null, problem };
}

type Operator = 'and' | 'or' | 'not';
interface Token {
  readonly is: 'word' | Operator | '(' | ')';
  readonly text: string;
}

const OPERATORS: ReadonlyMap<string, Operator> = new Map([
  ['and', 'and'],
  ['&', 'and'],
  ['&&', 'and'],
  ['且', 'and'],
  ['或', 'or'],
  ['or', 'or'],
  ['|', 'or'],
  ['||', 'or'],
  ['非', 'not'],
  ['not', 'not'],
]);
const QUOTES: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['”', '”'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
]);

/** Whether typing the word gives the word again, without quotation marks. */
function isPlain(word: string): boolean {
  return !OPERATORS.has(word) && !/[\s()"“”「」『』《》]/.test(word);
}

/** Operators only where they stand alone: 非遗 and 或许 are words. null: a quotation that never ends. */
function tokensOf(typed: string): readonly Token[] | null {
  const text = folded(typed);
  const tokens: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? '';
    const close = QUOTES.get(char);
    if (/\s/.test(char)) at += 1;
    else if (char === '(' || char === ')') {
      tokens.push({ is: char, text: char });
      at += 1;
    } else if (close !== undefined) {
      const end = text.indexOf(close, at + 1);
      if (end < 0) return null;
      const quoted = text
        .slice(at + 1, end)
        .replace(/\s+/g, ' ')
        .trim();
      if (quoted !== '') tokens.push({ is: 'word', text: quoted });
      at = end + 1;
    } else {
      const word = /^[^\s()"“”「」『』《》]+/.exec(text.slice(at))?.[0] ?? char;
      const operator = OPERATORS.get(word);
      tokens.push(operator === undefined ? { is: 'word', text: word } : { is: operator, text: word });
      at += word.length;
    }
  }
  return tokens;
}

function folded(typed: string): string {
  return foldWords(typed.toWellFormed()).replace(/[\u200b-\u200f\u2060\ufeff]/g, '');
}

/** Recursive descent; every step takes a token or ends, and the depth is bounded. */
class Reader {
  tooDeep = false;
  readonly #tokens: readonly Token[];
  #at = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  alternatives(depth: number): WordQuery | null {
    return this.#list(
      'or',
      () => this.#together(depth),
      (next) => next === 'or' && this.#take(),
    );
  }

  #together(depth: number): WordQuery | null {
    return this.#list(
      'and',
      () => this.#single(depth),
      (next) => {
        if (next === 'and') return this.#take();
        return next === 'word' || next === 'not' || next === '(';
      },
    );
  }

  #list(
    is: 'and' | 'or',
    part: () => WordQuery | null,
    goesOn: (next: Token['is'] | undefined) => boolean,
  ): WordQuery | null {
    const of: WordQuery[] = [];
    do {
      const read = part();
      if (read === null) return null;
      of.push(read);
    } while (goesOn(this.#next));
    const [only] = of;
    return of.length === 1 && only !== undefined ? only : { is, of };
  }

  #single(depth: number): WordQuery | null {
    if (depth > DEEPEST) {
      this.tooDeep = true;
      return null;
    }
    const token = this.#tokens[this.#at];
    if (token === undefined) return null;
    this.#at += 1;
    if (token.is === 'word') return { is: 'word', word: token.text };
    if (token.is === 'not') {
      const of = this.#single(depth + 1);
      return of === null ? null : { is: 'not', of };
    }
    if (token.is !== '(') return null;
    const inner = this.alternatives(depth + 1);
    return inner !== null && this.#next === ')' && this.#take() ? inner : null;
  }

  get #next(): Token['is'] | undefined {
    return this.#tokens[this.#at]?.is;
  }

  #take(): true {
    this.#at += 1;
    return true;
  }
}
