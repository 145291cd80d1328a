import type { Quantity } from '../../text/quantity.ts';
import { overlaps, type Span } from '../../text/span.ts';
import type { AnnotatedArticle, AnnotatedSentence, Extractor } from '../document.ts';
import { cutEvidence } from '../evidence.ts';
import type { Observation } from '../model.ts';
import { extractCorrections } from './corrections.ts';
import { COMPARING, readingOfAmount } from './observation/amount.ts';
import { bracketed } from './observation/aside.ts';
import { claimStatus } from './observation/claim.ts';
import { Discourse } from './observation/discourse.ts';
import { handedOut } from './observation/handed-out.ts';
import type { NumberInText, Reading } from './observation/number.ts';
import { readLead } from './observation/phrase.ts';
import { lastBorder, PlaceTracker } from './observation/place.ts';
import { pools } from './observation/rank.ts';
import { readingOfMultiple, readingOfPercent, readingOfPoints, readingOfRank } from './observation/ratio.ts';
import { type Series, seriesOf } from './observation/series.ts';
import { PeriodTracker } from './observation/time.ts';

/** Characters between a number and damage within which the number is not believed. */
const DAMAGE_MARGIN = 8;

/** Every number an article states about a place: see the model for what a row holds. */
export const extractObservations: Extractor<Observation> = (document) =>
  new ObservationReader(document).read();

/** Walks the sentences of one article, number by number. */
class ObservationReader {
  readonly #discourse: Discourse;
  readonly #periods: PeriodTracker;
  readonly #places: PlaceTracker;
  readonly #withdrawn: readonly Span[];
  readonly #found: Observation[] = [];

  constructor(document: AnnotatedArticle) {
    this.#discourse = new Discourse(document);
    this.#periods = new PeriodTracker(document);
    this.#places = new PlaceTracker(document);
    this.#withdrawn = withdrawnSpans(document);
  }

  read(): readonly Observation[] {
    let paragraph = -1;
    for (const sentence of this.#discourse.document.sentences) {
      if (sentence.furniture) continue;
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
    const reading = signed(
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
    if (aside === null) d.remember(reading);
    if (!this.#believable(sentence, quantity)) return;
    this.#emit(n, reading, aside?.place ?? this.#placeOf(sentence, quantity, series));
  }

  #placeOf(sentence: AnnotatedSentence, quantity: Quantity, series: Series | null): string | null {
    const text = this.#discourse.text;
    if (series !== null) {
      const before = text.slice(sentence.start, series.first.start);
      const places = this.#places.group(sentence, series.first.start, series.length);
      if (/(?:分别|依次|各)/.test(before.slice(-24)) && places !== null) return places[series.index] ?? null;
    }
    return this.#places.at(sentence, quantity.start);
  }

  #believable(sentence: AnnotatedSentence, quantity: Quantity): boolean {
    const reach = { start: quantity.start - DAMAGE_MARGIN, end: quantity.end + DAMAGE_MARGIN };
    if (sentence.damaged && this.#discourse.document.article.damaged.some((span) => overlaps(span, reach)))
      return false;
    return !this.#withdrawn.some((span) => overlaps(span, quantity));
  }

  #emit(n: NumberInText, reading: Reading, place: string | null): void {
    const { sentence, quantity } = n;
    const { article } = this.#discourse.document;
    const text = this.#discourse.text;
    const stock = reading.event || reading.project !== undefined;
    const period =
      reading.of?.period ?? this.#periods.at(sentence, quantity.start, { event: reading.event, stock });
    if (reading.counts !== undefined) reading.counts.period = period;
    const before = text.slice(sentence.start, quantity.start);
    const compared = COMPARING.test(
      this.#discourse.clean(sentence, Math.max(sentence.start, quantity.start - 16), quantity.start),
    );
    const status =
      (compared ? 'actual' : reading.status) ??
      claimStatus(before, text.slice(quantity.end, sentence.end), sentence.section, period, article.date);
    const { event: _event, status: _status, of: _of, counts: _counts, ...fields } = reading;
    this.#found.push({
      ...fields,
      place,
      status,
      period,
      ...(period === null ? { periodReason: '文中未说明时间，报道日期不详' } : {}),
      raw: article.text.slice(quantity.rawSpan.start, quantity.rawSpan.end),
      at: quantity.rawSpan.start,
      ...(quantity.approx === undefined ? {} : { approx: quantity.approx }),
      evidence: cutEvidence(this.#discourse.document, quantity),
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
  return {
    sentence,
    quantity,
    lead: readLead(d.clean(sentence, from, quantity.start)),
    from,
    before: d.clean(sentence, clauseStart, quantity.start),
    after: d.text.slice(quantity.end, next?.start ?? sentence.end),
  };
}

/** What the number says, by its kind; null when its words do not tell. */
function interpret(d: Discourse, n: NumberInText): Reading | null {
  if (n.lead.part) d.parent = d.counted ?? d.topic?.indicator ?? null;
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

/** -2.1%: a minus sign in front of a number that stands behind a mark or a word, not a range (5-6%). */
function signed(text: string, quantity: Quantity, reading: Reading): Reading {
  const negative =
    /[-−－]/.test(text.charAt(quantity.start - 1)) && !/[\d%]/.test(text.charAt(quantity.start - 2));
  return negative && reading.value > 0 ? { ...reading, value: -reading.value } : reading;
}

function withdrawnSpans(document: AnnotatedArticle): readonly Span[] {
  const spans: Span[] = [];
  for (const { pairs } of extractCorrections(document)) {
    for (const { wrong } of pairs) {
      for (
        let at = document.simplified.indexOf(wrong);
        at >= 0;
        at = document.simplified.indexOf(wrong, at + 1)
      ) {
        spans.push({ start: at, end: at + wrong.length });
      }
    }
  }
  return spans;
}

/** The same number told twice in one article (title and lead) is one fact: the first telling stays. */
function distinct(found: readonly Observation[]): readonly Observation[] {
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
    ].join('|');
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
