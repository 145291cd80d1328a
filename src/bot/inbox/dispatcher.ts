import type { Update, UserFromGetMe } from 'grammy/types';
import type { Log } from '../../log.ts';
import type { Metrics } from '../../metrics.ts';
import { pause } from '../../pause.ts';
import type { Inbox } from '../../store/inbox.ts';
import { Delivery, delivering } from '../api/delivery.ts';
import { essenceOf } from './essence.ts';
import { chatOf, tellsOfMove, type Verdict, verdictOn } from './intake.ts';
import { Lines } from './lines.ts';

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
/** Updates begun in one round of the event loop: what they write goes to disk together. */
const TURNS_AT_ONCE = 4;

/**
 * Bodies in memory; those of other updates stay in the inbox until their turn comes. What a chat says in one breath
 * is kept at hand, and a flood by one leaves room for the others.
 */
const MOST_HELD = 2000;
const MOST_HELD_OF_CHAT = 20;
/** Updates in hand, with or without their bodies: with more, no new ones are taken in. */
const MOST_IN_HAND = 20_000;

interface Job {
  readonly id: number;
  /** null: its body is in the inbox only. */
  readonly update: Update | null;
  readonly delivery: Delivery;
  readonly stored: boolean;
  readonly notBefore: number;
}

/**
 * Takes updates in and has them handled: each is written to the inbox first, each once, those of one chat in order.
 * Chats take turns, one update each, and the network gets its turn in between: neither a flood by one chat nor
 * the wait of another (a flood limit) holds up the rest. However much waits, memory holds little of it.
 */
export class Dispatcher {
  readonly #options: DispatcherOptions;
  readonly #clock: () => number;
  readonly #lines = new Lines<Job>();
  #held = 0;
  #pumping = false;
  #taken = 0;
  #waiters: { readonly isMet: () => boolean; readonly met: () => void }[] = [];
  #swept = 0;

  constructor(options: DispatcherOptions) {
    this.#options = options;
    this.#clock = options.clock ?? Date.now;
    options.stop.addEventListener('abort', () => this.#tell(), { once: true });
  }

  /** Updates taken in and not yet handled. */
  get size(): number {
    return this.#lines.size;
  }

  /** Of these, those whose bodies are in memory. */
  get held(): number {
    return this.#held;
  }

  /** Whether so much is in hand that no more should be taken in. */
  get isFull(): boolean {
    return this.#lines.size >= MOST_IN_HAND;
  }

  /**
   * Resolves when it makes sense to take in more: all chats that now have something to do had a turn, and there is
   * room; at the latest on a stop. Asking sooner brings nobody's answer forward, and costs a call for every update.
   */
  async ready(): Promise<void> {
    const turn = this.#taken + this.#lines.turns;
    await this.#until(() => this.#options.stop.aborted || (this.#taken >= turn && !this.isFull));
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
      const verdict = this.#judge(me, update);
      if (verdict === 'drop') metrics.skipped('unaddressed');
      else if (verdict === 'keep') kept.push(essenceOf(me, update));
      else this.#pass(update, now);
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
      else this.#add(update, { delivery: this.#delivery(id, now, inbox), stored: true, notBefore: 0 });
      taken.add(id);
    }
  }

  /** What has no shape that we know is dropped: asked for again, it would come again for ever, and nothing behind it. */
  #judge(me: UserFromGetMe, update: Update): Verdict {
    try {
      return verdictOn(me, update);
    } catch (error) {
      this.#options.log.warn('an update of unknown shape is dropped', { error });
      return 'drop';
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
      this.#add(update, { delivery, stored: true, notBefore: progress.notBefore });
    }
    if (left.length > 0) log.info('taken up from the last run', { updates: left.length });
  }

  /** Resolves when nothing is left to do, or after `ms`; what is left then stays in the inbox. */
  async drain(ms: number): Promise<void> {
    if (this.size === 0) return;
    const enough = new AbortController();
    await Promise.race([this.#until(() => this.size === 0), pause(ms, enough.signal)]);
    enough.abort();
    this.#lines.close();
    this.#tell();
  }

  #delivery(id: number, received: number, inbox: Inbox | null): Delivery {
    return new Delivery({ id, received, sent: [], inFlight: false }, inbox);
  }

  /** Of use at once or never: what somebody types faster than it can be answered is dropped. */
  #pass(update: Update, now: number): void {
    const delivery = this.#delivery(update.update_id, now, null);
    if (this.#lines.waiting(chatOf(update)) >= MOST_HELD_OF_CHAT) this.#options.metrics.skipped('given-up');
    else this.#add(update, { delivery, stored: false, notBefore: 0 });
  }

  #add(update: Update, job: Omit<Job, 'id' | 'update'>): void {
    const chat = chatOf(update);
    const hold = this.#held < MOST_HELD && this.#lines.waiting(chat) < MOST_HELD_OF_CHAT;
    const isHeld = hold || !job.stored;
    if (isHeld) this.#held += 1;
    const item = { ...job, id: update.update_id, update: isHeld ? update : null };
    this.#lines.add(chat, item, tellsOfMove(update));
    this.#pump();
  }

  #pump(): void {
    if (this.#pumping || this.#lines.turns === 0) return;
    this.#pumping = true;
    // Few per round of the event loop: replies leave, and new updates arrive, between two answers.
    setImmediate(() => {
      this.#pumping = false;
      for (let i = 0; i < TURNS_AT_ONCE; i += 1) {
        const next = this.#lines.next();
        if (next === null) break;
        this.#taken += 1;
        if (next.item.update !== null) this.#held -= 1;
        void this.#run(next.item).then((ended) => this.#finished(next.chat, ended));
      }
      this.#tell();
      this.#pump();
    });
  }

  #finished(chat: number, ended: 'handled' | 'left'): void {
    // Left for the next start, and with it all that came after it in this chat: the order is kept.
    const left = this.#lines.ended(chat, ended === 'handled');
    this.#held -= left.filter(({ update }) => update !== null).length;
    this.#tell();
    this.#pump();
  }

  #until(isMet: () => boolean): Promise<void> {
    if (isMet()) return Promise.resolve();
    return new Promise((met) => {
      this.#waiters.push({ isMet, met });
    });
  }

  /** Something changed that somebody may wait for. */
  #tell(): void {
    if (this.#waiters.length === 0) return;
    const met = this.#waiters.filter(({ isMet }) => isMet());
    this.#waiters = this.#waiters.filter((waiter) => !met.includes(waiter));
    for (const waiter of met) waiter.met();
  }

  /** Never rejects. */
  async #run(job: Job): Promise<'handled' | 'left'> {
    const { delivery, stored, notBefore } = job;
    const { inbox, handle, log, metrics, stop } = this.#options;
    const waitMs = notBefore - this.#clock();
    if (waitMs > 0) await pause(waitMs, stop);
    if (waitMs > 0 && stop.aborted) return 'left';
    try {
      const update = job.update ?? (await this.#fetch(job.id));
      if (update !== null) await delivering(delivery, () => handle(update));
    } catch (error) {
      if (!delivery.interrupted) log.error('update failed', { error });
    }
    if (delivery.interrupted) return 'left';
    metrics.handled(Math.max(0, this.#clock() - delivery.received) / 1000);
    try {
      if (stored) await inbox.done(job.id);
    } catch (error) {
      log.error('an update could not be marked as handled; it may be answered again', { error });
    }
    return 'handled';
  }

  /** null: it was erased meanwhile, at the wish of whoever sent it. */
  async #fetch(id: number): Promise<Update | null> {
    const body = await this.#options.inbox.body(id);
    return body === null ? null : (JSON.parse(body) as Update);
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
