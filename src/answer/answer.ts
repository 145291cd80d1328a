import type { PartialDate } from '../text/date.ts';
import type { Script } from '../text/script.ts';

/** A run of text; `strong` is the number or name that was asked for. */
interface Run {
  readonly text: string;
  readonly strong?: true;
}
export type Line = readonly Run[];

export type AnswerKind =
  | 'value'
  | 'person'
  | 'post'
  | 'byline'
  | 'project'
  | 'date'
  | 'list'
  | 'compare'
  | 'verify'
  | 'topical'
  | 'unknown-place'
  | 'no-fact'
  | 'not-understood' // the three refusals
  | 'clarify'
  | 'help'
  | 'smalltalk';

/** Where a statement was printed. */
export interface SourceRef {
  readonly articleId: string;
  readonly file: string;
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: PartialDate | null;
  readonly dateBasis: 'stated' | 'inferred' | 'unknown';
  /** Our own summary: shown as 据…整理, its button reads 摘编. */
  readonly digest: boolean;
}

/** The sentence that proves the answer, cut around its number to the quotation limit. */
export interface Quote {
  readonly articleId: string;
  /** Fact whose evidence it is, or passage id. */
  readonly ref: string;
  readonly text: string;
}

/** What a button does: show evidence in its paragraph, ask another question. */
export type Action =
  | { readonly do: 'evidence'; readonly ref: string; readonly label: string }
  | { readonly do: 'ask'; readonly question: string; readonly label: string };

/** A reply as a value: no markup, no Telegram; everything in simplified script, rendered in `script`. */
export interface Answer {
  readonly kind: AnswerKind;
  /** True when the reply is a refusal (labelled nearby facts may follow). */
  readonly abstain: boolean;
  readonly script: Script;
  /** The direct answer, one sentence. */
  readonly headline: Line;
  /** How the question was understood, when anything was assumed. */
  readonly understood: string | null;
  /** At most three lines of context, each with its own period; more only for lists and tables. */
  readonly context: readonly Line[];
  readonly quotes: readonly Quote[];
  readonly sources: readonly SourceRef[];
  /** Identifiers of the facts used. */
  readonly factIds: readonly string[];
  readonly actions: readonly Action[];
}

export interface Question {
  readonly text: string;
  /** Earlier messages of the same chat, oldest first. */
  readonly context?: readonly string[];
  /** Stands for the conversation: what was understood of its messages is forgotten with it. Changes no answer. */
  readonly conversation?: object;
}

/** The answer path: the same question over the same data gives the same value. Never throws for any input. */
export type Answerer = (question: Question) => Promise<Answer>;
