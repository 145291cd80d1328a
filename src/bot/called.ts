import type { Message, UserFromGetMe } from 'grammy/types';

/** A command as typed: `/trend@us 古县 GDP`. */
export interface Called {
  /** Without slash and target, lower case. */
  readonly name: string;
  /** What stands behind it. */
  readonly args: string;
}

/** The command that a message opens with, if it is for us. */
export function calledIn(me: UserFromGetMe, message: Message): Called | null {
  const entities = message.entities ?? [];
  const first = entities.find(({ type, offset }) => type === 'bot_command' && offset === 0);
  if (first === undefined || message.text === undefined) return null;
  const [name = '', target] = message.text.slice(1, first.length).split('@');
  if (target !== undefined && target.toLowerCase() !== me.username.toLowerCase()) return null;
  return { name: name.toLowerCase(), args: message.text.slice(first.length).trim() };
}
