import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import { damageDoubt } from '../../doubt.ts';
import type { ReportedObservation } from '../../model.ts';
import type { Discourse } from './discourse.ts';

const TORN = '数字中间夹有无关文字';

/** Why a number is held back, to be spread into its observation: damage in or beside it, or rubbish inside it. */
export function doubtOf(
  d: Discourse,
  sentence: AnnotatedSentence,
  quantity: Quantity,
): Pick<ReportedObservation, 'doubt'> {
  if (isTorn(d.text, sentence, quantity)) return { doubt: TORN };
  return sentence.damaged ? damageDoubt(d.document, quantity) : {};
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
