import { Composer } from 'grammy';
import type { Action } from '../../answer/answer.ts';
import type { Answering } from '../answering.ts';
import { calledIn, WRITTEN } from '../called.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type DeepLink, decodeDeepLink } from '../deep-link.ts';
import { howToAskInGroups } from '../group-manners.ts';
import type { Present } from '../present.ts';
import { html } from '../render/html.ts';
import { keyboardOf } from '../render/keyboard.ts';
import { inScript } from '../render/source.ts';
import { inTheirScript, textReply } from '../screens/screen.ts';
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
  const theirs = (ctx: BotContext): string => inTheirScript(ctx, region);
  feature.on([...WRITTEN], async (ctx, next) => {
    const called = calledIn(ctx.me, ctx.msg);
    if (called?.name !== 'start') return await next();
    const { texts } = ctx;
    const link = decodeDeepLink(called.args);
    if (link?.to === 'question') return await answering(ctx, link.text, 'complete');
    const screen = link === null ? undefined : screens.get(SCREENS[link.to]);
    if (link !== null && screen !== undefined)
      return void (await present(ctx, await screen(ctx, argumentsOf(link))));
    if (ctx.chat.type !== 'private') {
      const howto = await howToAskInGroups(ctx);
      return void (await present(ctx, textReply(ctx, 'start.group', { region: theirs(ctx), howto })));
    }
    const examples = await ctx.examples.all();
    const actions: Action[] = examples.map((question) => ({ do: 'ask', question, label: question }));
    const invitation = texts.say(examples.length === 0 ? 'start.empty' : 'start.examples', {
      region: theirs(ctx),
    });
    const keyboard = keyboardOf(actions, (label) => inScript(label, texts.script));
    const words = `${texts.say('start', { region: theirs(ctx) })}\n\n${invitation}`;
    await present(ctx, { messages: [html`${words}`], ...(keyboard === undefined ? {} : { keyboard }) });
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
