import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Proof } from '../compose/reply.ts';
import { dateWords, say } from '../compose/texts.ts';
import { placedPost } from '../understand/posts.ts';

/** One person, one post, one date. */
export function tell(row: Tenure): string {
  const key =
    row.status === 'left'
      ? 'postLeft'
      : row.status === 'former'
        ? 'postFormer'
        : row.status === 'candidate'
          ? 'postCandidate'
          : 'post';
  return say(key, {
    person: row.person,
    posts: placedPost(row.place ?? '', row.posts.join('、')),
    date: dateWords(row.asOf),
  });
}

/** The sentence that names a person in a post. */
export function tenureProof(row: Stored<Tenure>): Proof {
  return {
    articleId: row.articleId,
    ref: row.id,
    text: row.evidence.text,
    focus: Math.max(0, row.evidence.text.indexOf(row.person)),
  };
}
