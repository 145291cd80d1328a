import type { Threshold, Wish } from '../model.ts';
import { queryText } from './query.ts';

/**
 * A wish as it is typed behind /subscribe; reading it gives the same wish. In simplified Chinese: names of places and
 * indicators, and the few words that the reader knows (data/lexicon/wish-words.txt).
 * @param name how to write a place; a code is shorter
 */
export function wishText(wish: Wish, name: (place: string) => string = (place) => place): string {
  const place = wish.place === null ? '' : `${name(wish.place)} `;
  switch (wish.about) {
    case 'place':
      return name(wish.place);
    case 'indicator':
      return `${place}${wish.indicator}${wish.threshold === undefined ? '' : ` ${boundText(wish.threshold)}`}`;
    case 'post':
      return `${place}${wish.post ?? '换人'}`;
    case 'project':
      return `${place}项目`;
    case 'words':
      return `${place}词 ${queryText(wish.query)}`;
  }
}

const MEASURE = { level: '', growth: '增速', change: '', rank: '排名', share: '占比' } as const;

/** 增速<5%, >200亿元, 排名<=3位. */
function boundText({ comparison, value, unit, measure }: Threshold): string {
  return `${MEASURE[measure]}${comparison}${value}${unit ?? ''}`;
}
