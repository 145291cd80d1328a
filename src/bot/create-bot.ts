import { type ApiClientOptions, Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { createAnswering } from './answering.ts';
import { retry } from './api/retry.ts';
import type { BotContext, BotDeps } from './context.ts';
import { buttonsFeature } from './features/buttons.ts';
import { helpFeature } from './features/help.ts';
import { mediaFeature } from './features/media.ts';
import { questionFeature } from './features/question.ts';
import { startFeature } from './features/start.ts';
import { unhandledFeature } from './features/unhandled.ts';
import { addressedOnly } from './middleware/addressed-only.ts';
import { boundary } from './middleware/boundary.ts';
import { language } from './middleware/language.ts';
import { rateLimit } from './middleware/rate-limit.ts';

interface BotOptions {
  readonly client?: ApiClientOptions;
  /** Who the bot is; without it `getMe` is asked. */
  readonly botInfo?: UserFromGetMe;
  /** Ends waiting for retries when the program stops. */
  readonly stop?: AbortSignal;
}

/** The kinds of updates the features below listen to; Telegram remembers a list, so it is always sent. */
export const ALLOWED_UPDATES = ['message', 'callback_query'] as const;

/** Builds the bot: who may pass, then the features in order. Nothing is sent or received yet. */
export function createBot(token: string, deps: BotDeps, options: BotOptions = {}): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    ...(options.client === undefined ? {} : { client: options.client }),
    ...(options.botInfo === undefined ? {} : { botInfo: options.botInfo }),
  });
  bot.api.config.use(retry({ log: deps.log, stop: options.stop ?? new AbortController().signal }));
  const answering = createAnswering(deps);

  bot.use(addressedOnly());
  bot.use(language());
  bot.use(rateLimit(deps.rateLimit, deps.now));

  bot.use(boundary('start', startFeature(deps), deps));
  bot.use(boundary('help', helpFeature(deps), deps));
  bot.use(boundary('buttons', buttonsFeature(deps, answering), deps));
  bot.use(boundary('question', questionFeature(answering), deps));
  bot.use(boundary('media', mediaFeature(), deps));
  bot.use(boundary('unhandled', unhandledFeature(), deps));

  bot.catch(({ error }) => deps.log.error('update failed', { error }));
  return bot;
}
