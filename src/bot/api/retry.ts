import { HttpError, type Transformer } from 'grammy';
import type { Log } from '../../log.ts';
import { pause } from './pause.ts';

interface RetryOptions {
  readonly log: Log;
  /** Ends all waiting. */
  readonly stop: AbortSignal;
  /** A `retry_after` beyond this is not waited for: nobody still wants the reply. Seconds. */
  readonly maxRetryAfter?: number;
  /** First pause of a repeated attempt; doubled each time. Milliseconds. */
  readonly firstPause?: number;
}

/** Attempts after the first for a 5xx, or for a request that certainly never left. */
const MAX_RETRIES = 3;

const OF_POLLING: readonly string[] = ['getUpdates', 'getMe', 'deleteWebhook'];

/** What to do about an outcome: try again after so many milliseconds, or give up. */
type Verdict = { readonly again: number; readonly why: string } | null;

/**
 * Repeats calls where that is right, and only there. 429: once, after `retry_after`. 5xx: Telegram answered and
 * did nothing, so a few times. Connection refused or name not resolved: nothing was sent, so a few times.
 * Connection broken after sending: the outcome is unknown and Telegram has no idempotency key, so exactly once
 * more after a pause; that message may come twice, and the log says so.
 * A chat that became a supergroup is written to under its new id.
 * What polling does has its own back-off and passes through.
 */
export function retry({ log, stop, maxRetryAfter = 30, firstPause = 500 }: RetryOptions): Transformer {
  return async (prev, method, payload, signal) => {
    if (OF_POLLING.includes(method)) return await prev(method, payload, signal);
    let attempt = 0;
    let ambiguous = 0;
    let flooded = 0;
    for (;;) {
      let verdict: Verdict;
      let failure: unknown;
      try {
        const result = await prev(method, payload, signal);
        if (result.ok) return result;
        const moved = result.parameters?.migrate_to_chat_id;
        if (moved !== undefined && 'chat_id' in payload && payload.chat_id !== moved)
          return await prev(method, { ...payload, chat_id: moved }, signal);
        verdict = verdictOnAnswer(result.error_code, result.parameters?.retry_after);
        if (verdict === null) return result;
        failure = result;
      } catch (error) {
        verdict = verdictOnFailure(error);
        if (verdict === null || signal?.aborted === true) throw error;
        failure = error;
      }
      attempt += 1;
      if (verdict.why === 'connection broken') ambiguous += 1;
      if (verdict.why === 'flood limit') flooded += 1;
      const exhausted = attempt > MAX_RETRIES || ambiguous > 1 || flooded > 1 || stop.aborted;
      if (exhausted && failure instanceof Error) throw failure;
      if (exhausted) return failure as Awaited<ReturnType<typeof prev<typeof method>>>;
      log.warn('retrying', {
        method,
        why: verdict.why,
        attempt,
        waitMs: verdict.again,
        uncertain: ambiguous > 0,
      });
      await pause(verdict.again * (verdict.why === 'flood limit' ? 1 : 2 ** (attempt - 1)), stop);
    }
  };

  function verdictOnAnswer(code: number, retryAfter: number | undefined): Verdict {
    if (code === 429 && retryAfter !== undefined)
      return retryAfter <= maxRetryAfter ? { again: retryAfter * 1000, why: 'flood limit' } : null;
    return code >= 500 ? { again: firstPause, why: 'server error' } : null;
  }

  function verdictOnFailure(error: unknown): Verdict {
    if (!(error instanceof HttpError)) return null;
    return neverSent(error.error)
      ? { again: firstPause, why: 'unreachable' }
      : { again: firstPause * 2, why: 'connection broken' };
  }
}

/** Failures before a byte of the request left this machine. */
const NEVER_SENT: readonly string[] = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
];

function neverSent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && NEVER_SENT.includes(code);
}
