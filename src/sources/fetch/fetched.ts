/** Why an address was not fetched. */
export type FetchProblemKind =
  /** It is not to be fetched at all: see the guard. */
  'refused' | 'redirects' | 'too-large' | 'too-slow' | 'unreachable' | 'status' | 'encoding';

export interface FetchProblem {
  readonly ok: false;
  readonly kind: FetchProblemKind;
  /** For the operator; never holds what the other side sent. */
  readonly message: string;
  /** Of an HTTP answer. */
  readonly status?: number;
  /** Milliseconds to wait, as the other side asks. */
  readonly retryAfter?: number;
}

/** What stands at an address. */
export interface FetchedPage {
  readonly ok: true;
  /** null: unchanged since the validators that were sent. */
  readonly body: Uint8Array | null;
  /** Where it was found after redirects; every one of them was checked. */
  readonly url: string;
  readonly etag: string | null;
  readonly modified: string | null;
  /** The charset of the Content-Type. */
  readonly charset: string | null;
}

export type Fetched = FetchedPage | FetchProblem;

/** A failure on the way, turned into a {@link FetchProblem} where the way ends. */
export class FetchError extends Error {
  readonly kind: FetchProblemKind;
  readonly extras: Pick<FetchProblem, 'status' | 'retryAfter'>;

  constructor(
    kind: FetchProblemKind,
    message: string,
    extras: Pick<FetchProblem, 'status' | 'retryAfter'> = {},
  ) {
    super(message);
    this.name = 'FetchError';
    this.kind = kind;
    this.extras = extras;
  }
}
