import { Composer } from 'grammy';
import { decodeCallback } from '../callback-data.ts';
import { calledIn, WRITTEN } from '../called.ts';
import { isCommand } from '../commands.ts';
import type { BotContext } from '../context.ts';
import type { Present } from '../present.ts';
import type { Screens } from '../screens/screens.ts';
import { toast } from './buttons.ts';

/**
 * Commands that show something, by one rule for all: typed, a new message; edited, its answer is edited; a button under
 * it, shown in place; a button under an answer, a new message.
 */
export function screensFeature(screens: Screens, present: Present): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on([...WRITTEN], async (ctx, next) => {
    const called = calledIn(ctx.me, ctx.msg);
    const screen = called !== null && isCommand(called.name) ? screens.get(called.name) : undefined;
    if (called === null || screen === undefined) return await next();
    const reply = await screen(ctx, called.args);
    // Nobody else in a group need see what one may not do, or chooses.
    if (called.name === 'settings' || reply.refusal !== undefined) ctx.quiet = true;
    await present(ctx, reply);
    await reply.afterwards?.();
  });
  feature.on('callback_query:data', async (ctx, next) => {
    const data = decodeCallback(ctx.callbackQuery.data);
    const screen = data?.do === 'screen' ? screens.get(data.screen) : undefined;
    const shown = ctx.callbackQuery.message;
    // date 0: the message is too old for Telegram to tell us what it was.
    if (data?.do !== 'screen' || screen === undefined || shown === undefined || shown.date === 0)
      return await next();
    const reply = await screen(ctx, data.args);
    if (reply.refusal !== undefined) {
      await ctx.answerCallbackQuery({ text: reply.refusal, show_alert: true });
      return;
    }
    await toast(ctx);
    if (data.beside === true) await present(ctx, reply);
    else await present.inPlace(ctx, reply);
    await reply.afterwards?.();
  });
  return feature;
}
