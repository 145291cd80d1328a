import type { SourceState } from '../store/news-sources.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A source that fails is asked less and less often, at least four times a day (unless its operator wants less). */
const LONGEST_WAIT_MS = 6 * HOUR_MS;
const MOST_DOUBLINGS = 8;
/** A tenth earlier or later: sources that were added together do not stay together. */
const JITTER = 0.1;

/** When a source is looked at next. */
export interface Looked {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Minutes. */
  readonly every: number;
  /** In a row, this time included. */
  readonly failures: number;
  /** Milliseconds that the other side asked to wait. */
  readonly retryAfter?: number | undefined;
  /** Articles were left for the next look. */
  readonly more?: boolean;
  /** From 0 to 1. */
  readonly random: number;
}

export function nextLook({ now, every, failures, retryAfter = 0, more = false, random }: Looked): number {
  const usual = every * MINUTE_MS;
  const wait =
    failures > 0
      ? Math.max(usual, Math.min(usual * 2 ** Math.min(failures, MOST_DOUBLINGS), LONGEST_WAIT_MS))
      : more
        ? Math.min(usual, MINUTE_MS)
        : usual;
  return Math.round(now + Math.max(retryAfter, wait * (1 - JITTER + 2 * JITTER * random)));
}

const DEAD_FAILURES = 5;

/** Fails too often and for too long to be a passing trouble. */
export function isDead(
  { failures, failing }: Pick<SourceState, 'failures' | 'failing'>,
  now: number,
): boolean {
  return failures >= DEAD_FAILURES && failing !== null && now - failing >= HOUR_MS;
}
