import type { Span } from '../../../text/span.ts';
import type { AnnotatedSentence } from '../../document.ts';
import { GAP } from './phrase.ts';
import { lastBorder } from './place.ts';
import { formerWords } from './time-words.ts';

/** The text before a number with periods and owning places taken out, so that no noun phrase swallows them. */
export function cleaned(text: string, sentence: AnnotatedSentence, from: number, to: number): string {
  const holes: Span[] = [
    ...sentence.periods.filter((mention) => mention.start < to && mention.end > from),
    ...formerWords(text, from, to),
  ];
  for (const mention of sentence.places) {
    if (mention.start < from || mention.end > to) continue;
    const clause = Math.max(from, lastBorder(text, sentence.start, mention.start));
    // 其中甲县、乙县、丙县分别为…: the places of a list in front are no words before this one.
    const listed = sentence.places.findLast(({ end }) => end < mention.start && end > clause);
    const between = listed === undefined ? '' : text.slice(listed.end, mention.start);
    const before = text
      .slice(
        /^[、和与及]$/.test(between) && holes.some(({ start }) => start === (listed ?? mention).start)
          ? mention.start
          : clause,
        mention.start,
      )
      .replaceAll(/[\d年月日第一二三四季度上半下]/g, '');
    // 汾河霍州段治理工程: the stretch of a river or road that lies there keeps its name.
    const stretch = text.charAt(mention.end) === '段' && /[河川江渠路线速]$/.test(before);
    // 临汾市区: the town itself, of which 市区 stays.
    const urban = text.charAt(mention.end) === '区' && text.charAt(mention.end - 1) === '市';
    if (before.length <= 8 && !stretch && !/[—－-]/.test(text.charAt(mention.end)))
      holes.push(urban ? { start: mention.start, end: mention.end - 1 } : mention);
  }
  holes.sort((a, b) => a.start - b.start);
  let kept = '';
  let at = from;
  for (const hole of holes) {
    if (hole.start > at) kept += text.slice(at, hole.start);
    kept += GAP;
    at = Math.max(at, hole.end);
  }
  return at < to ? kept + text.slice(at, to) : kept;
}
