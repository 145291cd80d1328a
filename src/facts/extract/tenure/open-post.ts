import type { Span } from '../../../text/span.ts';
import type { Chain } from './post.ts';
import { alternatives, POST_WORDS, wordsOf } from './post-words.ts';

/** 拟任, 拟提名为: what they govern up to the next mark is the post, whether it names a place or not. */
const PROPOSES = new RegExp(`(?:${wordsOf('subject', 'candidate')})`, 'g');
/** 县（市、区）党委书记, 市直单位副职, 正处级领导职务: no place, and 、 only within brackets. */
const SCOPE = `[县市区乡镇街道]{1,2}[（(][县市区乡镇街道、]{1,6}[）)]|${alternatives(POST_WORDS.scope)}`;
const HEAD = alternatives(POST_WORDS['open-head']);
const RANK = alternatives(POST_WORDS['open-rank']);
const OPEN_POST = new RegExp(
  `^(?:(?:${SCOPE})\\p{Script=Han}{0,10}?(?:${HEAD})|(?:${RANK})\\p{Script=Han}{0,4}?(?:${HEAD}))`,
  'u',
);
const PROPOSED = new RegExp(`^(?:${alternatives(POST_WORDS.proposed)})`);
const LONGEST = 30;

/**
 * Posts a person is proposed for of which the notice does not say where: 拟任县（市、区）委书记, 拟任市直部门正职.
 * Their place is nobody's, least of all the county's in force.
 */
export function findOpenPosts(text: string, sentence: Span): readonly Chain[] {
  const found: Chain[] = [];
  const within = text.slice(sentence.start, sentence.end);
  for (const verb of within.matchAll(PROPOSES)) {
    const start = sentence.start + verb.index + verb[0].length;
    const name = OPEN_POST.exec(text.slice(start, Math.min(sentence.end, start + LONGEST)))?.[0];
    if (name === undefined) continue;
    const end =
      start +
      name.length +
      (PROPOSED.exec(text.slice(start + name.length, start + LONGEST))?.[0].length ?? 0);
    const post = {
      start,
      end,
      begins: start,
      name,
      division: null,
      level: '',
      organ: '',
      head: name,
    } as const;
    found.push({ start, end, posts: [{ ...post, mark: null, seat: 'untold' }] });
  }
  return found;
}
