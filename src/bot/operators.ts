import { Postponed } from './api/delivery.ts';
import { classOf } from './api/error-class.ts';
import { askerOf, type BotContext, type BotDeps } from './context.ts';
import type { Reply } from './render/answer.ts';
import { NO_PREVIEW } from './reply.ts';
import { type Texts, textsIn } from './texts/texts.ts';

/** Whether an operator (ADMIN_IDS) speaks, in private: in a group others would see what only operators may. */
export function isOperator(ctx: BotContext, adminIds: readonly number[]): boolean {
  return ctx.chat?.type === 'private' && adminIds.includes(askerOf(ctx));
}

/** Writes to every operator, in the words each has chosen. Whoever never started the bot, or blocked it, is left out. */
export async function tellOperators(
  ctx: Pick<BotContext, 'api'>,
  { adminIds, keeping, log }: Pick<BotDeps, 'adminIds' | 'keeping' | 'log'>,
  compose: (texts: Texts) => Reply,
): Promise<void> {
  for (const id of adminIds) {
    const { script, language } = await keeping.preferences(id);
    const { messages, keyboard } = compose(textsIn(language ?? 'zh', script ?? 'hans'));
    for (const [i, message] of messages.entries())
      try {
        await ctx.api.sendMessage(id, message.markup, {
          ...NO_PREVIEW,
          parse_mode: 'HTML',
          ...(keyboard === undefined || i < messages.length - 1 ? {} : { reply_markup: keyboard }),
        });
      } catch (error) {
        // The next start goes on with it.
        if (error instanceof Postponed) throw error;
        log.info('operator not reached', { meaning: classOf(error) });
        break;
      }
  }
}
