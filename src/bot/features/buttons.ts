import { Composer, GrammyError } from 'grammy';
import type { Answering } from '../answering.ts';
import { type CallbackData, decodeCallback } from '../callback-data.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { findEvidence } from '../evidence.ts';
import { renderEvidence } from '../render/evidence.ts';
import { reply } from '../reply.ts';
import { evidenceKeyboard } from '../screens/evidence.ts';
import type { TextKey } from '../texts/texts.ts';

/** Button presses: evidence in its paragraph, and questions. A stale or foreign button gets a polite toast. */
export function buttonsFeature(deps: BotDeps, answering: Answering): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('callback_query', async (ctx) => {
    const data = decodeCallback(ctx.callbackQuery.data ?? '');
    const shown = ctx.callbackQuery.message;
    // date 0: the message is too old for Telegram to tell us what it was.
    // A screen that no feature knows any more is as stale as data of another version.
    if (data === null || data.do === 'screen' || shown === undefined || shown.date === 0)
      return await toast(ctx, 'button.stale');
    if (data.do === 'publish') {
      await toast(ctx);
      ctx.openly = true;
      return await answering(ctx, data.question, 'complete');
    }
    if (data.do === 'evidence') {
      const view = await findEvidence(deps, data.ref);
      if (view === null) return await toast(ctx, 'evidence.gone');
      await toast(ctx);
      // Whoever doubts a number looks at the proof; the others asked for none.
      ctx.quiet = true;
      await reply(ctx, renderEvidence(view, ctx.texts), await evidenceKeyboard(ctx, deps, data.ref));
      return;
    }
    const question = questionOn(ctx, data);
    if (question === null) return await toast(ctx, 'button.stale');
    await toast(ctx);
    await answering(ctx, question, 'complete');
  });
  return feature;
}

function questionOn(
  ctx: BotContext,
  data: Extract<CallbackData, { do: 'ask' | 'ask-label' }>,
): string | null {
  if (data.do === 'ask') return data.question;
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? [];
  const pressed = rows
    .flat()
    .find((button) => 'callback_data' in button && button.callback_data === ctx.callbackQuery?.data);
  return pressed?.text ?? null;
}

/** Always answers the query, so that no button keeps spinning; one that came too late is nobody's failure. */
export async function toast(
  ctx: BotContext,
  key?: TextKey,
  values: Readonly<Record<string, string>> = {},
): Promise<void> {
  try {
    await ctx.answerCallbackQuery(key === undefined ? {} : { text: ctx.texts.say(key, values) });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
  }
}
