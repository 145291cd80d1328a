import { Composer } from 'grammy';
import { calledIn, WRITTEN } from '../called.ts';
import { commandList } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { exampleFor } from '../examples.ts';
import { howToAskInGroups } from '../group-manners.ts';
import { isOperator } from '../operators.ts';
import type { Present } from '../present.ts';
import { inTheirScript, textReply } from '../screens/screen.ts';

/** /help: how to ask, the commands from the same table as the menu, and what we keep (nothing). */
export function helpFeature({ region, adminIds }: BotDeps, present: Present): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on([...WRITTEN], async (ctx, next) => {
    if (calledIn(ctx.me, ctx.msg)?.name !== 'help') return await next();
    const { texts } = ctx;
    const commands = commandList(texts, isOperator(ctx, adminIds) ? 'operators' : 'private')
      .map(({ command, description }) => `/${command} ${description}`)
      .join('\n');
    const example = await exampleFor(ctx);
    const howto = await howToAsk(ctx);
    const values = { region: inTheirScript(ctx, region), example, commands, howto };
    await present(ctx, textReply(ctx, 'help', values));
  });
  return feature;
}

/** In groups, and in chats where the bot is no member: being called by name where the server can, else inline. */
async function howToAsk(ctx: BotContext): Promise<string> {
  const { me, texts } = ctx;
  const example = await exampleFor(ctx);
  const lines = [await howToAskInGroups(ctx)];
  if (me.supports_guest_queries === true) lines.push(texts.say('help.guest', { bot: me.username }));
  else if (me.supports_inline_queries) lines.push(texts.say('inline.how', { bot: me.username, example }));
  return lines.join('\n');
}
