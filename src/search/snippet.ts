import { splitSentences } from '../text/sentence.ts';
import type { Span } from '../text/span.ts';
import { foldUnits } from './characters.ts';
import type { Passage } from './passage.ts';
import { readQuestion } from './question.ts';
import type { TermKey } from './terms.ts';
import { eachTerm, isRun, isSingle } from './terms.ts';

/** A further sentence is shown only if it adds this share of the question's terms. */
const ADDS = 0.15;

/** A whole sentence of a passage; offsets are those of the article's text. */
export interface Snippet extends Span {
  readonly text: string;
}

interface Sentence extends Span {
  readonly terms: ReadonlySet<TermKey>;
}

/**
 * The one to `limit` whole sentences of a passage that together cover most of a question, in the order of the
 * text; none when no sentence holds any of its terms. Of two that cover the same the earlier is taken.
 */
export function bestSentences(passage: Passage, question: string, limit = 3): readonly Snippet[] {
  const { singles, pairs, runs } = readQuestion(question);
  const wanted = new Map([...singles, ...pairs, ...runs].map((key) => [key, weightOf(key)]));
  const total = [...wanted.values()].reduce((sum, weight) => sum + weight, 0);
  const sentences = splitSentences(passage.text).map(({ start, end }): Sentence => {
    return { start, end, terms: termsOf(passage.text.slice(start, end)) };
  });
  const chosen = new Set<Sentence>();
  while (chosen.size < limit) {
    let best: { readonly sentence: Sentence; readonly gain: number } | null = null;
    for (const sentence of sentences) {
      const gain = chosen.has(sentence) ? 0 : gainOf(sentence.terms, wanted);
      if (gain > (best?.gain ?? 0)) best = { sentence, gain };
    }
    if (best === null || (chosen.size > 0 && best.gain < ADDS * total)) break;
    chosen.add(best.sentence);
    for (const key of best.sentence.terms) wanted.delete(key);
  }
  return sentences
    .filter((sentence) => chosen.has(sentence))
    .map(({ start, end }) => ({
      start: passage.span.start + start,
      end: passage.span.start + end,
      text: passage.text.slice(start, end),
    }));
}

function termsOf(text: string): ReadonlySet<TermKey> {
  const units = foldUnits(text);
  const terms = new Set<TermKey>();
  eachTerm(units, 0, units.length, (key) => terms.add(key));
  return terms;
}

function gainOf(terms: ReadonlySet<TermKey>, wanted: ReadonlyMap<TermKey, number>): number {
  let gain = 0;
  for (const [key, weight] of wanted) if (terms.has(key)) gain += weight;
  return gain;
}

/** Numbers and words say more than pairs, pairs more than characters. */
function weightOf(key: TermKey): number {
  if (isRun(key)) return 2;
  return isSingle(key) ? 0.1 : 1;
}
