import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';
import { textsFor } from '../texts/texts.ts';

/** Chooses the words for this update: the language and script of the message, else of the user's Telegram. */
export function language(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    // Under a button stands our own reply, which is in the asker's language already.
    const text = ctx.message?.text ?? ctx.message?.caption ?? ctx.callbackQuery?.message?.text;
    ctx.texts = textsFor(text?.replace(/^\/\w{1,32}(@\w{1,64})?/, ''), ctx.from?.language_code);
    await next();
  };
}
