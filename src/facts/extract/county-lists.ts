import type { Period } from '../../text/date.ts';
import { findPeriods } from '../../text/period.ts';
import type { Quantity } from '../../text/quantity.ts';
import { toSimplified } from '../../text/script.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../document.ts';
import { indicatorLexicon } from '../indicators.ts';
import type { ReportedObservation } from '../model.ts';
import { readListHeading } from './county-list/heading.ts';
import { type Item, itemAt } from './county-list/item.ts';
import { type DatedHeading, rowsOf } from './county-list/rows.ts';
import { claimOf } from './observation/claim.ts';
import { isStatistic, leadPeriod, reported } from './observation/mention.ts';
import { PeriodTracker } from './observation/time.ts';
import { endsInComparison, isBalance } from './observation/time-words.ts';
import { foldMarks, readArticle } from './reading.ts';

/** What lists of counties tell, and where the numbers stand that are the lists' alone, read or held back. */
export interface CountyFigures {
  readonly rows: readonly ReportedObservation[];
  readonly claimed: ReadonlySet<number>;
}

/** A list of fewer counties is a sentence about one. */
const LEAST = 2;
/** Lines under the title alone: fewer may be anything. */
const LEAST_TITLED = 3;
/** What may stand behind the figures of an item before the next one begins: ，居全市第1位； */
const LONGEST_REST = 24;
/** In front of the first item of a list that its own sentence heads. */
const OPENER = /：|(?:分别|依次)?[为是]：?/g;
/** The end of a sentence of its own that heads the next ones. */
const HEADS = /(?:如下|分别为|依次为|情况|排名|排行)[。：]?$/;
const LONGEST_HEADING = 60;
/** ；后三名：, of what the list before was of. */
const PICKED_AGAIN = /^[前后末][一二两三四五六七八九十\d]{1,2}[名位]?的?(?:县|市|区)?(?:依次|分别)?$/;
/** A heading under which nothing is read. */
const UNREAD: DatedHeading = { sides: [], ranked: false, ofAll: false, periods: [], status: 'actual' };

/**
 * The figures of lists of counties under a heading that says what they are: 各县（市、区）地区生产总值及增速：尧都区
 * 112.6亿元，增长5.1%；…, in one sentence or a county a line, numbered or not. Which figure is which tells its unit;
 * where two things announced have the same unit nothing is read.
 */
export function extractCountyLists(document: AnnotatedArticle): CountyFigures {
  return new ListReader(document).read();
}

/** What heads the items that follow. */
interface Above {
  readonly heading: DatedHeading;
  /** The paragraph its items must stand in; null for lines of their own. */
  readonly paragraph: number | null;
  readonly least: number;
}

/** Walks the sentences of one article, list by list. */
class ListReader {
  readonly #document: AnnotatedArticle;
  readonly #text: string;
  readonly #periods: PeriodTracker;
  readonly #rows: ReportedObservation[] = [];
  readonly #claimed = new Set<number>();

  constructor(document: AnnotatedArticle) {
    this.#document = document;
    this.#text = readArticle(document).text;
    this.#periods = new PeriodTracker(document);
  }

  read(): CountyFigures {
    let above = this.#titled();
    let items: Item[] = [];
    let previous: AnnotatedSentence | null = null;
    for (const sentence of readArticle(this.#document).sentences) {
      this.#periods.enter(sentence);
      const goesOn = above !== null && (above.paragraph ?? sentence.paragraph) === sentence.paragraph;
      const listed = goesOn ? this.#itemsAt(sentence, sentence.start) : [];
      if (listed.length === 0) {
        this.#take(above, items);
        const inline = this.#inline(sentence, previous);
        for (const list of inline.slice(0, -1)) this.#take(list, list.items);
        above = inline.at(-1) ?? this.#headed(sentence, previous);
        items = [...(inline.at(-1)?.items ?? [])];
      } else items.push(...listed);
      this.#periods.leave(sentence);
      previous = sentence;
    }
    this.#take(above, items);
    return { rows: this.#rows, claimed: this.#claimed };
  }

  #take(above: Above | null, items: readonly Item[]): void {
    const places = items.flatMap(({ place }) => (place === null ? [] : [place]));
    // A county listed twice: two lists have run into each other.
    if (above === null || places.length < above.least || new Set(places).size < places.length) return;
    for (const { figures } of items) for (const { at } of figures) this.#claimed.add(at);
    this.#rows.push(...rowsOf(this.#document, above.heading, items));
  }

  /** The items from `at` on, one behind the other; none when no item begins there. */
  #itemsAt(sentence: AnnotatedSentence, at: number): readonly Item[] {
    const items: Item[] = [];
    for (let next: number | null = at; next !== null; ) {
      const item: Item | null = itemAt(this.#document, this.#text, sentence, next);
      if (item === null) break;
      items.push(item);
      next = this.#nextAfter(sentence, item.end);
    }
    return items;
  }

  /** Where the next item may begin: behind the mark, or behind a short rest that names nothing new. */
  #nextAfter(sentence: AnnotatedSentence, end: number): number | null {
    const mark = /^[；，、。\s]{1,3}/.exec(this.#text.slice(end, Math.min(end + 3, sentence.end)))?.[0];
    if (mark !== undefined && itemAt(this.#document, this.#text, sentence, end + mark.length) !== null)
      return end + mark.length;
    const semicolon = this.#text.indexOf('；', end);
    if (semicolon < 0 || semicolon >= sentence.end || semicolon - end > LONGEST_REST) return null;
    const rest = this.#text.slice(end, semicolon);
    return rest.includes('：') || indicatorLexicon().find(rest).length > 0 ? null : semicolon + 1;
  }

  /** 各县增速分别为：甲县8.1%、乙县7.5%；后三名：丙县…: headings and items in one sentence. */
  #inline(
    sentence: AnnotatedSentence,
    previous: AnnotatedSentence | null,
  ): readonly (Above & { readonly items: readonly Item[] })[] {
    const text = this.#text.slice(sentence.start, sentence.end);
    const lists: (Above & { readonly items: readonly Item[] })[] = [];
    let from = sentence.start;
    for (const opener of text.matchAll(OPENER)) {
      const at = sentence.start + opener.index;
      const items = at < from ? [] : this.#itemsAt(sentence, at + opener[0].length);
      if (items.filter(({ place }) => place !== null).length < LEAST) continue;
      const again = lists.at(-1)?.heading;
      const rest = text.slice(from - sentence.start, opener.index).replace(/^[；，]/, '');
      const heading =
        again !== undefined && PICKED_AGAIN.test(rest)
          ? again
          : (this.#heading(sentence, at, previous) ?? (items.every(isTwice) ? UNREAD : null));
      if (heading === null) continue;
      lists.push({ heading, paragraph: sentence.paragraph, least: LEAST, items });
      // 后两名的是甲县…: how many are told is nobody's rank.
      for (const told of sentence.quantities)
        if (told.end <= at && at - told.end <= 2 && this.#headsList(told))
          this.#claimed.add(told.rawSpan.start);
      from = items.at(-1)?.end ?? from;
    }
    return lists;
  }

  /** A sentence without figures that heads the next ones: a line of its own, or 各县增速如下。 */
  #headed(sentence: AnnotatedSentence, previous: AnnotatedSentence | null): Above | null {
    const length = sentence.end - sentence.start;
    const text = this.#text.slice(sentence.start, sentence.end);
    if (length > LONGEST_HEADING || sentence.quantities.some((each) => !this.#headsList(each))) return null;
    if (/[。！？]$/.test(text) && !HEADS.test(text)) return null;
    const heading = this.#heading(sentence, sentence.end - (/[。：]$/.exec(text)?.[0].length ?? 0), previous);
    return heading === null ? null : { heading, paragraph: null, least: LEAST };
  }

  /** What stands in a sentence in front of `end` as a heading; its last clause alone where more stands there. */
  #heading(
    sentence: AnnotatedSentence,
    end: number,
    previous: AnnotatedSentence | null,
  ): DatedHeading | null {
    const before = this.#text.slice(sentence.start, end);
    const from = before.lastIndexOf('；') + 1;
    const counted = sentence.quantities.findLast(
      (quantity) => quantity.end <= end && !this.#headsList(quantity),
    );
    const clause = Math.max(before.lastIndexOf('，') + 1, from);
    const whole = counted === undefined ? readListHeading(before.slice(from), null) : null;
    const led = this.#outer([
      before.slice(0, clause),
      this.#said(sentence, previous),
      sentence.section ?? '',
    ]);
    const told =
      whole ??
      (counted === undefined || counted.end <= sentence.start + clause
        ? readListHeading(before.slice(clause), led)
        : null);
    if (told === null) return null;
    const { status } = claimOf(before, '', sentence.section, []);
    const planned = status === 'plan' || status === 'target' ? { from: null } : null;
    const own = this.#own(sentence, end);
    const periods = told.sides.map(({ indicator, side }) => {
      const wish = {
        event: false,
        stock: false,
        planned,
        balance: isBalance(indicator),
        result: side !== 'level',
      };
      return own === undefined ? this.#periods.at(sentence, end, wish) : own;
    });
    return { ...told, periods, status, ...basisOf(before) };
  }

  /** 全市17个县（市、区）, 前两名: how many are listed is no figure of the list. */
  #headsList({ kind, start, end }: Quantity): boolean {
    const picked = kind === 'count' && /[前后末]/.test(this.#text.charAt(start - 1));
    return kind === 'rank' || picked || /^\d{1,2}个?县/.test(this.#text.slice(start, end + 1));
  }

  /** The time a heading itself names; null for 一季度和1—4月各县增速, undefined where it names none. */
  #own(sentence: AnnotatedSentence, end: number): Period | null | undefined {
    const told = sentence.periods.filter(
      (mention) =>
        mention.end <= end &&
        isStatistic(mention) &&
        !endsInComparison(this.#text.slice(sentence.start, mention.start)),
    );
    const [first, ...others] = told;
    if (first === undefined) return undefined;
    // 2026年，…上半年…: the later one is the part the figures are of.
    const last = others.at(-1);
    if (last === undefined) return first.period;
    const joined = /^[、和与及]$/.test(this.#text.slice(told.at(-2)?.end, last.start));
    return joined ? null : undefined;
  }

  #said(sentence: AnnotatedSentence, previous: AnnotatedSentence | null): string {
    return previous?.paragraph === sentence.paragraph ? previous.text : '';
  }

  /** What 总量 and 增速 alone are of: the one indicator of the nearest words that name any, the title last. */
  #outer(texts: readonly string[]): string | null {
    const title = toSimplified(this.#document.article.title ?? '');
    for (const text of [...texts, title]) {
      const named = new Set(
        indicatorLexicon()
          .find(text)
          .map(({ canonical }) => canonical),
      );
      if (named.size > 0) return named.size === 1 ? ([...named][0] ?? null) : null;
    }
    return null;
  }

  /** The title of an article that is nothing but the list. */
  #titled(): Above | null {
    const { title, date } = this.#document.article;
    const text = foldMarks(toSimplified(title ?? ''));
    const told = text.length > LONGEST_HEADING ? null : readListHeading(text, null);
    if (told === null || !told.ofAll) return null;
    const { status } = claimOf(text, '', null, []);
    const named = findPeriods(text, { reference: date }).filter(isStatistic);
    const period: Period | null =
      named.length > 1 ? null : (named[0]?.period ?? leadPeriod(this.#document)?.period ?? reported(date));
    const periods = told.sides.map(() => period);
    return {
      heading: { ...told, periods, status, ...basisOf(text) },
      paragraph: null,
      least: LEAST_TITLED,
    };
  }
}

/** 城镇、农村居民收入：甲县3.8万元、1.9万元: whatever heads it, two figures of one kind are told apart by nothing. */
function isTwice({ figures }: Item): boolean {
  const units = figures.map(({ unit }) => unit);
  return units.some((unit, i) => units.indexOf(unit) < i);
}

function basisOf(heading: string): { readonly basis?: string } {
  const basis = /同比|环比/.exec(heading)?.[0];
  return basis === undefined ? {} : { basis };
}
