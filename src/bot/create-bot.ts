import { type ApiClientOptions, Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { createAnswering, createShowAnswer } from './answering.ts';
import { retry } from './api/retry.ts';
import type { BotContext, BotDeps } from './context.ts';
import { Conversations } from './conversation.ts';
import { buttonsFeature } from './features/buttons.ts';
import { filesFeature } from './features/files.ts';
import { helpFeature } from './features/help.ts';
import { inlineFeature } from './features/inline.ts';
import { mediaFeature } from './features/media.ts';
import { questionFeature } from './features/question.ts';
import { readingFeature } from './features/reading.ts';
import { screensFeature } from './features/screens.ts';
import { startFeature } from './features/start.ts';
import { unhandledFeature } from './features/unhandled.ts';
import { addressedOnly } from './middleware/addressed-only.ts';
import { boundary } from './middleware/boundary.ts';
import { language } from './middleware/language.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { recentEdits } from './middleware/recent-edits.ts';
import { createPresent } from './present.ts';
import { createScreens } from './screens/screens.ts';

interface BotOptions {
  readonly client?: ApiClientOptions;
  /** Who the bot is; without it `getMe` is asked. */
  readonly botInfo?: UserFromGetMe;
  /** Ends waiting for retries when the program stops. */
  readonly stop?: AbortSignal;
}

/** Builds the bot: who may pass, then the features in order. Nothing is sent or received yet. */
export function createBot(token: string, deps: BotDeps, options: BotOptions = {}): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    ...(options.client === undefined ? {} : { client: options.client }),
    ...(options.botInfo === undefined ? {} : { botInfo: options.botInfo }),
  });
  const { log, metrics } = deps;
  bot.api.config.use(retry({ log, metrics, stop: options.stop ?? new AbortController().signal }));
  const conversations = new Conversations(deps.now);
  const present = createPresent(deps);
  const show = createShowAnswer(deps, present);
  const answering = createAnswering(deps, conversations, show);
  const screens = createScreens(deps, conversations);

  bot.use(addressedOnly());
  bot.use(recentEdits());
  bot.use(language(deps));
  bot.use(rateLimit(deps));

  bot.use(boundary('start', startFeature(deps, answering, screens, present), deps));
  bot.use(boundary('help', helpFeature(deps), deps));
  bot.use(boundary('inline', inlineFeature(deps), deps));
  bot.use(boundary('screens', screensFeature(screens, present), deps));
  bot.use(boundary('files', filesFeature(deps, conversations), deps));
  bot.use(boundary('buttons', buttonsFeature(deps, answering), deps));
  bot.use(boundary('reading', readingFeature(deps, show, present), deps));
  bot.use(boundary('question', questionFeature(answering), deps));
  bot.use(boundary('media', mediaFeature(), deps));
  bot.use(boundary('unhandled', unhandledFeature(), deps));

  bot.catch(({ error }) => log.error('update failed', { error }));
  return bot;
}
