import type { MiddlewareFn } from 'grammy';
import type { RateLimit } from '../../config.ts';
import { askerOf, type BotContext } from '../context.ts';
import { reply } from '../reply.ts';

interface Bucket {
  tokens: number;
  at: number;
  warned: boolean;
}

/** Users counted at once; whoever is forgotten starts with a full bucket. */
const MAX_BUCKETS = 20_000;

/**
 * A token bucket per user: `burst` messages at once, refilled at `perSecond`. Over the limit one warning, then
 * silence until the user may speak again: answering a flood would be a flood of ours.
 */
export function rateLimit(limit: RateLimit | null, now: () => number): MiddlewareFn<BotContext> {
  const buckets = new Map<number, Bucket>();
  return async (ctx, next) => {
    const asker = askerOf(ctx);
    if (limit === null || asker === 0) return await next();
    const bucket = refill(buckets.get(asker), limit, now());
    buckets.delete(asker);
    buckets.set(asker, bucket);
    const oldest = buckets.keys().next().value;
    if (buckets.size > MAX_BUCKETS && oldest !== undefined) buckets.delete(oldest);
    if (bucket.tokens >= 1) {
      bucket.tokens -= 1;
      bucket.warned = false;
      return await next();
    }
    const warn = !bucket.warned;
    bucket.warned = true;
    await refuse(ctx, warn);
  };
}

function refill(bucket: Bucket | undefined, { burst, perSecond }: RateLimit, at: number): Bucket {
  if (bucket === undefined) return { tokens: burst, at, warned: false };
  const earned = Math.max(0, ((at - bucket.at) / 1000) * perSecond);
  return { tokens: Math.min(burst, bucket.tokens + earned), at, warned: bucket.warned };
}

/** A button must be answered in any case, or it keeps spinning. */
async function refuse(ctx: BotContext, warn: boolean): Promise<void> {
  const text = ctx.texts.say('slow-down');
  if (ctx.callbackQuery !== undefined) await ctx.answerCallbackQuery(warn ? { text } : {});
  else if (warn) await reply(ctx, text);
}
