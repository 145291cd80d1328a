import type { Message, Update, UserFromGetMe } from 'grammy/types';
import { addressedTo, askedAsGuest } from '../addressing.ts';
import { turnIn } from '../membership.ts';

/**
 * What becomes of an update before anything is written or logged.
 * keep: stored until it is handled. pass: handled at once or never (of no use after a restart), not stored.
 * drop: not meant for us.
 */
export type Verdict = 'keep' | 'pass' | 'drop';

type Judge = (me: UserFromGetMe, update: Update) => Verdict;

const ofMessage =
  (pick: (update: Update) => Message | undefined): Judge =>
  (me, update) => {
    const message = pick(update);
    const addressed = message !== undefined && addressedTo(me, message) !== null;
    return addressed || turnIn(me, update) !== null ? 'keep' : 'drop';
  };

/** Every kind of update the bot listens to; the list that Telegram is given is made of it. */
const KINDS = {
  message: ofMessage((update) => update.message),
  edited_message: ofMessage((update) => update.edited_message),
  callback_query: () => 'keep',
  // Joined, left, promoted, blocked.
  my_chat_member: () => 'keep',
  // Called by name where it is no member.
  guest_message: (me, { guest_message: called }) =>
    called !== undefined && askedAsGuest(me, called) !== null ? 'keep' : 'drop',
  // Typed letter by letter, answered at once or not at all.
  inline_query: () => 'pass',
} as const satisfies Partial<Record<keyof Update, Judge>>;

const LISTENED = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** What to ask Telegram for: it remembers a list, so it is always sent; only what this server says it can do is in it. */
export function allowedUpdates(me: UserFromGetMe): (keyof typeof KINDS)[] {
  return LISTENED.filter((kind) => kind !== 'guest_message' || me.supports_guest_queries === true);
}

/** Judges an update; a kind that nobody asked for is dropped. */
export function verdictOn(me: UserFromGetMe, update: Update): Verdict {
  const kind = LISTENED.find((known) => update[known] !== undefined);
  return kind === undefined ? 'drop' : KINDS[kind](me, update);
}

/**
 * Where an update belongs: the updates of one chat are handled one after the other. That a group becomes a supergroup is
 * told in the group, and has to be known before the supergroup's own signals are read.
 */
export function chatOf(update: Update): number {
  const { message = update.edited_message, callback_query: query, my_chat_member: change } = update;
  const chat = message?.migrate_to_chat_id ?? message?.chat.id ?? query?.message?.chat.id ?? change?.chat.id;
  // Where the bot is a guest the chat's number may be another's: what counts is who calls.
  const { from } = query ?? update.inline_query ?? update.guest_message ?? {};
  return chat ?? from?.id ?? 0;
}

/** Whether it tells that a group became a supergroup. */
export function tellsOfMove({ message }: Update): boolean {
  return message?.migrate_to_chat_id !== undefined || message?.migrate_from_chat_id !== undefined;
}
