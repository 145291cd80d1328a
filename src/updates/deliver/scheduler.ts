/**
 * Bulk messages a second. Telegram takes about 30 in all (core.telegram.org/bots/faq); the rest is for replies, which
 * are never held up here.
 */
const BULK_PER_SECOND = 28.8;
const ALL_PER_SECOND = 30;
const GAP_MS = 1000 / BULK_PER_SECOND;
/** What a busy moment made us miss may be caught up at once, this many messages of it. */
const CATCH_UP = 15;
const CHAT_GAP_MS = 1000;
/** Telegram takes 20 a minute in a group; replies there need some. */
const GROUP_PER_MINUTE = 18;
const MINUTE_MS = 60_000;
/** Refusals of so many chats in a row, without a success between, are about all of them. */
const GLOBAL_FLOOD = 3;
/** How long more room is left for replies after one of them was refused. */
const CAREFUL_MS = 60_000;

/**
 * When the next bulk message may leave, by Telegram's limits: about 30 a second in all, one a second per chat, 20 a
 * minute per group. Replies to people leave at once and are only counted; bulk waits for what they used. Times are
 * milliseconds of one clock; nothing here looks at it.
 */
export class Pace {
  /** Departures of the last second, of all kinds. */
  readonly #recent: number[] = [];
  readonly #chats = new Map<number, number[]>();
  #slot = 0;
  #heldUntil = 0;
  #carefulUntil = 0;
  readonly #flooded = new Set<number>();
  #swept = 0;

  /** A reply leaves, or any other message that does not wait. */
  note(chat: number, now: number): void {
    this.#recent.push(now);
    const times = this.#chats.get(chat) ?? [];
    times.push(now);
    this.#chats.set(chat, times);
    this.#forget(now);
  }

  /** A bulk message leaves: the next slot moves on. */
  noteBulk(chat: number, now: number): void {
    this.#slot = Math.max(this.#slot + GAP_MS, now - CATCH_UP * GAP_MS);
    this.note(chat, now);
  }

  /** A message arrived, which is when Telegram counts it: what was long on its way does not shorten the pause behind it. */
  arrived(chat: number, now: number): void {
    const times = this.#chats.get(chat);
    const last = times?.at(-1);
    if (times !== undefined && last !== undefined) times[times.length - 1] = Math.max(last, now);
  }

  /** When a bulk message may leave, as far as all chats together are concerned. */
  readyAt(now: number): number {
    this.#forget(now);
    // Careful: one place in each second stays free for a reply.
    const most = ALL_PER_SECOND - (now < this.#carefulUntil ? 1 : 0);
    const room = this.#recent.length < most ? now : (this.#recent[this.#recent.length - most] ?? now) + 1000;
    return Math.max(now, this.#slot, this.#heldUntil, room);
  }

  /** When the chat may be written to, as far as it alone is concerned. */
  chatReadyAt(chat: number, now: number): number {
    const times = this.#chats.get(chat) ?? [];
    const last = times.at(-1);
    if (last === undefined) return now;
    const inMinute = times.filter((at) => at > now - MINUTE_MS);
    const oldest = chat < 0 ? inMinute[inMinute.length - GROUP_PER_MINUTE] : undefined;
    return Math.max(now, last + CHAT_GAP_MS, oldest === undefined ? now : oldest + MINUTE_MS);
  }

  /** Telegram took a message: refusals before it were about their chats only. */
  succeeded(): void {
    this.#flooded.clear();
  }

  /** A bulk message met a 429. @returns whether all chats are held now, for it does not seem to be about this one */
  flooded(chat: number, until: number): boolean {
    this.#flooded.add(chat);
    if (this.#flooded.size < GLOBAL_FLOOD) return false;
    this.hold(until);
    return true;
  }

  /** A reply met a 429: bulk has left too little room. */
  replyFlooded(now: number): void {
    this.#carefulUntil = now + CAREFUL_MS;
  }

  /** No bulk before. */
  hold(until: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, until);
  }

  #forget(now: number): void {
    while ((this.#recent[0] ?? now) <= now - 1000) this.#recent.shift();
    if (now < this.#swept + 10_000) return;
    this.#swept = now;
    for (const [chat, times] of this.#chats) {
      const kept = times.filter((at) => at > now - MINUTE_MS);
      if (kept.length === 0) this.#chats.delete(chat);
      else this.#chats.set(chat, kept);
    }
  }
}
