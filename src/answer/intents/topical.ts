import type { PartialDate } from '../../text/date.ts';
import { findPeriods } from '../../text/period.ts';
import { toSimplified } from '../../text/script.ts';
import { topicWords } from '../compose/refusal.ts';
import type { Proof } from '../compose/reply.ts';
import { line, QUOTE_LIMIT, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { cover, qualifierDiffers } from '../lookup/match.ts';

/** Share of the question's words the quoted sentence must hold. */
const ENOUGH = 0.6;
/** When a number was asked for and no fact has it, the sentence must hold nearly all words. */
const STRICT = 0.9;
const MOST_HITS = 8;
/**
 * A passage less likely than this to answer at all is not quoted (the curve is in docs/search.md): on the golden
 * questions the least likely right answer stands at 0.37, on the same news told by two papers at 0.36.
 */
const LIKELY = 0.25;
/** When a sentence stands in for a number, the asked words must stand this close: further apart they are of two things. */
const CLOSE = 50;

interface Piece {
  readonly articleId: string;
  readonly ref: string;
  readonly text: string;
  readonly focus: number;
  readonly score: number;
}

/** 为什么 is answered by a sentence that gives a cause, not by one that only has the words. */
const CAUSE = /因|由于|受|主要是|得益于|归功|原因|导致|源于|为了|以便|拉动|影响/;

/** What an article says on a subject: its best sentence or two, quoted, or nothing. */
export const answerTopical: Responder = async (ask) => {
  const people = ask.question.wants.has('person') ? await ask.desk.store.people() : [];
  return quote(
    ask,
    ENOUGH,
    (text) =>
      (!ask.question.wants.has('reason') || CAUSE.test(text)) &&
      // 谁当选检察长: a sentence that names the office and nobody is no answer.
      (!ask.question.wants.has('person') || people.some((person) => text.includes(person))) &&
      (!ask.question.wants.has('correction') || /更正|勘误|订正/.test(text)),
  );
};

/** For a number or a date no fact has: the sentence itself, if it holds every word and something of that kind. */
export const quoteStrictly: Responder = async (ask) => {
  const { question } = ask;
  if (question.indicators.length > 0 || question.wants.has('growth')) return null;
  if (question.places.length + question.terms.filter((t) => t.weight >= 1).length < 2) return null;
  const dated = question.wants.has('date');
  return quote(ask, STRICT, (text) => {
    if (question.wants.has('rank') && !/第[\d一二三四五六七八九十]/.test(text)) return false;
    if (dated && findPeriods(text, { reference: null }).length === 0) return false;
    if (!dated && !/[\d一二三四五六七八九十两]/.test(text)) return false;
    if (!dated && question.units.length > 0 && !question.units.some((unit) => numbered(text, unit)))
      return false;
    if (spread(ask, text) > CLOSE) return false;
    return question.periods.every((p) => p.match === 'shape' || text.includes(p.period.start.slice(0, 4)));
  });
};

function numbered(text: string, unit: string): boolean {
  for (let at = text.indexOf(unit); at > 0; at = text.indexOf(unit, at + 1))
    if (/[\d一二三四五六七八九十百千万亿两多余几]/.test(text[at - 1] ?? '')) return true;
  return false;
}

/** Distance between the first and the last of the asked words in a sentence. */
function spread(ask: Ask, text: string): number {
  const lower = text.toLowerCase();
  const at = ask.question.terms
    .filter((term) => term.weight >= 1)
    .map((term) => Math.min(...term.forms.map((form) => lower.indexOf(form)).filter((i) => i >= 0)))
    .filter(Number.isFinite);
  return at.length === 0 ? 0 : Math.max(...at) - Math.min(...at);
}

/** The best sentence that holds at least `enough` of the words, as a proof; null when none does. */
export function bestSentence(ask: Ask, enough: number): Proof | null {
  const pieces = ask
    .hits()
    .slice(0, MOST_HITS)
    .flatMap((hit) => sentencesOf(ask, hit.passage, enough, () => true));
  pieces.sort((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1) || a.focus - b.focus);
  return pieces[0] ?? null;
}

async function quote(ask: Ask, enough: number, holds: (text: string) => boolean): ReturnType<Responder> {
  const pieces: Piece[] = [];
  for (const { passage, confidence } of ask.hits().slice(0, MOST_HITS)) {
    if (confidence < LIKELY) continue;
    const date = (await ask.desk.store.articleInfo(passage.articleId))?.date ?? null;
    const own = (text: string): boolean => holds(text) && !otherTime(ask, text, date);
    pieces.push(...sentencesOf(ask, passage, enough, own));
  }
  pieces.sort((a, b) => b.score - a.score || (a.ref < b.ref ? -1 : 1) || a.focus - b.focus);
  const [best] = pieces;
  if (best === undefined) return null;
  const same = pieces.filter((p) => p.articleId === best.articleId && p.text !== best.text);
  const chosen = best.text.length > QUOTE_LIMIT * 0.6 ? [best] : [best, ...same.slice(0, 1)];
  const place = ask.question.places.map((p) => p.division.name).join('、');
  const topic = topicWords(ask.question);
  const headline = topic === '' ? say('topicalNoPlace') : say('topical', { place, subject: `「${topic}」` });
  return reply(ask, {
    kind: 'topical',
    headline: line(headline),
    proofs: chosen.map(({ articleId, ref, text, focus }) => ({ articleId, ref, text, focus })),
    factIds: [],
  });
}

/** A sentence that names years but not the one asked for speaks of another time. */
function otherYear(ask: Ask, sentence: string): boolean {
  const asked = ask.question.periods.filter((period) => period.match === 'fixed');
  const years = [...sentence.matchAll(/(?:19|20)\d\d(?=年)/g)].map((match) => match[0]);
  return (
    asked.length > 0 && years.length > 0 && !asked.some((p) => years.includes(p.period.start.slice(0, 4)))
  );
}

/**
 * 去年产量24.3万吨 is no answer for 今年: a sentence with numbers whose times, read against its article's date, all lie outside
 * the asked one. What only compares (比去年多) tells no time of its own.
 */
function otherTime(ask: Ask, sentence: string, date: PartialDate | null): boolean {
  const asked = ask.question.periods.filter((period) => period.match === 'fixed');
  if (asked.length === 0 || !/[\d一二三四五六七八九十]/.test(sentence)) return false;
  const told = findPeriods(sentence, { reference: date }).filter(
    ({ start, end }) => !/[比较]$/.test(sentence.slice(0, start)) && !sentence.startsWith('同期', end),
  );
  if (told.length === 0) return false;
  return !told.some(({ period: { start, end } }) =>
    asked.some(({ period }) => period.start <= start && end <= period.end),
  );
}

function sentencesOf(
  ask: Ask,
  passage: { id: string; articleId: string; text: string; heading: string | null },
  enough: number,
  holds: (text: string) => boolean,
): Piece[] {
  const pieces: Piece[] = [];
  const folded = toSimplified(passage.text);
  const terms = ask.question.terms;
  const own = terms.filter((t) => t.soft !== true);
  const weighty = own.filter((t) => t.weight >= 1);
  // 项目建设情况: common words are all there is.
  const hard = weighty.length > 0 ? weighty : own.length > 1 ? own : [];
  if (hard.length === 0) return [];
  for (const match of folded.matchAll(/[^。！？；\n]{4,400}[。！？；]?/g)) {
    const sentence = match[0].trim();
    const lower = sentence.toLowerCase();
    const coverage = cover(terms, {
      name: lower,
      clause: lower,
      evidence: folded.toLowerCase() + (passage.heading ?? ''),
    });
    // Beside a refusal a neighbour may be shown; as an answer 第二处理厂 must not stand for 第一.
    if (enough >= ENOUGH && qualifierDiffers(hard, coverage)) continue;
    if (coverage.near < enough || coverage.named <= 0 || !holds(sentence) || otherYear(ask, sentence))
      continue;
    const at = hard
      .map((t) => t.forms.map((f) => lower.indexOf(f)).find((i) => i >= 0) ?? -1)
      .filter((i) => i >= 0);
    const focus = at.length === 0 ? 0 : Math.min(...at);
    const facts = /\d/.test(sentence) ? 0.1 : 0;
    const score = coverage.score + facts - Math.max(0, sentence.length - 200) / 1000;
    pieces.push({ articleId: passage.articleId, ref: passage.id, text: sentence, focus, score });
  }
  return pieces;
}
