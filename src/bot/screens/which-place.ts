import type { BotContext } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { html } from '../render/html.ts';
import { replyOf, screenButton } from './screen.ts';

type Command = 'latest' | 'who' | 'compare' | 'trend' | 'csv' | 'projects';

/** What was typed names no place that we know: says so, and where the places are listed. */
export function whichPlace(ctx: BotContext, typed: string, command: Command): Reply {
  const words = typed.trim().slice(0, 60);
  const text =
    words === '' && command !== 'latest'
      ? ctx.texts.say(`${command}.empty`)
      : ctx.texts.say('place.unknown', { place: words, command: `/${command}` });
  return replyOf([html`${text}`], [screenButton(ctx.texts.say('button.places'), 'places', '1')]);
}
