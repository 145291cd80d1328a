import { isAlike, pairsOf } from './alike.ts';
import type { Candidate, Scores } from './candidates.ts';
import { findCandidates } from './candidates.ts';
import { confidenceOf } from './confidence.ts';
import type { Core } from './core.ts';
import { matchesIn } from './matches.ts';
import type { Hit, SearchFilter } from './passage.ts';
import { readQuestion } from './question.ts';
import type { Reading } from './scan.ts';
import { createScanner } from './scan.ts';
import type { WeighedQuestion } from './weigh.ts';
import { weigh } from './weigh.ts';

/** How many passages of the first stage the second reads at most, and beyond how many only those with a fair share of the best score. */
const CANDIDATES = 100;
const READ_ANYWAY = 20;
const FAIR_SHARE = 0.35;
/**
 * What stands beside the words, as shares of the best first-stage score: words close together, the heading named in
 * the question, the question's words in the heading, its numbers and quoted phrases literally. Set like the weights of
 * the terms.
 */
const NEAR = 0.3;
const HEADED = 0.3;
const NAMED = 0.25;
const EXACT = 0.3;

interface Read {
  readonly number: number;
  readonly id: string;
  readonly reading: Reading;
  readonly score: number;
}

/** The best passages for a question; ties go by passage id. */
export function rank(
  core: Core,
  scores: Scores,
  asked: string,
  filter: SearchFilter | undefined,
  limit: number,
): readonly Hit[] {
  const question = readQuestion(asked);
  const weighed = weigh(question, { find: core.find, frequency: core.frequency, passages: core.size });
  if (weighed.perfect === 0 || limit <= 0) return [];
  const count = core.shelf.size;
  const candidates = findCandidates(
    weighed.lookUps,
    scores.cleared(count),
    count,
    CANDIDATES,
    passing(core, filter),
  );
  const read = readAll(core, weighed, candidates);
  return collapse(core, read, limit).map((found) => hitOf(core, weighed, found, marginOf(core, read, found)));
}

/** A passage is let through when it is in and every part of the filter fits; sets of places are looked at once. */
function passing(core: Core, filter: SearchFilter | undefined): (number: number) => boolean {
  const { shelf } = core;
  if (filter === undefined) return core.isIn;
  const { places, articleIds, period } = filter;
  const articles =
    articleIds === undefined ? null : new Set(articleIds.flatMap((articleId) => core.numbersOf(articleId)));
  const inPlaces =
    places === undefined ? null : shelf.placeSets.map((set) => set.some((place) => places.includes(place)));
  const inPeriods =
    period === undefined
      ? null
      : shelf.periodSets.map((set) =>
          set.some(({ start, end }) => start <= period.end && period.start <= end),
        );
  return (number) =>
    (articles === null || articles.has(number)) &&
    (inPlaces === null || inPlaces[shelf.placesOf(number)] === true) &&
    (inPeriods === null || inPeriods[shelf.periodsOf(number)] === true) &&
    core.isIn(number);
}

/** The second stage. Passages that share nothing but stray characters with the question are no hits. */
function readAll(core: Core, weighed: WeighedQuestion, candidates: readonly Candidate[]): readonly Read[] {
  const best = candidates[0]?.score ?? 0;
  const phrases = weighed.question.phrases.length;
  const scanner = createScanner(weighed, core.usual);
  const read: Read[] = [];
  for (const [at, { number, score }] of candidates.entries()) {
    if (at >= READ_ANYWAY && score < FAIR_SHARE * best) break;
    const reading = scanner.read(core.shelf.place(number));
    if (reading.coverage === 0) continue;
    const { text, near, headed, named, exact } = reading;
    const beside =
      NEAR * near + HEADED * headed + NAMED * named + (phrases === 0 ? 0 : (EXACT * exact.length) / phrases);
    read.push({ number, id: core.shelf.idOf(number), reading, score: text + best * beside });
  }
  scanner.done();
  return read.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

interface Collapsed {
  readonly best: Read;
  readonly alike: string[];
}

/** Takes the best, and puts what says the same further down under it; stops when `limit` different ones are found. */
function collapse(core: Core, read: readonly Read[], limit: number): readonly Collapsed[] {
  const known = new Map<number, Uint32Array>();
  const pairs = ({ number }: Read): Uint32Array => {
    const found = known.get(number) ?? pairsOf(core.shelf.place(number));
    known.set(number, found);
    return found;
  };
  const kept: Collapsed[] = [];
  for (const one of read) {
    const twin = kept.find(({ best }) => mayBeAlike(core, best, one) && isAlike(pairs(best), pairs(one)));
    if (twin !== undefined) twin.alike.push(one.id);
    else if (kept.length < limit) kept.push({ best: one, alike: [] });
    else break;
  }
  return kept;
}

/** Texts that say the same have the same figures and words of the question: most pairs need no look at their texts. */
function mayBeAlike({ shelf }: Core, a: Read, b: Read): boolean {
  return (
    shelf.figuresOf(a.number) === shelf.figuresOf(b.number) &&
    Math.abs(a.reading.coverage - b.reading.coverage) < 0.1 &&
    Math.abs(a.reading.text - b.reading.text) < 0.15 * a.reading.text
  );
}

/**
 * By what share of its score a passage is ahead of the second of the other articles that say something else: one may
 * well tell the same news in words of its own.
 */
function marginOf(core: Core, read: readonly Read[], { best, alike }: Collapsed): number {
  const passed = new Set([core.shelf.articleOf(best.number)]);
  for (const { number, id, score } of read) {
    const articleId = core.shelf.articleOf(number);
    if (passed.has(articleId) || alike.includes(id)) continue;
    if (passed.size === 2) return (best.score - score) / best.score;
    passed.add(articleId);
  }
  return 1;
}

function hitOf(core: Core, weighed: WeighedQuestion, { best, alike }: Collapsed, margin: number): Hit {
  const { question, perfect } = weighed;
  const { number, reading, score } = best;
  const exact = question.phrases.length === 0 ? 0 : reading.exact.length / question.phrases.length;
  return {
    passage: core.shelf.passage(number),
    score: rounded(score / perfect),
    coverage: rounded(reading.coverage),
    confidence: rounded(confidenceOf(reading, { share: reading.text / perfect, exact, margin })),
    exact: reading.exact.map(({ text }) => text),
    get matches() {
      return matchesIn(core.shelf.place(number), question);
    },
    alike,
  };
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
