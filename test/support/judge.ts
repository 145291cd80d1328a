import type { Answer, AnswerKind } from '../../src/answer/answer.ts';
import { renderPlain } from '../../src/answer/render-plain.ts';
import { toSimplified } from '../../src/text/script.ts';

/** What a right reply looks like. Words are compared loosely, see {@link judge}; `re:` starts a regular expression. */
interface Expectation {
  /** Each group needs one of its alternatives somewhere in the reply. */
  readonly must: readonly (readonly string[])[];
  /** None may stand anywhere; `raw:` looks at the reply before it is folded. */
  readonly must_not: readonly string[];
  /** None may stand in the first line, which is the answer itself. */
  readonly must_not_lead?: readonly string[];
  /** The reply must be a refusal; labelled facts nearby may follow. */
  readonly abstain: boolean;
  /** A refusal is right too. */
  readonly abstain_ok?: boolean;
  /** Help, small talk or asking back is right too. */
  readonly help_ok?: boolean;
  /** Kinds of reply that are right, where the kind is the point: thanks is not something that was not found. */
  readonly kinds?: readonly AnswerKind[];
  /** File among the sources, or one of `article_alt` instead; all of `article_also` besides. */
  readonly article: string | null;
  readonly article_alt?: readonly string[];
  readonly article_also?: readonly string[];
}

/** A question with its right reply, one per line of a golden file. */
export interface GoldenQuestion {
  readonly id: string;
  readonly q: string;
  readonly context?: readonly string[];
  readonly type: string;
  readonly style: string;
  readonly expect: Expectation;
}

/** `wrong` tells the asker something untrue; the others tell too little. */
type Outcome = 'right' | 'wrong' | 'refused' | 'incomplete' | 'uncited' | 'long';

interface Verdict {
  readonly outcome: Outcome;
  /** What is amiss, in the words of the expectation; empty when right. */
  readonly why: string;
}

const HELPFUL: ReadonlySet<AnswerKind> = new Set(['help', 'smalltalk', 'clarify', 'not-understood']);
/** Lists, tables and several answers at once may be longer than one answer (DESIGN, promise 6). */
const ROOMY: ReadonlySet<string> = new Set(['list', 'compare', 'superlative', 'byline', 'several', 'verify']);
const USUAL_LENGTH = 600;
const LONGEST = 1200;

/**
 * Judges a reply: NFKC, simplified, lower case, without spaces and thousands separators; a number matches whole numbers
 * only (3.5亿 is not in 73.5亿).
 */
export function judge(question: GoldenQuestion, answer: Answer): Verdict {
  const { expect } = question;
  const raw = renderPlain(answer);
  const text = fold(raw);
  const lead = fold(raw.split('\n').find((line) => line.trim() !== '') ?? '');
  const found = [
    ...expect.must_not.filter((words) => stands(words, text, raw)),
    ...(expect.must_not_lead ?? []).filter((words) => stands(words, lead, raw)),
  ];
  if (found.length > 0) return { outcome: 'wrong', why: `must not say ${found.join(' | ')}` };
  const helps = expect.help_ok === true && HELPFUL.has(answer.kind);
  if (expect.abstain && !answer.abstain && !helps) return { outcome: 'wrong', why: 'must refuse' };
  if (expect.kinds !== undefined && !expect.kinds.includes(answer.kind))
    return { outcome: 'incomplete', why: `must be ${expect.kinds.join('/')}, is ${answer.kind}` };
  const missing = expect.must.filter((group) => !group.some((words) => stands(words, text, raw)));
  if (missing.length > 0 || (answer.abstain && !expect.abstain)) {
    if (!expect.abstain && (helps || (answer.abstain && expect.abstain_ok === true)))
      return { outcome: 'right', why: '' };
    const why = `must say ${missing.map((group) => group.join('/')).join(' & ')}`;
    return answer.abstain && !expect.abstain ? { outcome: 'refused', why } : { outcome: 'incomplete', why };
  }
  const length = [...raw].length;
  if (length > (ROOMY.has(question.type) ? LONGEST : USUAL_LENGTH))
    return { outcome: 'long', why: `${length} characters` };
  return cited(expect, answer);
}

function cited(expect: Expectation, answer: Answer): Verdict {
  if (expect.article === null) return { outcome: 'right', why: '' };
  const files = new Set(answer.sources.map((source) => source.file));
  const any = [expect.article, ...(expect.article_alt ?? [])];
  const missing = [
    ...(any.some((file) => files.has(file)) ? [] : [any.join(' or ')]),
    ...(expect.article_also ?? []).filter((file) => !files.has(file)),
  ];
  return missing.length === 0
    ? { outcome: 'right', why: '' }
    : { outcome: 'uncited', why: `must cite ${missing.join(' and ')}` };
}

/** Line breaks end a clause, so that no expression reaches from one line into the next. */
function fold(text: string): string {
  return toSimplified(text.normalize('NFKC'))
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
    .replace(/\s*\n\s*/g, ';')
    .replace(/[\s,]+/g, '');
}

function stands(words: string, text: string, raw: string): boolean {
  if (words.startsWith('raw:')) return raw.toLowerCase().includes(words.slice('raw:'.length).toLowerCase());
  if (words.startsWith('re:')) return new RegExp(words.slice('re:'.length), 'u').test(text);
  const wanted = fold(words);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1))
    if (isWhole(text, at, wanted)) return true;
  return false;
}

/** Whether a number at either end of the words is a whole one there: 3.5 is no part of 73.5 or 3.52. */
function isWhole(text: string, at: number, words: string): boolean {
  const before = text.slice(Math.max(0, at - 2), at);
  const after = text.slice(at + words.length, at + words.length + 2);
  const cutBefore = /^\d/.test(words) && /\d\.?$/.test(before);
  const cutAfter = /\d$/.test(words) && /^\.?\d/.test(after);
  return !cutBefore && !cutAfter;
}
