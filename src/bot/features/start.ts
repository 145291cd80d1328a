import { Composer } from 'grammy';
import type { Action } from '../../answer/answer.ts';
import type { Answering } from '../answering.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type DeepLink, decodeDeepLink } from '../deep-link.ts';
import { howToAskInGroups } from '../group-manners.ts';
import type { Present } from '../present.ts';
import { keyboardOf } from '../render/keyboard.ts';
import { inScript } from '../render/source.ts';
import { reply } from '../reply.ts';
import type { Screens } from '../screens/screens.ts';
import { prefixOf } from '../subscribing/managed.ts';

/**
 * /start: who we are, and three questions that can be pressed. In a group: how to address us there. With a payload
 * (t.me/bot?start=f_…): the fact, place, article or question that somebody else has linked to.
 */
export function startFeature(
  { region }: BotDeps,
  answering: Answering,
  screens: Screens,
  present: Present,
): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.command('start', async (ctx) => {
    const { texts } = ctx;
    const link = decodeDeepLink(ctx.match.trim());
    if (link?.to === 'question') return await answering(ctx, link.text, 'complete');
    const screen = link === null ? undefined : screens.get(SCREENS[link.to]);
    if (link !== null && screen !== undefined)
      return void (await present(ctx, await screen(ctx, argumentsOf(link))));
    if (ctx.chat.type !== 'private') {
      await reply(ctx, texts.say('start.group', { region, howto: await howToAskInGroups(ctx) }));
      return;
    }
    const examples = await ctx.examples.all();
    const actions: Action[] = examples.map((question) => ({ do: 'ask', question, label: question }));
    const invitation = texts.say(examples.length === 0 ? 'start.empty' : 'start.examples', { region });
    await reply(
      ctx,
      `${texts.say('start', { region })}\n\n${invitation}`,
      keyboardOf(actions, (label) => inScript(label, texts.script)),
    );
  });
  return feature;
}

const SCREENS = {
  fact: 'evidence',
  place: 'latest',
  article: 'article',
  manage: 'subscriptions',
} as const satisfies Record<Exclude<DeepLink['to'], 'question'>, string>;

function argumentsOf(link: Exclude<DeepLink, { readonly to: 'question' }>): string {
  switch (link.to) {
    case 'place':
      return link.code;
    case 'manage':
      return prefixOf(link);
    default:
      return link.id;
  }
}
