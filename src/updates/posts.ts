import { plainPost } from '../answer/tables/holders.ts';
import { findPosts, fullPost, isPost } from '../answer/understand/posts.ts';
import { listCell, readTable } from '../lexicon/table.ts';
import { once } from '../text/once.ts';

/** The post as it is compared: without 代 and terms of office, organs in their short names. */
export function postKey(post: string): string {
  return plainPost(fullPost(post)).replace(/^(县|区|市|镇|乡)(?:人民)?政府(?=.?[县区市镇乡]长$)/, '');
}

/** Whether only one person at a time holds it: 县长, 县委书记, not 副县长 or 常委. */
export function isSolePost(post: string): boolean {
  const { parts, whole } = shared();
  const key = postKey(post);
  // The 常委 of 人大常委会主任 is no member of it.
  const held = key.replaceAll(/常委会|委员会/g, '');
  return !whole.has(key) && !parts.some((part) => held.includes(part));
}

/** Whether a post is the one people mean (市长, 一把手, 人大主任); null: they mean any. */
export function postMatcher(wanted: string | null): (post: string) => boolean {
  if (wanted === null) return () => true;
  const asked = findPosts(wanted, (at) => at);
  const key = postKey(wanted);
  return (post) => postKey(post) === key || asked.some((each) => isPost(post, each));
}

const shared = once(() => {
  const rows = readTable('shared-posts.txt', 2);
  const words = (kind: string): readonly string[] =>
    rows.filter(({ cells }) => cells[1] === kind).flatMap(({ cells }) => listCell(cells[0] ?? ''));
  return { parts: words('part'), whole: new Set(words('whole')) };
});
