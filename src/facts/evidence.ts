import { bylineSpans } from '../text/byline-span.ts';
import { contains, type Span } from '../text/span.ts';
import type { AnnotatedArticle } from './document.ts';
import type { Evidence } from './model.ts';
import { sentenceIndexBefore } from './sentence-at.ts';

/** Longest evidence kept, in code points (DESIGN, "a fact row"). */
export const EVIDENCE_LIMIT = 200;

/** Where a sentence may be cut without breaking a statement. */
const CLAUSE_BORDER = /[，,；;：:、]/;

/**
 * The sentence around `focus` in the article's own script; a sentence beyond {@link EVIDENCE_LIMIT} is cut at
 * clause borders, taking context from the left first, since that is where a number's subject stands.
 */
export function cutEvidence(document: AnnotatedArticle, focus: Span): Evidence {
  const text = document.article.text;
  const around = document.sentences[sentenceIndexBefore(document.sentences, focus.start)];
  const sentence =
    around !== undefined && contains(around, focus)
      ? withoutDateline(document, around, focus)
      : widen(text, focus);
  const span = fits(text, sentence) ? trimmed(text, sentence) : cutAtClauses(text, sentence, focus);
  return { text: text.slice(span.start, span.end), span };
}

/** Longest dateline with its bylines: 示例日报讯（记者 张某 通讯员 李某）. */
const DATELINE_MAX = 100;

/** Who reports is no part of what proves a fact: the sentence begins behind 示例日报讯（记者 张某）. */
function withoutDateline({ simplified }: AnnotatedArticle, sentence: Span, focus: Span): Span {
  const head = simplified.slice(sentence.start, Math.min(sentence.end, sentence.start + DATELINE_MAX));
  let at = 0;
  for (const { start, end } of bylineSpans(head)) if (head.slice(at, start).trim() === '') at = end;
  const start = sentence.start + at;
  return at > 0 && start <= focus.start ? { start, end: sentence.end } : sentence;
}

function cutAtClauses(text: string, sentence: Span, focus: Span): Span {
  // Borders out of reach cannot matter: a sentence of 100 KB costs no more than one of 500 characters.
  const from = Math.max(sentence.start, focus.start - EVIDENCE_LIMIT * 2);
  const to = Math.min(sentence.end, focus.end + EVIDENCE_LIMIT * 2);
  const borders = [from];
  for (let i = from; i < to; i++) {
    const inNumber = /\d/.test(text[i - 1] ?? '') && /\d/.test(text[i + 1] ?? '');
    if (CLAUSE_BORDER.test(text[i] ?? '') && !inNumber) borders.push(i + 1);
  }
  borders.push(to);
  let left = borders.findLastIndex((border) => border <= focus.start);
  let right = borders.findIndex((border) => border >= focus.end);
  const spanOf = (l: number, r: number): Span => ({
    start: borders[l] ?? sentence.start,
    end: borders[r] ?? sentence.end,
  });
  // A single clause beyond the limit: keep a plain window so that the number stays in.
  if (!fits(text, spanOf(left, right))) {
    const start = Math.max(sentence.start, focus.start - EVIDENCE_LIMIT / 2);
    const end = Math.min(sentence.end, Math.max(focus.end, start + EVIDENCE_LIMIT - 20));
    return trimmed(text, { start, end });
  }
  let grown = true;
  while (grown) {
    grown = false;
    if (left > 0 && fits(text, spanOf(left - 1, right))) {
      left--;
      grown = true;
    } else if (right < borders.length - 1 && fits(text, spanOf(left, right + 1))) {
      right++;
      grown = true;
    }
  }
  return trimmed(text, spanOf(left, right));
}

function widen(text: string, focus: Span): Span {
  return {
    start: Math.max(0, focus.start - EVIDENCE_LIMIT / 4),
    end: Math.min(text.length, focus.end + EVIDENCE_LIMIT / 4),
  };
}

function fits(text: string, span: Span): boolean {
  // A code point takes one or two UTF-16 units: code points are counted only where the units leave it open.
  const units = span.end - span.start;
  if (units <= EVIDENCE_LIMIT) return true;
  return units <= EVIDENCE_LIMIT * 2 && [...text.slice(span.start, span.end)].length <= EVIDENCE_LIMIT;
}

/** Without the white space, stray border marks and bullets around it. */
function trimmed(text: string, span: Span): Span {
  let { start, end } = span;
  while (start < end && /[\s，,；;、★●■◆·]/.test(text[start] ?? '')) start++;
  while (end > start && /[\s，,；;、：:]/.test(text[end - 1] ?? '')) end--;
  return { start, end };
}
