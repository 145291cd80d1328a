import type { MiddlewareFn } from 'grammy';
import type { BotContext, BotDeps } from '../context.ts';
import { samplePlaces } from '../examples.ts';
import { type Texts, textsFor, textsIn } from '../texts/texts.ts';

/**
 * Chooses the words for this update: as was chosen in /settings (for a group: by its admins), else the language and
 * script of the message, else of the user's Telegram.
 */
export function language({
  keeping,
  gazetteer,
}: Pick<BotDeps, 'keeping' | 'gazetteer'>): MiddlewareFn<BotContext> {
  const samples = samplePlaces(gazetteer);
  return async (ctx, next) => {
    // Where the bot is a guest, the chat's number may be another chat's.
    const own = ctx.guestMessage === undefined ? ctx.chat?.id : undefined;
    ctx.preferences = await keeping.preferences(own ?? ctx.from?.id ?? 0);
    const { script, language: chosen } = ctx.preferences;
    const guessed = guess(ctx);
    ctx.texts = textsIn(chosen ?? guessed.language, script ?? guessed.script, samples);
    await next();
  };
}

function guess(ctx: BotContext): Texts {
  const code = ctx.from?.language_code;
  const shown = ctx.callbackQuery?.message;
  if (shown !== undefined) {
    // Under a button stands our own reply, which is in the asker's language already; an English one names Chinese places.
    const text = shown.text ?? shown.caption ?? '';
    const count = (pattern: RegExp): number => text.match(pattern)?.length ?? 0;
    return textsFor(count(/[a-z]/gi) > count(/\p{Script=Han}/gu) ? undefined : text, code);
  }
  const typed = ctx.msg?.text ?? ctx.msg?.caption ?? ctx.inlineQuery?.query;
  return textsFor(typed?.replace(/^\/\w{1,32}(@\w{1,64})?/, ''), code);
}
