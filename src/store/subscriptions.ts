import type { Edition, Manner, Subscription, Target, Wish } from '../updates/model.ts';

/** A subscription as it is asked for. */
export interface NewSubscription {
  readonly target: Target;
  readonly wish: Wish;
  readonly edition: Edition;
  /** User id. */
  readonly creator: number;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** What may be changed of one; what is left out stays. */
export interface SubscriptionChange {
  readonly edition?: Edition;
  readonly paused?: boolean;
  readonly snoozedUntil?: number | null;
}

/** `full`: the target has as many as it may. */
export type Added =
  | { readonly result: 'added' | 'there'; readonly subscription: Subscription }
  | { readonly result: 'full' };

/** Why nothing reaches a target, and since when. */
export interface Suspension {
  /** In Telegram's words. */
  readonly reason: string;
  readonly since: number;
}

/** Who wants to hear of what: the subscriptions of one bot. */
export interface Subscriptions {
  /**
   * The same wish twice is one subscription, awake again; with another edition it gets that edition.
   * @param most how many a target may have
   */
  add(wanted: NewSubscription, most: number): Promise<Added>;
  /** Of a target, in the order they were made. */
  of(target: Target): Promise<readonly Subscription[]>;
  /** Of a chat and all its topics. */
  ofChat(chat: number): Promise<readonly Subscription[]>;
  /** @returns as it is now; null when the target has none of this id (a stale button, another chat's) */
  change(target: Target, id: number, change: SubscriptionChange): Promise<Subscription | null>;
  /** What is already in the outbox for them alone is dropped. @returns how many were there */
  remove(target: Target, ids: readonly number[]): Promise<number>;
  manner(target: Target): Promise<Manner>;
  setManner(target: Target, manner: Manner): Promise<void>;
  /** Nothing is sent to a chat (or to one topic) that cannot be reached; nothing is forgotten either. */
  suspend(chat: number, thread: number | null, suspension: Suspension): Promise<void>;
  /** The chat can be reached again. @returns whether anything was suspended */
  resume(chat: number): Promise<boolean>;
  suspension(target: Target): Promise<Suspension | null>;
  /**
   * A group became a supergroup: subscriptions, outbox and preferences follow, in one transaction. Noted replies are
   * forgotten: the messages there are numbered anew. Where both were known, what was chosen for the supergroup stays.
   */
  moveChat(from: number, to: number): Promise<void>;
  /** Forgets a chat with all its topics. @returns how many subscriptions went */
  forgetChat(chat: number): Promise<number>;
  /** All of a person's private chat, and those they made for other chats. */
  madeBy(person: number): Promise<readonly Subscription[]>;
  /** Forgets who made subscriptions and looks after them, not what they are. @returns how many */
  forgetPerson(person: number): Promise<number>;
  /** Forgets chats suspended before. @returns how many */
  sweep(suspendedBefore: number): Promise<number>;
}

/** A subscription of any bot, with how its target wants to be told. */
export interface Wanted extends Subscription {
  readonly bot: number;
  readonly manner: Manner;
  /** null while its target can be reached. */
  readonly suspension: Suspension | null;
}
