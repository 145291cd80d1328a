import type { Division, DivisionLevel } from '../../../region/gazetteer.ts';
import type { Span } from '../../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import { lastEndingBy } from './nearby.ts';
import type { Post } from './post.ts';

/** 从蒲县调来，任县长: where one comes from is not where one holds the post. */
const ORIGIN = /(?:从|由|自)$/;

function isOrigin({ start }: Span, sentence: AnnotatedSentence): boolean {
  return ORIGIN.test(sentence.text.slice(Math.max(0, start - sentence.start - 2), start - sentence.start));
}

/** Which divisions a bare level means: 县委 a county's, 市委 a county-level city's or a prefecture's. */
const LEVELS: Readonly<Record<string, readonly DivisionLevel[]>> = {
  省: ['province'],
  市: ['county-level-city', 'prefecture'],
  县: ['county'],
  区: ['district'],
  旗: ['county'],
  州: ['prefecture'],
  盟: ['prefecture'],
  镇: ['township'],
  乡: ['township'],
  街道: ['township'],
};

/** How many sentences back the township of a bare 镇长 may stand. */
const SENTENCES_BACK = 24;
/** How many titles back in a sentence the place of a bare title may stand. */
const TITLES_BACK = 16;

/**
 * Settles whose post a post is when the text does not say it right there.
 *
 * 县委 and 区委 are the county's in force, 市委 is the city's in force or the prefecture above a county; a place
 * named in the same list of titles wins (临汾市委…，市人大…).
 */
export class PostPlaces {
  readonly #document: AnnotatedArticle;

  constructor(document: AnnotatedArticle) {
    this.#document = document;
  }

  /**
   * @param before posts that stand earlier in the same sentence, with the division each was given
   * @param joined the division of the post right before it of the same person, undefined when it is the first
   */
  resolve(
    post: Post,
    sentence: AnnotatedSentence,
    before: readonly (readonly [Post, Division | null])[],
    joined?: Division | null,
  ): Division | null {
    if (post.division) return post.division;
    if (post.seat === 'company' || post.seat === 'untold') return null;
    // 市人大常委会副秘书长、办公室主任: an office without a level is the one's before it.
    if (post.level === '' && joined) return joined;
    const levels = LEVELS[post.level];
    const fits = (division: Division | null): boolean =>
      division !== null && (levels === undefined || levels.includes(division.level));
    // 县统计局局长张某调任甲县副县长，其县统计局局长职务…: the same organ is the same county's.
    const same = before.findLast(
      ([earlier]) =>
        post.organ !== '' && post.level !== '' && earlier.organ === post.organ && earlier.division === null,
    )?.[1];
    if (same && /局|委员会|中心|办公室/.test(post.organ)) return same;
    const titled = before
      .slice(-TITLES_BACK)
      .findLast(
        ([earlier, division]) => earlier.division !== null && fits(division) && !isOrigin(earlier, sentence),
      )?.[1];
    if (titled) return titled;
    const force = this.#inForce(post, sentence);
    if (levels === undefined) return force;
    const named = lastEndingBy(sentence.places, post.start);
    if (named && post.level !== '市' && fits(named.division) && !isOrigin(named, sentence))
      return named.division;
    return this.#upOrSame(force, levels) ?? this.#townshipBefore(post, sentence);
  }

  /** 镇党委书记 in a story that named its 镇 sentences ago. */
  #townshipBefore({ level }: Post, sentence: AnnotatedSentence): Division | null {
    if (LEVELS[level]?.includes('township') !== true) return null;
    const { sentences } = this.#document;
    const index = sentences.indexOf(sentence);
    for (let back = index - 1; back >= Math.max(0, index - SENTENCES_BACK); back--) {
      const named = sentences[back]?.places.findLast(
        ({ division }) => division.level === 'township' && division.name.endsWith(level),
      );
      if (named) return named.division;
    }
    return null;
  }

  /** The county or city the story is about at this point; page furniture speaks of other stories. */
  #inForce(post: Post, sentence: AnnotatedSentence): Division | null {
    const { gazetteer, mainPlace } = this.#document;
    if (sentence.furniture) return null;
    const own = lastEndingBy(sentence.places, post.start);
    const name = sentence.placeInForce ?? mainPlace;
    const force = name === null ? undefined : gazetteer.byName(name);
    const county = own && gazetteer.countyOf(own.division);
    if (!force) return county ?? null;
    return this.#isPassing(post, sentence, force) ? (gazetteer.byName(mainPlace ?? '') ?? force) : force;
  }

  /** 市发展研究中心主任 behind a comparison of counties: a city named paragraphs ago is not the 市 of a prefecture's story. */
  #isPassing({ level }: Post, sentence: AnnotatedSentence, force: Division): boolean {
    const { gazetteer, mainPlace, sentences } = this.#document;
    if (level !== '市' || force.level !== 'county-level-city' || mainPlace === null) return false;
    if (gazetteer.byName(mainPlace)?.level !== 'prefecture') return false;
    const index = sentences.indexOf(sentence);
    for (let back = index; back >= 0 && sentences[back]?.paragraph === sentence.paragraph; back--)
      if (sentences[back]?.places.some(({ division }) => division === force)) return false;
    return index >= 0;
  }

  #upOrSame(from: Division | null, levels: readonly DivisionLevel[]): Division | null {
    let at = from;
    while (at !== null) {
      if (levels.includes(at.level)) return at;
      at = at.parent === null ? null : (this.#document.gazetteer.byCode(at.parent) ?? null);
    }
    return null;
  }
}
