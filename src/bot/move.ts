import type { BotDeps } from './context.ts';

/** A group has another number from now on: all that is kept of it follows. May be told any number of times. @param at seconds since 1970 */
export type Move = (from: number, to: number, at: number) => Promise<void>;

export function createMove({
  keeping,
  subscriptions,
  log,
  pseudonym,
}: Pick<BotDeps, 'keeping' | 'subscriptions' | 'log' | 'pseudonym'>): Move {
  return async (from, to, at) => {
    await subscriptions.moveChat(from, to);
    // Telegram tells of the supergroup as of one we joined: it was greeted under its old number.
    await keeping.noteHere(to, at);
    await keeping.noteGone(from, at);
    log.info('a group became a supergroup', { from: pseudonym(from), to: pseudonym(to) });
  };
}
