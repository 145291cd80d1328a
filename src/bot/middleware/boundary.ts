import { randomBytes } from 'node:crypto';
import { type BotError, Composer } from 'grammy';
import { Postponed } from '../api/delivery.ts';
import { classOf, REMEDY } from '../api/error-class.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { reply } from '../reply.ts';

/**
 * Wraps a feature so that its failure stays its own: the log gets the error and a short code, the user gets the
 * code and kind words, the other features and polling go on.
 */
export function boundary(name: string, feature: Composer<BotContext>, deps: BotDeps): Composer<BotContext> {
  const wrapped = new Composer<BotContext>();
  wrapped.errorBoundary((failure) => apologize(failure, name, deps), feature);
  return wrapped;
}

async function apologize(
  { error, ctx }: BotError<BotContext>,
  feature: string,
  { log, metrics, pseudonym }: BotDeps,
): Promise<void> {
  // Not a failure: the next start goes on with it.
  if (error instanceof Postponed) throw error;
  const chat = pseudonym(ctx.chat?.id ?? 0);
  const meaning = classOf(error);
  if (meaning !== null) metrics.refused(meaning);
  const remedy = meaning === null ? 'report' : REMEDY[meaning];
  if (remedy === 'fine') return log.debug('nothing to mend', { feature, chat, meaning });
  if (remedy === 'silence' || remedy === 'outside-topic')
    return log.info('chat unreachable', { feature, chat, meaning, error });
  const code = randomBytes(2).toString('hex').toUpperCase();
  metrics.failed(feature);
  log.error('feature failed', { feature, code, chat, meaning, error });
  await tellCode(ctx, code, log);
}

/** Best effort: when sending is what failed, so will this. */
async function tellCode(ctx: BotContext, code: string, log: BotDeps['log']): Promise<void> {
  try {
    await reply(ctx, ctx.texts.say('error', { code }));
  } catch (error) {
    if (error instanceof Postponed) throw error;
    log.warn('could not report the failure', { code, error });
  }
}
