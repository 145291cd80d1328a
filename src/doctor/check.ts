/** What a check found: fine, worth knowing, or broken. */
type Verdict = 'ok' | 'note' | 'broken';

export interface Finding {
  readonly verdict: Verdict;
  /** What was looked at and what it is. */
  readonly what: string;
  /** What to do about it; given whenever `verdict` is not ok. */
  readonly remedy?: string;
}

export function ok(what: string): Finding {
  return { verdict: 'ok', what };
}

export function note(what: string, remedy: string): Finding {
  return { verdict: 'note', what, remedy };
}

export function broken(what: string, remedy: string): Finding {
  return { verdict: 'broken', what, remedy };
}

const SIGNS: Readonly<Record<Verdict, string>> = { ok: '✓', note: '!', broken: '✗' };

/** A finding as lines for the operator. */
export function findingText({ verdict, what, remedy }: Finding): string {
  const line = `${SIGNS[verdict]} ${what}`;
  return remedy === undefined ? line : `${line}\n    → ${remedy}`;
}
