import type { MiddlewareFn } from 'grammy';
import type { BotContext } from '../context.ts';

/** Albums remembered; what was forgotten is answered once more. */
const MOST_ALBUMS = 1000;

/**
 * Ten pictures sent as one come as ten messages: the first of them, and whichever has words under it, are answered, the
 * others not.
 */
export function oneOfAlbum(): MiddlewareFn<BotContext> {
  const seen = new Set<string>();
  return async (ctx, next) => {
    const { media_group_id: album, caption } = ctx.message ?? {};
    if (album === undefined) return await next();
    const key = `${ctx.chat?.id ?? 0}:${album}`;
    const isFirst = !seen.has(key);
    const [oldest] = seen;
    if (isFirst && seen.size >= MOST_ALBUMS && oldest !== undefined) seen.delete(oldest);
    seen.add(key);
    if (isFirst || caption !== undefined) await next();
  };
}
