import type { MiddlewareFn } from 'grammy';
import { addressedTo } from '../addressing.ts';
import type { BotContext } from '../context.ts';
import { turnIn } from '../membership.ts';

/** Drops what people say to each other, before anything could log, count or keep it. */
export function addressedOnly(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    const message = ctx.message ?? ctx.editedMessage;
    const isTalk = message !== undefined && addressedTo(ctx.me, message) === null;
    if (isTalk && turnIn(ctx.me, ctx.update) === null) return;
    await next();
  };
}
