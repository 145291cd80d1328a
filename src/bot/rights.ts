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
  const { status } = await ctx.api.getChatMember(chat.id, from.id);
  return status === 'administrator' || status === 'creator';
}
