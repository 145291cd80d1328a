import type { Period } from '../../text/date.ts';
import type { Quantity } from '../../text/quantity.ts';
import { overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence, Extractor } from '../document.ts';
import { damageDoubt } from '../doubt.ts';
import { cutEvidence } from '../evidence.ts';
import type { ReportedObservation } from '../model.ts';
import { isSubject } from '../owner.ts';
import { sentenceIndexBefore } from '../sentence-at.ts';
import { extractCorrections } from './corrections.ts';
import { COMPARING, readingOfAmount } from './observation/amount.ts';
import { bracketed } from './observation/aside.ts';
import { claimStatus } from './observation/claim.ts';
import { Discourse } from './observation/discourse.ts';
import { handedOut } from './observation/handed-out.ts';
import { namesIndicator } from './observation/nouns.ts';
import type { NumberInText, Reading } from './observation/number.ts';
import { GAP, has, readLead } from './observation/phrase.ts';
import { lastBorder, PlaceTracker } from './observation/place.ts';
import { pools } from './observation/rank.ts';
import { readingOfMultiple, readingOfPercent, readingOfPoints, readingOfRank } from './observation/ratio.ts';
import { type Series, seriesOf } from './observation/series.ts';
import { PeriodTracker } from './observation/time.ts';
import { readArticle } from './reading.ts';

const TORN = '数字中间夹有无关文字';

/** Every number an article states about a place: see the model for what a row holds. */
export const extractObservations: Extractor<ReportedObservation> = (document) =>
  new ObservationReader(document).read();

/** Walks the sentences of one article, number by number. */
class ObservationReader {
  readonly #discourse: Discourse;
  readonly #periods: PeriodTracker;
  readonly #places: PlaceTracker;
  readonly #withdrawn: readonly Span[];
  readonly #found: ReportedObservation[] = [];
  #town: string | null = null;

  constructor(document: AnnotatedArticle) {
    this.#discourse = new Discourse(document);
    this.#periods = new PeriodTracker(document);
    this.#places = new PlaceTracker(document);
    this.#withdrawn = withdrawnSpans(document);
  }

  read(): readonly ReportedObservation[] {
    let paragraph = -1;
    // Without page furniture, and an endless sentence in pieces: what is read of a number grows with its sentence.
    for (const sentence of readArticle(this.#discourse.document).sentences) {
      if (sentence.paragraph !== paragraph) {
        paragraph = sentence.paragraph;
        this.#discourse.enterParagraph();
      }
      this.#periods.enter(sentence);
      this.#places.enter(sentence);
      this.#readSentence(sentence);
      this.#periods.leave(sentence);
    }
    return distinct(this.#found);
  }

  #readSentence(sentence: AnnotatedSentence): void {
    const d = this.#discourse;
    d.enterSentence(sentence);
    const pooled = pools(d.text, sentence.quantities);
    const quantities = sentence.quantities.filter((quantity) => !pooled.includes(quantity));
    let cursor = sentence.start;
    for (const [i, quantity] of quantities.entries()) {
      d.noticeHeads({ start: cursor, end: quantity.start });
      cursor = quantity.end;
      this.#readNumber(sentence, quantities, i);
    }
    d.noticeHeads({ start: cursor, end: sentence.end });
  }

  #readNumber(sentence: AnnotatedSentence, quantities: readonly Quantity[], i: number): void {
    const d = this.#discourse;
    const quantity = quantities[i];
    if (quantity === undefined) return;
    const n = numberInText(d, sentence, quantity, quantities[i - 1], quantities[i + 1]);
    const series = seriesOf(d.text, quantities, i);
    const aside = bracketed(d, sentence, quantity);
    const read = aside === null ? interpret(d, n) : aside.reading;
    if (read === null) return;
    const handed = signed(
      d.text,
      quantity,
      handedOut(
        d,
        series === null ? null : this.#places.group(sentence, series.first.start, series.length),
        n,
        series,
        read,
      ),
    );
    // 分别下降3.1%和5.6%: the fall governs the whole series.
    const falls =
      series !== null &&
      series.index > 0 &&
      d.falling &&
      handed.measure === 'growth' &&
      handed.value > 0 &&
      !has(n.lead, 'up', 'down');
    const reading = falls ? { ...handed, value: -handed.value } : handed;
    d.falling = reading.measure === 'growth' && reading.value < 0;
    if (aside === null) d.remember(reading);
    // What a correction quotes as wrong is nobody's claim any more.
    const withdrawn = this.#withdrawn[sentenceIndexBefore(this.#withdrawn, quantity.end - 1)];
    if (withdrawn !== undefined && overlaps(withdrawn, quantity)) return;
    const place = aside?.place ?? this.#placeOf(sentence, quantity, series);
    // 2023年、2024年分别增长6.4%、5.6%: to each year its own.
    const years = series === null ? [] : this.#periods.listed(sentence, series.first.start, series.length);
    const period = series === null ? undefined : years[series.index]?.period;
    this.#emit(n, period === undefined ? reading : { ...reading, period }, place);
    this.#emitLevel(n, reading, place);
    this.#emitUpper(n, reading, place);
    this.#emitFirst(n, reading, place);
  }

  /**
   * The town whose number it is: the place of a fact is a county, so a town's number carries the town in its name
   * and never passes for the county's. 全镇 means the town named last.
   */
  #townOf(sentence: AnnotatedSentence, at: number): string | null {
    const text = this.#discourse.text;
    const segment = Math.max(sentence.start, text.lastIndexOf('；', at) + 1);
    const before = text.slice(segment, at);
    if (/(?:全县|全市|全区)[^，。；]{0,30}$/.test(before)) return null;
    const named = sentence.places.findLast(
      ({ division, start, end }) => division.level === 'township' && end <= at && start >= segment,
    );
    if (named !== undefined) {
      const owns =
        isSubject(text.slice(sentence.start, named.start), text.slice(named.end, named.end + 24)) ||
        text.charAt(named.end) === '的' ||
        /[市县区]$/.test(text.slice(0, named.start));
      if (owns) this.#town = named.division.name;
      return owns ? named.division.name : null;
    }
    return /(?:全|该)(?:镇|乡|街道)/.test(before) ? this.#town : null;
  }

  /** …231.5亿元，居全市首位: a first rank whose number is the word. */
  #emitFirst(n: NumberInText, reading: Reading, place: string | null): void {
    const first =
      /^[^，。；\d]{0,12}，?(?:稳居|位居|居|名列|位列|列|排名|排在|排)(全[市省国县区])?(首位|榜首)/.exec(
        n.after,
      );
    if (first === null || (reading.measure !== 'level' && reading.measure !== 'growth')) return;
    const start = n.quantity.end + first[0].length - 2;
    const span = { start, end: start + 2 };
    const raw = first[2] ?? '';
    const quantity: Quantity = {
      ...n.quantity,
      ...span,
      kind: 'rank',
      value: 1,
      unit: '位',
      raw,
      rawSpan: span,
    };
    const { counts: _counts, of: _of, basis: _basis, ...rest } = reading;
    const rank: Reading = {
      ...rest,
      measure: 'rank',
      value: 1,
      unit: '位',
      ...(first[1] === undefined ? {} : { scope: first[1] }),
      ...(reading.measure === 'growth' ? { basis: '增速' } : {}),
    };
    this.#emit({ ...n, quantity }, rank, place, n.quantity.start);
  }

  /** 增长6%—6.5%: both ends of a range are told. */
  #emitUpper(n: NumberInText, reading: Reading, place: string | null): void {
    const { quantity } = n;
    if (quantity.upper === undefined || reading.value !== quantity.value) return;
    const tail = this.#discourse.text.slice(quantity.rawSpan.end, quantity.end);
    const upper = /[\d０-９][\d０-９.．]*/.exec(tail);
    if (upper === null) return;
    const start = quantity.rawSpan.end + upper.index;
    const rawSpan = { start, end: start + upper[0].length };
    const { counts: _counts, ...rest } = reading;
    this.#emit(
      { ...n, quantity: { ...quantity, rawSpan, raw: upper[0], value: quantity.upper } },
      { ...rest, value: quantity.upper },
      place,
    );
  }

  /** 焦炭产量512万吨，与上年持平: a growth of 0 whose number is the word. */
  #emitLevel(n: NumberInText, reading: Reading, place: string | null): void {
    const flat = /^，?(?:与|和|同|较|比)[^，。；\d]{1,8}?(?:基本)?(持平)/.exec(n.after);
    if (flat === null || reading.measure !== 'level') return;
    const start = n.quantity.end + flat[0].length - 2;
    const span = { start, end: start + 2 };
    const quantity: Quantity = {
      ...n.quantity,
      ...span,
      kind: 'percent',
      value: 0,
      unit: '%',
      raw: '持平',
      rawSpan: span,
    };
    const { counts: _counts, of: _of, ...rest } = reading;
    const growth = { ...rest, measure: 'growth' as const, value: 0, unit: '%' };
    // The period compared with stands between the level and the word: the level's own period counts.
    this.#emit({ ...n, quantity }, growth, place, n.quantity.start);
  }

  #placeOf(sentence: AnnotatedSentence, quantity: Quantity, series: Series | null): string | null {
    const text = this.#discourse.text;
    if (series !== null) {
      const before = text.slice(sentence.start, series.first.start);
      const places = this.#places.group(sentence, series.first.start, series.length);
      // 只有甲区和乙市实现正增长，增幅为2.6%和3.9%: handed out without 分别.
      const told = /(?:分别|依次|各)/.test(before.slice(-24)) || /(?:增幅|增速|降幅)[为是]?$/.test(before);
      if (told && places !== null) return places[series.index] ?? null;
    }
    return this.#places.at(sentence, quantity.start);
  }

  /** Why a number is held back: damage in or beside it, or rubbish inside it. */
  #doubt(sentence: AnnotatedSentence, quantity: Quantity): Pick<ReportedObservation, 'doubt'> {
    if (isTorn(this.#discourse.text, sentence, quantity)) return { doubt: TORN };
    return sentence.damaged ? damageDoubt(this.#discourse.document, quantity) : {};
  }

  #periodOf(n: NumberInText, reading: Reading, at: number): Period | null {
    const { sentence, quantity } = n;
    // 由82%提高到87.5%: what it was before, no one says when.
    if (FORMER.test(n.raw)) return null;
    const stock = reading.event || reading.project !== undefined;
    // …共88个，总投资151亿元 shares the count's period unless a time of its own stands between.
    const own = sentence.periods.some(
      ({ start, kind }) =>
        kind !== 'day' &&
        start >= (reading.of?.end ?? 0) &&
        start < quantity.start &&
        start >= sentence.start,
    );
    return (
      reading.period ??
      (own ? undefined : reading.of?.period) ??
      this.#periods.at(sentence, reading.periodAt ?? at, {
        event: reading.event && reading.project === undefined,
        stock,
      })
    );
  }

  #emit(n: NumberInText, reading: Reading, place: string | null, at = n.quantity.start): void {
    const { sentence, quantity } = n;
    const { article } = this.#discourse.document;
    const text = this.#discourse.text;
    const period = this.#periodOf(n, reading, at);
    if (reading.counts !== undefined) reading.counts.period = period;
    if (JUNK.test(reading.indicator)) return;
    const before = text.slice(sentence.start, quantity.start);
    const compared = COMPARING.test(
      this.#discourse.clean(sentence, Math.max(sentence.start, quantity.start - 16), quantity.start),
    );
    const status =
      (compared ? 'actual' : reading.status) ??
      claimStatus(before, text.slice(quantity.end, sentence.end), sentence.section, period, article.date);
    const town = reading.project === undefined ? this.#townOf(sentence, quantity.start) : null;
    const {
      event: _event,
      status: _status,
      of: _of,
      counts: _counts,
      periodAt: _periodAt,
      ...fields
    } = reading;
    this.#found.push({
      ...fields,
      indicator:
        town === null || fields.indicator.includes(town) ? fields.indicator : `${town}${fields.indicator}`,
      place,
      status,
      period,
      ...(period === null
        ? {
            periodReason: FORMER.test(n.raw)
              ? '变化之前的数值，文中未说明时间'
              : '文中未说明时间，报道日期不详',
          }
        : {}),
      raw: article.text.slice(quantity.rawSpan.start, quantity.rawSpan.end),
      at: quantity.rawSpan.start,
      ...(quantity.approx === undefined ? {} : { approx: quantity.approx }),
      evidence: cutEvidence(this.#discourse.document, quantity),
      ...this.#doubt(sentence, quantity),
    });
  }
}

function numberInText(
  d: Discourse,
  sentence: AnnotatedSentence,
  quantity: Quantity,
  previous: Quantity | undefined,
  next: Quantity | undefined,
): NumberInText {
  const clauseStart = lastBorder(d.text, sentence.start, quantity.start);
  const from = Math.max(clauseStart, previous?.end ?? 0);
  const led = d.clean(sentence, from, quantity.start);
  return {
    sentence,
    quantity,
    lead: readLead(led),
    from,
    before: d.clean(sentence, clauseStart, quantity.start),
    raw: d.text.slice(clauseStart, quantity.start),
    bare: led.includes(GAP) && led.replaceAll(GAP, '').replace(/[、，；：和为是\s-]/g, '') === '',
    after: d.text.slice(quantity.end, next?.start ?? sentence.end),
  };
}

/** 优良天数最多的是安泽县, 综合指数由好到差排名前三的是…: who leads a list, behind what is listed. */
const SUPERLATIVE =
  /(?:由好到差|由高到低|从高到低|由低到高)?(?:排名|排在|居)?(?:最[高低好多少大快慢差]|[前后][三五十]位?)的?是?.{0,24}$/;

/**
 * A number without a noun of its own: 占规上工业的比重，已由4.7%提高到8.1% takes the clause before, 永和县6.4% what
 * the paragraph or the article is about.
 */
function noticePlainTopic(d: Discourse, n: NumberInText): void {
  if (d.topic === null && (n.bare || n.quantity.kind === 'rank')) d.topic = d.background;
  const clauseStart = n.quantity.start - n.raw.length;
  const previous = lastBorder(d.text, n.sentence.start, clauseStart - 1);
  if (previous >= clauseStart - 1 || /\d/.test(d.text.slice(previous, clauseStart))) return;
  const noun = readLead(
    d
      .clean(n.sentence, previous, clauseStart - 1)
      .replace(SUPERLATIVE, '')
      .replace(/(?:也|更|较|偏)?[高低好多少大快慢]$/, ''),
  ).noun;
  if (!namesIndicator(noun) || noun.length > 24) return;
  d.topic = { indicator: d.named(noun) ?? noun, measure: 'level', unit: '' };
}

/** What the number says, by its kind; null when its words do not tell. */
function interpret(d: Discourse, n: NumberInText): Reading | null {
  if (n.lead.part) d.openParts();
  if (n.lead.noun === '') noticePlainTopic(d, n);
  switch (n.quantity.kind) {
    case 'rank':
      return readingOfRank(d, n);
    case 'percent':
      return readingOfPercent(d, n);
    case 'points':
      return readingOfPoints(d, n);
    case 'multiple':
      return readingOfMultiple(d, n);
    default:
      return readingOfAmount(d, n);
  }
}

/**
 * 3.0来病7亿: a decimal that runs into characters which are no unit, and a number right behind, are one number with
 * rubbish in it.
 */
function isTorn(text: string, sentence: AnnotatedSentence, quantity: Quantity): boolean {
  const before = text.slice(Math.max(sentence.start, quantity.start - 10), quantity.start);
  const torn = /\d\.\d*([\u3400-\u9fff]{1,3})$/.exec(before);
  if (torn === null || /[到至增降升为与和比]/.test(torn[1] ?? '')) return false;
  const digitAt = quantity.start - (torn[1] ?? '').length - 1;
  return !sentence.quantities.some(({ start, end }) => start <= digitAt && end > digitAt);
}

/** 由, 从 right before a number, not part of 自由 or 理由, and no time between. */
const FORMER = /(?:^|[^自理])(?:由|从)(?:约|近|原来的?|过去的?)?$/;

/** What no indicator's name begins with, or consists of: the reading has cut a sentence in the wrong place. */
const JUNK =
  /^(?:把|被|就|才|只|并|而|则|却|主要|得益|受|因|随着|这一|这两|那时|以上|三年|[\d.]+(?:[和与及]|$)|[和与及或])|^(?:增收|恢复|多|少|高|低|卖|分|转|来|一年|四年|差不|紧随其后)?数?$|(?:[和与及或把被]|由原来|差不)数?$/;

/** -2.1%: a minus sign in front of a number that stands behind a mark or a word, not a range (5-6%). */
function signed(text: string, quantity: Quantity, reading: Reading): Reading {
  const negative =
    /[-−－]/.test(text.charAt(quantity.start - 1)) && !/[\d%]/.test(text.charAt(quantity.start - 2));
  return negative && reading.value > 0 ? { ...reading, value: -reading.value } : reading;
}

/** Where the words that a correction withdraws stand, in text order; stretches that overlap are one. */
function withdrawnSpans(document: AnnotatedArticle): readonly Span[] {
  const text = document.simplified;
  const wrongs = extractCorrections(document).flatMap(({ pairs }) => pairs.map(({ wrong }) => wrong));
  const spans: Span[] = [];
  for (const wrong of new Set(wrongs))
    for (let at = text.indexOf(wrong); at >= 0; at = text.indexOf(wrong, at + 1))
      spans.push({ start: at, end: at + wrong.length });
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.end < span.start) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

/** The same number told twice in one article (title and lead) is one fact: the first telling stays. */
function distinct(found: readonly ReportedObservation[]): readonly ReportedObservation[] {
  const seen = new Set<string>();
  return found.filter((row) => {
    const key = [
      row.place,
      row.indicator,
      row.measure,
      row.status,
      row.period?.start,
      row.period?.end,
      row.value,
      row.unit,
      // A doubted telling never hides a believable one.
      row.doubt === undefined,
    ].join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
