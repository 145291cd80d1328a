import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { Log } from '../log.ts';
import { POLL_SECONDS } from './api/client.ts';
import { pause } from './api/pause.ts';
import { apiSignal } from './api/signal.ts';
import { registerCommands } from './commands.ts';
import type { BotContext } from './context.ts';
import { ALLOWED_UPDATES } from './create-bot.ts';

/** Telegram does not know this token: waiting will not help. */
export class TokenRefused extends Error {
  constructor(cause: GrammyError) {
    super(`Telegram refused the token (${cause.error_code} ${cause.description})`, { cause });
    this.name = 'TokenRefused';
  }
}

interface PollingOptions {
  readonly log: Log;
  /** Stops the intake. */
  readonly stop: AbortSignal;
  /** How long running answers may take after `stop`, milliseconds. */
  readonly drainMs?: number;
  /** See {@link PATIENCE_MS}. */
  readonly patienceMs?: number;
}

/**
 * A batch is confirmed to Telegram when it is handled, so that a killed process is given it again; but one chat
 * that has to wait (a flood limit) may hold the others up for this long only. Milliseconds.
 */
const PATIENCE_MS = 5000;
const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;
/** The farewell that confirms what was handled must not delay a stop. Milliseconds. */
const FAREWELL_MS = 2000;

/**
 * Long polling that survives Telegram being away: grammY's own gives up on a conflict, waits up to twenty minutes
 * at start, and handles one update at a time. Here chats are served side by side, each in order.
 * Resolves after `stop`, when running answers are finished.
 * @throws TokenRefused
 */
export async function poll(
  bot: Bot<BotContext>,
  { log, stop, drainMs = 6000, patienceMs = PATIENCE_MS }: PollingOptions,
): Promise<void> {
  const connection = new Connection(log, stop);
  await connection.keepTrying(async () => {
    // Not bot.init(): its own retries may sleep for twenty minutes.
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe(apiSignal(stop));
    await bot.api.deleteWebhook({}, apiSignal(stop));
  });
  if (stop.aborted) return;
  log.info('polling', { bot: bot.botInfo.username });
  // A menu that could not be set is no reason to be deaf.
  void registerCommands(bot.api, apiSignal(stop)).catch((error: unknown) => {
    if (!stop.aborted) log.warn('commands not registered', { error });
  });
  const queue = new ChatQueue(bot, log);
  let offset = 0;
  while (!stop.aborted) {
    const updates = await connection.keepTrying(() =>
      bot.api.getUpdates(
        { offset, limit: 100, timeout: POLL_SECONDS, allowed_updates: ALLOWED_UPDATES },
        apiSignal(stop),
      ),
    );
    for (const update of updates ?? []) {
      queue.add(update);
      offset = Math.max(offset, update.update_id + 1);
    }
    await queue.settled(patienceMs, stop);
  }
  await queue.settled(drainMs);
  await farewell(bot, queue.oldestRunning ?? offset, log);
}

/** Confirms what was handled, so that the next start does not answer it again. */
async function farewell(bot: Bot<BotContext>, offset: number, log: Log): Promise<void> {
  if (offset === 0) return;
  try {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }, apiSignal(AbortSignal.timeout(FAREWELL_MS)));
  } catch (error) {
    log.warn('last updates not confirmed; they may be answered again after the next start', { error });
  }
}

/** Runs the handlers: one chat's updates in order, different chats side by side. */
class ChatQueue {
  readonly #bot: Bot<BotContext>;
  readonly #log: Log;
  readonly #tails = new Map<number, Promise<void>>();
  readonly #running = new Set<number>();

  constructor(bot: Bot<BotContext>, log: Log) {
    this.#bot = bot;
    this.#log = log;
  }

  add(update: Update): void {
    const key = chatOf(update);
    this.#running.add(update.update_id);
    const tail = (this.#tails.get(key) ?? Promise.resolve())
      .then(() => this.#bot.handleUpdate(update))
      .catch((error: unknown) => this.#log.error('update failed', { error }))
      .finally(() => {
        this.#running.delete(update.update_id);
        if (this.#tails.get(key) === tail) this.#tails.delete(key);
      });
    this.#tails.set(key, tail);
  }

  /** Resolves when nothing runs any more, after `ms` at the latest, or when `stop` is called. */
  async settled(ms: number, stop?: AbortSignal): Promise<void> {
    if (this.#tails.size === 0) return;
    const enough = new AbortController();
    const end = stop === undefined ? enough.signal : AbortSignal.any([stop, enough.signal]);
    await Promise.race([Promise.all(this.#tails.values()), pause(ms, end)]);
    enough.abort();
  }

  /** The first update that is not finished: everything below may be confirmed. */
  get oldestRunning(): number | undefined {
    return this.#running.size === 0 ? undefined : Math.min(...this.#running);
  }
}

function chatOf(update: Update): number {
  const chat = update.message?.chat ?? update.callback_query?.message?.chat;
  return chat?.id ?? update.callback_query?.from.id ?? 0;
}

/** Repeats a call until it works, waiting longer each time up to ten seconds; says once that Telegram is away, and once that it is back. */
class Connection {
  readonly #log: Log;
  readonly #stop: AbortSignal;
  #failures = 0;

  constructor(log: Log, stop: AbortSignal) {
    this.#log = log;
    this.#stop = stop;
  }

  /** @returns undefined when stopped meanwhile */
  async keepTrying<T>(call: () => Promise<T>): Promise<T | undefined> {
    while (!this.#stop.aborted) {
      try {
        const result = await call();
        if (this.#failures > 0) this.#log.info('telegram is back', { failures: this.#failures });
        this.#failures = 0;
        return result;
      } catch (error) {
        if (this.#stop.aborted) return undefined;
        await this.#backOff(error);
      }
    }
    return undefined;
  }

  async #backOff(error: unknown): Promise<void> {
    // 401: a token of the right shape that Telegram does not know; 404: not even the shape.
    if (error instanceof GrammyError && (error.error_code === 401 || error.error_code === 404))
      throw new TokenRefused(error);
    this.#failures += 1;
    const backoff = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(10, this.#failures - 1));
    const retryAfter = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
    const waitMs = Math.max(backoff, retryAfter);
    if (this.#failures === 1 || this.#failures % 30 === 0) this.#complain(error, waitMs);
    await pause(waitMs, this.#stop);
  }

  #complain(error: unknown, waitMs: number): void {
    if (error instanceof GrammyError && error.error_code === 409)
      this.#log.warn('another process is polling with this token', {
        advice: 'stop the other one, or give each its own bot; this one keeps trying',
        waitMs,
      });
    else this.#log.warn('telegram is away, trying again', { waitMs, error });
  }
}
