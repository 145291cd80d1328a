import type { Period } from '../../text/date.ts';
import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import { cutEvidence, EVIDENCE_LIMIT } from '../evidence.ts';
import type { Evidence } from '../model.ts';
import { isSubject } from '../owner.ts';
import { type Reading, sentenceIndexAt } from './reading.ts';

/** A focus longer than this leaves no room for its subject within the limit of evidence. */
const LONGEST_FOCUS = 150;

/**
 * Whose the thing at `span` is: the places inside it (joined with 、 when they are several: 曲沃—侯马…), else the
 * last one that stands as a subject before it in the sentence, else the place in force.
 */
export function placeOf(sentence: AnnotatedSentence, span: Span): string | null {
  const counties = sentence.places.filter((mention) => mention.division.level !== 'township');
  const inside = counties.filter((mention) => mention.start >= span.start && mention.end <= span.end);
  if (inside.length > 0) return [...new Set(inside.map((mention) => mention.division.name))].join('、');
  // 总投资8亿元的甲县|水库项目: the place right in front is where it stands, whoever tells of it.
  const beside = counties.find((mention) => mention.end === span.start && span.end > span.start);
  if (beside !== undefined) return beside.division.name;
  const before = counties.findLast((mention) => {
    // 其中安泽段21.2公里: a stretch of road is not the subject of what follows.
    if (mention.end > span.start || sentence.text.charAt(mention.end - sentence.start) === '段') return false;
    const at = mention.start - sentence.start;
    return isSubject(sentence.text.slice(0, at), sentence.text.slice(mention.end - sentence.start));
  });
  return before?.division.name ?? sentence.placeInForce;
}

/** Where something happened: the first place standing as a subject in the telling, else before it, else in force. */
export function placeOfEvent(sentence: AnnotatedSentence, told: Span): string | null {
  const own = sentence.places.find((mention) => {
    if (mention.start < told.start || mention.end > told.end || mention.division.level === 'township')
      return false;
    const at = mention.start - sentence.start;
    return isSubject(sentence.text.slice(0, at), sentence.text.slice(mention.end - sentence.start));
  });
  return own?.division.name ?? placeOf(sentence, { start: told.start, end: told.start });
}

/** The time a list or a plan speaks of: named before it in its sentence, else in the nearest heading above. */
export function periodInForce(reading: Reading, sentence: AnnotatedSentence, before: number): Period | null {
  const own = sentence.periods.findLast((mention) => mention.start < before && mention.kind !== 'instant');
  if (own !== undefined) return own.period;
  return reading.headingPeriods[sentenceIndexAt(reading, sentence.start)] ?? null;
}

/** Evidence around a span; of a longer one its end, where the noun and the number of an enumeration stand. */
export function evidenceOf(reading: Reading, span: Span): Evidence {
  const start = Math.max(span.start, span.end - LONGEST_FOCUS);
  return cutEvidence(reading.document, { start, end: span.end });
}

/** Evidence for lines that stand under each other: from the first, whole lines as far as the limit allows. */
export function evidenceOfLines(reading: Reading, lines: readonly Span[]): Evidence {
  const start = lines[0]?.start ?? 0;
  let end = start;
  for (const line of lines) {
    if (line.end - start > EVIDENCE_LIMIT) break;
    end = line.end;
  }
  if (end === start) end = Math.min(start + EVIDENCE_LIMIT, lines[0]?.end ?? start);
  return { text: reading.document.article.text.slice(start, end), span: { start, end } };
}
