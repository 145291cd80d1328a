import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { Discourse } from './discourse.ts';
import type { HolderTracker } from './holder.ts';
import type { PlaceTracker } from './place.ts';
import type { Series } from './series.ts';

/** What tells which place a number belongs to. */
export interface Whereabouts {
  readonly discourse: Discourse;
  readonly places: PlaceTracker;
  readonly holders: HolderTracker;
}

/**
 * The place a number belongs to, full name; null when the text does not tell. A series is handed out to as many places
 * named side by side; a rank may name its place behind it (增速最高的是甲县).
 * @param at where to look from, when the number's words stand elsewhere
 */
export function placeOfNumber(
  { discourse, places, holders }: Whereabouts,
  sentence: AnnotatedSentence,
  quantity: Quantity,
  series: Series | null,
  at = quantity.start,
): string | null {
  const behind = rankedBehind(discourse, sentence, quantity);
  if (behind !== null) return behind;
  if (series !== null) {
    const { first, index, length } = series;
    const before = discourse.text.slice(sentence.start, first.start);
    const group = places.group(sentence, first.start, length);
    // 只有甲区和乙市实现正增长，增幅为2.6%和3.9%: handed out without 分别.
    const told =
      /(?:分别|依次|各|分列|分居|分获|分占)/.test(before.slice(-24)) ||
      /(?:增幅|增速|降幅)[为是]?$/.test(before);
    // 增速为22.4%和19.8%，居第二、第三位: no place has two ranks.
    const ranked = quantity.kind === 'rank' && group?.length === length;
    if ((told || ranked) && group !== null) return group[index] ?? null;
    const figured = places.figured(sentence, first.start, length);
    if (figured !== null) return figured[index] ?? null;
    const adjoining = places.adjoining(sentence, first.start, length);
    if (adjoining !== null) return adjoining[index] ?? null;
  }
  return places.at(sentence, at, holders.placesFrom(sentence, at));
}

/** Between a rank and the places that hold it: 第二名|甲县, 第二位的|甲县, 第六至第八位依次是|甲、乙、丙. */
const HELD_BY =
  /^的?(?:县|市|区|县（市、区）|[两三四五六七八九十]个?(?:县|县区|县市区|县（市、区）)|地区)?(?:分别|依次)?[是为]?$/;
const JOINED = /^(?:、|和|与|及|以及)$/;

/** 增速最高的是甲县, 比第二名甲县高, 第六至第八位是甲、乙、丙: the place stands behind the rank; null elsewhere. */
function rankedBehind(d: Discourse, sentence: AnnotatedSentence, quantity: Quantity): string | null {
  if (quantity.kind !== 'rank' || quantity.approx === '前') return null;
  const ranks = sentence.quantities.filter(({ kind }) => kind === 'rank');
  // 第六至第八位, 第二、三位: the places stand behind the last of them.
  let last = quantity;
  for (const rank of ranks)
    if (rank.start >= last.end && /^(?:[、和与及至到—]|以及)$/.test(d.text.slice(last.end, rank.start)))
      last = rank;
  let first = quantity;
  for (const rank of ranks.toReversed())
    if (rank.end <= first.start && /^(?:[、和与及至到—]|以及)$/.test(d.text.slice(rank.end, first.start)))
      first = rank;
  const at = sentence.places.findIndex(({ start }) => start >= last.end);
  const holder = sentence.places[at];
  if (holder === undefined) return null;
  const between = d.text.slice(last.end, holder.start);
  // 居第二位，甲县…: without a word between the place opens the next clause only behind a mark.
  if (!HELD_BY.test(between) || (quantity.raw.startsWith('最') && between === '')) return null;
  const group = [holder];
  for (const mention of sentence.places.slice(at + 1)) {
    const before = group.at(-1);
    if (before === undefined || !JOINED.test(d.text.slice(before.end, mention.start))) break;
    group.push(mention);
  }
  const index = quantity.value - first.value;
  const fits = group.length === 1 ? first === last : group.length === last.value - first.value + 1;
  const held = fits ? group[group.length === 1 ? 0 : index] : undefined;
  return held === undefined ? null : d.document.countyOf(held);
}
