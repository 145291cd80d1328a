import type { Edit } from './draft.ts';
import { GAP, isFoldable, isPair, LOST, type Straddle, straddleAt } from './lost-byte.ts';
import { averageCost, type Model, textCost } from './model.ts';
import { asksQuestion } from './question.ts';
import { CONTEXT, LONGEST_RUN, type Outcome, realign } from './realign.ts';

/**
 * Mends the two accidents that happen to the bytes of a GBK page (both show as `?`):
 *
 * - A byte is lost, usually the A1 of 。or “. Everything behind it pairs up wrongly (。霍州市 becomes ?；糁菔) until
 *   an ASCII byte is swallowed as a trail byte, or another byte is lost. Undone by trying lead bytes for the `?`
 *   and decoding the shifted bytes again. Pairs that fell into GBK's user-defined areas may have vanished on the
 *   way; a width fold may have turned ；into `;`.
 * - Pinyin was inserted between bytes that only looked like a character: 績為 became 績?yōu)榕, because the trail of
 *   績 and the lead of 為 together are 優. The reading tells the lost byte.
 *
 * What reads best by the model is taken; no change wins ties. A character whose trail byte is lost is guessed only
 * when one candidate stands out, otherwise it becomes {@link GAP}; so does the place where a digit may have been
 * swallowed, so that a number is never read from what is left of it.
 */
export function findMojibake(text: string, model: () => Model): readonly Edit[] {
  const marks = candidates(text);
  // Beyond repair: what is certainly damage is marked so, the rest is left to be.
  if (marks.length > MOST_SEARCHES) return marks.flatMap((at) => abandon(straddleAt(text, at), at));
  const edits: Edit[] = [];
  let reached = 0;
  for (const at of marks) {
    if (at < reached) continue;
    const mended = mend(text, at, model());
    edits.push(...mended);
    reached = mended[0]?.end ?? at;
  }
  return edits;
}

function candidates(text: string): readonly number[] {
  const found: number[] = [];
  for (const { index } of text.matchAll(MARKS)) if (mayBeMojibake(text, index)) found.push(index);
  return found;
}

const MARKS = /[?？\ufffd]/g;
/** Each search costs a few milliseconds; real articles have a handful of marks. */
const MOST_SEARCHES = 150;
/** How much better the mended reading must be, in the model's nats. */
const LEAST_GAIN = 6;
/** Readings that cost more per character are no Chinese either. */
const WORST_AVERAGE = 9;
const ASKED_MARK_COST = 5;
const MARK_COST = 9;
/** Text behind a question word that costs less per character than this is what the author wrote. */
const READABLE = 7.5;
const WINDOW = 10;
/** Cost of a character of the second level or rarer that does not go with the one before it. */
const ODD = 10.5;
/** The best that can be said of a mending in which a byte was guessed. */
const GUESS_CONFIDENCE = 0.7;

function mayBeMojibake(text: string, at: number): boolean {
  if (straddleAt(text, at) !== null) return true;
  if (text.charAt(at) === '？' || LOST.test(text.charAt(at + 1))) return false;
  const next = text.charCodeAt(at + 1);
  return isPair(next) || (isFoldable(next) && isPair(text.charCodeAt(at + 2)));
}

function mend(text: string, at: number, model: Model): readonly Edit[] {
  const straddle = straddleAt(text, at);
  if (straddle === null && asksQuestion(text, at) && averageCost(text, at + 1, WINDOW, model) < READABLE)
    return [];
  const best = bestOutcome(text, at, realign(text, at, straddle, model), model);
  if (best === null || (best.gain < LEAST_GAIN && straddle === null)) return abandon(straddle, at);
  const confidence = Math.min(
    best.outcome.guessed === true ? GUESS_CONFIDENCE : 0.99,
    1 - Math.exp(-Math.max(1, best.gain) / 6),
  );
  const mended = withGaps(text, at, best.outcome, model);
  return [{ start: at, end: best.outcome.at, text: mended, kind: 'mojibake', confidence }];
}

/**
 * The mended text, with gaps for characters that cannot be right: rare ones that go with neither neighbour are what
 * two half characters make when what stood between them vanished.
 */
function withGaps(text: string, at: number, outcome: Outcome, model: Model): string {
  const units = [text.charCodeAt(at - 1) || 0, ...outcome.units, text.charCodeAt(outcome.at) || 0];
  const written = outcome.units.map((unit, i) => {
    const [before = 0, , after = 0] = units.slice(i, i + 3);
    const odd = model.cost(0, before, unit) >= ODD && !model.knows(unit, after);
    return odd ? GAP : String.fromCharCode(unit);
  });
  return written.join('');
}

/** Pinyin without its bracket is damage for certain, even when what it hit cannot be told. */
function abandon(straddle: Straddle | null, at: number): readonly Edit[] {
  return straddle === null
    ? []
    : [{ start: at, end: straddle.end, text: GAP, kind: 'mojibake', confidence: 0.3 }];
}

function bestOutcome(text: string, at: number, outcomes: readonly Outcome[], model: Model) {
  const before = [text.charCodeAt(at - 2) || 0, text.charCodeAt(at - 1) || 0] as const;
  const damaged = damagedCosts(text, at, model);
  let best: { readonly outcome: Outcome; readonly gain: number } | null = null;
  for (const outcome of outcomes) {
    const reach = Math.min(text.length, outcome.at + CONTEXT);
    const [last2 = 0, last = 0] = [...before, ...outcome.units].slice(-2);
    const cost = outcome.cost + textCost(text, outcome.at, reach, [last2, last], model);
    const gain = (damaged[reach - at] ?? 0) - cost;
    const average = outcome.cost / Math.max(1, outcome.units.length);
    if (average <= WORST_AVERAGE && gain > (best?.gain ?? Number.NEGATIVE_INFINITY)) best = { outcome, gain };
  }
  return best;
}

/** What the text costs as it stands: entry n is the cost of the n characters from `at`. */
function damagedCosts(text: string, at: number, model: Model): readonly number[] {
  const costs = [0];
  const end = Math.min(text.length, at + LONGEST_RUN * 2);
  let total = 0;
  for (let i = at; i < end; i++) {
    const mark = i === at ? (asksQuestion(text, at) ? ASKED_MARK_COST : MARK_COST) : 0;
    total += mark || model.cost(text.charCodeAt(i - 2) || 0, text.charCodeAt(i - 1) || 0, text.charCodeAt(i));
    costs.push(total);
  }
  return costs;
}
