import type { PartialDate } from '../../text/date.ts';
import type { Desk } from '../desk.ts';
import type { Understanding } from '../understand/understanding.ts';

const HITS = 12;
/** Share of the question's distinguishing words that a passage must hold to bear on it. */
const BEARS = 0.6;

/**
 * Date of the newest article that bears on a question's subject (云丘山, 苹果产量), not merely on its place: 今年 is read
 * against it. Null when no passage holds most of the words, or none has a date.
 */
export async function bearingDate(desk: Desk, question: Understanding): Promise<PartialDate | null> {
  const words = question.terms.filter((term) => term.weight >= 1 && term.soft !== true);
  if (words.length === 0) return null;
  const places = question.places.map((place) => place.division.name);
  const query = words.map((word) => word.text).join('');
  const hits = desk.index.search(
    query,
    places.length > 0 ? { filter: { places }, limit: HITS } : { limit: HITS },
  );
  const held = hits.map(({ passage }) => {
    const text = `${passage.heading ?? ''}|${passage.text}`.toLowerCase();
    return words.filter((word) => word.forms.some((form) => text.includes(form))).length;
  });
  const most = Math.max(0, ...held);
  if (most < words.length * BEARS) return null;
  const articles = new Set(hits.filter((_, i) => held[i] === most).map(({ passage }) => passage.articleId));
  let newest: PartialDate | null = null;
  for (const id of articles) {
    const date = (await desk.store.articleInfo(id))?.date ?? null;
    if (date !== null && (newest === null || date > newest)) newest = date;
  }
  return newest;
}
