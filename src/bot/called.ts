import type { Message, UserFromGetMe } from 'grammy/types';

/** Where people write: messages and what is under their pictures, and both when they change it. */
export const WRITTEN = [
  'message:text',
  'message:caption',
  'edited_message:text',
  'edited_message:caption',
] as const;

/** A command as typed: `/trend@us 古县 GDP`. */
export interface Called {
  /** Without slash and target, lower case. */
  readonly name: string;
  /** What stands behind it. */
  readonly args: string;
}

/** The command that a message, or what is written under a picture, opens with, if it is for us. */
export function calledIn(me: UserFromGetMe, message: Message): Called | null {
  const text = message.text ?? message.caption;
  const entities = message.entities ?? message.caption_entities ?? [];
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (first === undefined || text === undefined) return null;
  const [name = '', target] = text.slice(1, first.length).split('@');
  if (target !== undefined && target.toLowerCase() !== me.username.toLowerCase()) return null;
  return { name: name.toLowerCase(), args: text.slice(first.length).trim() };
}
