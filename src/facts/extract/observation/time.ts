import type { Period } from '../../../text/date.ts';
import { dateRange } from '../../../text/date.ts';
import { type PeriodMention, yearOf } from '../../../text/period.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';
import {
  hasBegun,
  isNamed,
  isOccasion,
  isOver,
  isPassing,
  isPast,
  isPresent,
  isSameWindow,
  isStart,
  isStatistic,
  isYearEnd,
  leadPeriod,
  reported,
  reportsSeveral,
} from './mention.ts';
import type { PeriodWish } from './period-wish.ts';
import { isOfList, OF_TARGET, RESULT_OF } from './time-binding.ts';
import { isCompared, isDeadline, isLeft, isOpening, isWithinOpening } from './time-position.ts';
import { endsInBinding, endsInComparison, tellsPresent } from './time-words.ts';

/** Paragraphs (empty lines counted) an event's day is carried on: the report of a launch goes on with its figures. */
const EVENT_REACH = 4;

/** How far behind a time the word stands that makes a plan of its sentence. */
const AHEAD_REACH = 8;

/** Which period governs a number: walks the sentences of an article in order. */
export class PeriodTracker {
  readonly #document: AnnotatedArticle;
  #paragraph = -1;
  #inForce: PeriodMention | null = null;
  /** Whether the sentence that opened with it told of plans. */
  #inForceAhead = false;
  #eventDay: PeriodMention | null = null;
  #eventParagraph = 0;
  readonly #lead: PeriodMention | null;
  readonly #goesOn: boolean;
  /** The last 年末 of the paragraph, for balances told behind it. */
  #moment: PeriodMention | null = null;
  /** What the paragraph compares with: 与一季度相比，…. */
  #yardstick: PeriodMention | null = null;
  /** What the heading above names: 2025年主要预期目标. */
  #section: PeriodMention | null = null;

  constructor(document: AnnotatedArticle) {
    this.#document = document;
    this.#lead = leadPeriod(document);
    this.#goesOn = reportsSeveral(document);
  }

  /** To be called once per sentence, before its numbers are asked for. */
  enter(sentence: AnnotatedSentence): void {
    if (sentence.paragraph !== this.#paragraph) {
      this.#paragraph = sentence.paragraph;
      if (!this.#goesOn) this.#inForce = null;
      this.#moment = null;
      this.#yardstick = null;
    }
    this.#yardstick =
      sentence.periods.find((mention) => this.#isYardstick(sentence, mention)) ?? this.#yardstick;
    if (sentence.heading) {
      const named = sentence.periods.find(isStatistic);
      // 城镇新增就业2300人 on a line of its own is an item under the heading, no heading.
      if (named !== undefined || sentence.quantities.length === 0) this.#section = named ?? null;
    }
    const day = sentence.periods.find(
      (mention) => mention.kind === 'day' && isPast(mention, this.#document.article.date),
    );
    if (day !== undefined) {
      this.#eventDay = day;
      this.#eventParagraph = sentence.paragraph;
    } else if (sentence.paragraph > this.#eventParagraph + EVENT_REACH) this.#eventDay = null;
  }

  /** To be called after a sentence: what its opening period says goes on in the next one of the paragraph. */
  leave(sentence: AnnotatedSentence): void {
    this.#moment =
      sentence.periods.findLast(
        (mention) =>
          isYearEnd(mention) &&
          !isCompared(this.#document, sentence, mention) &&
          isOver(mention, this.#document.article.date),
      ) ?? this.#moment;
    const opening = sentence.periods.find(
      (mention) =>
        isStatistic(mention) &&
        isOpening(this.#document, sentence, mention) &&
        !isOccasion(this.#document.simplified, mention),
    );
    // 年末企业106户。分门类看，采矿业增加值…: a stock's moment does not go on for the flows behind it.
    if (opening?.kind === 'instant' && (this.#inForce !== null || this.#lead !== null)) return;
    // 6月当月增长5.8%。累计看，制造业…: the month alone is told in passing where more months are reported on.
    if (opening !== undefined && this.#isMonthAlone(sentence, opening)) return;
    if (opening === undefined || isPassing(opening, this.#document.article.date)) return;
    // 去年卖80份，现在能卖150份。收入…: what follows is told of the present.
    if (
      opening.kind === 'year' &&
      sentence.periods.some((mention) => isPresent(mention) && mention.start > opening.end)
    ) {
      this.#inForce = null;
      return;
    }
    this.#inForceAhead = /将|计划|拟|再|要|力争|确保/.test(
      this.#document.simplified.slice(opening.end, opening.end + AHEAD_REACH),
    );
    // 2023年、2024年分别增长…: what follows speaks of the later one.
    const listed = this.listed(sentence, opening.start + 40, 0);
    this.#inForce =
      (listed.includes(opening) ? listed.at(-1) : undefined) ?? this.#lastYear(sentence, opening) ?? opening;
  }

  #isMonthAlone(sentence: AnnotatedSentence, { kind, start, end, period }: PeriodMention): boolean {
    const general = (this.#inForce ?? this.#lead)?.period;
    if (kind !== 'month' || general === undefined) return false;
    const within = general.start <= period.start && period.end <= general.end && general.start < period.start;
    const text = this.#document.simplified;
    const alone =
      /^份?(?:当月|单月|一个月|的?当月)/.test(text.slice(end, end + 6)) ||
      /(?:当月|单月)$/.test(text.slice(start, end)) ||
      /(?:当月|单月)(?:来?看|讲)?[，：]?$/.test(text.slice(Math.max(sentence.start, start - 6), start));
    return within && alone;
  }

  /** 前年6家；去年9家；今年15家。户均…: a row of years arrives at the last one that is not to come. */
  #lastYear(sentence: AnnotatedSentence, opening: PeriodMention): PeriodMention | undefined {
    if (opening.kind !== 'year') return undefined;
    return sentence.periods.findLast(
      (mention) =>
        mention.kind === 'year' &&
        mention.period.start > opening.period.end &&
        isPast(mention, this.#document.article.date) &&
        /[，；]$/.test(this.#document.simplified.slice(sentence.start, mention.start)),
    );
  }

  /**
   * The period of the number at `at`. Order: the last period before it in the sentence that is not a comparison;
   * the paragraph's; for a project or a count the day of the event told; the article's leading period; the
   * article's date as the day the number was reported. What is planned never takes a period gone by that was not
   * said of it.
   */
  at(sentence: AnnotatedSentence, at: number, wish: PeriodWish): Period | null {
    const { date } = this.#document.article;
    const own = this.#own(sentence, at, wish);
    const dated = this.#eventDay !== null && wish.event;
    // 二季度“开工日” on 28 March: what was launched was launched that day.
    const ahead = own !== null && !isPast(own, date);
    // 2024年计划完成投资8亿元, told at the launch: the plan is the year's.
    const meant = own !== null && wish.planned?.from != null && wish.planned.from >= own.end;
    if (own !== null && (meant || !(dated && (own.kind === 'year' || ahead)))) return own.period;
    if (wish.event && this.#eventDay !== null) return this.#eventDay.period;
    if (own !== null) return own.period;
    if (wish.balance && this.#moment !== null) return this.#moment.period;
    // A project's length or investment is no figure of the period its neighbour is told for.
    if (wish.stock && this.#inForce?.kind !== 'year') return reported(date);
    if (wish.planned !== null) return this.#planned();
    // 2022年以来…。现有冷库186座: what there is now is told of the day of the report, unless a bulletin looks back.
    const general = this.#inForce ?? this.#lead;
    const said = this.#document.simplified.slice(sentence.start, at);
    const now = tellsPresent(said.slice(said.lastIndexOf('；') + 1));
    if (now && !(general?.kind === 'year' && isOver(general, date))) return reported(date);
    // 四季度再开工6个。…: a stretch that has just begun holds for the plans told with it, not for what there is.
    if (this.#inForce !== null && this.#inForceAhead && !hasBegun(this.#inForce, date)) return reported(date);
    if (this.#inForce !== null) return this.#inForce.period;
    // 5月18日，…签约项目6个: told of a day.
    const day = sentence.periods.find(
      (mention) =>
        mention.kind === 'day' && mention.end <= at && isOpening(this.#document, sentence, mention),
    );
    if (day !== undefined && isPast(day, date)) return day.period;
    return this.#section?.period ?? this.#lead?.period ?? reported(date);
  }

  /** A plan without a date of its own is one of the year or the time ahead that is spoken of, else of the day it is told. */
  #planned(): Period | null {
    for (const mention of [this.#inForce, this.#section, this.#lead]) {
      if (mention === null) continue;
      const ahead = /^years?$/.test(mention.kind) && !isOver(mention, this.#document.article.date);
      if (mention === this.#section || ahead || !isPast(mention, this.#document.article.date))
        return mention.period;
    }
    return reported(this.#document.article.date);
  }

  /** The time a sentence compares with (与一季度相比, 较上年末), null when it names none. */
  compared(sentence: AnnotatedSentence, at: number): Period | null {
    const text = this.#document.simplified;
    const found = sentence.periods.findLast(
      (mention) =>
        mention.end <= at &&
        endsInComparison(text.slice(sentence.start, mention.start)) &&
        !/[；\d]/.test(text.slice(mention.end, at)),
    );
    return (found ?? this.#yardstick)?.period ?? null;
  }

  /** 比2021年多了5.2万亩: a change against a year further back than the last runs from it to now; null elsewhere. */
  sinceYear(sentence: AnnotatedSentence, at: number): Period | null {
    const { date } = this.#document.article;
    const known = date === null ? null : dateRange(date);
    const text = this.#document.simplified;
    const found = sentence.periods.findLast(({ end }) => end <= at);
    if (found === undefined || found.kind !== 'year' || known === null) return null;
    const [year, now] = [yearOf(found.period) ?? 0, Number(known.end.slice(0, 4))];
    if (year > now - 3 || !endsInComparison(text.slice(sentence.start, found.start))) return null;
    if (/[，；。\d]/.test(text.slice(found.end, at))) return null;
    return { start: found.period.start, end: known.end, label: `${year}年以来` };
  }

  #isYardstick(sentence: AnnotatedSentence, mention: PeriodMention): boolean {
    const text = this.#document.simplified;
    return (
      /^[与同和跟]$/.test(text.slice(sentence.start, mention.start)) &&
      /^(?:相比|比较|对比|比)/.test(text.slice(mention.end, sentence.end))
    );
  }

  /** The years an average is taken over: 2020年至2024年, 近三年, or 从2021年的…到2024年的…; null when none are told. */
  span(sentence: AnnotatedSentence, at: number): Period | null {
    const before = sentence.periods.filter(({ end }) => end <= at);
    const told = before.findLast(({ kind }) => kind === 'years' || kind === 'since') ?? null;
    if (told !== null) return told.period;
    const [first, last] = before
      .filter(({ kind, period }) => kind !== 'day' && yearOf(period) !== null)
      .slice(-2);
    if (first === undefined || last === undefined) {
      const carried = this.#inForce;
      return carried !== null && (carried.kind === 'years' || carried.kind === 'since')
        ? carried.period
        : null;
    }
    const [from, to] = [yearOf(first.period), yearOf(last.period)];
    if (from === null || to === null || from >= to) return null;
    return { start: first.period.start, end: last.period.end, label: `${from}—${to}年` };
  }

  /** Periods named side by side last before `at` (2023年、2024年分别…), if there are `length` of them (any number for 0). */
  listed(sentence: AnnotatedSentence, at: number, length: number): readonly PeriodMention[] {
    let group: PeriodMention[] = [];
    for (const mention of sentence.periods) {
      if (mention.end > at) break;
      const last = group.at(-1);
      const joined =
        last !== undefined && /^[、和与及]$/.test(this.#document.simplified.slice(last.end, mention.start));
      group = joined ? [...group, mention] : [mention];
    }
    return group.length > 1 && (length === 0 || group.length === length) ? group : [];
  }

  #own(sentence: AnnotatedSentence, at: number, wish: PeriodWish): PeriodMention | null {
    const text = this.#document.simplified;
    const stock = wish.stock && !wish.event;
    for (let i = sentence.periods.length - 1; i >= 0; i--) {
      const mention = sentence.periods[i];
      if (mention === undefined || mention.end > at || mention.kind === 'day') continue;
      const before = text.slice(sentence.start, mention.start);
      const between = text.slice(mention.end, at);
      // 是2019年同期的3倍: what it is measured by.
      if (isSameWindow(text, mention) && /[是为当到至于]$/.test(before)) continue;
      const direct =
        /^(?:年|全年|度)?的?(?:约|近|就)?$/.test(between) ||
        /^[为是的达]{1,3}$/.test(between) ||
        RESULT_OF.test(between);
      if (direct) return mention;
      if (endsInComparison(before) || /^(?:同期|相比)/.test(between)) continue;
      // 在上年6.4亿元的基础上增长5%: what the growth is measured from.
      if (before.endsWith('在') && /^[^，；。]{0,24}基础上/.test(between)) continue;
      // 2025年招商推介会: a year in the name of an occasion dates nothing that is told of it.
      if (mention.kind === 'year' && between.includes('，') && isNamed(text, mention)) continue;
      // 全年安排的86个项目已开工79个: the year is that of the list, not of what has been done so far.
      if (
        mention.kind === 'year' &&
        !isOver(mention, this.#document.article.date) &&
        isOfList(text, mention.end, at)
      )
        continue;
      if (endsInBinding(before) && /\d|[一二两三四五六七八九]成|一半|过半|分之/.test(between)) continue;
      if (OF_TARGET.test(between)) continue;
      if (isDeadline(this.#document, mention, between)) return null;
      // 前三季度完成37亿元，计划新建240个: the plan is none of the quarters gone by.
      if (
        wish.planned !== null &&
        isOver(mention, this.#document.article.date) &&
        isLeft(this.#document, mention, at, wish.planned.from)
      )
        continue;
      if (wish.result && !hasBegun(mention, this.#document.article.date)) continue;
      if (isStart(mention, between)) continue;
      // 自一季度以来连续三个季度居首: how long it has been so.
      if (mention.kind === 'since' && /^(?:已经?|均|都)?连续/.test(between)) continue;
      const parted = between.includes('；');
      if (mention.kind === 'instant' && parted && wish.balance && isYearEnd(mention)) return mention;
      if ((mention.kind === 'instant' || stock) && parted) continue;
      // 1至5月收入…，其中5月…；支出…: behind the ； the whole time is spoken of again.
      if (parted && isWithinOpening(this.#document, sentence, mention)) continue;
      // …计划6月投产；二期建设…: a time to come holds for its own clause, unless the whole sentence is about it.
      if (
        parted &&
        !isPast(mention, this.#document.article.date) &&
        !isOpening(this.#document, sentence, mention)
      )
        continue;
      return mention;
    }
    return null;
  }
}
