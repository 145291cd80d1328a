import { readTable } from '../../../lexicon/table.ts';
import type { QuantityKind } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { Discourse } from './discourse.ts';

const PRODUCTS = readTable('products.txt', 1)
  .map(({ cells: [product = ''] }) => product)
  .sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
const PRODUCT = new RegExp(`(?:${PRODUCTS.join('|')})`, 'g');
/** Characters that end a variety's name to its left: 就是|玉露香梨, 种植|玉露香梨. */
const BEFORE_NAME =
  /[是的种植产栏县市区镇乡村和与及、，。：；“”（）有为吃卖收购年类等搞抓做强一在对将把用到了靠选运送存储\d\s]/;
/** Longest variety in front of a product (玉露香). */
const VARIETY = 3;
/** How far back a topic reaches: the interviewer's question and a blank line before an answer. */
const REACH = 2;

/** Verbs of a harvest in front of what is harvested: 收葡萄960吨, 去年产了4200吨. */
const HARVEST =
  /^(?:总共|共|一共|累计)?(?:收获|采收|产出|生产|出产|收(?![购入费益储缴])|产(?![值能业量]))了?/;

/**
 * 收葡萄, 生产原煤, 产 before tons are an output (葡萄产量, 产量), 核桃种 before mu a planted area; other phrases stay
 * as they are.
 */
export function asOutput(noun: string, kind: QuantityKind): string {
  if (kind === 'area' && noun === '种') return '种植面积';
  if (kind === 'area' && noun.length >= 2 && noun.endsWith('种')) return `${noun}植面积`;
  if (kind !== 'mass') return noun;
  const verb = HARVEST.exec(noun)?.[0];
  if (verb === undefined) return noun;
  const product = noun.slice(verb.length);
  if (product === '') return '产量';
  return PRODUCTS.some((known) => product.endsWith(known)) && product.length <= 8 ? `${product}产量` : noun;
}

/** The product named last before `at`, with its variety: what a bare 产量 or 面积 is of; null when none is near. */
export function lastProduct(
  d: Discourse,
  sentence: AnnotatedSentence,
  at: number,
  reach = REACH,
): string | null {
  const near = d.document.sentences.filter(
    ({ paragraph, start, furniture }) =>
      !furniture &&
      start <= sentence.start &&
      (reach === 0 ? start === sentence.start : paragraph >= sentence.paragraph - reach),
  );
  for (const candidate of near.toReversed()) {
    const text = d.text.slice(candidate.start, Math.min(candidate.end, at));
    const found = [...text.matchAll(PRODUCT)].at(-1);
    if (found === undefined) continue;
    let from = found.index;
    while (from > 0 && found.index - from < VARIETY && !BEFORE_NAME.test(text.charAt(from - 1))) from--;
    return text.slice(from, found.index + found[0].length);
  }
  return null;
}
