import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import type { PlaceTracker } from './place.ts';
import type { Series } from './series.ts';

/** Ranks told once for a whole list of places, from the first of the list to the last. */
export interface Spread {
  readonly places: readonly string[];
  /** Rank of the first of them; each that follows is one further. */
  readonly first: number;
  /** The number that closes the range, which tells nothing of its own. */
  readonly last: Quantity;
}

const RANGE = /^(?:至|到|—)$/;
/** Between the list and its ranks: 等10个县|依次|排在. */
const RANKING =
  /^等?(?:\d{1,2}个?|[一二三四五六七八九十]{1,3}个?)?(?:县|市|区|县（市、区）|县市区|县区|地)?(?:分别|依次|则|分列|分居|位列|位居|排名|排在|排|列|居|在|全市|全省){1,5}$/;

/**
 * 甲县、乙县、丙县依次排在第5至第7位: a range of ranks handed out to as many places named side by side; null for any other
 * number.
 * @param next the number behind it
 */
export function rankSpread(
  text: string,
  places: PlaceTracker,
  sentence: AnnotatedSentence,
  quantity: Quantity,
  next: Quantity | undefined,
): Spread | null {
  if (quantity.kind !== 'rank' || next?.kind !== 'rank' || next.value <= quantity.value) return null;
  if (!RANGE.test(text.slice(quantity.end, next.start))) return null;
  const listed = places.listedBefore(sentence, quantity.start);
  if (listed === null || !RANKING.test(text.slice(listed.end, quantity.start))) return null;
  // More ranks than places: whose is which no word tells.
  if (listed.names.length !== next.value - quantity.value + 1)
    return { places: [], first: quantity.value, last: next };
  return { places: listed.names, first: quantity.value, last: next };
}

/** Between the places and the number: 各|获奖励资金, 两县各|投入; 各类, 各级 hand nothing out. */
const EACH =
  /^(?:[两三四五六七八九十]个?(?:县|市|区|地|县市区|县区)|等县|等地)?(?:分别|均|都)?各(?![类级项种地方界自县市区乡镇村部单行])[^，；。\d]{0,12}$/;

/** 甲县、乙县各获奖励资金50万元: the places each of which has the number; null when it is not handed out so. */
export function eachOf(
  text: string,
  places: PlaceTracker,
  sentence: AnnotatedSentence,
  quantity: Quantity,
  series: Series | null,
): readonly string[] | null {
  if (series !== null) return null;
  const listed = places.listedBefore(sentence, quantity.start);
  return listed !== null && listed.names.length > 1 && EACH.test(text.slice(listed.end, quantity.start))
    ? listed.names
    : null;
}
