import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Update } from 'grammy/types';
import type { Params } from './check.ts';
import { badRequest } from './refusal.ts';

interface Registered {
  readonly url: string;
  readonly secret: string | null;
}

/** Telegram comes again soon; the fake sooner. Milliseconds. */
const AGAIN_MS = 100;

/** Delivers updates to the address that `setWebhook` named, one after the other, each until it is acknowledged. */
export class WebhookSender {
  readonly #updates: Update[];
  /** Statuses of all deliveries, in order; 0: no answer. */
  readonly statuses: number[] = [];
  #registered: Registered | null = null;
  #running = false;

  constructor(updates: Update[]) {
    this.#updates = updates;
  }

  get active(): boolean {
    return this.#registered !== null;
  }

  set(params: Params): true {
    const { url, secret_token: secret } = params as {
      readonly url?: unknown;
      readonly secret_token?: unknown;
    };
    if (typeof url !== 'string' || !URL.canParse(url))
      throw badRequest('bad webhook: invalid webhook URL specified');
    this.#registered = { url, secret: typeof secret === 'string' ? secret : null };
    this.wake();
    return true;
  }

  delete(): true {
    this.#registered = null;
    return true;
  }

  wake(): void {
    if (!this.#running) void this.#deliver();
  }

  async #deliver(): Promise<void> {
    this.#running = true;
    for (;;) {
      const [update] = this.#updates;
      const to = this.#registered;
      if (update === undefined || to === null) break;
      const headers = to.secret === null ? {} : { 'x-telegram-bot-api-secret-token': to.secret };
      const status = await post(to.url, JSON.stringify(update), headers);
      this.statuses.push(status);
      if (status === 200) this.#updates.shift();
      else await sleep(AGAIN_MS, undefined, { ref: false });
    }
    this.#running = false;
  }
}

/** @returns the status, 0 when there was no answer */
export function post(url: string, body: string, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve) => {
    const sent = request(
      url,
      { method: 'POST', agent: false, headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        response.resume();
        response.on('close', () => resolve(response.statusCode ?? 0));
      },
    );
    sent.on('error', () => resolve(0));
    sent.end(body);
  });
}
