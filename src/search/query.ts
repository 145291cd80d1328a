import { LexiconError, readTable } from '../lexicon/table.ts';
import { foldForSearch, isHanTerm, tokenize } from '../text/tokenize.ts';

/** What a question asks the index for. */
export interface Query {
  /** Distinct terms in alphabetical order, so that sums do not depend on the order of words. */
  readonly terms: readonly string[];
  /** The subject words: Han stretches between question words and particles, and Latin or digit runs. */
  readonly stretches: readonly string[];
}

/** A forwarded article is no question: what stands behind this many characters is not looked up. */
const LONGEST = 400;

const words = readTable('question-words.txt', 2).map(({ line, cells: [word = '', role = ''] }) => {
  if (role !== '' && role !== 'particle')
    throw new LexiconError('question-words.txt', line, `has the unknown role "${role}"`);
  return { word, role };
});
const QUESTION_WORD = anyOf('');
const PARTICLE = anyOf('particle');

function anyOf(role: string): RegExp {
  const chosen = words.filter((entry) => entry.role === role).map(({ word }) => word);
  chosen.sort((a, b) => b.length - a.length);
  return new RegExp(chosen.map((word) => word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'g');
}

/** Reads a question in any script and width; question words are cut out and join nothing. */
export function readQuery(question: string): Query {
  const folded = foldForSearch(question.slice(0, LONGEST)).replace(QUESTION_WORD, ' ');
  const terms = tokenize(folded);
  const han = folded.replace(PARTICLE, ' ').matchAll(/\p{Script=Han}+/gu);
  const stretches = [...terms.filter((term) => !isHanTerm(term)), ...[...han].map(([stretch]) => stretch)];
  return { terms: [...new Set(terms)].sort(), stretches: [...new Set(stretches)].sort() };
}
