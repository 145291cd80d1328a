import type { PartialDate } from '../text/date.ts';
import type { Byline } from './article.ts';

/** What a reader finds in a file, before repair: all strings as they were written. */
export interface RawArticle {
  readonly title: string | null;
  readonly url: string | null;
  readonly outlet: string | null;
  readonly date: PartialDate | null;
  /** Set where the file itself says how the date is known; `unknown` forbids guessing one. */
  readonly dateBasis?: 'stated' | 'inferred' | 'unknown';
  readonly dateReason?: string;
  readonly digest: boolean;
  readonly bylines: readonly Byline[];
  /** The body, without title and dateline. */
  readonly text: string;
}

export type ReadProblemKind =
  | 'empty'
  | 'binary'
  | 'undecodable'
  | 'too-large'
  | 'front-matter'
  | 'json'
  | 'unsupported'
  | 'unreadable';

/** Why a file, or one line of it, gives no article; `message` says what and `remedy` what to do. */
export interface ReadProblem {
  readonly kind: ReadProblemKind;
  /** From 1, where one line is to blame. */
  readonly line?: number;
  readonly message: string;
  readonly remedy: string;
}

/** One article of a file, the `entry`-th from 0, or a problem. `notes` are worth telling but stop nothing. */
export type ReadItem =
  | { readonly ok: true; readonly entry: number; readonly raw: RawArticle; readonly notes: readonly string[] }
  | { readonly ok: false; readonly problem: ReadProblem };

/** A reader's only exception: caught at the file it was reading, never a reason to stop the others. */
export class ReadError extends Error {
  readonly problem: ReadProblem;

  constructor(kind: ReadProblemKind, message: string, remedy: string, line?: number) {
    super(message);
    this.name = 'ReadError';
    this.problem = line === undefined ? { kind, message, remedy } : { kind, message, remedy, line };
  }
}
