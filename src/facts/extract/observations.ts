import type { Quantity } from '../../text/quantity.ts';
import { contains, overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence, Extractor } from '../document.ts';
import { cutEvidence } from '../evidence.ts';
import type { ReportedObservation } from '../model.ts';
import { sentenceIndexBefore } from '../sentence-at.ts';
import { correctedSpans, withdrawnSpans } from './corrections.ts';
import { readingAgainstTarget } from './observation/against-target.ts';
import { bracketed } from './observation/aside.ts';
import { claimOf } from './observation/claim.ts';
import { Discourse } from './observation/discourse.ts';
import { distinct } from './observation/distinct.ts';
import { isFragment } from './observation/fragment.ts';
import { handedOut } from './observation/handed-out.ts';
import { HolderTracker } from './observation/holder.ts';
import { interpret } from './observation/interpret.ts';
import type { NumberInText, Reading } from './observation/number.ts';
import { numberInText } from './observation/number-in-text.ts';
import { PlaceTracker } from './observation/place.ts';
import { pointedBack } from './observation/pointing.ts';
import { ofSubject } from './observation/project.ts';
import { pools } from './observation/rank.ts';
import { type Series, seriesOf } from './observation/series.ts';
import { eachOf, rankSpread, type Spread } from './observation/several-places.ts';
import { withSign } from './observation/sign.ts';
import { type Standing, standingOf } from './observation/standing.ts';
import { PeriodTracker } from './observation/time.ts';
import { doubtOf } from './observation/torn.ts';
import { placeOfNumber, type Whereabouts } from './observation/whose-place.ts';
import { readArticle } from './reading.ts';

/** Every number an article states about a place: see the model for what a row holds. */
export const extractObservations: Extractor<ReportedObservation> = (document) =>
  new ObservationReader(document).read();

/** Walks the sentences of one article, number by number. */
class ObservationReader {
  readonly #discourse: Discourse;
  readonly #periods: PeriodTracker;
  readonly #places: PlaceTracker;
  readonly #holders: HolderTracker;
  readonly #whereabouts: Whereabouts;
  readonly #withdrawn: readonly Span[];
  readonly #corrected: readonly Span[];
  readonly #found: ReportedObservation[] = [];
  /** The first number of the series being read. */
  #headOfSeries: { readonly at: number; readonly reading: Reading } | null = null;

  /** Where the number stands that closes a range of ranks already handed out. */
  #spreadEnd = -1;

  constructor(document: AnnotatedArticle) {
    this.#discourse = new Discourse(document);
    this.#periods = new PeriodTracker(document);
    this.#places = new PlaceTracker(document);
    this.#holders = new HolderTracker(this.#discourse.text);
    this.#whereabouts = { discourse: this.#discourse, places: this.#places, holders: this.#holders };
    this.#withdrawn = withdrawnSpans(document);
    this.#corrected = correctedSpans(document);
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
    this.#holders.enter(sentence, d.names);
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
    if (this.#spreadEnd === quantity.start) return;
    const n = numberInText(d, sentence, quantity, quantities[i - 1], quantities[i + 1]);
    const series = seriesOf(d.text, quantities, i);
    d.ofBody = this.#holders.holds(quantity.start);
    const aside = bracketed(d, sentence, quantity);
    const against = aside === null ? readingAgainstTarget(d, n, series) : null;
    if (against === 'none') return;
    const pointed = aside === null ? pointedBack(d, n, series) : null;
    const read = aside === null ? (pointed ?? against ?? interpret(d, n, quantities[i + 1])) : aside.reading;
    // What is no name must not become the topic of the numbers behind it.
    if (read === null || isFragment(read.indicator)) {
      d.lose(n);
      return;
    }
    const group = series === null ? null : this.#places.group(sentence, series.first.start, series.length);
    const told = withSign(d, n, series, pointed ?? handedOut(d, group, n, series, read));
    const reading = series === null ? told : this.#likeFirst(n, series, told);
    d.falling = reading.measure === 'growth' && reading.value < 0;
    const { recent } = d;
    if (aside === null) d.remember(reading);
    // What is told anew keeps its place in the order of what was told.
    if (pointed !== null) d.recent = recent;
    // What a correction quotes as wrong is nobody's claim any more.
    const withdrawn = this.#withdrawn[sentenceIndexBefore(this.#withdrawn, quantity.end - 1)];
    if (withdrawn !== undefined && overlaps(withdrawn, quantity)) return;
    const spread = rankSpread(d.text, this.#places, sentence, quantity, quantities[i + 1]);
    if (spread !== null) {
      this.#emitSpread(n, reading, spread);
      return;
    }
    const each = aside === null ? eachOf(d.text, this.#places, sentence, quantity, series) : null;
    if (each !== null) {
      for (const one of each) this.#emit(n, reading, one);
      return;
    }
    const place =
      aside?.place ?? placeOfNumber(this.#whereabouts, sentence, quantity, series, reading.placeAt);
    const { root } = d.document.gazetteer;
    const whole = reading.ofCounties === true && place !== d.document.province ? root.name : place;
    // 2023年、2024年分别增长6.4%、5.6%: to each year its own.
    const years = series === null ? [] : this.#periods.listed(sentence, series.first.start, series.length);
    const period = series === null ? undefined : years[series.index]?.period;
    this.#emit(n, period === undefined ? reading : { ...reading, period }, whole);
    this.#emitUpper(n, reading, place);
  }

  /** 同比增加12天、7天: what the first of a series measures, a fall included, the others measure as well. */
  #likeFirst({ lead }: NumberInText, { first, index }: Series, told: Reading): Reading {
    const head = this.#headOfSeries;
    if (index === 0 || head === null || head.at !== first.start) {
      this.#headOfSeries = { at: first.start, reading: told };
      return told;
    }
    const { measure, unit, value, basis } = head.reading;
    if (lead.noun !== '' || measure === told.measure || unit !== told.unit || !/growth|change/.test(measure))
      return told;
    return {
      ...told,
      measure,
      value: value < 0 ? -Math.abs(told.value) : told.value,
      ...(basis === undefined ? {} : { basis }),
    };
  }

  /** 甲县、乙县、丙县依次排在第5至第7位: to each its own. */
  #emitSpread(n: NumberInText, reading: Reading, { places, first, last }: Spread): void {
    this.#spreadEnd = last.start;
    const rawSpan = { start: n.quantity.rawSpan.start, end: last.rawSpan.end };
    for (const [k, place] of places.entries()) {
      const own = k === 0 ? n.quantity.rawSpan : k === places.length - 1 ? last.rawSpan : rawSpan;
      const value = first + k;
      this.#emit({ ...n, quantity: { ...n.quantity, rawSpan: own, value } }, { ...reading, value }, place);
    }
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

  /** 将…写为46亿元，准确数字是45亿元: what is said anew holds as the right words alone say. */
  #asCorrected({ quantity }: NumberInText, standing: Standing): Standing {
    const span = this.#corrected.find((each) => contains(each, quantity));
    if (span === undefined || standing.status === 'actual') return standing;
    const { text } = this.#discourse;
    const claim = claimOf(
      text.slice(span.start, quantity.start),
      text.slice(quantity.end, span.end),
      null,
      [],
    );
    return { ...standing, status: claim.status };
  }

  #emit(n: NumberInText, told: Reading, place: string | null, at = n.quantity.start): void {
    const { sentence, quantity } = n;
    const reading = ofSubject(this.#discourse, n, told);
    const { article } = this.#discourse.document;
    const standing = this.#asCorrected(n, standingOf(this.#discourse, this.#periods, n, reading, at));
    if (reading.counts !== undefined) reading.counts.period = standing.period;
    // 甲县-2.2%、乙县…: a place is no quantity.
    if (isFragment(reading.indicator) || this.#places.isPlace(reading.indicator)) return;
    // 甲、乙两县垫底: which of them is the last no word tells.
    if (reading.measure === 'rank' && place?.includes('、') === true) return;
    const {
      event: _event,
      status: _status,
      of: _of,
      counts: _counts,
      periodAt: _periodAt,
      placeAt: _placeAt,
      passing: _passing,
      ofCounties: _ofCounties,
      ofYear: _ofYear,
      ...fields
    } = reading;
    this.#found.push({
      ...fields,
      indicator:
        reading.project === undefined
          ? this.#holders.named(sentence, quantity.start, fields.indicator)
          : fields.indicator,
      place,
      ...standing,
      raw: article.text.slice(quantity.rawSpan.start, quantity.rawSpan.end),
      at: quantity.rawSpan.start,
      ...(quantity.approx === undefined ? {} : { approx: quantity.approx }),
      evidence: cutEvidence(this.#discourse.document, quantity),
      ...doubtOf(this.#discourse, sentence, quantity),
    });
  }
}
