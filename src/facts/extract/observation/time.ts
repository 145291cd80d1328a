import type { PartialDate, Period } from '../../../text/date.ts';
import type { PeriodMention } from '../../../text/period.ts';
import type { AnnotatedArticle, AnnotatedSentence } from '../../document.ts';

/** 较一季度回落, 比2021年提高: the period compared with, not the period of the number. */
const COMPARED = /(?:较|比|同|与|高于|低于|快于|慢于|超过|相比)(?:上年|去年)?$/;
/** 由2020年的16.1万亩: holds for the number right behind it and no further. */
const LOCAL_BEFORE = /(?:从|由|比|较|而)$/;

/** Paragraphs (empty lines counted) an event's day is carried on: the report of a launch goes on with its figures. */
const EVENT_REACH = 4;

/** Which period governs a number: walks the sentences of an article in order. */
export class PeriodTracker {
  readonly #document: AnnotatedArticle;
  #paragraph = -1;
  #inForce: PeriodMention | null = null;
  #eventDay: PeriodMention | null = null;
  #eventParagraph = 0;
  readonly #lead: PeriodMention | null;
  /** What the heading above names: 2025年主要预期目标. */
  #section: PeriodMention | null = null;

  constructor(document: AnnotatedArticle) {
    this.#document = document;
    this.#lead = leadPeriod(document);
  }

  /** To be called once per sentence, before its numbers are asked for. */
  enter(sentence: AnnotatedSentence): void {
    if (sentence.paragraph !== this.#paragraph) {
      this.#paragraph = sentence.paragraph;
      this.#inForce = null;
    }
    if (sentence.heading) this.#section = sentence.periods.find(isStatistic) ?? null;
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
    const opening = sentence.periods.find(
      (mention) => isStatistic(mention) && this.#isOpening(sentence, mention),
    );
    // 年末企业106户。分门类看，采矿业增加值…: a stock's moment does not go on for the flows behind it.
    if (opening?.kind === 'instant' && (this.#inForce !== null || this.#lead !== null)) return;
    // 春节期间…增长14%。城市建设…: a holiday ends with its sentence, unless the whole report is about it.
    if (opening === undefined || opening.period.label.endsWith('期间')) return;
    // 2023年、2024年分别增长…: what follows speaks of the later one.
    const listed = this.listed(sentence, opening.start + 40, 0);
    this.#inForce = (listed.includes(opening) ? listed.at(-1) : undefined) ?? opening;
  }

  /**
   * The period of the number at `at`. Order: the last period before it in the sentence that is not a comparison;
   * the paragraph's; for a project or a count the day of the event told; the article's leading period; the
   * article's date as the day the number was reported.
   */
  at(
    sentence: AnnotatedSentence,
    at: number,
    options: { readonly event: boolean; readonly stock: boolean },
  ): Period | null {
    const own = this.#own(sentence, at, options.stock && !options.event);
    const dated = this.#eventDay !== null && options.event;
    // 二季度“开工日” on 28 March: what was launched was launched that day.
    const ahead = own !== null && !isPast(own, this.#document.article.date);
    if (own !== null && !(dated && (own.kind === 'year' || ahead))) return own.period;
    if (options.event && this.#eventDay !== null) return this.#eventDay.period;
    if (own !== null) return own.period;
    // A project's length or investment is no figure of the period its neighbour is told for.
    if (options.stock && this.#inForce?.kind !== 'year') return reported(this.#document.article.date);
    if (this.#inForce !== null) return this.#inForce.period;
    // 5月18日，…签约项目6个: told of a day.
    const day = sentence.periods.find(
      (mention) => mention.kind === 'day' && mention.end <= at && this.#isOpening(sentence, mention),
    );
    if (day !== undefined && isPast(day, this.#document.article.date)) return day.period;
    return this.#section?.period ?? this.#lead?.period ?? reported(this.#document.article.date);
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

  #own(sentence: AnnotatedSentence, at: number, stock: boolean): PeriodMention | null {
    const text = this.#document.simplified;
    for (let i = sentence.periods.length - 1; i >= 0; i--) {
      const mention = sentence.periods[i];
      if (mention === undefined || mention.end > at || mention.kind === 'day') continue;
      const before = text.slice(sentence.start, mention.start);
      const between = text.slice(mention.end, at);
      const direct = /^(?:年|全年|度)?的?(?:约|近|就)?$/.test(between) || /^[为是的达]{1,3}$/.test(between);
      if (direct) return mention;
      if (COMPARED.test(before) || /^(?:同期|相比)/.test(between)) continue;
      if (LOCAL_BEFORE.test(before) && /\d/.test(between)) continue;
      if ((mention.kind === 'instant' || stock) && between.includes('；')) continue;
      return mention;
    }
    return null;
  }

  #isOpening(sentence: AnnotatedSentence, mention: PeriodMention): boolean {
    const before = this.#document.simplified.slice(sentence.start, mention.start);
    if (COMPARED.test(before) || LOCAL_BEFORE.test(before)) return false;
    return !/\d/.test(before.replace(/[\s★]/g, '')) && before.length <= 40;
  }
}

/** A period that statistics speak of, not the day something happened. */
function isStatistic(mention: PeriodMention): boolean {
  return mention.kind !== 'day';
}

function isPast(mention: PeriodMention, date: PartialDate | null): boolean {
  return date === null || mention.period.start <= `${date}-99`;
}

/** The first statistical period of the title or the first sentences: what a bulletin is about. */
function leadPeriod(document: AnnotatedArticle): PeriodMention | null {
  for (const sentence of document.sentences.slice(0, 3)) {
    const mention = sentence.periods.find(
      (candidate) => isStatistic(candidate) && candidate.kind !== 'instant' && candidate.kind !== 'since',
    );
    if (mention !== undefined) return mention;
  }
  return null;
}

/** No period stated: the number held when it was reported. A date known only by year or month spans it. */
function reported(date: PartialDate | null): Period | null {
  if (date === null) return null;
  const [year = '', month, day] = date.split('-');
  if (day !== undefined)
    return { start: date, end: date, label: `${year}年${Number(month)}月${Number(day)}日报道` };
  if (month !== undefined) {
    const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
    return {
      start: `${date}-01`,
      end: `${date}-${String(last).padStart(2, '0')}`,
      label: `${year}年${Number(month)}月报道`,
    };
  }
  return { start: `${year}-01-01`, end: `${year}-12-31`, label: `${year}年报道` };
}
