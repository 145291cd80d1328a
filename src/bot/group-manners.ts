import type { BotContext } from './context.ts';

/**
 * How people of a group can reach us. A plain mention arrives only when group privacy is off or the bot is an admin;
 * commands and replies always do.
 * @param admin whether the bot is one; looked up when it is not known
 */
export async function howToAskInGroups(ctx: BotContext, admin?: boolean): Promise<string> {
  const { me, texts } = ctx;
  const hearsAll = me.can_read_all_group_messages || (admin ?? (await isAdmin(ctx)));
  return texts.say(hearsAll ? 'group.howto.mention' : 'group.howto', { bot: me.username });
}

/** Only good advice hangs on it: what cannot be learned is taken for no. */
async function isAdmin({ api, chat, me }: BotContext): Promise<boolean> {
  if (chat === undefined || chat.type === 'private') return false;
  try {
    return (await api.getChatMember(chat.id, me.id)).status === 'administrator';
  } catch {
    return false;
  }
}
