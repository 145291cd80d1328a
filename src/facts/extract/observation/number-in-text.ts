import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText } from './number.ts';
import { GAP, readLead } from './phrase.ts';
import { lastBorder } from './place.ts';

/**
 * A number with the words around it.
 * @param previous the number before it in the sentence, where its own words begin
 * @param next the number behind it, where they end
 */
export function numberInText(
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
