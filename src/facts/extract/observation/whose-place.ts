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
    const told = /(?:分别|依次|各)/.test(before.slice(-24)) || /(?:增幅|增速|降幅)[为是]?$/.test(before);
    if (told && group !== null) return group[index] ?? null;
    const adjoining = places.adjoining(sentence, first.start, length);
    if (adjoining !== null) return adjoining[index] ?? null;
  }
  return places.at(sentence, at, holders.placesFrom(sentence, at));
}

/** 增速最高的是甲县: the place stands behind the word of rank; null elsewhere. */
function rankedBehind(d: Discourse, sentence: AnnotatedSentence, quantity: Quantity): string | null {
  if (quantity.kind !== 'rank' || !quantity.raw.startsWith('最')) return null;
  const named = sentence.places.find(
    ({ start }) =>
      start > quantity.end && /^的(?:县|市|区|县（市、区）)?[是为]$/.test(d.text.slice(quantity.end, start)),
  );
  return named === undefined ? null : d.document.countyOf(named);
}
