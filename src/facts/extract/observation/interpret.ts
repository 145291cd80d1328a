import type { Quantity } from '../../../text/quantity.ts';
import { readingOfAmount } from './amount.ts';
import type { Discourse } from './discourse.ts';
import { readingOfMultiple } from './multiple.ts';
import type { NumberInText, Reading } from './number.ts';
import { perUnitReading } from './per-unit.ts';
import { readTail } from './phrase.ts';
import { noticePlainTopic } from './plain-topic.ts';
import { readingOfPercent, readingOfPoints, readingOfRank } from './ratio.ts';
import { boundedName, readingOfBoundedShare, thresholdOf } from './threshold.ts';

/** What the number says, by its kind; null when its words do not tell. */
export function interpret(d: Discourse, found: NumberInText, next: Quantity | undefined): Reading | null {
  if (found.lead.idle && found.quantity.unit !== '位') return null;
  const threshold = thresholdOf(d, found, next);
  if (threshold !== null) {
    d.threshold = threshold;
    return null;
  }
  const share = readingOfBoundedShare(d, found);
  if (share !== null) return share;
  const n = bounded(d, found);
  if (n.lead.noun === '' && ofUnknownLeader(d, n)) {
    d.topic = null;
    return null;
  }
  if (n.lead.part) d.openParts();
  if (n.lead.noun.length <= 3) noticePlainTopic(d, n);
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
      return passing(perUnitReading(d, n, readingOfAmount(d, n)), n !== found);
  }
}

/** 收入最高的是示例村，达到136万元: the figure of one that is no county stands for nobody known here. */
function ofUnknownLeader(d: Discourse, { sentence, quantity }: NumberInText): boolean {
  const from = Math.max(sentence.start, quantity.start - 36);
  const told = /最[高大多快好低小少慢]的(?!(?:县|市|区)?[、和])[^；。]{1,24}$/.exec(
    d.text.slice(from, quantity.start),
  );
  if (told === null || /\d/.test(told[0])) return false;
  const at = from + told.index;
  return !sentence.places.some(
    ({ start, end, division }) => start > at && end <= quantity.start && division.level !== 'township',
  );
}

function passing(reading: Reading | null, bound: boolean): Reading | null {
  return reading !== null && bound ? { ...reading, passing: true } : reading;
}

/** 收入超过10亿元的县有5个: what is counted carries the bound in its name. */
function bounded(d: Discourse, n: NumberInText): NumberInText {
  const name = n.quantity.kind === 'count' ? boundedName(d, n) : '';
  if (name === '') return n;
  // 超10亿元的5户: of the things counted before.
  const things = /[元亩户人吨%的上下内]$/.test(name)
    ? (/(?:项目|企业|工程|村|县|大户)$/.exec(d.lastCount?.noun ?? '')?.[0] ?? '')
    : '';
  const noun = `${name}${readTail(n.after).noun || (things === '' ? '' : `的${things}`)}`.replace(
    '的的',
    '的',
  );
  return { ...n, from: d.threshold?.from ?? n.from, lead: { ...n.lead, noun, make: '' }, after: '' };
}
