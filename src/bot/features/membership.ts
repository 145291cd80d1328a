import { Composer } from 'grammy';
import { Postponed } from '../api/delivery.ts';
import { classOf } from '../api/error-class.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { howToAskInGroups } from '../group-manners.ts';
import { type Standing, turnIn } from '../membership.ts';
import type { Move } from '../move.ts';
import { NO_PREVIEW } from '../reply.ts';
import { inTheirScript } from '../screens/screen.ts';

/**
 * Where the bot is and may write: greets a group once per joining, whichever signals tell of it; what is sent there is held
 * while nobody may hear it, and goes on when they may; what is kept of a group follows when it becomes a supergroup.
 */
export function membershipFeature(deps: BotDeps, move: Move): Composer<BotContext> {
  const { keeping, subscriptions, clock } = deps;
  const feature = new Composer<BotContext>();
  const hear = async (chat: number, as: Standing | null): Promise<void> => {
    if (as?.mayWrite === false)
      await subscriptions.suspend(chat, null, {
        reason: 'not enough rights to send messages',
        since: clock(),
      });
    else await subscriptions.resume(chat);
  };
  feature.use(async (ctx, next) => {
    const turn = turnIn(ctx.me, ctx.update);
    switch (turn?.is) {
      case 'joined': {
        const fresh = await keeping.isJoining(turn.chat, turn.at);
        // The service message, which does not know what we may do, must not overrule the signal that does.
        if (fresh || turn.as !== null) await hear(turn.chat, turn.as);
        // A channel is no place for talk.
        if (fresh && ctx.chat?.type !== 'channel' && turn.as?.mayWrite !== false)
          await greet(ctx, deps, turn.chat, turn.as);
        // Not before: a run that was killed in between greets again, and finds in its journal that it has.
        return await keeping.noteHere(turn.chat, turn.at);
      }
      case 'changed':
        return await hear(turn.chat, turn.as);
      case 'gone':
        // Persons are not joined, only groups and channels, whose numbers are negative.
        if (turn.chat < 0) await keeping.noteGone(turn.chat, turn.at);
        return await subscriptions.suspend(turn.chat, null, { reason: turn.reason, since: clock() });
      case 'moved':
        return await move(turn.from, turn.to, turn.at);
      default:
        return await next();
    }
  });
  return feature;
}

async function greet(
  ctx: BotContext,
  { region, log, pseudonym }: BotDeps,
  chat: number,
  as: Standing | null,
): Promise<void> {
  try {
    const howto = await howToAskInGroups(ctx, as?.admin);
    await ctx.api.sendMessage(
      chat,
      ctx.texts.say('greeting', { region: inTheirScript(ctx, region), howto }),
      NO_PREVIEW,
    );
  } catch (error) {
    if (error instanceof Postponed) throw error;
    // Whoever may not speak here stays silent; an apology for a greeting would be one message too many.
    log.info('not greeted', { chat: pseudonym(chat), meaning: classOf(error), error });
  }
}
