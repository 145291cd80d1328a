import { GrammyError } from 'grammy';
import type { ChatMember } from 'grammy/types';
import type { Target } from '../updates/model.ts';
import { askerOf, type BotContext } from './context.ts';

/**
 * Whether whoever caused this update may change what concerns the chat: in a private chat its owner, in a group its
 * admins, anonymous ones included. Asked anew each time: rights are withdrawn without notice.
 */
export async function mayChange(ctx: BotContext): Promise<boolean> {
  const { chat } = ctx;
  if (chat === undefined) return false;
  if (chat.type === 'private') return true;
  // Bot API, Message.sender_chat: for anonymous admins, the group itself. A button is always pressed by a person.
  if (ctx.callbackQuery === undefined && askerOf(ctx) === chat.id) return true;
  const { from } = ctx;
  if (from === undefined || (ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined))
    return false;
  // Whoever has left meanwhile, or is shown to admins only, is none as far as can be known.
  const member = await rankOf(ctx, chat.id, from.id);
  return member?.status === 'administrator' || member?.status === 'creator';
}

/**
 * Whether whoever caused this update may change what a target is told: here, as {@link mayChange} says, and in a topic
 * those who may manage topics; elsewhere, from a private chat, as Telegram says of them there. Asked anew each time.
 */
export async function mayChangeAt(ctx: BotContext, { chat, thread }: Target): Promise<boolean> {
  const here = chat === ctx.chat?.id;
  if (here && (await mayChange(ctx))) return true;
  const member = await theirRank(ctx, chat);
  if (member === null) return false;
  if (member.status === 'restricted')
    return thread !== 0 && member.is_member && member.can_manage_topics === true;
  return member.status === 'creator' || member.status === 'administrator';
}

/** Whether they belong to a chat, and so may read what it is told. */
export async function mayReadAt(ctx: BotContext, { chat }: Target): Promise<boolean> {
  if (chat === ctx.chat?.id) return true;
  const member = await theirRank(ctx, chat);
  return member !== null && belongs(member);
}

/** Whether the bot itself may write there. */
export async function mayPostAt(ctx: BotContext, { chat }: Target): Promise<boolean> {
  if (chat === ctx.chat?.id) return true;
  const own = await rankOf(ctx, chat, ctx.me.id);
  if (own === null || !belongs(own)) return false;
  if (own.status === 'restricted') return own.can_send_messages;
  if (own.status !== 'administrator' && own.status !== 'creator')
    // In a channel the members only read.
    return (await ctx.api.getChat(chat)).type !== 'channel';
  // Bot API: told of channels only.
  return own.status === 'creator' || own.can_post_messages !== false;
}

function belongs(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}

/** A person, from their private chat or in the chat itself; who speaks as a chat is looked up by nobody. */
async function theirRank(ctx: BotContext, chat: number): Promise<ChatMember | null> {
  const { from } = ctx;
  // A person's private chat is that person's alone.
  if (from === undefined || chat >= 0) return null;
  if (chat !== ctx.chat?.id && ctx.chat?.type !== 'private') return null;
  if (ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined) return null;
  return await rankOf(ctx, chat, from.id);
}

/** null: there is no such chat, or the bot is not in it, or has never met them. */
async function rankOf(ctx: BotContext, chat: number, user: number): Promise<ChatMember | null> {
  try {
    return await ctx.api.getChatMember(chat, user);
  } catch (error) {
    if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) return null;
    throw error;
  }
}
