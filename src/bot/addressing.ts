import type { Message, MessageEntity, UserFromGetMe } from 'grammy/types';

/** A message meant for us: what is asked, without our name in it. */
export interface Addressed {
  readonly how: 'private' | 'command' | 'mention' | 'reply';
  readonly text: string;
}

/**
 * Whether a message is meant for the bot. In a group only a command, a mention and a reply to the bot are:
 * as an admin it receives all talk whatever its privacy setting, and must behave as if it had not.
 */
export function addressedTo(me: UserFromGetMe, message: Message): Addressed | null {
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  if (message.chat.type === 'private') return { how: 'private', text };
  if (!isPerson(me, message)) return null;
  const command = entities.find((entity) => entity.type === 'bot_command' && entity.offset === 0);
  if (command !== undefined)
    return isOurs(me, text.slice(0, command.length)) ? { how: 'command', text } : null;
  const mentions = entities.filter((entity) => isMentionOf(me, text, entity));
  if (mentions.length > 0) return { how: 'mention', text: without(text, mentions) };
  const replied = message.reply_to_message;
  // In a topic that the bot opened, every message "replies" to the service message that opened it.
  const isReply = replied?.from?.id === me.id && replied.forum_topic_created === undefined;
  return isReply ? { how: 'reply', text } : null;
}

/**
 * What is asked of the bot where it is no member, without its name; null when it is not a person who asks. Telegram hands
 * over the message that calls the bot, and of what others said nothing is read.
 */
export function askedAsGuest(me: UserFromGetMe, message: Message): string | null {
  if (!isPerson(me, message)) return null;
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  const asked = without(
    text,
    entities.filter((entity) => isMentionOf(me, text, entity)),
  );
  return asked.replace(/^\/\w{1,32}(@\w{1,64})?(?=\s|$)/, '').trim();
}

/** No bots (two bots would answer each other for ever), nothing sent through us, no channel posts copied in. */
function isPerson(me: UserFromGetMe, message: Message): boolean {
  if (message.via_bot?.id === me.id || message.is_automatic_forward === true) return false;
  return message.from?.is_bot !== true || message.sender_chat !== undefined;
}

/** `/ask` and `/ask@us` are for us, `/ask@another` is not. */
function isOurs(me: UserFromGetMe, command: string): boolean {
  const [, target] = command.split('@');
  return target === undefined || target.toLowerCase() === me.username.toLowerCase();
}

function isMentionOf(me: UserFromGetMe, text: string, entity: MessageEntity): boolean {
  if (entity.type === 'text_mention') return entity.user.id === me.id;
  // Our command with our name, behind other words: in front it is a command.
  if (entity.type === 'bot_command') {
    const [, target] = text.slice(entity.offset, entity.offset + entity.length).split('@');
    return target?.toLowerCase() === me.username.toLowerCase();
  }
  if (entity.type !== 'mention') return false;
  const name = text.slice(entity.offset + 1, entity.offset + entity.length);
  return name.toLowerCase() === me.username.toLowerCase();
}

/** Entities are in order and do not overlap; from the back, so that offsets stay true. */
function without(text: string, entities: readonly MessageEntity[]): string {
  const cut = entities.toReversed().reduce((rest, { offset, length }) => {
    return `${rest.slice(0, offset).trimEnd()} ${rest.slice(offset + length).trimStart()}`;
  }, text);
  return cut.trim();
}
