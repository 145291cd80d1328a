import type { ChatMember, Message, Update, UserFromGetMe } from 'grammy/types';

/** What an update says of where the bot is, and what it may do there. */
export type Turn =
  /** It is in a chat where it was not before. */
  | { readonly is: 'joined'; readonly chat: number; readonly at: number; readonly as: Standing | null }
  /** It is there as before, with other rights; in a private chat: the person wants it again. */
  | { readonly is: 'changed'; readonly chat: number; readonly at: number; readonly as: Standing }
  /** It was thrown out, has left, or was blocked: `reason` in Telegram's words. */
  | { readonly is: 'gone'; readonly chat: number; readonly at: number; readonly reason: string }
  /** A group became a supergroup, which has another number. */
  | { readonly is: 'moved'; readonly from: number; readonly to: number; readonly at: number };

/** null in a turn: the signal does not say. */
export interface Standing {
  readonly admin: boolean;
  readonly mayWrite: boolean;
}

type Told = Pick<Update, 'message' | 'my_chat_member'>;

/** The turn that an update tells of: Telegram's own signal, or the service messages of old. null: none. */
export function turnIn(me: UserFromGetMe, { message, my_chat_member: change }: Told): Turn | null {
  if (message !== undefined) return turnOfService(me, message);
  if (change === undefined) return null;
  const { chat, date: at, old_chat_member: before, new_chat_member: now } = change;
  if (isIn(now)) {
    const as = standing(now, chat.type);
    // A promotion is no joining; and a person who unblocks us is no group that has to be told what works.
    const joined = !isIn(before) && chat.type !== 'private';
    return { is: joined ? 'joined' : 'changed', chat: chat.id, at, as };
  }
  const blocked = chat.type === 'private' ? 'bot was blocked by the user' : 'bot was kicked';
  const reason = now.status === 'kicked' ? blocked : 'bot is not a member of the chat';
  return { is: 'gone', chat: chat.id, at, reason };
}

function turnOfService(me: UserFromGetMe, message: Message): Turn | null {
  const { chat, date: at } = message;
  if (chat.type === 'private') return null;
  if (message.migrate_to_chat_id !== undefined)
    return { is: 'moved', from: chat.id, to: message.migrate_to_chat_id, at };
  if (message.migrate_from_chat_id !== undefined)
    return { is: 'moved', from: message.migrate_from_chat_id, to: chat.id, at };
  const joined =
    message.group_chat_created === true ||
    message.supergroup_chat_created === true ||
    message.new_chat_members?.some(({ id }) => id === me.id) === true;
  if (joined) return { is: 'joined', chat: chat.id, at, as: null };
  if (message.left_chat_member?.id !== me.id) return null;
  return { is: 'gone', chat: chat.id, at, reason: 'bot is not a member of the chat' };
}

function isIn(member: ChatMember): boolean {
  if (member.status === 'restricted') return member.is_member;
  return member.status !== 'left' && member.status !== 'kicked';
}

function standing(member: ChatMember, chat: string): Standing {
  const admin = member.status === 'administrator' || member.status === 'creator';
  if (member.status === 'restricted') return { admin, mayWrite: member.can_send_messages };
  const poster = member.status === 'administrator' && member.can_post_messages === true;
  return { admin, mayWrite: chat !== 'channel' || poster || member.status === 'creator' };
}
