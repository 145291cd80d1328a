import { Composer } from 'grammy';
import type { Action } from '../../answer/answer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { howToAskInGroups } from '../group-manners.ts';
import { keyboardOf } from '../render/keyboard.ts';
import { reply } from '../reply.ts';

/** /start: who we are, and three questions that can be pressed. In a group: how to address us there. */
export function startFeature({ region }: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('start', async (ctx) => {
    const { texts } = ctx;
    if (ctx.chat.type !== 'private') {
      await reply(ctx, texts.say('start.group', { region, howto: howToAskInGroups(ctx) }));
      return;
    }
    const examples: Action[] = texts.examples.map((question) => ({ do: 'ask', question, label: question }));
    await reply(
      ctx,
      texts.say('start', { region }),
      keyboardOf(examples, (label) => label),
    );
  });
  return feature;
}
