import type { Quantity } from '../../../text/quantity.ts';
import type { AnnotatedSentence } from '../../document.ts';
import { indicatorLexicon } from '../../indicators.ts';
import type { Discourse } from './discourse.ts';
import type { Reading } from './number.ts';

/**
 * A number in brackets belongs to who stands before them: （全省5.0%） and 高于全省平均水平（6.8%） to the province,
 * 襄汾县（7.2%） and 永和县（2.61） to the place of a ranking list; null for a number outside brackets.
 */
export function bracketed(
  d: Discourse,
  sentence: AnnotatedSentence,
  quantity: Quantity,
): { readonly reading: Reading | null; readonly place: string | null } | null {
  const text = d.text;
  const open = text.lastIndexOf('（', quantity.start - 1);
  if (open < sentence.start || text.slice(open, quantity.start).includes('）')) return null;
  const from = Math.max(open, text.lastIndexOf('，', quantity.start - 1)) + 1;
  const inside = text.slice(from, quantity.start);
  const index = quantity.kind === 'index' && inside === '';
  if (inside.length > 12 || (quantity.kind !== 'percent' && !index)) return null;
  if (d.topic === null || index) noticeListed(d, sentence, open);
  if (d.topic === null) return null;
  const owner = /(全省|全国)(?:平均)?(?:水平)?(?:为|是|增长|下降|增速)*$/.exec(
    inside === '' ? text.slice(sentence.start, open) : inside,
  );
  const place = sentence.places.find(
    (mention) =>
      (mention.end === open && from === open + 1) || (mention.start >= from && mention.end <= quantity.start),
  );
  if (owner === null && place === undefined) return null;
  // Somebody else's figure: without a name for whom it is nobody's.
  if (owner !== null && owner[1] === '全省' && d.document.province === null)
    return { reading: null, place: null };
  const { indicator, measure } = d.topic;
  const sign = /(?:下降|降)$/.test(inside) ? -1 : 1;
  return {
    reading: {
      indicator,
      measure: index ? 'level' : measure === 'rank' || measure === 'change' ? 'growth' : measure,
      value: sign * quantity.value,
      unit: quantity.unit,
      event: false,
    },
    place:
      owner === null
        ? place === undefined
          ? null
          : d.document.countyOf(place)
        : owner[1] === '全国'
          ? '全国'
          : d.document.province,
  };
}

/** 综合指数最好的三个县依次是甲县（2.61）、乙县（2.74）: what the list is of stands in front of its first place. */
function noticeListed(d: Discourse, sentence: AnnotatedSentence, open: number): void {
  const named = indicatorLexicon().find(d.text.slice(sentence.start, open)).at(-1);
  if (named !== undefined && named.canonical !== d.topic?.indicator)
    d.topic = { indicator: named.canonical, measure: 'level', unit: '' };
}
