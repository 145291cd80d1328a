import type { Context } from 'grammy';
import type { Answerer } from '../answer/answer.ts';
import type { RateLimit } from '../config.ts';
import type { IndicatorLexicon } from '../facts/indicators.ts';
import type { Log } from '../log.ts';
import type { Metrics } from '../metrics.ts';
import type { Article } from '../news/article.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { Passage } from '../search/passage.ts';
import type { Feedback } from '../store/feedback.ts';
import type { Keeping, Preferences } from '../store/keeping.ts';
import type { Outbox } from '../store/outbox.ts';
import type { Store } from '../store/store.ts';
import type { Subscriptions } from '../store/subscriptions.ts';
import type { Withdrawals } from '../store/withdrawals.ts';
import type { Whispers } from './ephemeral.ts';
import type { Examples } from './examples.ts';
import type { Report } from './report.ts';
import type { Texts } from './texts/texts.ts';

/** grammY's context, in which words to speak to this user, and what was chosen in this chat. */
export type BotContext = Context & {
  texts: Texts;
  preferences: Preferences;
  whispers: Whispers;
  examples: Examples;
  /** The reply concerns only who asked: in a group nobody else need see it. */
  quiet?: true;
  /** The reply is for all to see, though the button stands under what one person alone was shown. */
  openly?: true;
};

/** What the bot reads of the articles. */
export type BotStore = Pick<
  Store,
  | 'article'
  | 'articleInfo'
  | 'articles'
  | 'articlesOn'
  | 'counts'
  | 'fact'
  | 'indicators'
  | 'newest'
  | 'observations'
  | 'projects'
  | 'revision'
  | 'tenures'
>;

/** What the bot needs from the rest of the program. */
export interface BotDeps {
  readonly answer: Answerer;
  readonly store: BotStore;
  readonly keeping: Keeping;
  readonly subscriptions: Subscriptions;
  readonly outbox: Pick<Outbox, 'ofMessage'>;
  readonly withdrawals: Withdrawals;
  readonly feedback: Feedback;
  /** How the work goes. */
  readonly report: (now: number) => Promise<Report>;
  /** User ids of the operators. */
  readonly adminIds: readonly number[];
  readonly gazetteer: Gazetteer;
  /** Whether the bot has an address that opens it (t.me/…); the terminal has none. */
  readonly linkable: boolean;
  readonly lexicon: IndicatorLexicon;
  /** The passages of an article, as the answer path knows them. */
  readonly passagesOf: (article: Article) => readonly Passage[];
  readonly log: Log;
  readonly metrics: Metrics;
  /** Full name of the region the articles are about (临汾市). */
  readonly region: string;
  readonly rateLimit: RateLimit | null;
  /** Milliseconds since some fixed point: a parameter so that tests need not wait. */
  readonly now: () => number;
  /** Milliseconds since 1970, for what is kept across restarts. */
  readonly clock: () => number;
  /** Pseudonym of a chat or user for the log. */
  readonly pseudonym: (id: number | string) => string;
}

/** Where a message belongs: a chat, and one of its topics. In other groups every chain of replies has a thread id too. */
export function placeOf(ctx: BotContext): string {
  const { msg } = ctx;
  return `${ctx.chat?.id ?? 0}:${msg?.is_topic_message === true ? (msg.message_thread_id ?? 0) : 0}`;
}

/** Who asks: anonymous admins and channels speak as a chat, not as a user. */
export function askerOf(ctx: BotContext): number {
  return ctx.msg?.sender_chat?.id ?? ctx.from?.id ?? 0;
}
