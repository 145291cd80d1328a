import type { Update, UserFromGetMe } from 'grammy/types';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import type { Inbox } from '../../store/inbox.ts';
import { Delivery, delivering } from '../api/delivery.ts';
import { pause } from '../api/pause.ts';
import { essenceOf } from './essence.ts';
import { chatOf, verdictOn } from './intake.ts';

export interface DispatcherOptions {
  readonly inbox: Inbox;
  readonly handle: (update: Update) => Promise<void>;
  readonly log: Log;
  readonly metrics: Metrics;
  /** Ends the waits of a chat that Telegram told to wait. */
  readonly stop: AbortSignal;
  /** Milliseconds since 1970. */
  readonly clock?: () => number;
}

/** An update that several starts found unfinished is what ends the program: it is given up. */
const MOST_TRIES = 5;
/** The promise about privacy: bare ids of handled updates are forgotten after two days. */
const KEPT_MS = 48 * 3_600_000;
const SWEEP_EVERY_MS = 600_000;

interface Job {
  readonly update: Update;
  readonly delivery: Delivery;
  readonly stored: boolean;
  readonly notBefore: number;
}

/** The updates of one chat, in order of id. */
interface Line {
  readonly waiting: Job[];
  busy: boolean;
}

/**
 * Takes updates in and has them handled: each is written to the inbox first, each once, those of one chat in order.
 * Chats take turns, one update each, and the network gets its turn in between: neither a flood by one chat nor
 * the wait of another (a flood limit) holds up the rest.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #clock: () => number;
  readonly #lines = new Map<number, Line>();
  /** Chats with something to do that are not at it, in order. */
  readonly #turns: number[] = [];
  #pumping = false;
  #size = 0;
  #swept = 0;
  #onIdle: () => void = () => {};

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
  }

  /** Updates taken in and not yet handled. */
  get size(): number {
    return this.#size;
  }

  /**
   * Resolves when all that is for us is stored: from then on no crash loses it.
   * @throws when it cannot be stored; then it must not be confirmed to Telegram
   */
  async receive(me: UserFromGetMe, updates: readonly Update[]): Promise<void> {
    const { inbox, metrics } = this.#options;
    const kept: Update[] = [];
    const now = this.#clock();
    // Handled before anything is awaited: what passes is of use at once or never.
    for (const update of updates) {
      const verdict = verdictOn(me, update);
      if (verdict === 'drop') metrics.skipped('unaddressed');
      else if (verdict === 'keep') kept.push(essenceOf(me, update));
      else this.#add(this.#job(update, now, false));
    }
    await this.#sweep(now);
    if (kept.length === 0) return;
    const fresh = await inbox.take(
      kept.map((update) => ({ id: update.update_id, body: JSON.stringify(update) })),
      now,
    );
    const taken = new Set<number>();
    for (const update of kept) {
      const { update_id: id } = update;
      // The same id twice in one batch is one update.
      if (!fresh.has(id) || taken.has(id)) metrics.skipped('duplicate');
      else this.#add(this.#job(update, now, true));
      taken.add(id);
    }
  }

  /** Takes up what an earlier run left behind. */
  async recover(): Promise<void> {
    const { inbox, log, metrics } = this.#options;
    const left = await inbox.unfinished();
    for (const { body, tries, ...progress } of left) {
      if (tries > MOST_TRIES) {
        log.error('an update is given up', { tries, advice: 'report this: handling it may end the program' });
        metrics.skipped('given-up');
        await inbox.done(progress.id);
        continue;
      }
      const update = JSON.parse(body) as Update;
      const delivery = new Delivery(progress, inbox);
      this.#add({ update, delivery, stored: true, notBefore: progress.notBefore });
    }
    if (left.length > 0) log.info('taken up from the last run', { updates: left.length });
  }

  /** Resolves when nothing is left to do, or after `ms`; what is left then stays in the inbox. */
  async drain(ms: number): Promise<void> {
    if (this.#size === 0) return;
    const enough = new AbortController();
    const idle = new Promise<void>((resolve) => {
      this.#onIdle = resolve;
    });
    await Promise.race([idle, pause(ms, enough.signal)]);
    enough.abort();
    // Nothing more begins.
    this.#turns.length = 0;
    this.#lines.clear();
  }

  #job(update: Update, received: number, stored: boolean): Job {
    const { inbox } = this.#options;
    const progress = { id: update.update_id, received, sent: [], inFlight: false };
    return { update, delivery: new Delivery(progress, stored ? inbox : null), stored, notBefore: 0 };
  }

  #add(job: Job): void {
    const chat = chatOf(job.update);
    let line = this.#lines.get(chat);
    if (line === undefined) {
      line = { waiting: [], busy: false };
      this.#lines.set(chat, line);
    }
    const { waiting } = line;
    // Nearly always the last; a webhook may deliver out of order.
    let at = waiting.length;
    while (at > 0 && (waiting[at - 1]?.update.update_id ?? 0) > job.update.update_id) at -= 1;
    waiting.splice(at, 0, job);
    this.#size += 1;
    if (!line.busy && waiting.length === 1) this.#turns.push(chat);
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping || this.#turns.length === 0) return;
    this.#pumping = true;
    // One per round of the event loop: replies leave, and new updates arrive, between two answers.
    setImmediate(() => {
      this.#pumping = false;
      const chat = this.#turns.shift();
      const line = chat === undefined ? undefined : this.#lines.get(chat);
      const job = line?.waiting.shift();
      if (chat !== undefined && line !== undefined && job !== undefined) {
        line.busy = true;
        void this.#run(job).then((ended) => this.#finished(chat, line, ended));
      }
      this.#pump();
    });
  }

  #finished(chat: number, line: Line, ended: 'handled' | 'left'): void {
    line.busy = false;
    this.#size -= 1;
    if (ended === 'left') {
      // Left for the next start, and with it all that came after it in this chat: the order is kept.
      this.#size -= line.waiting.length;
      line.waiting.length = 0;
    }
    if (line.waiting.length > 0 && this.#lines.get(chat) === line) this.#turns.push(chat);
    else if (line.waiting.length === 0) this.#lines.delete(chat);
    if (this.#size === 0) this.#onIdle();
    this.#pump();
  }

  /** Never rejects. */
  async #run({ update, delivery, stored, notBefore }: Job): Promise<'handled' | 'left'> {
    const { inbox, handle, log, metrics, stop } = this.#options;
    const waitMs = notBefore - this.#clock();
    if (waitMs > 0) await pause(waitMs, stop);
    if (waitMs > 0 && stop.aborted) return 'left';
    try {
      await delivering(delivery, () => handle(update));
    } catch (error) {
      if (!delivery.interrupted) log.error('update failed', { error });
    }
    if (delivery.interrupted) return 'left';
    metrics.handled(Math.max(0, this.#clock() - delivery.received) / 1000);
    try {
      if (stored) await inbox.done(update.update_id);
    } catch (error) {
      log.error('an update could not be marked as handled; it may be answered again', { error });
    }
    return 'handled';
  }

  async #sweep(now: number): Promise<void> {
    if (now - this.#swept < SWEEP_EVERY_MS) return;
    this.#swept = now;
    try {
      await this.#options.inbox.sweep(now - KEPT_MS);
    } catch (error) {
      this.#options.log.warn('the inbox could not be swept', { error });
    }
  }
}
