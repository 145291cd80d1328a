import type { BotContext } from './context.ts';

/**
 * How people of a group can reach us. A plain mention arrives only when group privacy is off; commands and
 * replies always do.
 */
export function howToAskInGroups({ me, texts }: BotContext): string {
  return texts.say(me.can_read_all_group_messages ? 'group.howto.mention' : 'group.howto', {
    bot: me.username,
  });
}
