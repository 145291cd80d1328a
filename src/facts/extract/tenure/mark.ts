import type { Span } from '../../../text/span.ts';
import type { Post } from './post.ts';
import { alternatives, POST_WORDS, wordsOf } from './post-words.ts';

const PARTY = '中共';
const KINDS = ['former', 'new', 'elected', 'current'] as const;
const MARKS = new RegExp(`(?:${KINDS.map((kind) => `(${alternatives(POST_WORDS[kind])})`).join('|')})$`);
const MARK_OF = ['former', 'appointed', 'elected', 'holds'] as const;
const PROPOSED = alternatives(POST_WORDS.proposed);
/** 县长候选人, 县长（拟任）. */
const PROPOSED_BEHIND = new RegExp(`^(?:${PROPOSED}|[（(](?:${PROPOSED}|拟任|提名)[）)])`);
/** 副局长（主持工作）, 副县长（挂职）: says how, not who. */
const ASIDE = new RegExp(`^[（(](?:${alternatives(POST_WORDS.aside)})[）)]`);
const NOT_AFTER = new RegExp(`^(?!${wordsOf('after')})(?:${alternatives(POST_WORDS['not-after'])})`);
const NOT_AFTER_LEVEL = new RegExp(`^(?:${alternatives(POST_WORDS['not-after-level'])})`);
const BEHIND_MAX = 12;

/** Where a post is written, and what is said of it with the title itself. */
export type Marked = Span & Pick<Post, 'mark' | 'begins'>;

/**
 * Takes 中共, 原, 新任, 现任 before a post and 候选人, （挂职） behind it into its span.
 * @param former whether 原 was met inside it already
 */
export function marked(text: string, from: number, headEnd: number, former: boolean): Marked {
  const behind = text.slice(headEnd, headEnd + BEHIND_MAX);
  const proposed = PROPOSED_BEHIND.exec(behind)?.[0];
  const end = headEnd + (proposed ?? ASIDE.exec(behind)?.[0] ?? '').length;
  const start = text.startsWith(PARTY, from - PARTY.length) ? from - PARTY.length : from;
  const hit = MARKS.exec(text.slice(Math.max(0, start - 6), start));
  const before = hit === null ? null : (MARK_OF.find((_, index) => hit[index + 1] !== undefined) ?? null);
  const mark = proposed !== undefined ? 'candidate' : former ? 'former' : before;
  return { start: start - (hit?.[0].length ?? 0), end, begins: start, mark };
}

/** Whether what follows a head makes it another word: 县长期, 主席台, 委员会, 县长江. */
export function goesOn(next: string, isLevelHead: boolean): boolean {
  return NOT_AFTER.test(next) || (isLevelHead && NOT_AFTER_LEVEL.test(next));
}
