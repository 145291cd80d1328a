/** What waits in line: the order within a chat is that of the ids. */
interface Waiting {
  readonly id: number;
}

interface Line<T> {
  readonly waiting: T[];
  busy: boolean;
}

/** A line for each chat. Chats take turns: one item each, and a chat whose item is being handled waits for its end. */
export class Lines<T extends Waiting> {
  readonly #lines = new Map<number, Line<T>>();
  /** Chats with something to do that are not at it; a set is in order, and its first is had at once. */
  readonly #turns = new Set<number>();
  #size = 0;

  /** Items that wait or are being handled. */
  get size(): number {
    return this.#size;
  }

  /** Chats whose turn has not come. */
  get turns(): number {
    return this.#turns.size;
  }

  /** Items of a chat that wait. */
  waiting(chat: number): number {
    return this.#lines.get(chat)?.waiting.length ?? 0;
  }

  /** @param early it goes before all others of its chat, which have to be read in its light */
  add(chat: number, item: T, early = false): void {
    let line = this.#lines.get(chat);
    if (line === undefined) {
      line = { waiting: [], busy: false };
      this.#lines.set(chat, line);
    }
    const { waiting } = line;
    // Nearly always the last; a webhook may deliver out of order.
    let at = early ? 0 : waiting.length;
    while (at > 0 && (waiting[at - 1]?.id ?? 0) > item.id) at -= 1;
    waiting.splice(at, 0, item);
    this.#size += 1;
    if (!line.busy) this.#turns.add(chat);
  }

  /** The first item of the chat whose turn it is; the chat is busy until {@link ended}. */
  next(): { readonly chat: number; readonly item: T } | null {
    const [chat] = this.#turns;
    if (chat === undefined) return null;
    this.#turns.delete(chat);
    const line = this.#lines.get(chat);
    const item = line?.waiting.shift();
    if (line === undefined || item === undefined) return null;
    line.busy = true;
    return { chat, item };
  }

  /**
   * The item of a chat was handled.
   * @param rest whether what came after it is to be handled too
   * @returns what is not
   */
  ended(chat: number, rest: boolean): readonly T[] {
    this.#size -= 1;
    const line = this.#lines.get(chat);
    if (line === undefined) return [];
    line.busy = false;
    const dropped = rest ? [] : line.waiting.splice(0);
    this.#size -= dropped.length;
    if (line.waiting.length > 0) this.#turns.add(chat);
    else this.#lines.delete(chat);
    return dropped;
  }

  /** Nothing more begins. */
  close(): void {
    this.#turns.clear();
    for (const line of this.#lines.values()) this.#size -= line.waiting.splice(0).length;
  }
}
