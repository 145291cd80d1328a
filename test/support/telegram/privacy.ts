import type { Message, UserFromGetMe } from 'grammy/types';

/**
 * Whether Telegram hands a group message to the bot. With privacy on: commands (bare or with our name),
 * replies to the bot and service messages; everything once it is an admin or may read all.
 * Mentions are handed over too, as officially documented; deployments report that they often are not, so a
 * test may switch them off.
 */
export function isDelivered(
  me: UserFromGetMe,
  message: Message,
  rights: { readonly botIsAdmin: boolean; readonly mentions: boolean },
): boolean {
  if (message.chat.type === 'private' || rights.botIsAdmin || me.can_read_all_group_messages) return true;
  const text = message.text ?? message.caption ?? '';
  const entities = message.entities ?? message.caption_entities ?? [];
  if (message.reply_to_message?.from?.id === me.id) return true;
  return entities.some((entity) => {
    const words = text.slice(entity.offset, entity.offset + entity.length).toLowerCase();
    if (entity.type === 'bot_command')
      return !words.includes('@') || words.endsWith(`@${me.username.toLowerCase()}`);
    return rights.mentions && entity.type === 'mention' && words === `@${me.username.toLowerCase()}`;
  });
}
