import { hash } from 'node:crypto';
import type { Answer, Answerer } from './answer.ts';

/** Answers kept: a few kilobytes each. */
const MOST = 2000;

/**
 * An answerer that works each question out once while the data stays as it is: the same data and question give the same
 * answer, and after a publication many people ask the same. Kept under a digest: no question is remembered.
 * @param revision changes whenever an answer might; see Store.revision
 */
export function remembered(answerer: Answerer, revision: () => Promise<string>): Answerer {
  const known = new Map<string, Promise<Answer>>();
  let at = '';
  return async (question) => {
    const now = await revision();
    if (now !== at) known.clear();
    at = now;
    const key = hash('sha256', JSON.stringify([question.text, question.context ?? []]), 'base64');
    const found = known.get(key);
    if (found !== undefined) {
      // Moved to the end: the first is the one not asked for longest.
      known.delete(key);
      known.set(key, found);
      return await found;
    }
    const answer = answerer(question);
    known.set(key, answer);
    const [oldest] = known.keys();
    if (known.size > MOST && oldest !== undefined) known.delete(oldest);
    // One that could not be worked out is tried again.
    answer.catch(() => known.delete(key));
    return await answer;
  };
}
