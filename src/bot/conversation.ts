/** Follow-ups (那2021年呢) are understood for ten minutes; longer would surprise in a busy group. */
const LIFETIME_MS = 10 * 60 * 1000;
/** Earlier questions kept per conversation. */
const MAX_QUESTIONS = 3;
/** Conversations kept at once: about 10 MB at worst. */
const MAX_CONVERSATIONS = 10_000;
/** Conversations whose questions are kept as understood, which takes far more room than their words. */
const MAX_MEMORIES = 500;
/** A longer question is no ground for a follow-up, and would let one user fill the memory. */
const MAX_LENGTH = 300;

interface Conversation {
  readonly questions: readonly string[];
  readonly at: number;
  /** Who asked last; 0 when that is not known. */
  readonly asker: number;
}

/**
 * The last questions of each conversation, in memory only: nothing of it survives the process, nothing is kept
 * longer than a follow-up needs.
 */
export class Conversations {
  readonly #now: () => number;
  readonly #known = new Map<string, Conversation>();
  /** What was understood of the questions is kept by these objects, and so forgotten with them. */
  readonly #memories = new Map<string, object>();

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Earlier questions, oldest first; empty when none is fresh enough. */
  recall(key: string): readonly string[] {
    return this.#isFresh(key) ? (this.#known.get(key)?.questions ?? []) : [];
  }

  /** What stands for the conversation as long as it is remembered: to be handed to {@link remember}. */
  memory(key: string): object {
    return (this.#isFresh(key) ? this.#memories.get(key) : undefined) ?? {};
  }

  remember(key: string, questions: readonly string[], asker = 0, memory?: object): void {
    const kept = questions.filter((question) => question.length <= MAX_LENGTH).slice(-MAX_QUESTIONS);
    // Deleting first moves the key to the end: the map stays ordered by age.
    this.#drop(key);
    if (kept.length > 0) this.#known.set(key, { questions: kept, at: this.#now(), asker });
    if (kept.length > 0 && memory !== undefined) this.#memories.set(key, memory);
    const [oldest] = this.#memories.keys();
    if (this.#memories.size > MAX_MEMORIES && oldest !== undefined) this.#memories.delete(oldest);
    this.#forgetOld();
  }

  /** All that this person asked and is still remembered, by conversation. */
  of(asker: number): readonly (readonly string[])[] {
    const own = [...this.#known.values()].filter((known) => known.asker === asker);
    return own.filter(({ at }) => this.#now() - at < LIFETIME_MS).map(({ questions }) => questions);
  }

  /** Forgets all that this person asked. @returns how many conversations */
  forget(asker: number): number {
    const own = [...this.#known].filter(([, known]) => known.asker === asker);
    for (const [key] of own) this.#drop(key);
    return own.length;
  }

  /** Forgets all that was asked in this chat, its topics included. @returns how many conversations */
  forgetIn(chat: number): number {
    const own = [...this.#known.keys()].filter((key) => key.startsWith(`${chat}:`));
    for (const key of own) this.#drop(key);
    return own.length;
  }

  get size(): number {
    return this.#known.size;
  }

  #isFresh(key: string): boolean {
    const known = this.#known.get(key);
    return known !== undefined && this.#now() - known.at < LIFETIME_MS;
  }

  #drop(key: string): void {
    this.#known.delete(key);
    this.#memories.delete(key);
  }

  #forgetOld(): void {
    for (const [key, { at }] of this.#known) {
      if (this.#known.size <= MAX_CONVERSATIONS && this.#now() - at < LIFETIME_MS) return;
      this.#drop(key);
    }
  }
}
