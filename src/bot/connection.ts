import { GrammyError } from 'grammy';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import { classOf } from './api/error-class.ts';

/** A setting that Telegram does not accept: waiting will not help, an operator has to act. */
export class SettingRefused extends Error {
  readonly remedy: string;

  constructor(what: string, remedy: string, cause: GrammyError) {
    super(`Telegram refused ${what} (${cause.error_code} ${cause.description})`, { cause });
    this.name = 'SettingRefused';
    this.remedy = remedy;
  }
}

const TOKEN_REMEDY = `copy the token again from @BotFather (/mybots → API Token) into BOT_TOKEN;
a revoked token never comes back. TELEGRAM_API_ROOT must be the server that knows this bot.`;

const FIRST_BACKOFF_MS = 500;
const MAX_BACKOFF_MS = 10_000;

/**
 * Repeats a call until it works, waiting longer each time up to ten seconds; says once that Telegram is away, and
 * once that it is back.
 */
export class Connection {
  readonly #log: Log;
  readonly #stop: AbortSignal;
  #failures = 0;

  constructor(log: Log, stop: AbortSignal) {
    this.#log = log;
    this.#stop = stop;
  }

  /**
   * @param mend is given each failure first; true: mended, try again at once
   * @returns undefined when stopped meanwhile
   * @throws SettingRefused
   */
  async keepTrying<T>(
    call: () => Promise<T>,
    mend: (error: GrammyError) => Promise<boolean> = async () => false,
  ): Promise<T | undefined> {
    while (!this.#stop.aborted) {
      try {
        const result = await call();
        if (this.#failures > 0) this.#log.info('telegram is back', { failures: this.#failures });
        this.#failures = 0;
        return result;
      } catch (error) {
        if (this.#stop.aborted) return undefined;
        const failure = await this.#mended(error, mend);
        if (this.#stop.aborted) return undefined;
        if (failure !== null) await this.#backOff(failure);
      }
    }
    return undefined;
  }

  /** @returns null when it is mended, else what to wait for; mending itself can fail, for it is a call too */
  async #mended(error: unknown, mend: (error: GrammyError) => Promise<boolean>): Promise<unknown> {
    if (!(error instanceof GrammyError) || this.#failures > 0) return error;
    try {
      return (await mend(error)) ? null : error;
    } catch (failure) {
      return failure;
    }
  }

  async #backOff(error: unknown): Promise<void> {
    // 401: a token of the right shape that Telegram does not know; 404: not even the shape.
    if (error instanceof GrammyError && classOf(error) === 'token')
      throw new SettingRefused('the token', TOKEN_REMEDY, error);
    if (error instanceof SettingRefused) throw error;
    this.#failures += 1;
    const backoff = Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(10, this.#failures - 1));
    const retryAfter = error instanceof GrammyError ? (error.parameters.retry_after ?? 0) * 1000 : 0;
    const waitMs = Math.max(backoff, retryAfter);
    if (this.#failures === 1 || this.#failures % 30 === 0) this.#complain(error, waitMs);
    await pause(waitMs, this.#stop);
  }

  #complain(error: unknown, waitMs: number): void {
    if (classOf(error) === 'conflict')
      this.#log.warn('another process is polling with this token', {
        advice: 'stop the other one, or give each its own bot; this one keeps trying',
        waitMs,
      });
    else this.#log.warn('telegram is away, trying again', { waitMs, error });
  }
}
