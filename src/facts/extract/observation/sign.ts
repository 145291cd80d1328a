import type { Quantity } from '../../../text/quantity.ts';
import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { has } from './phrase.ts';
import type { Series } from './series.ts';

/**
 * A reading with the sign its words give it: a minus in front of the number, or the fall that governs a whole series
 * (分别下降3.1%和5.6%).
 */
export function withSign(d: Discourse, n: NumberInText, series: Series | null, read: Reading): Reading {
  const reading = signed(d.text, n.quantity, read);
  const falls =
    series !== null &&
    series.index > 0 &&
    d.falling &&
    reading.measure === 'growth' &&
    reading.value > 0 &&
    !has(n.lead, 'up', 'down');
  return falls ? { ...reading, value: -reading.value } : reading;
}

/** -2.1%: a minus sign in front of a number that stands behind a mark or a word, not a range (5-6%). */
function signed(text: string, quantity: Quantity, reading: Reading): Reading {
  const negative =
    /[-−－]/.test(text.charAt(quantity.start - 1)) && !/[\d%]/.test(text.charAt(quantity.start - 2));
  return negative && reading.value > 0 ? { ...reading, value: -reading.value } : reading;
}
