import { Composer } from 'grammy';
import { commandList } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { exampleFor } from '../examples.ts';
import { howToAskInGroups } from '../group-manners.ts';
import { isOperator } from '../operators.ts';
import { reply } from '../reply.ts';

/** /help: how to ask, the commands from the same table as the menu, and what we keep (nothing). */
export function helpFeature({ region, adminIds }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('help', async (ctx) => {
    const { texts } = ctx;
    const commands = commandList(texts, isOperator(ctx, adminIds) ? 'operators' : 'private')
      .map(({ command, description }) => `/${command} ${description}`)
      .join('\n');
    const example = await exampleFor(ctx);
    await reply(ctx, texts.say('help', { region, example, commands, howto: await howToAsk(ctx) }));
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
