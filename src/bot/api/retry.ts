import type { Transformer } from 'grammy';
import type { ApiError } from 'grammy/types';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { pause } from '../../pause.ts';
import { currentDelivery, type Delivery } from './delivery.ts';
import { classify } from './error-class.ts';
import { breakdownOf } from './outcome.ts';

interface RetryOptions {
  readonly log: Log;
  readonly metrics: Metrics;
  /** Ends all waiting. */
  readonly stop: AbortSignal;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
  /** Told when Telegram says that a group goes by another number now; may be told again. */
  readonly moved?: (from: number, to: number) => Promise<void>;
  /** First pause of a repeated attempt; doubled each time. Milliseconds. */
  readonly firstPause?: number;
}

const MAX_PAUSE_MS = 5000;
const HOUR_MS = 3_600_000;
/**
 * How long a reply is tried for, from the arrival of its update. Telegram itself keeps updates for a day; a server
 * error that lasts an hour is about this message, and must not silence its chat for longer.
 */
const PATIENCE_MS = { flood: 24 * HOUR_MS, unreachable: 24 * HOUR_MS, server: HOUR_MS } as const;
/** Attempts after the first for calls that answer nobody (the menu of commands). */
const MAX_RETRIES = 3;

const OF_POLLING: readonly string[] = ['getUpdates', 'getMe', 'deleteWebhook', 'setWebhook'];

type Why = keyof typeof PATIENCE_MS | 'broken';
type Call = Parameters<Transformer>;
type Answer = Awaited<ReturnType<Call[0]>>;
/** An outcome that is worth another attempt: why, after how many milliseconds if Telegram said so, and how it would end otherwise. */
interface Setback {
  readonly why: Why;
  readonly waitMs?: number;
  readonly end: () => Answer;
}

/**
 * Repeats calls where that is right, and only there. 429: after `retry_after`, which is kept with the update, so that
 * a restart obeys it too. 5xx, or nothing sent at all: until it works, for {@link PATIENCE_MS}. Connection broken
 * after sending: the outcome is unknown and Telegram has no idempotency key, so exactly once more after a pause;
 * that message may come twice, which is logged and counted. A chat that became a supergroup is written to under its
 * new id. Only the chat that waits is held up. What polling does has its own back-off and passes through.
 */
export function retry(options: RetryOptions): Transformer {
  const { log, metrics } = options;
  return async (prev, method, payload, signal) => {
    if (OF_POLLING.includes(method)) return await prev(method, payload, signal);
    // Of no use once it is late.
    if (method === 'sendChatAction') return await prev(method, payload, signal);
    const delivery = currentDelivery();
    const attempt = (): ReturnType<typeof persist> =>
      persist(options, delivery, [prev, method, payload, signal]);
    // A message, unlike an edit or a toast, can arrive twice.
    if (delivery === undefined || !method.startsWith('send')) return (await attempt()) as never;
    const replayed = delivery.replay();
    if (replayed !== undefined) return { ok: true, result: { message_id: replayed } } as never;
    if (await delivery.sending()) {
      metrics.uncertain();
      log.warn('a reply may come twice', { method, why: 'the program ended while it was being sent' });
    }
    let arrived: number | null = null;
    try {
      const answer = await attempt();
      if (answer.ok) arrived = (answer.result as { readonly message_id?: number }).message_id ?? 0;
      return answer as never;
    } finally {
      // Stopped while waiting: nothing is out, and the next start sends it.
      await delivery.settled(arrived);
    }
  };
}

/** The attempts of one call. @throws Postponed when the program stops between two of them */
async function persist(
  { log, metrics, stop, clock = Date.now, firstPause = 500, moved = async () => {} }: RetryOptions,
  delivery: Delivery | undefined,
  [prev, method, given, signal]: Call,
): Promise<Answer> {
  let payload = given;
  let broken = 0;
  for (let attempt = 1; ; attempt += 1) {
    const outcome = await once([prev, method, payload, signal]);
    if ('answer' in outcome) return outcome.answer;
    if ('chat' in outcome) {
      if (attempt > MAX_RETRIES) return outcome.end();
      const { chat_id: from } = payload as { readonly chat_id?: unknown };
      try {
        await moved(Number(from), outcome.chat);
      } catch (error) {
        // This reply arrives all the same, and the next refusal tells of it again.
        log.error('what is kept of a group did not follow it', { error });
      }
      payload = { ...payload, chat_id: outcome.chat } as typeof payload;
      continue;
    }
    if (outcome.why === 'broken') broken += 1;
    const patient =
      outcome.why === 'broken' || delivery === undefined
        ? broken <= 1 && attempt <= MAX_RETRIES
        : clock() - delivery.received < PATIENCE_MS[outcome.why];
    if (!patient || signal?.aborted === true) return outcome.end();
    const waitMs = outcome.waitMs ?? Math.min(MAX_PAUSE_MS, firstPause * 2 ** Math.min(10, attempt - 1));
    const uncertain = outcome.why === 'broken' && method.startsWith('send');
    if (uncertain) metrics.uncertain();
    metrics.retried(outcome.why);
    const say = attempt === 1 || uncertain ? log.warn : log.debug;
    say('retrying', { method, why: outcome.why, attempt, waitMs, uncertain });
    if (outcome.waitMs !== undefined) await delivery?.postpone(clock() + waitMs);
    await pause(waitMs, stop);
    if (stop.aborted) {
      if (delivery === undefined) return outcome.end();
      throw delivery.interrupt();
    }
  }
}

type Outcome = { readonly answer: Answer } | { readonly chat: number; readonly end: () => Answer } | Setback;

async function once([prev, method, payload, signal]: Call): Promise<Outcome> {
  try {
    const answer = await prev(method, payload, signal);
    return answer.ok ? { answer } : judge(answer);
  } catch (error) {
    const end = (): never => {
      throw error;
    };
    const breakdown = breakdownOf(error);
    if (breakdown === null || signal?.aborted === true) throw error;
    return { why: breakdown === 'gateway' ? 'server' : breakdown, end };
  }
}

function judge(answer: ApiError): Outcome {
  const end = (): Answer => answer;
  const { retry_after: seconds, migrate_to_chat_id: chat } = answer.parameters ?? {};
  if (chat !== undefined) return { chat, end };
  const meaning = classify(answer);
  if (meaning === 'flood') return { why: 'flood', waitMs: (seconds ?? 1) * 1000, end };
  return meaning === 'server' ? { why: 'server', end } : { answer };
}
