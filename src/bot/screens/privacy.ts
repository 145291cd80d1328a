import { NO_PREFERENCES } from '../../store/keeping.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Conversations } from '../conversation.ts';
import { html } from '../render/html.ts';
import { mayChange } from '../rights.ts';
import { replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** /privacy: what is kept, why, how long, and how to be rid of it; the README says the same. */
export function privacyScreen(): Screen {
  return async (ctx) => textReply(ctx, 'privacy');
}

/**
 * /delete_my_data: asks once, then erases what is kept of this person (in a group, by an admin: of the group) and says
 * what that was. args: nothing, or `yes` from the button.
 */
export function deleteScreen({ keeping, subscriptions }: BotDeps, conversations: Conversations): Screen {
  return async (ctx, args) => {
    const group = ctx.chat !== undefined && ctx.chat.type !== 'private';
    if (group && !(await mayChange(ctx)))
      return {
        ...textReply(ctx, 'delete.group-refused'),
        refusal: ctx.texts.say('delete.group-refused'),
      };
    if (args !== 'yes' || ctx.callbackQuery === undefined) {
      if (args === 'no') return textReply(ctx, 'delete.kept');
      const row = [
        ...screenButton(ctx.texts.say('delete.yes'), 'delete_my_data', 'yes'),
        ...screenButton(ctx.texts.say('delete.no'), 'delete_my_data', 'no'),
      ];
      return replyOf([html`${ctx.texts.say(group ? 'delete.group' : 'delete')}`], [row]);
    }
    const person = ctx.from?.id ?? 0;
    // Before the rest: what that erases last is the journal.
    const unsubscribed = await subscriptions.forgetChat(group ? ctx.chat.id : person);
    const unnamed = group ? 0 : await subscriptions.forgetPerson(person);
    const erased = await keeping.erase(group ? { group: ctx.chat.id } : { person }, ctx.update.update_id);
    const remembered = group ? conversations.forgetIn(ctx.chat.id) : conversations.forget(person);
    const counted = erased.preferences + erased.replies + erased.updates + remembered;
    const nothing = counted + unsubscribed + unnamed === 0;
    // The words of this reply are still those it was asked in.
    ctx.preferences = NO_PREFERENCES;
    return nothing
      ? textReply(ctx, 'delete.nothing')
      : textReply(ctx, 'delete.done', {
          preferences: String(erased.preferences),
          subscriptions: String(unsubscribed),
          replies: String(erased.replies),
          updates: String(erased.updates),
          remembered: String(remembered),
        });
  };
}

/** All that is kept of a person, as a value to be written out. */
export async function exportOf(
  ctx: BotContext,
  { keeping, subscriptions, clock }: Pick<BotDeps, 'keeping' | 'subscriptions' | 'clock'>,
  conversations: Conversations,
): Promise<object> {
  const person = ctx.from?.id ?? 0;
  const { preferences, replies, updates } = await keeping.kept({ person });
  return {
    service: `@${ctx.me.username}`,
    exported: new Date(clock()).toISOString(),
    user_id: person,
    settings: preferences,
    told: await subscriptions.manner({ chat: person, thread: 0 }),
    subscriptions: (await subscriptions.madeBy(person)).map(({ target, created, ...rest }) => ({
      chat_id: target.chat,
      thread_id: target.thread,
      wish: rest.wish,
      edition: rest.edition,
      paused: rest.paused,
      created: new Date(created).toISOString(),
    })),
    replies: replies.map(({ chat, message, answers, at }) => ({
      chat_id: chat,
      message_id: message,
      answer_message_ids: answers,
      at: new Date(at).toISOString(),
    })),
    recent_questions: conversations.of(person),
    updates_in_hand: updates.map((body) => JSON.parse(body) as unknown),
  };
}
