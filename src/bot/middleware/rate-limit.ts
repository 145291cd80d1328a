import type { MiddlewareFn } from 'grammy';
import { Buckets } from '../bucket.ts';
import { askerOf, type BotContext, type BotDeps } from '../context.ts';
import { reply } from '../reply.ts';

/**
 * A bucket per user and per chat (a private chat and its user are one). Over the limit one warning, then silence until
 * there is room again: answering a flood would be a flood of ours.
 */
export function rateLimit({
  rateLimit: limit,
  now,
  metrics,
}: Pick<BotDeps, 'rateLimit' | 'now' | 'metrics'>): MiddlewareFn<BotContext> {
  if (limit === null) return (_, next) => next();
  const buckets = new Buckets(limit, now);
  // What is typed inline comes letter by letter: it must not use up what the same person may ask in chats.
  const inline = new Buckets(limit, now);
  return async (ctx, next) => {
    const asker = askerOf(ctx);
    if (asker === 0) return await next();
    const chat = ctx.guestMessage === undefined ? ctx.chat?.id : undefined;
    const admission = (ctx.inlineQuery === undefined ? buckets : inline).take([asker, chat ?? asker]);
    if (admission === 'admitted') return await next();
    metrics.limited();
    await refuse(ctx, admission === 'warn');
  };
}

/** A button must be answered in any case, or it keeps spinning. */
async function refuse(ctx: BotContext, warn: boolean): Promise<void> {
  const text = ctx.texts.say('slow-down');
  if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery(warn ? { text } : {});
  else if (warn && ctx.chat !== undefined) {
    ctx.quiet = true;
    await reply(ctx, text);
  }
}
