import type { NameCandidate } from '../../../text/person-name.ts';
import { namesAt } from '../../../text/person-name.ts';
import { knownWordAt, nameEndWeight } from './name-end.ts';
import { alternatives, POST_WORDS, wordsOf } from './post-words.ts';

/** A person's name as it stands in a text. */
export interface Holder {
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

export interface EndingHolder extends Holder {
  /** Whether its form is that of most names: two usual characters behind a family name. */
  readonly sure: boolean;
}

/** Whether a stretch is taken by a place or a title. */
export type Closed = (start: number, end: number) => boolean;

const RECURRENCE_WEIGHT = 2;
const RECURRENCES_MAX = 3;
/** A name repeated thousands of times need not be looked up each time. */
const LOOKUPS_MAX = 60;
const USUAL_WEIGHT = 2;
/** Six of seven Chinese names have three characters. */
const LONG_WEIGHT = 1.5;
const FOLLOWER_WEIGHT = 3;
const BEGINS_WEIGHT = 5;
/** A mark, a word, or a single character with more behind it. */
const SURE_END = 3;
/** A mark or a word. */
const SURE_WORD = 4;
const LIST_MARK = /^(?:以及|[、和与及])/;
const LIST_MAX = 12;
/** 张家庄村, 李家街道, 高兴地: what stands before these is no person, unless the article says more. */
const TAIL = /^[村镇乡县市区街路河沟庄地]/;
/** 李书记, 张县长: a family name and a title. */
const TITLE_INSIDE = new RegExp(`^(?:${alternatives(POST_WORDS.head)}|代表|委员|老师|医生)`);
/** 县长谷雨调任…, 副县长高明不再担任…: what only a person does. */
const OFFICE_BEHIND = new RegExp(
  `^(?:同志|${alternatives(
    wordsOf('subject')
      .split('|')
      .filter((word) => word.length > 1),
  )})`,
);
const JOINING_END = /[和与及]$/;

/**
 * Finds names in one article. How long a name is, is settled by what follows it here, by where else in the
 * article the same characters stand with something else behind them, and by how long names usually are.
 */
export class HolderFinder {
  readonly #text: string;
  readonly #support = new Map<string, number>();

  constructor(simplified: string) {
    this.#text = simplified;
  }

  /** The name that starts at `at` (right behind a title), or null. */
  at(at: number, closed: Closed): Holder | null {
    return this.#best(at, closed, believable);
  }

  /** A name at `at` that needs no title before it to be believed: 张三任…, 张三因… */
  subjectAt(at: number, closed: Closed): Holder | null {
    return this.#best(at, closed, selfEvident);
  }

  /**
   * The names that end exactly at `end`, e.g. before 同志; the best supported one.
   * @param lead what stands before a name here, if anything is known of it: 任命, 免去
   */
  endingAt(end: number, from: number, closed: Closed, lead?: RegExp): EndingHolder | null {
    let best: EndingHolder | null = null;
    let most = -1;
    for (let start = Math.max(from, end - 5); start < end; start++)
      for (const candidate of namesAt(this.#text, start)) {
        if (candidate.end !== end || closed(start, end) || /\d/.test(this.#text.charAt(start - 1))) continue;
        // 由张某代理: the word in front is no family name.
        if (candidate.family === 'word' && lead?.test(this.#text.slice(Math.max(from, start - 8), start + 1)))
          continue;
        const begins = this.#begins(start, from, lead);
        if (!begins && (candidate.family !== 'ordinary' || candidate.doubtful)) continue;
        const score =
          this.#supportOf(candidate) +
          (begins ? BEGINS_WEIGHT : 0) +
          (candidate.usual ? USUAL_WEIGHT : 0) +
          (candidate.given === 2 ? LONG_WEIGHT : 0);
        if (score > most) {
          best = { start, end, name: candidate.name, sure: candidate.usual && candidate.given === 2 };
          most = score;
        }
      }
    return best;
  }

  /** A name at `at` and the names joined to it with 、 or 和. */
  listAt(at: number, closed: Closed): readonly Holder[] {
    const found: Holder[] = [];
    for (let start = at; found.length < LIST_MAX; ) {
      const holder: Holder | null = this.#best(start, closed, found.length === 0 ? believable : listed);
      if (holder === null) break;
      found.push(holder);
      const mark = LIST_MARK.exec(this.#text.slice(holder.end, holder.end + 2));
      if (mark === null) break;
      start = holder.end + mark[0].length;
    }
    return found;
  }

  #best(at: number, closed: Closed, accepts: (found: Weighed) => boolean): Holder | null {
    // 县长安排…, 局长应邀…: a word of everyday language that begins like a name.
    const known = knownWordAt(this.#text, at);
    if (known > 1 && !OFFICE_BEHIND.test(this.#text.slice(at + known, at + known + 4))) return null;
    // 镇党委书记李书记: a name is not a family name and a title.
    if (TITLE_INSIDE.test(this.#text.slice(at + 1, at + 6))) return null;
    let best: Holder | null = null;
    let most = 0;
    for (const candidate of namesAt(this.#text, at, true)) {
      if (closed(candidate.start, candidate.end)) continue;
      const { end } = candidate;
      if (candidate.word && !OFFICE_BEHIND.test(this.#text.slice(end, end + 4))) continue;
      // 县长张三和现任县长李四: 和 joins two titles.
      if (JOINING_END.test(candidate.name) && closed(end, end + 1)) continue;
      const after = nameEndWeight(this.#text, candidate.end, (from) => closed(from, from + 1));
      const elsewhere = this.#supportOf(candidate);
      const tail = TAIL.test(this.#text.charAt(candidate.end));
      // 县长高度重…, 局长应急管…: a word and the beginning of another, unless all else says it is a name.
      if (candidate.doubtful && knownWordAt(this.#text, at + 1) > 1) continue; // 于近日
      if (
        candidate.doubtful &&
        !candidate.word &&
        !(candidate.usual && (after >= SURE_WORD || elsewhere > 0))
      )
        continue;
      if (!accepts({ candidate, after, elsewhere, tail })) continue;
      const score =
        after +
        elsewhere +
        (candidate.usual ? USUAL_WEIGHT : 0) +
        (candidate.given === 2 ? LONG_WEIGHT : 0) -
        // 李四作表态: what follows names, where no name has it often.
        (!candidate.usual && knownWordAt(this.#text, end - 1) > 0 ? FOLLOWER_WEIGHT : 0);
      if (score > most) {
        best = { start: candidate.start, end: candidate.end, name: candidate.name };
        most = score;
      }
    }
    return best;
  }

  #begins(start: number, from: number, lead: RegExp | undefined): boolean {
    if (start === from || /[^\p{Script=Han}]/u.test(this.#text.charAt(start - 1))) return true;
    return lead?.test(this.#text.slice(Math.max(from, start - 12), start)) ?? false;
  }

  /**
   * How well the same characters are supported elsewhere in the article: only with another character behind them
   * than here do they tell where the name ends (王刚说 said twice is no name 王刚说).
   */
  #supportOf({ name, end }: NameCandidate): number {
    const next = this.#text.charAt(end);
    const key = `${name}${next}`;
    const known = this.#support.get(key);
    if (known !== undefined) return known;
    let count = 0;
    let looked = 0;
    for (
      let at = this.#text.indexOf(name);
      at !== -1 && count < RECURRENCES_MAX && looked < LOOKUPS_MAX;
      at = this.#text.indexOf(name, at + name.length)
    ) {
      looked++;
      const behind = at + name.length;
      if (this.#text.charAt(behind) !== next && nameEndWeight(this.#text, behind, () => false) >= SURE_END)
        count++;
    }
    const support = RECURRENCE_WEIGHT * count;
    this.#support.set(key, support);
    return support;
  }
}

interface Weighed {
  readonly candidate: NameCandidate;
  /** See {@link nameEndWeight}. */
  readonly after: number;
  readonly elsewhere: number;
  /** Whether a word for a place or an office goes on behind it. */
  readonly tail: boolean;
}

/** Right behind a title: anything with the form of a name, the more suspect the more it must show. */
function believable({ candidate: { usual, family }, after, elsewhere, tail }: Weighed): boolean {
  if (elsewhere > 0) return true;
  if (tail) return false;
  if (family === 'word') return usual && after > 0;
  return usual || after > 0;
}

/** Behind 、 in a list of names: what is listed there may be something else (公安、消防). */
function listed({ candidate: { usual, family, given }, after, elsewhere, tail }: Weighed): boolean {
  if (elsewhere > 0) return true;
  if (tail) return false;
  if (family === 'word') return usual && after >= SURE_END;
  return usual ? after > 0 || given === 2 : after >= SURE_END && given === 2;
}

/** Without a title before it. */
function selfEvident({ candidate: { usual, family, given }, after, elsewhere, tail }: Weighed): boolean {
  if (family !== 'ordinary' || tail || after === 0) return false;
  return usual || elsewhere > 0 || (given === 2 && after >= SURE_END);
}
