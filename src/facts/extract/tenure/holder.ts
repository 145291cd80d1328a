import { namesAt } from '../../../text/person-name.ts';
import { alternatives, NAME_FOLLOWERS } from './post-words.ts';

/** A person's name as it stands in a text. */
export interface Holder {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

const FOLLOWER = new RegExp(`^(?:${alternatives(NAME_FOLLOWERS)})`);
const BOUNDARY = /^(?:$|[^\p{Script=Han}A-Za-z0-9])/u;
const BOUNDARY_WEIGHT = 5;
const FOLLOWER_WEIGHT = 3;
/** Each further character of the word behind a name makes it surer that it is one. */
const FOLLOWER_LETTER_WEIGHT = 1;
const RECURRENCE_WEIGHT = 2;
const RECURRENCES_MAX = 4;
/** A name with nothing known behind it counts only when its characters are usual in names. */
const USUAL_WEIGHT = 2;
/** 说, 在, 对 end no given name unless their characters are usual there. */
const LETTER_FOLLOWERS = new Set(NAME_FOLLOWERS.filter((word) => word.length === 1));
const SWALLOWED_PENALTY = 3;
const LIST_MARK = /^(?:、|和|与|及|以及)/;
const LIST_MAX = 12;

/**
 * Finds names in one article: how long a name is, is settled by what follows it here and wherever else in the
 * article the same characters stand.
 */
export class HolderFinder {
  readonly #text: string;
  readonly #support = new Map<string, number>();

  constructor(simplified: string) {
    this.#text = simplified;
  }

  /** The name that starts at `at`, or null. */
  at(at: number, closed: (start: number, end: number) => boolean): Holder | null {
    let best: Holder | null = null;
    let most = 0;
    for (const { start, end, name, usual } of namesAt(this.#text, at)) {
      if (closed(start, end)) continue;
      const here = this.#followed(end);
      const elsewhere = this.#supportOf(name);
      if (here === 0 && !usual && elsewhere === 0) continue;
      const swallowed = !usual && LETTER_FOLLOWERS.has(name.slice(-1)) ? SWALLOWED_PENALTY : 0;
      const score = here + elsewhere + (usual ? USUAL_WEIGHT : 0) - swallowed;
      // On a tie the longer one: most given names have two characters.
      if (score >= most) {
        best = { start, end, name };
        most = score;
      }
    }
    return best;
  }

  /** The names that end exactly at `end`, e.g. before 同志; the best supported one. */
  endingAt(end: number, from: number, closed: (start: number, end: number) => boolean): Holder | null {
    let best: Holder | null = null;
    let most = -1;
    for (let start = Math.max(from, end - 5); start < end; start++)
      for (const candidate of namesAt(this.#text, start)) {
        if (candidate.end !== end || closed(start, end)) continue;
        const begins = start === from || /[^\p{Script=Han}]/u.test(this.#text.charAt(start - 1));
        const score =
          this.#supportOf(candidate.name) + (begins ? BOUNDARY_WEIGHT : 0) + (candidate.usual ? 1 : 0);
        if (score > most) {
          best = { start, end, name: candidate.name };
          most = score;
        }
      }
    return best;
  }

  /** A name at `at` and the names joined to it with 、 or 和. */
  listAt(at: number, closed: (start: number, end: number) => boolean): readonly Holder[] {
    const found: Holder[] = [];
    for (let start = at; found.length < LIST_MAX; ) {
      const holder = this.at(start, closed);
      if (holder === null || (found.length > 0 && this.#followed(holder.end) === 0)) break;
      found.push(holder);
      const mark = LIST_MARK.exec(this.#text.slice(holder.end, holder.end + 2));
      if (mark === null) break;
      start = holder.end + mark[0].length;
    }
    return found;
  }

  #followed(end: number): number {
    const rest = this.#text.slice(end, end + 8);
    if (BOUNDARY.test(rest)) return BOUNDARY_WEIGHT;
    const follower = FOLLOWER.exec(rest);
    if (follower === null) return 0;
    // 郭亮说。 is 郭亮, not 郭亮说: a word that fills the gap to the next mark counts more.
    const last = BOUNDARY.test(rest.slice(follower[0].length)) ? FOLLOWER_LETTER_WEIGHT : 0;
    return FOLLOWER_WEIGHT + FOLLOWER_LETTER_WEIGHT * (follower[0].length - 1) + last;
  }

  /** How often the same characters stand elsewhere with something that can follow a name behind them. */
  #supportOf(name: string): number {
    const known = this.#support.get(name);
    if (known !== undefined) return known;
    let count = 0;
    for (
      let at = this.#text.indexOf(name);
      at !== -1 && count <= RECURRENCES_MAX;
      at = this.#text.indexOf(name, at + name.length)
    )
      if (this.#followed(at + name.length) > 0) count++;
    const support = RECURRENCE_WEIGHT * Math.min(RECURRENCES_MAX, Math.max(0, count - 1));
    this.#support.set(name, support);
    return support;
  }
}
