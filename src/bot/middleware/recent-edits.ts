import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';
import { EDITABLE_MS } from '../present.ts';

/** Drops edits of messages so old that their answers are not known any more: nobody waits for a second one. */
export function recentEdits(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const { editedMessage: edited } = ctx;
    // Seconds since 1970, by Telegram's clock.
    if (edited !== undefined && (edited.edit_date - edited.date) * 1000 > EDITABLE_MS) return;
    await next();
  };
}
