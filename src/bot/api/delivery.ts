import { AsyncLocalStorage } from 'node:async_hooks';
import type { Inbox } from '../../store/inbox.ts';

/** The program stops while a call has to wait: the update stays in the inbox, and the next start goes on with it. */
export class Postponed extends Error {
  constructor() {
    super('stopping; the update stays in the inbox');
    this.name = 'Postponed';
  }
}

interface Progress {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly received: number;
  readonly sent: readonly number[];
  readonly inFlight: boolean;
}

/**
 * The messages sent for one update, journalled: a handler that runs again after a kill goes through all its steps,
 * and those whose message is known to have arrived are skipped. Only a message that was on its way when the process
 * died may come twice.
 */
export class Delivery {
  readonly received: number;
  readonly #id: number;
  readonly #inbox: Inbox | null;
  readonly #sent: number[];
  #replayed = 0;
  #doubtful: boolean;
  #interrupted = false;

  /** @param inbox null for an update that is not kept: nothing is journalled */
  constructor({ id, received, sent, inFlight }: Progress, inbox: Inbox | null) {
    this.#id = id;
    this.received = received;
    this.#sent = [...sent];
    this.#doubtful = inFlight;
    this.#inbox = inbox;
  }

  /** The id of the handler's next message when an earlier run has sent it, undefined when it has to be sent. */
  replay(): number | undefined {
    const id = this.#sent[this.#replayed];
    if (id !== undefined) this.#replayed += 1;
    return id;
  }

  /** To be called before a message leaves. @returns whether an earlier run may have sent it already */
  async sending(): Promise<boolean> {
    const doubtful = this.#doubtful;
    this.#doubtful = false;
    await this.#inbox?.sending(this.#id, this.#sent);
    return doubtful;
  }

  /**
   * A message arrived: noted together with what comes next, which follows at once (another message, or the end).
   * @param messageId null: it did not arrive, or nothing more will be done about it
   */
  async settled(messageId: number | null): Promise<void> {
    if (messageId === null) return await this.#inbox?.settled(this.#id, this.#sent);
    this.#sent.push(messageId);
    this.#replayed += 1;
  }

  async postpone(until: number): Promise<void> {
    await this.#inbox?.postpone(this.#id, until);
  }

  /** Some call was given up because the program stops. */
  get interrupted(): boolean {
    return this.#interrupted;
  }

  interrupt(): Postponed {
    this.#interrupted = true;
    return new Postponed();
  }
}

const current = new AsyncLocalStorage<Delivery>();

/** The delivery that the running code belongs to; undefined for calls that answer no update. */
export function currentDelivery(): Delivery | undefined {
  return current.getStore();
}

/** Runs a handler so that every call it makes knows its delivery. */
export function delivering<T>(delivery: Delivery, handler: () => Promise<T>): Promise<T> {
  return current.run(delivery, handler);
}
