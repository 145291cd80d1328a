import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';
import { toast } from '../features/buttons.ts';

/** A button spins on the phone until its press is answered: whatever failed on the way, it is in the end. */
export function answeredPresses(): MiddlewareFn<BotContext> {
  return async (ctx, next) => {
    if (ctx.callbackQuery === undefined) return await next();
    let answered = false;
    ctx.api.config.use((call, method, payload, signal) => {
      answered ||= method === 'answerCallbackQuery';
      return call(method, payload, signal);
    });
    await next();
    if (!answered) await toast(ctx);
  };
}
