import type { Context } from 'grammy';
import type { Answerer } from '../answer/answer.ts';
import type { RateLimit } from '../config.ts';
import type { Log } from '../log.ts';
import type { Article } from '../news/article.ts';
import type { Passage } from '../search/passage.ts';
import type { Store } from '../store/store.ts';
import type { Texts } from './texts/texts.ts';

/** grammY's context, and in which words to speak to this user. */
export type BotContext = Context & { texts: Texts };

/** What the bot needs from the rest of the program. */
export interface BotDeps {
  readonly answer: Answerer;
  readonly store: Pick<Store, 'article' | 'fact'>;
  /** The passages of an article, as the answer path knows them. */
  readonly passagesOf: (article: Article) => readonly Passage[];
  readonly log: Log;
  /** Full name of the region the articles are about (临汾市). */
  readonly region: string;
  readonly rateLimit: RateLimit | null;
  /** Milliseconds since some fixed point: a parameter so that tests need not wait. */
  readonly now: () => number;
  /** Pseudonym of a chat or user for the log. */
  readonly pseudonym: (id: number | string) => string;
}

/** Where a message belongs: a chat, and in a forum one of its topics. */
export function placeOf(ctx: BotContext): string {
  return `${ctx.chat?.id ?? 0}:${ctx.msg?.message_thread_id ?? 0}`;
}

/** Who asks: anonymous admins and channels speak as a chat, not as a user. */
export function askerOf(ctx: BotContext): number {
  return ctx.msg?.sender_chat?.id ?? ctx.from?.id ?? 0;
}
