import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import { classOf, REMEDY } from './api/error-class.ts';
import type { BotContext } from './context.ts';
import { Html, html } from './render/html.ts';

/**
 * Sends messages to where the update came from. In groups the first quotes the asker's message (or goes out alone
 * should that be deleted meanwhile); topics are carried by grammY's `ctx.reply`.
 * @param keyboard goes under the last message
 */
export async function reply(
  ctx: BotContext,
  messages: string | Html | readonly Html[],
  keyboard?: InlineKeyboardMarkup,
): Promise<readonly Message[]> {
  const parts =
    typeof messages === 'string' ? [html`${messages}`] : messages instanceof Html ? [messages] : messages;
  const sent: Message[] = [];
  for (const [i, part] of parts.entries()) {
    const quoted = i === 0 && ctx.chat?.type !== 'private' ? ctx.msgId : undefined;
    sent.push(
      await send(ctx, part, {
        ...(quoted === undefined
          ? {}
          : { reply_parameters: { message_id: quoted, allow_sending_without_reply: true } }),
        ...(keyboard !== undefined && i === parts.length - 1 ? { reply_markup: keyboard } : {}),
      }),
    );
  }
  return sent;
}

type Options = Omit<NonNullable<Parameters<BotContext['reply']>[1]>, 'parse_mode' | 'link_preview_options'>;

export const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

/**
 * Should Telegram ever refuse our markup, the same words go out plain: a reader must not pay for our mistake. An
 * answer to a topic that was closed or deleted meanwhile goes to the chat itself.
 */
async function send(ctx: BotContext, message: Html, options: Options): Promise<Message> {
  const as = (text: string, more: Options & { readonly parse_mode?: 'HTML' }): Promise<Message> =>
    ctx.reply(text, { ...options, ...NO_PREVIEW, ...more });
  try {
    return await as(message.markup, { parse_mode: 'HTML' });
  } catch (error) {
    const meaning = classOf(error);
    const remedy = meaning === null ? null : REMEDY[meaning];
    if (remedy === 'plain') return await as(message.plain, {});
    if (remedy === 'outside-topic' && ctx.chat !== undefined && ctx.msg?.is_topic_message === true)
      return await ctx.api.sendMessage(ctx.chat.id, message.markup, {
        ...options,
        ...NO_PREVIEW,
        parse_mode: 'HTML',
      });
    throw error;
  }
}
