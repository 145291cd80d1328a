import { listCell, readTable } from '../lexicon/table.ts';
import type { Span } from './span.ts';

/** One character is an ordinary word too (文, 图). */
const WORDS = readTable('byline-roles.txt', 2)
  .filter(({ cells }) => !cells[0]?.startsWith('-'))
  .flatMap(({ cells }) => listCell(cells[1] ?? ''))
  .filter((word) => word.length > 1)
  .sort((a, b) => b.length - a.length)
  .join('|');
const BRACKET = /[（(]([^（）()\n]{2,80})[）)]/g;
/** （记者 张某）, （古县融媒记者张某 李某）, （张某 摄）, （张某 文/图）; not （记者注：…） or （策划、制作同步）. */
const BYLINE = new RegExp(
  `^[ \\u3000]?\\p{Script=Han}{0,14}?(?:${WORDS})(?:[ \\u3000:：/／|｜]|\\p{Script=Han}{2,4}(?:[ \\u3000]|$))|^\\p{Script=Han}{2,4}[ \\u3000]{0,2}(?:摄|文|图|文[/／]图|图[/／]文)$`,
  'u',
);
/** 示例日报讯（记者 张某）, 古县5月18日电, 本报古县5月18日讯: who reports, from where and when it was sent. */
const DATELINE =
  /(?<=^|\n)[ \u3000]{0,4}(?:\p{Script=Han}{1,14}(?:\d{1,2}月)?\d{1,2}日[讯电]|\p{Script=Han}{1,12}[讯电](?=[ \u3000]{0,2}[（(]))/gu;

/**
 * Brackets that say who made a report and the dateline of an agency, as spans of a simplified text: they are read
 * for bylines and are no part of what the sentence tells.
 */
export function bylineSpans(text: string): readonly Span[] {
  const found: Span[] = [];
  for (const hit of text.matchAll(DATELINE)) found.push({ start: hit.index, end: hit.index + hit[0].length });
  for (const hit of text.matchAll(BRACKET))
    if (BYLINE.test(hit[1] ?? '')) found.push({ start: hit.index, end: hit.index + hit[0].length });
  return found.sort((a, b) => a.start - b.start);
}
