import type { EphemeralMessageParameters, UserFromGetMe } from 'grammy/types';
import type { BotContext } from './context.ts';

/** Chats remembered; one that is forgotten is tried again. */
const MOST_CHATS = 10_000;

/**
 * Chats that do not take messages which one member alone sees (Bot API 10.2): found out by trying, in memory, for a server
 * may learn it by the next start.
 */
export class Whispers {
  readonly #refused = new Set<number>();

  refuse(chat: number): void {
    const [oldest] = this.#refused;
    if (this.#refused.size >= MOST_CHATS && oldest !== undefined) this.#refused.delete(oldest);
    this.#refused.add(chat);
  }

  mayWork(chat: number): boolean {
    return !this.#refused.has(chat);
  }
}

/** Whether the server is of a time that knows such messages: one that knows guests says so in getMe, whatever it says. */
export function mayWhisper(me: UserFromGetMe): boolean {
  return me.supports_guest_queries !== undefined;
}

/**
 * How to reply so that only the person who asked sees it: to what only they see in any case; else in a supergroup when
 * `ctx.quiet` asks for it. null: as usual, for all to see.
 */
export function whisperTo(ctx: BotContext): EphemeralMessageParameters | null {
  const { chat, from, msg, callbackQuery } = ctx;
  // A button is always pressed by a person; what is written in the name of a chat is nobody's.
  const isPerson = callbackQuery !== undefined || msg?.sender_chat === undefined;
  if (chat === undefined || from === undefined || !isPerson || ctx.openly === true) return null;
  const wanted = ctx.quiet === true && chat.type === 'supergroup' && mayWhisper(ctx.me);
  const unseen = msg?.ephemeral_message_id !== undefined;
  if (!unseen && !(wanted && ctx.whispers.mayWork(chat.id))) return null;
  return {
    receiver_user_id: from.id,
    ...(callbackQuery === undefined ? {} : { callback_query_id: callbackQuery.id }),
  };
}
