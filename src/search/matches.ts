import type { Span } from '../text/span.ts';
import type { Question } from './question.ts';
import type { Place } from './shelf.ts';
import { eachTerm } from './terms.ts';

/**
 * Where the pairs and runs of a question stand in a passage's text (for a question without any, its characters);
 * touching ones are joined. Offsets from the beginning of the text.
 */
export function matchesIn({ units, textAt, end }: Place, question: Question): readonly Span[] {
  const words = [...question.pairs, ...question.runs];
  const wanted = new Set(words.length > 0 ? words : question.singles);
  const spans: Span[] = [];
  eachTerm(units, textAt, end, (key, from, length) => {
    if (!wanted.has(key)) return;
    const at = from - textAt;
    const last = spans.at(-1);
    if (last !== undefined && at <= last.end)
      spans[spans.length - 1] = { start: last.start, end: Math.max(last.end, at + length) };
    else spans.push({ start: at, end: at + length });
  });
  return spans;
}
