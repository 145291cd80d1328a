import type { OutboxRow, Target } from '../updates/model.ts';

/** How many rows of each state. */
export type OutboxCounts = Readonly<Record<'waiting' | 'sending' | 'sent' | 'dead' | 'dropped', number>>;

/** A row that could not be delivered, for operators. */
export interface DeadLetter extends OutboxRow {
  /** In Telegram's words, or ours. */
  readonly error: string;
  /** When it was given up. */
  readonly at: number;
}

/**
 * What is to be told to whom, for one bot. A row waits; it is claimed before the message leaves and settled when the
 * outcome is known. A row that is found claimed at the start of a run was on its way when the last one was killed.
 */
export interface Outbox {
  /** Targets with something due that can be written to, those that wait longest first. */
  due(now: number, most: number): Promise<readonly Target[]>;
  /** When the next row comes due; null when none waits. */
  nextDue(now: number): Promise<number | null>;
  /**
   * What is due for a target, of one edition: the one that waits longest. Rows that come due a moment later belong to the
   * same burst.
   */
  peek(target: Target, now: number, most: number): Promise<readonly OutboxRow[]>;
  /** Takes waiting rows, all or none: two workers never have the same. @returns false: another was faster */
  claim(rows: readonly number[], now: number): Promise<boolean>;
  /** They arrived with this message. */
  sent(rows: readonly number[], message: number, now: number): Promise<void>;
  /** Back to waiting. @param counts whether it was a try; @param uncertain whether they may have arrived */
  again(
    rows: readonly number[],
    next: { readonly due: number; readonly counts: boolean; readonly uncertain?: boolean },
    now: number,
  ): Promise<void>;
  /** Given up; kept for operators to see. */
  dead(rows: readonly number[], reason: string, now: number): Promise<void>;
  /** Not to be told any more. */
  drop(rows: readonly number[], now: number): Promise<void>;
  /** Telegram wants a chat left alone, with all its topics. */
  holdChat(chat: number, until: number): Promise<void>;
  /**
   * Rows that a killed run had on their way wait again; those of a message that ended the program again and again are dead.
   * @returns how many messages may come twice
   */
  recover(now: number): Promise<number>;
  /** Rows told by a message; empty when that is too long ago. */
  ofMessage(chat: number, message: number): Promise<readonly OutboxRow[]>;
  counts(): Promise<OutboxCounts>;
  /** The newest first. */
  deadLetters(most: number): Promise<readonly DeadLetter[]>;
  /** Dead letters wait again. @param rows null: all. @returns how many */
  retry(rows: readonly number[] | null, now: number): Promise<number>;
  /** Dead letters are dropped. @param rows null: all. @returns how many */
  dismiss(rows: readonly number[] | null, now: number): Promise<number>;
  /** Forgets what was settled before, and events that nobody has to be told of. @returns how many rows */
  purge(before: number): Promise<number>;
}
