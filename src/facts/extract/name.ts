import type { Span } from '../../text/span.ts';
import type { AnnotatedSentence } from '../document.ts';
import { LEAD_WORDS, LIST_WORDS, PROJECT_WORDS } from './lexicon.ts';
import { marksBetween, skipEnclosure, trimSpan } from './reading.ts';

/** Names longer than this are clauses that the grammar failed to cut. */
export const LONGEST_NAME = 60;

/**
 * The noun phrase at the end of `span`, without what stands in front of a name: verbs (启动实施|…), attributes
 * (总投资…的|…), demonstratives, the date, the place that the sentence is about anyway, ordinals and bullets.
 * May come out empty.
 */
export function withoutLead(text: string, span: Span, sentence: AnnotatedSentence): Span {
  let start = behindAttributes(text, span);
  start = behindVerbs(text, { start, end: span.end });
  for (;;) {
    const before = start;
    start = trimSpan(text, { start, end: span.end }).start;
    start = behindOrdinal(text, start);
    const lead = LEAD_WORDS.start.at(text, start, span.end) ?? LEAD_WORDS.cut.at(text, start, span.end);
    // 对竹镇抽水蓄能电站: a place may begin like a lead word.
    const opensPlace = sentence.places.some(
      (mention) => mention.start === start && mention.end > (lead?.end ?? start),
    );
    if (lead !== null && lead.end < span.end && !opensPlace) start = lead.end;
    const period = sentence.periods.find((mention) => mention.start === start && mention.end < span.end);
    if (period !== undefined) start = period.end;
    start = behindPlace(text, start, span.end, sentence);
    if (start === before) break;
  }
  return { start, end: span.end };
}

/** Behind the last 的 outside quotes and brackets: whatever stands before it describes, and is not the name. */
function behindAttributes(text: string, span: Span): number {
  const last = marksBetween(text, span, '的').findLast((at) => at + 1 < span.end);
  return last === undefined ? span.start : last + 1;
}

/** Behind the last verb that no name holds, unless nothing would be left. */
function behindVerbs(text: string, span: Span): number {
  let start = span.start;
  // 修复工程 holds no 复工: a verb may not reach into the head.
  const end = PROJECT_WORDS.head.endingAt(text, span.end, span.start)?.start ?? span.end;
  for (let i = span.start; i < end; ) {
    const verb = LEAD_WORDS.cut.at(text, i, end);
    if (verb === null) {
      i = skipEnclosure(text, i, span.end);
      continue;
    }
    i = verb.end;
    if (verb.end < span.end && !endsPhrase(text, verb.end, span.end)) start = verb.end;
  }
  return start;
}

/** Whether what is left behind a verb is only a head or kind (签约|项目, 推进|机制): the verb belongs to it. */
function endsPhrase(text: string, start: number, end: number): boolean {
  const head = PROJECT_WORDS.head.at(text, start, end);
  const kind = LIST_WORDS.kind.at(text, start, end);
  return head?.end === end || kind?.end === end;
}

function behindOrdinal(text: string, start: number): number {
  const ordinal =
    /^(?:[一二三四五六七八九十]{1,3}[是、]|第[一二三四五六七八九十]{1,2}[，、]?|（[一二三四五六七八九十\d]{1,2}）|\d{1,2}[.、．]|[①-⑳★☆●○◆◇■□▲△•※]\s?)/.exec(
      text.slice(start, start + 6),
    )?.[0];
  if (ordinal === undefined) return start;
  // 第二垃圾处理厂, 第一中学: an ordinal without a mark behind it belongs to the name.
  return /^第.*[一二三四五六七八九十]$/.test(ordinal) ? start : start + ordinal.length;
}

/** A place in front of a name names the county the project is in, unless it is joined to another: 曲沃—侯马…. */
function behindPlace(text: string, start: number, end: number, sentence: AnnotatedSentence): number {
  const place = sentence.places.find((mention) => mention.start === start);
  if (place === undefined || place.division.level === 'township') return start;
  const next = text.charAt(place.end);
  const rest = end - place.end;
  if (
    next === '—' ||
    next === '-' ||
    next === '至' ||
    next === '、' ||
    next === '段' ||
    next === '城' ||
    rest < 4
  )
    return start;
  return place.end;
}

/** Whether a phrase says which project is meant: not 重点项目, 一批重大工程, 20个项目, 2024年首批项目. */
export function isNaming(text: string, span: Span, sentence: AnnotatedSentence): boolean {
  const head = PROJECT_WORDS.head.endingAt(text, span.end, span.start);
  const end = head?.start ?? span.end;
  // 浮山县重点项目, 落地项目, 加强项目…: the word right before the head makes it a group or an object.
  if (head !== null && (isGroup(text, span, end) || LEAD_WORDS.cut.endingAt(text, end, span.start) !== null))
    return false;
  // 曲沃—侯马快速通道: two places joined name a line.
  const joined = sentence.places.filter((mention) => mention.start >= span.start && mention.end <= end);
  if (joined.length >= 2) return true;
  let telling = 0;
  for (let i = span.start; i < end; ) {
    const period = sentence.periods.find((mention) => mention.start === i);
    const place = sentence.places.find((mention) => mention.start === i);
    const generic = PROJECT_WORDS.generic.at(text, i, end);
    const lead = LEAD_WORDS.cut.at(text, i, end) ?? LEAD_WORDS.start.at(text, i, end);
    const next = period?.end ?? place?.end ?? generic?.end ?? lead?.end;
    if (next === undefined && !FILLING.test(text.charAt(i))) telling++;
    i = next ?? i + 1;
  }
  // 疏通项目, 带动工程: two characters before 项目 are mostly a verb.
  return telling >= (head === null ? 2 : 3);
}

/** Characters that tell no project from another. */
const FILLING = /[\d\s一二三四五六七八九十两余多的、和及与并也还已“”]/;

function isGroup(text: string, span: Span, end: number): boolean {
  const word = PROJECT_WORDS.group.endingAt(text, end, span.start);
  return word !== null;
}
