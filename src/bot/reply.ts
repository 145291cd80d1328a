import { GrammyError } from 'grammy';
import type { InlineKeyboardMarkup, Message, ReplyParameters } from 'grammy/types';
import { classOf, REMEDY } from './api/error-class.ts';
import type { BotContext } from './context.ts';
import { whisperTo } from './ephemeral.ts';
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
  if (ctx.guestMessage !== undefined) return await replyAsGuest(ctx, parts);
  const sent: Message[] = [];
  for (const [i, part] of parts.entries()) {
    sent.push(
      await send(ctx, part, {
        ...(i === 0 ? quoting(ctx) : {}),
        ...(keyboard !== undefined && i === parts.length - 1 ? { reply_markup: keyboard } : {}),
      }),
    );
  }
  return sent;
}

/** Where the bot is no member it cannot send; and the chat's number may be that of another one, where it can. */
async function replyAsGuest(ctx: BotContext, [part]: readonly Html[]): Promise<readonly Message[]> {
  if (part === undefined) return [];
  await ctx.answerGuestQuery({
    type: 'article',
    id: 'reply',
    title: part.plain.slice(0, 200).toWellFormed(),
    input_message_content: { message_text: part.markup, parse_mode: 'HTML', ...NO_PREVIEW },
  });
  return [];
}

/** In groups the message that was asked with, or whose button was pressed, is quoted; should it be gone, nothing is. */
export function quoting(ctx: BotContext): { readonly reply_parameters?: ReplyParameters } {
  // 0: one person alone sees that message; it cannot be quoted for all.
  const quoted = ctx.chat?.type === 'private' ? undefined : ctx.msgId || undefined;
  return quoted === undefined
    ? {}
    : { reply_parameters: { message_id: quoted, allow_sending_without_reply: true } };
}

type Options = Omit<NonNullable<Parameters<BotContext['reply']>[1]>, 'parse_mode' | 'link_preview_options'>;

export const NO_PREVIEW = { link_preview_options: { is_disabled: true } } as const;

/** For one pair of eyes where that is wanted and works; a chat that does not take it gets the usual message, and is not tried again. */
async function send(ctx: BotContext, message: Html, options: Options): Promise<Message> {
  const whisper = whisperTo(ctx);
  if (whisper === null) return await sendOpenly(ctx, message, options);
  const { reply_parameters: _quoted, ...own } = options;
  try {
    return await sendOpenly(ctx, message, { ...own, ephemeral_message_parameters: whisper });
  } catch (error) {
    if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
    if (classOf(error) === 'ours' && ctx.chat !== undefined) ctx.whispers.refuse(ctx.chat.id);
    return await sendOpenly(ctx, message, options);
  }
}

/**
 * Should Telegram ever refuse our markup, the same words go out plain: a reader must not pay for our mistake. An
 * answer to a topic that was closed or deleted meanwhile goes to the chat itself.
 */
async function sendOpenly(ctx: BotContext, message: Html, options: Options): Promise<Message> {
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
