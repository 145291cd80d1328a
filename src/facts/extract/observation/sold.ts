import type { Discourse } from './discourse.ts';
import type { NumberInText, Reading } from './number.ts';
import { readTail } from './phrase-tail.ts';

/** 卖出了|2.3万张, 售出|门票5万张. */
const SOLD = /(?:卖出|售出|销出|卖掉|卖了|售卖|发售)(?:去)?(?:了)?(?:约|近|超过|超)?$/;
/** Things sold one by one; what is weighed is one seller's story. */
const PIECES = /[张份册套台辆件单盒瓶枚只]$/;
/** 联票售价168元: what has a price is what is sold. */
const PRICED = /(?:售价|票价|单价|定价|价格)$/;

/** “联票”售价168元，卖出了2.3万张: how many were sold of what stands behind the number or has just been priced; null elsewhere. */
export function readingOfSold(d: Discourse, { quantity, raw, after }: NumberInText): Reading | null {
  if (quantity.kind !== 'count' || !PIECES.test(quantity.unit) || !SOLD.test(raw)) return null;
  const behind = readTail(after).noun;
  const spoken = d.topic?.indicator ?? '';
  const thing = behind !== '' ? behind : PRICED.test(spoken) ? spoken.replace(PRICED, '') : '';
  if (thing.length < 2) return null;
  return {
    indicator: `${thing}销量`,
    measure: 'level',
    value: quantity.value,
    unit: quantity.unit,
    event: false,
  };
}
