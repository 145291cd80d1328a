import { type Arguments, readArguments } from '../../answer/tables/arguments.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { type Html, html } from '../render/html.ts';
import { inTheirScript, replyOf, screenButton, textReply } from './screen.ts';

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

type AskedPlace =
  | {
      readonly place: Division;
      /** What was named beside it, by name. */
      readonly others: readonly string[];
      readonly mended: Arguments['mended'];
    }
  | { readonly refused: Reply };

/** The one place a screen is about: that of a button's code, else the first that was typed; or what to say without one. */
export function askedPlace(
  ctx: BotContext,
  { gazetteer }: Pick<BotDeps, 'gazetteer'>,
  { args, code, command }: { args: string; code: string | undefined; command: Command },
): AskedPlace {
  const { places, mended, foreign } = readArguments(gazetteer, args);
  const place = code === undefined ? places[0] : gazetteer.byCode(code);
  if (place !== undefined) return { place, others: besides(places, foreign), mended };
  return {
    refused: code === undefined ? whichPlace(ctx, foreign ?? args, command) : textReply(ctx, 'button.stale'),
  };
}

/** Of several places named where one is shown, that the others are not: nothing is dropped silently. */
export function onePlaceLine(ctx: BotContext, others: readonly string[]): readonly Html[] {
  const places = inTheirScript(ctx, others.join('、'));
  return others.length === 0 ? [] : [html`${ctx.texts.say('place.one', { places })}`];
}

/** The names of all places but the first, the one of another region last. */
export function besides(places: readonly Division[], foreign: string | null): readonly string[] {
  return [...places.slice(1).map(({ name }) => name), ...(foreign === null ? [] : [foreign])];
}
