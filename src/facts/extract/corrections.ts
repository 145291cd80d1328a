import type { Span } from '../../text/span.ts';
import type { AnnotatedArticle } from '../document.ts';
import { CORRECTION_WORDS } from './lexicon.ts';
import { CLAUSE_MARKS, marksBetween, type Reading, readArticle, splitAt, trimSpan } from './reading.ts';

/** Words an earlier article got wrong, and what they should have been; simplified, as the notice has them. */
interface CorrectedPair {
  readonly wrong: string;
  readonly right: string;
}

/** What one notice corrects in one article. */
export interface Correction {
  /** Title of the corrected article as the notice gives it in 《…》, without them; null when it gives none. */
  readonly title: string | null;
  readonly pairs: readonly CorrectedPair[];
}

/**
 * The corrections a notice makes: “甲”应为“乙”, 原文甲更正为乙, 误将“乙”写成“甲”, “乙”误为“甲”. Empty for any text
 * that does not call itself a correction, so that 发展方式应为… in a report corrects nothing. Pairs are grouped by
 * the article named last before them.
 */
export function extractCorrections(document: AnnotatedArticle): readonly Correction[] {
  const { text } = readArticle(document);
  const groups = new Map<string | null, CorrectedPair[]>();
  for (const { at, pair } of pairsIn(document)) {
    const named = titleBefore(text, at);
    const pairs = groups.get(named);
    if (pairs === undefined) groups.set(named, [pair]);
    else pairs.push(pair);
  }
  return [...groups].map(([named, pairs]) => ({ title: named, pairs }));
}

/** Where the right words of a notice stand: 将…写为46亿元，准确数字是|45亿元 plans nothing. */
export function correctedSpans(document: AnnotatedArticle): readonly Span[] {
  return pairsIn(document).map(({ told }) => told);
}

function pairsIn(document: AnnotatedArticle): readonly FoundPair[] {
  const reading = readArticle(document);
  const title = document.article.title ?? '';
  if (!isNotice(title) && !isNotice(reading.text.slice(0, 4000))) return [];
  return reading.sentences.flatMap((sentence) => pairsOf(reading, sentence));
}

function isNotice(text: string): boolean {
  return CORRECTION_WORDS.notice.all(text).length > 0;
}

/** How far before a pair the title of its article is looked for. */
const TITLE_WITHIN = 2000;

function titleBefore(text: string, at: number): string | null {
  const before = text.slice(Math.max(0, at - TITLE_WITHIN), at);
  const close = before.lastIndexOf('》');
  const open = close === -1 ? -1 : before.lastIndexOf('《', close);
  return open === -1 ? null : before.slice(open + 1, close).trim();
}

interface FoundPair {
  readonly at: number;
  /** Where the right words stand. */
  readonly told: Span;
  /** Where the wrong ones stand. */
  readonly denied: readonly Span[];
  readonly pair: CorrectedPair;
}

/** The pairs of a sentence: each joining word with the words on its two sides. */
function pairsOf(reading: Reading, sentence: Span): readonly FoundPair[] {
  const { text } = reading;
  const { simplified } = reading.document;
  const found: FoundPair[] = [];
  let from = sentence.start;
  for (let i = sentence.start; i < sentence.end; ) {
    const forward = CORRECTION_WORDS['wrong-right'].at(text, i, sentence.end);
    const backward = CORRECTION_WORDS['right-wrong'].at(text, i, sentence.end);
    const join = backward !== null && (forward === null || backward.end > forward.end) ? backward : forward;
    if (join === null) {
      i = text.charAt(i) === '“' ? Math.max(i + 1, closingQuote(text, i, sentence.end)) : i + 1;
      continue;
    }
    const left = leftOf(text, { start: from, end: join.start });
    const right = rightOf(text, { start: join.end, end: sentence.end });
    i = join.end;
    if (left === null || right === null) continue;
    const before = simplified.slice(left.start, left.end);
    const behind = simplified.slice(right.start, right.end);
    const told = join === backward ? rightAgain(text, { start: right.end, end: sentence.end }) : null;
    if (told !== null) {
      const again = simplified.slice(told.start, told.end);
      // 将甲县固定资产投资写为46亿元，准确数字是45亿元: what it is of stands in front, the two numbers behind.
      const subject = /\d/.test(before) ? '' : before;
      found.push({
        at: left.start,
        told,
        denied: subject === '' ? [left, right] : [right],
        pair: { wrong: subject + behind, right: subject + again },
      });
      from = told.end;
      i = told.end;
      continue;
    }
    const pair = join === backward ? { wrong: behind, right: before } : { wrong: before, right: behind };
    if (pair.wrong !== pair.right)
      found.push({
        at: left.start,
        told: join === backward ? left : right,
        denied: [join === backward ? right : left],
        pair,
      });
    from = right.end;
    i = right.end;
  }
  return found;
}

/** …写为46亿元|，准确数字是45亿元: the right words where a second joining word follows at once; null where none does. */
function rightAgain(text: string, { start, end }: Span): Span | null {
  const gap = /^[”，、\s]{1,3}(?:而|其|但)?/.exec(text.slice(start, Math.min(end, start + 4)))?.[0];
  const join = gap === undefined ? null : CORRECTION_WORDS['wrong-right'].at(text, start + gap.length, end);
  return join === null ? null : rightOf(text, { start: join.end, end });
}

/** Quoted passages in a notice are sentences of an article: longer than the quotes of ordinary prose. */
const LONGEST_QUOTE = 600;

function closingQuote(text: string, open: number, end: number): number {
  const close = text.slice(open, Math.min(end, open + LONGEST_QUOTE)).indexOf('”');
  return close === -1 ? open + 1 : open + close + 1;
}

/** The quoted words nearest before the joining word, else its clause without 文中, 原文, 将, 误. */
function leftOf(text: string, span: Span): Span | null {
  const { start, end } = trimSpan(text, {
    start: Math.max(span.start, span.end - LONGEST_QUOTE),
    end: span.end,
  });
  const close = start + text.slice(start, end).lastIndexOf('”');
  // “甲”，应为“乙” and “甲”一句应为“乙”: little stands between the quotes and the joining word.
  if (close >= start && end - close <= 12) {
    const open = start + text.slice(start, close).lastIndexOf('“');
    if (open >= start) return trimSpan(text, { start: open + 1, end: close });
  }
  const marks = marksBetween(text, { start, end }, CLAUSE_MARKS);
  // 原文…，应为…: the mark right before the joining word closes the wrong words.
  const last = marks.at(-1);
  const border = last !== undefined && last >= end - 2 ? marks.at(-2) : last;
  const stop = last !== undefined && last >= end - 2 ? last : end;
  return withoutIntroduction(text, trimSpan(text, { start: (border ?? start - 1) + 1, end: stop }));
}

const INTRODUCTION =
  /^(?:[一二三四五六七八九十]{1,2}、|\d{1,2}[.、])?(?:本报|第?\d{1,2}版|其中)?(?:文中的?|原文中?的?|原稿|文内|该文|报道中的?|正文)?(?:现将|现|误将|误把|将|把|的)?/;

function withoutIntroduction(text: string, span: Span): Span | null {
  const lead = INTRODUCTION.exec(text.slice(span.start, span.end))?.[0].length ?? 0;
  const rest = trimSpan(text, { start: span.start + lead, end: faultless(text, span) });
  return rest.end - rest.start >= 2 ? rest : null;
}

/** 原文46亿元|有误，应为…: that they are wrong is not among the wrong words. */
function faultless(text: string, { start, end }: Span): number {
  const fault = CORRECTION_WORDS.fault.endingAt(text, end, start);
  if (fault === null) return end;
  const before = text.slice(start, fault.start);
  return fault.start - (/(?:的?(?:数据|数字|表述|内容|报道))?$/.exec(before)?.[0].length ?? 0);
}

/** The quoted words right behind the joining word, else up to the next mark. */
function rightOf(text: string, span: Span): Span | null {
  let start = span.start;
  while (start < span.end && /[\s：]/.test(text.charAt(start))) start++;
  if (text.charAt(start) === '“') {
    const close = closingQuote(text, start, span.end);
    if (close > start + 1) return { start: start + 1, end: close - 1 };
  }
  const rest = splitAt(text, { start, end: span.end }, '，；。！？')[0];
  return rest === undefined || rest.end - rest.start < 1 ? null : rest;
}

/** Where words stand that a correction withdraws or that the text calls wrong, in text order; stretches that overlap are one. */
export function withdrawnSpans(document: AnnotatedArticle): readonly Span[] {
  const text = document.simplified;
  const pairs = pairsIn(document);
  const wrongs = pairs.map(({ pair }) => pair.wrong);
  const spans = [...disputed(readArticle(document)), ...pairs.flatMap(({ denied }) => denied)];
  for (const wrong of new Set(wrongs))
    for (let at = text.indexOf(wrong); at >= 0; at = text.indexOf(wrong, at + 1))
      spans.push({ start: at, end: at + wrong.length });
  const merged: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last === undefined || last.end < span.start) merged.push(span);
    else merged[merged.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
  }
  return merged;
}

/** 网传“…”不实, 此前报道的…有误, 而非此前报道的…: whoever corrects or denies a claim repeats it and does not make it. */
function disputed({ text, sentences }: Reading): readonly Span[] {
  const spans: Span[] = [];
  for (const sentence of sentences) {
    for (const { start } of CORRECTION_WORDS.fault.all(text, sentence.start, sentence.end)) {
      const quote = quoteBefore(text, { start: sentence.start, end: start });
      const marks = marksBetween(text, { start: sentence.start, end: start }, CLAUSE_MARKS);
      spans.push(quote ?? { start: (marks.at(-1) ?? sentence.start - 1) + 1, end: start });
    }
    for (const { end } of CORRECTION_WORDS.instead.all(text, sentence.start, sentence.end)) {
      const clause = splitAt(text, { start: end, end: sentence.end }, '，；。！？')[0];
      if (clause !== undefined) spans.push(clause);
    }
  }
  return spans;
}

/** “…”数据有误: the quotation, when little stands behind it. */
function quoteBefore(text: string, { start, end }: Span): Span | null {
  const close = text.lastIndexOf('”', end - 1);
  if (close < start || end - close > 8) return null;
  const open = text.lastIndexOf('“', close);
  return open < start ? null : { start: open + 1, end: close };
}
