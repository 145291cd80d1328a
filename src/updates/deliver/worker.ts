import type { Api } from 'grammy';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { pause } from '../../pause.ts';
import type { Keeping } from '../../store/keeping.ts';
import type { Outbox } from '../../store/outbox.ts';
import type { Subscriptions } from '../../store/subscriptions.ts';
import type { Target } from '../model.ts';
import { Postman, type PostmanOptions } from './postman.ts';
import { type Prepared, prepare } from './prepare.ts';
import type { ProofStore } from './proof.ts';
import type { Pace } from './scheduler.ts';

/** Messages on their way at once: what a kill may send twice. */
const MOST_IN_FLIGHT = 5;
/** Targets looked up at once. */
const BATCH = 500;
/** Another process may have published: looked for at least as often. Milliseconds. */
const LOOK_EVERY_MS = 1000;
const DAY_MS = 86_400_000;
/** How long it is remembered what was told. */
const KEPT_MS = 30 * DAY_MS;
/** How long the subscriptions of a chat that cannot be reached are kept. */
const GIVEN_UP_MS = 90 * DAY_MS;
/** What a stop leaves for messages on their way. Milliseconds. */
const DRAIN_MS = 6000;
/** Of preparing a message, and the pause between them. Milliseconds. */
const MOST_ATTEMPTS = 5;
const ASIDE_MS = 60_000;
const SWEEP_EVERY_MS = 3_600_000;

export interface WorkerOptions {
  /** Without retries of its own: the outbox knows better. */
  readonly api: Api;
  readonly outbox: Outbox;
  readonly subscriptions: Subscriptions;
  readonly move: PostmanOptions['move'];
  readonly keeping: Pick<Keeping, 'preferences'>;
  readonly store: ProofStore;
  readonly pace: Pace;
  readonly log: Log;
  readonly metrics: Pick<Metrics, 'uncertain' | 'told'>;
  readonly pseudonym: (id: number | string) => string;
  readonly stop: AbortSignal;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/**
 * Sends what is due, target after target, as fast as Telegram's limits allow and never more than five at once. Sleeps
 * until something comes due.
 */
export class Worker {
  readonly #options: WorkerOptions;
  readonly #clock: () => number;
  readonly #postman: Postman;
  /** Targets with something due, those that wait longest first. */
  #queue: Target[] = [];
  readonly #busy = new Set<number>();
  readonly #flights = new Set<Promise<void>>();
  #alarm = new AbortController();
  #swept = 0;

  constructor(options: WorkerOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    const postal: PostmanOptions = { ...options, clock: this.#clock };
    this.#postman = new Postman(postal);
  }

  /** Something was published: do not sleep on. */
  wake(): void {
    this.#alarm.abort();
  }

  /** Resolves after `stop`, when no message is on its way any more; never rejects. */
  async run(): Promise<void> {
    const { outbox, metrics, log, stop } = this.#options;
    try {
      const doubtful = await outbox.recover(this.#clock());
      for (let i = 0; i < doubtful; i += 1) metrics.uncertain();
      if (doubtful > 0) log.warn('updates may come twice', { messages: doubtful, why: 'the program ended' });
    } catch (error) {
      log.error('outbox not read', { error });
    }
    while (!stop.aborted) {
      try {
        await this.#step();
      } catch (error) {
        log.error('updates not sent', { error });
        await pause(LOOK_EVERY_MS, stop);
      }
    }
    const enough = new AbortController();
    await Promise.race([Promise.all(this.#flights), pause(DRAIN_MS, enough.signal)]);
    enough.abort();
  }

  async #step(): Promise<void> {
    const alarm = new AbortController();
    this.#alarm = alarm;
    await this.#sweep();
    if (!(await this.#postman.reachable())) return;
    if (this.#queue.length === 0) this.#queue = [...(await this.#options.outbox.due(this.#clock(), BATCH))];
    const target = this.#next();
    if (target === null) return await this.#sleep(alarm.signal);
    this.#busy.add(target.chat);
    const flight = await this.#start(target).catch((error: unknown) => {
      this.#busy.delete(target.chat);
      throw error;
    });
    if (flight === null) this.#busy.delete(target.chat);
  }

  /** The first in the queue that may be written to now. */
  #next(): Target | null {
    const now = this.#clock();
    const { pace } = this.#options;
    const at = this.#queue.findIndex(
      ({ chat }) => !this.#busy.has(chat) && pace.chatReadyAt(chat, now) <= now,
    );
    const [target = null] = at < 0 ? [] : this.#queue.splice(at, 1);
    return target;
  }

  /** @returns null when there was nothing to say, or no time left to say it */
  async #start(target: Target): Promise<Promise<void> | null> {
    const { pace, outbox, stop } = this.#options;
    const prepared = await prepare(this.#options, target, this.#clock()).catch((error: unknown) =>
      this.#setAside(target, error),
    );
    if (prepared === null) return null;
    await this.#slot();
    if (stop.aborted) return null;
    const now = this.#clock();
    const rows = prepared.rows.map(({ n }) => n);
    // Committed before the call: whatever happens now, these are known to be on their way.
    if (!(await outbox.claim(rows, now))) return null;
    pace.noteBulk(target.chat, now);
    const flight = this.#fly(prepared).finally(() => {
      pace.arrived(target.chat, this.#clock());
      this.#flights.delete(flight);
      this.#busy.delete(target.chat);
    });
    this.#flights.add(flight);
    return flight;
  }

  /** What cannot even be prepared must not hold up the others: later again, and in the end it is for operators to see. */
  async #setAside(target: Target, error: unknown): Promise<null> {
    const { outbox, log } = this.#options;
    log.error('update not prepared', { error });
    const now = this.#clock();
    const rows = await outbox.peek(target, now, BATCH);
    const given = rows.filter(({ tries }) => tries >= MOST_ATTEMPTS).map(({ n }) => n);
    const open = rows.filter(({ tries }) => tries < MOST_ATTEMPTS).map(({ n }) => n);
    await outbox.dead(given, 'it could not be put into words; see the log', now);
    await outbox.again(open, { due: now + ASIDE_MS, counts: true }, now);
    return null;
  }

  async #fly(prepared: Prepared): Promise<void> {
    const { log, outbox } = this.#options;
    try {
      await this.#postman.deliver(prepared);
    } catch (error) {
      log.error('update not settled', { error });
      const now = this.#clock();
      const rows = prepared.rows.map(({ n }) => n);
      // It may have arrived. Should not even this be noted (the disk is full), the next start finds them.
      await outbox
        .again(rows, { due: now + ASIDE_MS, counts: true, uncertain: true }, now)
        .catch((failure: unknown) => log.error('update not put back', { error: failure }));
    }
  }

  /** Waits until one more message may leave. */
  async #slot(): Promise<void> {
    const { pace, stop } = this.#options;
    while (!stop.aborted) {
      if (this.#flights.size >= MOST_IN_FLIGHT) {
        await Promise.race(this.#flights);
        continue;
      }
      const now = this.#clock();
      const ready = pace.readyAt(now);
      if (ready <= now) return;
      await pause(Math.min(ready - now, LOOK_EVERY_MS), stop);
    }
  }

  /** Until something comes due, a chat may be written to again, or somebody wakes us. */
  async #sleep(alarm: AbortSignal): Promise<void> {
    const now = this.#clock();
    const { pace, outbox, stop } = this.#options;
    const chats = this.#queue.map(({ chat }) =>
      this.#busy.has(chat) ? now + 50 : pace.chatReadyAt(chat, now),
    );
    const next = this.#queue.length > 0 ? Math.min(...chats) : await outbox.nextDue(now);
    const ms = Math.min(LOOK_EVERY_MS, Math.max(5, (next ?? Number.POSITIVE_INFINITY) - now));
    await pause(ms, AbortSignal.any([stop, alarm]));
    // What has come due meanwhile may be more urgent than what waits here.
    this.#queue = [];
  }

  async #sweep(): Promise<void> {
    const now = this.#clock();
    if (now < this.#swept + SWEEP_EVERY_MS) return;
    this.#swept = now;
    await this.#options.outbox.purge(now - KEPT_MS);
    await this.#options.subscriptions.sweep(now - GIVEN_UP_MS);
  }
}
