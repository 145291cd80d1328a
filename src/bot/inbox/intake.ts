import type { Message, Update, UserFromGetMe } from 'grammy/types';
import { addressedTo } from '../addressing.ts';

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
    return message !== undefined && addressedTo(me, message) !== null ? 'keep' : 'drop';
  };

/** Every kind of update the bot listens to; the list that Telegram is given is made of it. */
const KINDS = {
  message: ofMessage((update) => update.message),
  edited_message: ofMessage((update) => update.edited_message),
  callback_query: () => 'keep',
  // Typed letter by letter, answered at once or not at all.
  inline_query: () => 'pass',
} as const satisfies Partial<Record<keyof Update, Judge>>;

/** Telegram remembers a list, so it is always sent. */
export const ALLOWED_UPDATES = Object.keys(KINDS) as (keyof typeof KINDS)[];

/** Judges an update; a kind that nobody asked for is dropped. */
export function verdictOn(me: UserFromGetMe, update: Update): Verdict {
  const kind = ALLOWED_UPDATES.find((known) => update[known] !== undefined);
  return kind === undefined ? 'drop' : KINDS[kind](me, update);
}

/** Where an update belongs: the updates of one chat are handled one after the other. */
export function chatOf(update: Update): number {
  const { message = update.edited_message, callback_query: query, inline_query: typed } = update;
  return message?.chat.id ?? query?.message?.chat.id ?? query?.from.id ?? typed?.from.id ?? 0;
}
