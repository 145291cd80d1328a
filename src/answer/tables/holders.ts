import type { Tenure } from '../../facts/model.ts';
import type { Store, Stored } from '../../store/store.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';

/** A post of a place and those reported in it. */
export interface PostHolders {
  /** As written, without the place: 县委书记, 代市长. */
  readonly post: string;
  /** Of the newest report that names somebody in it. */
  readonly newest: readonly Stored<Tenure>[];
  /** Of earlier reports, newest first; whether they still are in it, no report says. */
  readonly earlier: readonly Stored<Tenure>[];
}

/**
 * Who is reported in which post of a place, from what was told as being held. Whoever is reported to have left a post
 * since is not listed in it.
 */
export async function postHolders(
  store: Pick<Store, 'tenures'>,
  place: string,
): Promise<readonly PostHolders[]> {
  const rows = newestFirst((await store.tenures({ place })).filter((row) => row.place === place));
  const left = gone(rows);
  const byPost = new Map<string, Stored<Tenure>[]>();
  for (const row of holding(rows))
    for (const post of row.posts) {
      const since = left.some(
        (other) =>
          other.person === row.person &&
          (other.posts.length === 0 || other.posts.some((each) => plainPost(each) === plainPost(post))) &&
          (other.asOf ?? '') >= (row.asOf ?? ''),
      );
      // 代市长 and 市长 are one post: who acts in it now comes before who held it earlier.
      const key = plainPost(post);
      const known = byPost.get(key) ?? [];
      // One person, one line: the newest report of it.
      if (!since && !known.some(({ person }) => person === row.person)) byPost.set(key, [...known, row]);
    }
  return [...byPost]
    .map(([key, told]): PostHolders => {
      const date = told[0]?.asOf ?? null;
      return {
        // As the newest report writes it.
        post: told[0]?.posts.find((post) => plainPost(post) === key) ?? key,
        newest: told.filter(({ asOf }) => asOf === date),
        earlier: told.filter(({ asOf }) => asOf !== date),
      };
    })
    .toSorted((a, b) => comparePosts(a.post, b.post));
}

/** The order of posts in such a list: below zero when `a` comes first. */
export function comparePosts(a: string, b: string): number {
  return weight(a) - weight(b) || (a < b ? -1 : a > b ? 1 : 0);
}

/** The post without 代 and 原: who acts in it and who holds it are in one post. */
export function plainPost(post: string): string {
  return post.replace(/^(?:代理?|原|前任?)/, '').replace(/代(?=[县区市镇乡]长)/, '');
}

/** The order in which such lists are printed: party, government, then the others; deputies behind. */
const ORDER: readonly RegExp[] = [
  /^[县区市]委书记$/,
  /^代?[县区市]长$|[县区市]委副书记/,
  /人大/,
  /政协/,
  /[县区市]委/,
  /^副[县区市]长|副[县区市]长$/,
];

function weight(post: string): number {
  const at = ORDER.findIndex((pattern) => pattern.test(post));
  return at < 0 ? ORDER.length : at;
}
