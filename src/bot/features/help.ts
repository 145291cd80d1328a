import { Composer } from 'grammy';
import { commandList } from '../commands.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { howToAskInGroups } from '../group-manners.ts';
import { reply } from '../reply.ts';

/** /help: how to ask, the commands from the same table as the menu, and what we keep (nothing). */
export function helpFeature({ region }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('help', async (ctx) => {
    const { texts } = ctx;
    const commands = commandList(texts, 'private')
      .map(({ command, description }) => `/${command} ${description}`)
      .join('\n');
    const [example = ''] = texts.examples;
    await reply(ctx, texts.say('help', { region, example, commands, howto: howToAskInGroups(ctx) }));
  });
  return feature;
}
