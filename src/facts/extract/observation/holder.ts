import { namesAt } from '../../../text/person-name.ts';
import type { Span } from '../../../text/span.ts';
import type { AnnotatedSentence } from '../../document.ts';
import { isSubject } from '../../owner.ts';
import { LEAD_WORDS } from '../lexicon.ts';
import { nameEndWeight } from '../tenure/name-end.ts';
import {
  ANOTHER,
  NEVER_IN_NAME,
  NEXT_ITEM,
  NO_SUBJECT,
  OPENING,
  PERSONAL,
  YARDSTICK,
} from './holder-clause.ts';
import { type Holder, type HolderRole, isOwn, joined, THIS, WORDS } from './holder-words.ts';

/** From `at` on numbers belong to `holder`; null: to the county again. */
interface Mark {
  readonly at: number;
  readonly holder: Holder | null;
  /** Where the clause begins that names the body. */
  readonly from?: number;
  /** True when the body is what somebody works on (抓好|云岭山景区|提质升级): only what such bodies have is its own. */
  readonly weak?: boolean;
}

/** Longest name of a holder, head included. */
const LONGEST = 20;
/** Sentences without a subject of their own that go on about the holder named last. */
const REACH = 2;
/** Whose, inside the county, a number is: walks the sentences of an article in order. */
export class HolderTracker {
  readonly #text: string;
  #town: string | null = null;
  #last: AnnotatedSentence | null = null;
  #marks: readonly Mark[] = [];
  #inForce: Holder | null = null;
  #known: readonly Holder[] = [];
  #paragraph = -1;
  #silent = 0;
  /** What has been told of whom: a later sentence without a subject tells it of them again. */
  readonly #told = new Set<string>();

  /** @param text the article's simplified text with full-width marks */
  constructor(text: string) {
    this.#text = text;
  }

  /**
   * To be called once per sentence, before its numbers are asked for.
   * @param projects where the sentence names projects: 县中医院搬迁项目 is not the hospital
   */
  enter(sentence: AnnotatedSentence, projects: readonly Span[]): void {
    const goesOn = sentence.paragraph === this.#paragraph && sentence.owners.length === 0;
    const before = goesOn ? (this.#marks.at(-1)?.holder ?? this.#inForce) : null;
    this.#silent = this.#marks.length > 0 ? 0 : this.#silent + 1;
    this.#paragraph = sentence.paragraph;
    this.#inForce =
      this.#silent < REACH &&
      before?.class !== 'people' &&
      before?.class !== 'person' &&
      before?.class !== 'chain' &&
      !NEXT_ITEM.test(sentence.text) &&
      !ANOTHER.test(sentence.text)
        ? before
        : null;
    this.#marks = this.#read(sentence, projects);
    if (this.#last !== null) this.#noticeTown(this.#last);
    this.#last = sentence;
  }

  /**
   * The name of an indicator with whose it is in front: a county's fact never takes a company's or a village's
   * number. The place of a fact stays the county.
   */
  named(sentence: AnnotatedSentence, at: number, indicator: string): string {
    const mark = this.#marks.findLast((candidate) => candidate.at <= at);
    const holder = mark === undefined ? this.#inForce : mark.holder;
    const certain = mark !== undefined && mark.weak !== true;
    if (
      holder !== null &&
      (certain || isOwn(holder, indicator) || this.#told.has(`${holder.name}|${indicator}`))
    ) {
      this.#told.add(`${holder.name}|${indicator}`);
      return joined(holder, indicator);
    }
    const town = this.#townOf(sentence, at);
    return town === null || indicator.includes(town) ? indicator : `${town}${indicator}`;
  }

  /** Whether a body with trades of its own is spoken of at `at`; a village grows what its county grows. */
  holds(at: number): boolean {
    const mark = this.#marks.findLast((candidate) => candidate.at <= at);
    const holder = mark === undefined ? this.#inForce : mark.holder;
    return holder !== null && !/village|person|people|chain/.test(holder.class);
  }

  /**
   * Where a place named before `at` ceases to own: 洪洞甲景区…；乙景区… says nothing of where the second lies.
   * The sentence's start when nothing speaks against it.
   */
  placesFrom(sentence: AnnotatedSentence, at: number): number {
    const mark = this.#marks.findLast((candidate) => candidate.at <= at);
    if (mark?.from === undefined || mark.holder === null) return sentence.start;
    const from = mark.from;
    const another = this.#marks.some((other) => other.from !== undefined && other.from < from);
    return another && this.#text.lastIndexOf('；', from) >= sentence.start ? from : sentence.start;
  }

  /** A town's number carries the town in its name. 全镇 means the town named last. */
  #townOf(sentence: AnnotatedSentence, at: number): string | null {
    const text = this.#text;
    const segment = Math.max(sentence.start, text.lastIndexOf('；', at) + 1);
    const before = text.slice(segment, at);
    if (/(?:全县|全市|全区)[^，。；]{0,30}$/.test(before)) return null;
    const named = sentence.places.findLast(
      ({ division, start, end }) => division.level === 'township' && end <= at && start >= segment,
    );
    if (named !== undefined) return this.#ownsTown(sentence, named) ? named.division.name : null;
    return /(?:全|该)(?:镇|乡|街道)|镇里|镇上|乡里/.test(before) ? this.#town : null;
  }

  #ownsTown(sentence: AnnotatedSentence, { start, end }: Span): boolean {
    const text = this.#text;
    return (
      isSubject(text.slice(sentence.start, start), text.slice(end, end + 24)) ||
      text.charAt(end) === '的' ||
      /[市县区]$/.test(text.slice(Math.max(0, start - 1), start))
    );
  }

  /** 走进甲县乙镇，…。全镇…: the town last named is the one meant later, figures or none. */
  #noticeTown(sentence: AnnotatedSentence): void {
    const named = sentence.places.findLast(
      (mention) => mention.division.level === 'township' && this.#ownsTown(sentence, mention),
    );
    if (named !== undefined) this.#town = named.division.name;
  }

  /** Where in a sentence figures begin to be somebody's. */
  #read(sentence: AnnotatedSentence, projects: readonly Span[]): readonly Mark[] {
    const marks: Mark[] = [];
    for (let start = sentence.start; start < sentence.end; ) {
      let end = start;
      while (end < sentence.end && !'，；：。！？\n'.includes(this.#text.charAt(end))) end++;
      for (const owner of sentence.owners)
        if (
          owner.at >= start &&
          owner.at < end &&
          !YARDSTICK.test(this.#text.slice(Math.max(0, owner.at - 3), owner.at))
        )
          marks.push({ at: owner.at, holder: null });
      const own = this.#subjectOf(sentence, start, end, projects);
      if (own !== null) marks.push(own);
      // A list parted by ； goes on with the county unless its next item names another.
      else if (this.#text.charAt(start - 1) === '；' && start > sentence.start && !this.#goesOn(start))
        marks.push({ at: start, holder: null });
      start = end + 1;
    }
    return marks.sort((a, b) => a.at - b.at);
  }

  /** …；实现利润9.7亿元: a clause that opens with a verb or with what bodies have tells on of the same. */
  #goesOn(start: number): boolean {
    const opening =
      /^(?:[\ue000同时并还共累计已全年]{0,4})/.exec(this.#text.slice(start, start + 4))?.[0].length ?? 0;
    return WORDS.own.at(this.#text, start + opening) !== null;
  }

  /** The holder that is the subject of the clause. */
  #subjectOf(
    sentence: AnnotatedSentence,
    start: number,
    end: number,
    projects: readonly Span[],
  ): Mark | null {
    const opened = this.#behindOpening(sentence, start, end);
    const worked = LEAD_WORDS.cut.at(this.#text, opened, end) ?? LEAD_WORDS.start.at(this.#text, opened, end);
    const weak = worked !== null && worked.word.length > 1 && !/\d/.test(this.#text.slice(worked.end, end));
    let from = weak ? worked.end : opened;
    const person = this.#personOf(from, end);
    if (person !== null) return person;
    let head = this.#headOf(sentence, from, end);
    if (head === null) {
      const behind = this.#behindRelative(from, end);
      head = behind === from ? null : this.#headOf(sentence, behind, end);
      from = behind;
    }
    if (head === null) return this.#personOf(from, end);
    const headEnd = head.end;
    if (projects.some((name) => name.start < headEnd && name.end > headEnd)) return null;
    const written = this.#text.slice(from, headEnd).replaceAll(/[“”]/g, '');
    // 全县脱贫人口 are named by the word alone.
    const plain = head.role === 'whole' ? head.word : written.replace(THIS, '');
    const after = this.#text.slice(headEnd, headEnd + 4);
    const counted = /^\d/.test(after);
    if (head.role === 'back' || (head.role === 'head' && plain === head.word)) {
      // 公司, 该景区, 全村: the one of this class named last.
      if (counted && head.role === 'head' && written === plain) return null;
      const last = this.#meant(head);
      return last === undefined ? null : { at: headEnd, holder: last, weak };
    }
    if (head.role === 'head' && (plain.length < head.word.length + (head.word === '村' ? 1 : 2) || counted))
      return null;
    const holder = { name: plain, class: head.value };
    this.#known = [...this.#known.filter(({ name }) => name !== plain).slice(-7), holder];
    return NO_SUBJECT.test(after) ? null : { at: headEnd, holder, weak, from: start };
  }

  /** Whom 公司, 园区, 开发区 mean: of those of the class the one last named so, else one whose name ends like it, else the last. */
  #meant({ word, value }: FoundHead): Holder | undefined {
    const fit = this.#known.filter((holder) => value === 'any' || holder.class === value);
    return (
      fit.findLast(({ name }) => name.endsWith(word)) ??
      fit.findLast(({ name }) => name.endsWith(word.slice(-1))) ??
      fit.at(-1)
    );
  }

  /** 种植户老李, 果农王二旺: what is told of one household carries its name. */
  #personOf(from: number, end: number): Mark | null {
    const word = WORDS.person.at(this.#text, from, end);
    if (word === null) return null;
    const name =
      PERSONAL.exec(this.#text.slice(word.end, Math.min(end, word.end + 5)))?.[0] ?? this.#nameAt(word.end);
    if (name === '') return null;
    return { at: word.end + name.length, holder: { name: `${word.word}${name}`, class: 'person' } };
  }

  /** 冯有田 in 果农冯有田正忙着…: by form, with a word behind it that names stand in front of; '' for none. */
  #nameAt(at: number): string {
    const text = this.#text;
    const found = namesAt(text, at).findLast(
      ({ end, usual, family }) => usual && family === 'ordinary' && nameEndWeight(text, end, () => false) > 0,
    );
    return found?.name ?? '';
  }

  /** Behind the words of time, place and discourse a clause opens with. */
  #behindOpening(sentence: AnnotatedSentence, start: number, end: number): number {
    let from = start;
    for (;;) {
      const period = sentence.periods.find((mention) => mention.start === from && mention.end <= end);
      const place = sentence.places.find((mention) => mention.start === from && mention.end <= end);
      const opening = OPENING.exec(this.#text.slice(from, Math.min(end, from + 8)))?.[0].length ?? 0;
      const next = period?.end ?? place?.end ?? from + opening;
      if (next === from) return from;
      from = next;
    }
  }

  /** Behind 关王庙乡的, 远近闻名的: what describes the subject; an indicator (年产量最大的) describes no body. */
  #behindRelative(from: number, end: number): number {
    const relative = /^(?:\d{2}多?岁)?[\u3400-\u9fff]{0,12}?的(?=[\u3400-\u9fff])/.exec(
      this.#text.slice(from, Math.min(end, from + 14)),
    );
    return relative === null || /[收产支额值量率数]/.test(relative[0]) ? from : from + relative[0].length;
  }

  /** The last head of a name that begins at `from`, before a verb, a number or a mark. */
  #headOf(sentence: AnnotatedSentence, from: number, end: number): FoundHead | null {
    const text = this.#text;
    const limit = Math.min(end, from + LONGEST);
    let found: FoundHead | null = null;
    // 全县小学 are all of them; 全县脱贫人口 are a group of people all the same.
    const all = /^(?:全|各|我)(?:县|市|区|镇|乡|省)/.test(text.slice(from, limit)) ? 2 : 0;
    for (let i = from + all; i < limit; i++) {
      if (!/[\u3400-\u9fffA-Za-z“”（）]/.test(text.charAt(i)) || NEVER_IN_NAME.test(text.slice(i, i + 2)))
        break;
      if (sentence.periods.some((mention) => mention.start === i)) break;
      for (const role of ['back', 'whole', 'head'] as const) {
        const word = WORDS[role].at(text, i, limit);
        if (word === null || (found !== null && word.end <= found.end)) continue;
        if (role !== 'head' && i > from + all) continue;
        if (role === 'head' && (all > 0 || WORDS.none.endingAt(text, word.end, from) !== null)) continue;
        found = { end: word.end, word: word.word, value: word.value, role };
        break;
      }
      if (found?.role === 'whole' || LEAD_WORDS.cut.at(text, i, limit) !== null) break;
    }
    return found;
  }
}

interface FoundHead {
  readonly end: number;
  readonly word: string;
  readonly value: string;
  readonly role: HolderRole;
}
