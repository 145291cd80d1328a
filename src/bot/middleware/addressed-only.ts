import type { MiddlewareFn } from 'grammy';
import { addressedTo } from '../addressing.ts';
import type { BotContext } from '../context.ts';

/** Drops what people say to each other, before anything could log, count or keep it. */
export function addressedOnly(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const message = ctx.message ?? ctx.editedMessage;
    if (message !== undefined && addressedTo(ctx.me, message) === null) return;
    await next();
  };
}
