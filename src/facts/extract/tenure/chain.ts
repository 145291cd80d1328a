import type { PlaceMention } from '../../../region/gazetteer.ts';
import { namesAt } from '../../../text/person-name.ts';
import type { Span } from '../../../text/span.ts';
import { barePost, LINK } from './bare-post.ts';
import { goesOn } from './mark.ts';
import { knownWordAt } from './name-end.ts';
import { overlapping } from './nearby.ts';
import { LEVEL_HEAD } from './organ.ts';
import { placedPost } from './placed-post.ts';
import type { Chain, Post } from './post.ts';
import { alternatives, POST_WORDS } from './post-words.ts';
import { deputyOf, headOfOffice } from './related-post.ts';

/** Longest organ looked at before a head, in characters; names of offices and companies stay below. */
const ORGAN_MAX = 22;
const HEAD = new RegExp(`(?:${alternatives(POST_WORDS.head)})`, 'g');

/**
 * The chains of posts in a stretch of simplified text, in order.
 * @param earlier posts of the sentences before it in the same paragraph, for deputies named without their organ
 */
export function findChains(
  text: string,
  sentence: Span,
  places: readonly PlaceMention[],
  earlier: readonly Post[] = [],
): readonly Chain[] {
  const chains: Post[][] = [];
  const chiefs = new Map(earlier.map((post) => [post.head, post]));
  // Not beyond the sentence: the next head may be an article away, and would be looked for again in each sentence.
  const within = text.slice(0, sentence.end);
  HEAD.lastIndex = sentence.start;
  for (let hit = HEAD.exec(within); hit; hit = HEAD.exec(within)) {
    const head = hit[0];
    const before = chains.at(-1);
    const last = before?.at(-1);
    const next = text.slice(hit.index + head.length, hit.index + head.length + 4);
    if (goesOn(next, LEVEL_HEAD.test(head)) && !opensName(text, hit.index + head.length)) continue;
    const window = { start: Math.max(sentence.start, hit.index - ORGAN_MAX, last?.end ?? 0), end: hit.index };
    const run = unbroken(text, window);
    const post =
      readPost(text, window, run, head, places, last) ??
      deputyOf(chiefs.get(head), text, run, places) ??
      headOfOffice(head, text, sentence, run, places);
    if (post === null) continue;
    if (post.organ !== '') chiefs.set(head, post);
    if (before && last && LINK.test(text.slice(last.end, post.start))) before.push(post);
    else chains.push([post]);
  }
  return chains.map((posts) => ({
    posts,
    start: posts[0]?.start ?? 0,
    end: posts.at(-1)?.end ?? 0,
  }));
}

/** 县长江叙白代表…: no 长江, where a usual name and a word that follows names stand. */
function opensName(text: string, at: number): boolean {
  return namesAt(text, at).some(
    ({ end, usual, family, given, doubtful }) =>
      usual && given === 2 && family === 'ordinary' && !doubtful && knownWordAt(text, end) > 1,
  );
}

function readPost(
  text: string,
  window: Span,
  run: Span,
  head: string,
  places: readonly PlaceMention[],
  last: Post | undefined,
): Post | null {
  const end = window.end + head.length;
  const near = overlapping(places, run.start, window.end + 1);
  // A name that runs on behind the head's first character holds the head: 山西省长治市.
  if (near.some(({ start, end: placeEnd }) => start < window.end && placeEnd > window.end + 1)) return null;
  const place = near.findLast(({ start }) => start < window.end);
  const placed = place && placedPost(text, place, window.end, head, end);
  if (placed) return placed;
  const start = place ? Math.min(place.end, window.end) : run.start;
  return barePost(text, { start, end: window.end }, head, end, last);
}

/** The stretch directly before the head without punctuation, spaces, digits and Latin letters. */
function unbroken(text: string, window: Span): Span {
  let start = window.end;
  while (start > window.start && /\p{Script=Han}/u.test(text.charAt(start - 1))) start--;
  return { start, end: window.end };
}
