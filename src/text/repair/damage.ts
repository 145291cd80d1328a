import { readTable } from '../../lexicon/table.ts';
import { toSimplified } from '../script.ts';
import type { Span } from '../span.ts';
import { encodeUnit } from './gbk.ts';
import { GAP } from './lost-byte.ts';
import { averageCost, type Model } from './model.ts';
import { asksQuestion } from './question.ts';

/**
 * Finds stretches that are damaged and were not mended: lost-byte marks that are no question marks, gaps, private-use
 * characters, runs that read like no Chinese, and numbers with stray characters dropped into them. A number that
 * touches a damaged place is damaged with its unit: the place may have swallowed a digit.
 */
export function findDamage(text: string, model: () => Model): readonly Span[] {
  const spans: Span[] = [];
  if (SUSPECT.test(text)) collectMarks(text, model, spans);
  collectTornNumbers(text, spans);
  return merged(spans);
}

/** Whether the mark at `at` can be taken for the author's question mark. */
export function isQuestionMark(text: string, at: number, model: () => Model): boolean {
  const next = text.charAt(at + 1);
  if (text.charAt(at) === '\ufffd') return false;
  if (asksQuestion(text, at)) return true;
  if (LATIN.test(text.charAt(at - 1)) && (next === '' || LATIN.test(next) || /\s/.test(next))) return true;
  // A letter may be all that is left of a misread run: ?h由
  if (/[A-Za-z\d.%?\ufffd]/.test(next) || /[\d.?\ufffd]/.test(text.charAt(at - 1)) || /[?\ufffd]/.test(next))
    return false;
  return readable(text, at, model());
}

const SUSPECT = /[?\ufffd□\ue000-\uf8ff]/;
const SUSPECTS = new RegExp(SUSPECT.source, 'g');
const LATIN = /[A-Za-z/=&#]/;
/** What stands beside a damaged place and belongs to a number. */
const NUMBER_AFTER = /^[\d.,]{0,20}(?:万|亿|萬|億|%|％|个?百分点)?/;
const NUMBER_BEFORE = /[\d.,]{1,20}$/;
const WINDOW = 10;
/** Average cost of a character in a misread run; readable text stays well below. */
const UNREADABLE = 8.6;

function collectMarks(text: string, model: () => Model, spans: Span[]): void {
  let reached = 0;
  for (const match of text.matchAll(SUSPECTS)) {
    const at = match.index;
    if (at < reached || (match[0] === '?' && isQuestionMark(text, at, model))) continue;
    const after = text.slice(at + 1, at + 1 + 24);
    let end = at + 1 + (NUMBER_AFTER.exec(after)?.[0].length ?? 0);
    if (match[0] !== GAP) end = Math.max(end, endOfGarble(text, at + 1, model()));
    const before = NUMBER_BEFORE.exec(text.slice(Math.max(0, at - 20), at))?.[0].length ?? 0;
    spans.push({ start: at - before, end });
    reached = end;
  }
}

function readable(text: string, at: number, model: Model): boolean {
  return averageCost(text, at + 1, WINDOW, model) < UNREADABLE;
}

/** The end of the misread run that starts at `from`: up to where readable text begins again. */
function endOfGarble(text: string, from: number, model: Model): number {
  let end = from;
  const limit = Math.min(text.length, from + 48);
  while (
    end < limit &&
    encodeUnit(text.charCodeAt(end)) !== 0 &&
    averageCost(text, end, WINDOW, model) >= UNREADABLE
  )
    end++;
  return end;
}

/** `12.某某5亿`, `3某某5亿`: a number that goes on behind characters no number is followed by. */
const TORN =
  /\d{1,12}(?:(\.)([\u4e00-\u9fff]{1,3})|([\u4e00-\u9fff]{2,3}))\d{1,12}(?:\.\d{1,6})?(?=[万亿萬億%％元])/g;

let followers: ReadonlySet<string> | undefined;

function collectTornNumbers(text: string, spans: Span[]): void {
  for (const match of text.matchAll(TORN)) {
    const stray = toSimplified(match[3] ?? '');
    if (match[1] === undefined && numberFollowers().has(stray.charAt(0))) continue;
    const before =
      NUMBER_BEFORE.exec(text.slice(Math.max(0, match.index - 20), match.index))?.[0].length ?? 0;
    spans.push({ start: match.index - before, end: match.index + match[0].length + 1 });
  }
}

/** Characters that may stand right behind a number: units, dates, joining words, verbs of change. */
function numberFollowers(): ReadonlySet<string> {
  followers ??= new Set(readTable('number-followers.txt', 2).flatMap(({ cells }) => [...(cells[1] ?? '')]));
  return followers;
}

function merged(spans: Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start || a.end - b.end)) {
    const last = result.at(-1);
    if (last !== undefined && span.start <= last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else result.push(span);
  }
  return result;
}
