import { splitSentences } from '../text/sentence.ts';
import type { Span } from '../text/span.ts';
import { foldForSearch, isHanTerm } from '../text/tokenize.ts';
import type { Passage } from './passage.ts';
import { readQuery } from './query.ts';

/** A further sentence is shown only if it adds this share of the question's terms. */
const ADDS = 0.15;

/** A whole sentence of a passage; offsets are those of the article's text. */
export interface Snippet extends Span {
  readonly text: string;
}

/**
 * The one to `limit` whole sentences of a passage that together cover most of a question, in the order of the
 * text; none when no sentence holds any of its terms. Of two that cover the same the earlier is taken.
 */
export function bestSentences(passage: Passage, question: string, limit = 3): readonly Snippet[] {
  const wanted = new Map(readQuery(question).terms.map((term) => [term, weightOf(term)]));
  const total = [...wanted.values()].reduce((sum, weight) => sum + weight, 0);
  const sentences = splitSentences(passage.text).map(({ start, end }) => {
    const text = passage.text.slice(start, end);
    return { start, end, text, folded: foldForSearch(text) };
  });
  const chosen = new Set<(typeof sentences)[number]>();
  while (chosen.size < limit) {
    let best: { sentence: (typeof sentences)[number]; gain: number } | null = null;
    for (const sentence of sentences) {
      const gain = chosen.has(sentence) ? 0 : gainOf(sentence.folded, wanted);
      if (gain > (best?.gain ?? 0)) best = { sentence, gain };
    }
    if (best === null || (chosen.size > 0 && best.gain < ADDS * total)) break;
    chosen.add(best.sentence);
    for (const term of [...wanted.keys()]) if (best.sentence.folded.includes(term)) wanted.delete(term);
  }
  return sentences
    .filter((sentence) => chosen.has(sentence))
    .map(({ start, end, text }) => ({
      start: passage.span.start + start,
      end: passage.span.start + end,
      text,
    }));
}

function gainOf(folded: string, wanted: ReadonlyMap<string, number>): number {
  let gain = 0;
  for (const [term, weight] of wanted) if (folded.includes(term)) gain += weight;
  return gain;
}

/** Numbers and words say more than pairs, pairs more than characters. */
function weightOf(term: string): number {
  if (!isHanTerm(term)) return 2;
  return [...term].length > 1 ? 1 : 0.1;
}
