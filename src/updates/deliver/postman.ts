import type { Api } from 'grammy';
import type { ErrorClass } from '../../bot/api/error-class.ts';
import { apiSignal } from '../../bot/api/signal.ts';
import { type Html, html, joinHtml } from '../../bot/render/html.ts';
import { MESSAGE_LIMIT } from '../../bot/render/split.ts';
import type { TextKey } from '../../bot/texts/texts.ts';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { pause } from '../../pause.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Subscriptions } from '../../store/subscriptions.ts';
import { judged, type Outcome } from './judge.ts';
import type { Prepared } from './prepare.ts';
import type { Pace } from './scheduler.ts';

export interface PostmanOptions {
  readonly api: Api;
  readonly outbox: Outbox;
  readonly subscriptions: Subscriptions;
  /** A group has another number from now on: all that is kept of it follows. */
  readonly move: (from: number, to: number) => Promise<void>;
  readonly pace: Pace;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'uncertain' | 'told'>;
  readonly pseudonym: (id: number | string) => string;
  readonly stop: AbortSignal;
  readonly clock: () => number;
}

/** Before a message that met a server error, or whose connection broke, is sent again; doubled with each try. */
const FIRST_BACKOFF_MS = 2000;
const MAX_BACKOFF_MS = 300_000;
/** With these pauses about a day: a server error that lasts longer is about this message. */
const MOST_TRIES = 200;
/** Failures in a row, whosever message it was, after which Telegram is asked whether it is there at all. */
const MOST_FAILURES = 3;
const PROBE_EVERY_MS = 1000;
const PROBE_TIMEOUT_MS = 10_000;
const TOKEN_PAUSE_MS = 60_000;
const SEND_TIMEOUT_MS = 30_000;

/** Why a chat cannot be written to: the class, and Telegram's words. */
interface Refusal {
  readonly why: ErrorClass;
  readonly reason: string;
}

const WHY: Readonly<Partial<Record<ErrorClass, TextKey>>> = {
  kicked: 'news.why.kicked',
  restricted: 'news.why.restricted',
  topic: 'news.why.topic',
};

/** Delivers one message and notes what became of it, whatever that is. */
export class Postman {
  readonly #options: PostmanOptions;
  #failures = 0;
  #doubted = false;
  #told = false;

  constructor(options: PostmanOptions) {
    this.#options = options;
  }

  /**
   * Whether Telegram is there, as far as we know. Asked only after failures, so that a broken line costs one harmless
   * question a second and not the only repetition of many a message.
   */
  async reachable(): Promise<boolean> {
    if (!this.#doubted) return true;
    const { api, stop, log } = this.#options;
    try {
      await api.getMe(apiSignal(AbortSignal.any([stop, AbortSignal.timeout(PROBE_TIMEOUT_MS)])));
      this.#doubted = false;
      this.#failures = 0;
      if (this.#told) log.info('updates go on');
      this.#told = false;
      return true;
    } catch (error) {
      if (!this.#told && !stop.aborted) log.warn('updates wait: telegram is away', { error });
      this.#told = true;
      await pause(PROBE_EVERY_MS, stop);
      return false;
    }
  }

  async deliver(prepared: Prepared): Promise<void> {
    const outcome = await this.#send(prepared, prepared.message, true);
    await this.#settle(prepared, outcome);
  }

  #send(
    { target, keyboard, silent }: Prepared,
    message: Html,
    markup: boolean,
    thread = target.thread,
  ): Promise<Outcome> {
    const { api } = this.#options;
    return judged(() =>
      api.sendMessage(
        target.chat,
        markup ? message.markup : message.plain,
        {
          ...(markup ? { parse_mode: 'HTML' as const } : {}),
          ...(thread === 0 ? {} : { message_thread_id: thread }),
          ...(silent ? { disable_notification: true } : {}),
          link_preview_options: { is_disabled: true },
          reply_markup: keyboard,
        },
        // Not ended by a stop: what is on its way shall arrive.
        apiSignal(AbortSignal.timeout(SEND_TIMEOUT_MS)),
      ),
    );
  }

  async #settle(prepared: Prepared, outcome: Outcome): Promise<void> {
    const { outbox, pace, metrics, log, pseudonym, clock } = this.#options;
    const rows = prepared.rows.map(({ n }) => n);
    const now = clock();
    const { chat, thread } = prepared.target;
    this.#watch(outcome);
    metrics.told(outcome.result);
    if (outcome.result !== 'sent')
      log.debug('update not sent', { chat: pseudonym(chat), why: outcome.result });
    switch (outcome.result) {
      case 'sent':
        return await outbox.sent(rows, outcome.message, now);
      case 'flood': {
        const until = now + outcome.waitMs;
        await outbox.again(rows, { due: until, counts: false }, now);
        await outbox.holdChat(chat, until);
        if (pace.flooded(chat, until))
          log.warn('updates wait: too many messages', { waitMs: outcome.waitMs });
        return;
      }
      case 'server':
        return await this.#later(prepared, 'server errors for too long');
      case 'unreachable':
        return await outbox.again(rows, { due: now, counts: false }, now);
      case 'broken':
        return await this.#broken(prepared);
      case 'moved':
        await this.#options.move(chat, outcome.to);
        return await outbox.again(rows, { due: now, counts: false }, now);
      case 'silent':
        await outbox.again(rows, { due: now, counts: false }, now);
        return await this.#fallSilent(prepared, null, outcome);
      case 'topic':
        return await this.#outsideTopic(prepared, outcome.reason);
      case 'markup':
        return await this.#plain(prepared, outcome.reason);
      case 'token':
        log.error('telegram does not know this token; updates wait', { advice: 'see BOT_TOKEN' });
        pace.hold(now + TOKEN_PAUSE_MS);
        return await outbox.again(rows, { due: now, counts: false }, now);
      case 'refused':
        log.error('update refused', { reason: outcome.reason, thread: thread !== 0 });
        return await outbox.dead(rows, outcome.reason, now);
    }
  }

  /** Several failures in a row: is Telegram there at all? A broken connection is reason enough to ask. */
  #watch({ result }: Outcome): void {
    if (result === 'server') this.#failures += 1;
    else if (result !== 'unreachable' && result !== 'broken') {
      this.#failures = 0;
      if (result === 'sent') this.#options.pace.succeeded();
      return;
    }
    if (result !== 'server' || this.#failures >= MOST_FAILURES) this.#doubted = true;
  }

  async #later({ rows }: Prepared, reason: string): Promise<void> {
    const { outbox, clock } = this.#options;
    const now = clock();
    const tries = Math.max(...rows.map((row) => row.tries));
    const ns = rows.map(({ n }) => n);
    if (tries >= MOST_TRIES) return await outbox.dead(ns, reason, now);
    const due = now + Math.min(MAX_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** Math.min(10, tries));
    await outbox.again(ns, { due, counts: true }, now);
  }

  /** Telegram has no idempotency key: once more, which may be once too often, and never again. */
  async #broken({ rows, target }: Prepared): Promise<void> {
    const { outbox, metrics, log, pseudonym, clock } = this.#options;
    const now = clock();
    const twice = rows.filter(({ uncertain }) => uncertain).map(({ n }) => n);
    const once = rows.filter(({ uncertain }) => !uncertain).map(({ n }) => n);
    if (twice.length > 0) await outbox.dead(twice, 'the connection broke twice; it may have arrived', now);
    if (once.length === 0) return;
    metrics.uncertain();
    log.warn('an update may come twice', { chat: pseudonym(target.chat), why: 'the connection broke' });
    await outbox.again(once, { due: now + FIRST_BACKOFF_MS, counts: true, uncertain: true }, now);
  }

  /** A topic that is gone: once to the chat itself, with a word why; then that topic is left alone. */
  async #outsideTopic(prepared: Prepared, reason: string): Promise<void> {
    if (prepared.target.thread === 0) return await this.#settle(prepared, { result: 'refused', reason });
    const { message, texts } = prepared;
    this.#options.pace.note(prepared.target.chat, this.#options.clock());
    const word = html`${texts.say('news.topic-closed')}`;
    const whole = joinHtml([word, message], '\n');
    const outcome = await this.#send(
      prepared,
      whole.plain.length <= MESSAGE_LIMIT ? whole : message,
      true,
      0,
    );
    await this.#settle(prepared, outcome.result === 'topic' ? { ...outcome, result: 'refused' } : outcome);
    if (outcome.result === 'sent')
      await this.#fallSilent(prepared, prepared.target.thread, { why: 'topic', reason });
  }

  async #plain(prepared: Prepared, reason: string): Promise<void> {
    this.#options.log.error('markup refused; sent without', { reason });
    this.#options.pace.note(prepared.target.chat, this.#options.clock());
    const outcome = await this.#send(prepared, prepared.message, false);
    await this.#settle(prepared, outcome.result === 'markup' ? { ...outcome, result: 'refused' } : outcome);
  }

  /** Nothing more is sent there until it can be reached; who subscribed is told, once and if possible. */
  async #fallSilent(
    { target, keeper, texts }: Prepared,
    thread: number | null,
    { why, reason }: Refusal,
  ): Promise<void> {
    const { subscriptions, api, pace, log, pseudonym, clock } = this.#options;
    await subscriptions.suspend(target.chat, thread, { reason, since: clock() });
    log.info('a chat cannot be reached; its updates are suspended', { chat: pseudonym(target.chat), reason });
    if (keeper === null) return;
    const id = String(target.chat);
    const chat = texts.say(thread === null ? 'news.silent.chat' : 'news.silent.topic', { id });
    pace.note(keeper, clock());
    try {
      await api.sendMessage(
        keeper,
        texts.say('news.silent', { chat, reason: texts.say(WHY[why] ?? 'news.why.gone') }),
      );
    } catch (error) {
      log.debug('nobody could be told', { error });
    }
  }
}
