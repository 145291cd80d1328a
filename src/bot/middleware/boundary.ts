import { randomBytes } from 'node:crypto';
import { type BotError, Composer, GrammyError } from 'grammy';
import type { Log } from '../../log.ts';
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
  deps: BotDeps,
): Promise<void> {
  const chat = deps.pseudonym(ctx.chat?.id ?? 0);
  if (isGone(error)) return deps.log.info('chat unreachable', { feature, chat, error });
  const code = randomBytes(2).toString('hex').toUpperCase();
  deps.log.error('feature failed', { feature, code, chat, error });
  await tellCode(ctx, code, deps.log);
}

/** Best effort: when sending is what failed, so will this. */
async function tellCode(ctx: BotContext, code: string, log: Log): Promise<void> {
  try {
    await reply(ctx, ctx.texts.say('error', { code }));
  } catch (error) {
    log.warn('could not report the failure', { code, error });
  }
}

/** Blocked, kicked, deactivated, no right to write: nobody is there to apologize to. */
function isGone(error: unknown): boolean {
  if (!(error instanceof GrammyError)) return false;
  if (error.error_code === 403) return true;
  return /chat not found|not enough rights|need administrator rights|CHAT_WRITE_FORBIDDEN|TOPIC_CLOSED|message thread not found/.test(
    error.description,
  );
}
