import { type ApiClientOptions, Bot, type Transformer } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import { drawChart } from '../charts/draw.ts';
import { createAnswerButtons } from './answer-buttons.ts';
import { createAnswering, createShowAnswer } from './answering.ts';
import { createDownload } from './api/download.ts';
import { retry } from './api/retry.ts';
import type { BotContext, BotDeps } from './context.ts';
import { Conversations } from './conversation.ts';
import { Whispers } from './ephemeral.ts';
import { createExamples } from './examples.ts';
import { buttonsFeature } from './features/buttons.ts';
import { filesFeature } from './features/files.ts';
import { guestFeature } from './features/guest.ts';
import { helpFeature } from './features/help.ts';
import { inlineFeature } from './features/inline.ts';
import { mediaFeature } from './features/media.ts';
import { membershipFeature } from './features/membership.ts';
import { newsFeature } from './features/news.ts';
import { operatorsFeature } from './features/operators.ts';
import { questionFeature } from './features/question.ts';
import { readingFeature } from './features/reading.ts';
import { screensFeature } from './features/screens.ts';
import { startFeature } from './features/start.ts';
import { subscribingFeature } from './features/subscribing.ts';
import { unhandledFeature } from './features/unhandled.ts';
import { createFiguresAsked } from './figures-asked.ts';
import { addressedOnly } from './middleware/addressed-only.ts';
import { answeredPresses } from './middleware/answered-presses.ts';
import { boundary } from './middleware/boundary.ts';
import { language } from './middleware/language.ts';
import { oneOfAlbum } from './middleware/one-of-album.ts';
import { rateLimit } from './middleware/rate-limit.ts';
import { recentEdits } from './middleware/recent-edits.ts';
import { createMove } from './move.ts';
import { createPictures, type Draw } from './pictures.ts';
import { createPresent } from './present.ts';
import { createOperatorScreens } from './screens/operators.ts';
import { createScreens } from './screens/screens.ts';

interface BotOptions {
  readonly client?: ApiClientOptions;
  /** Who the bot is; without it `getMe` is asked. */
  readonly botInfo?: UserFromGetMe;
  /** Sees every attempt of every call. */
  readonly traffic?: Transformer;
  /** Ends waiting for retries when the program stops. */
  readonly stop?: AbortSignal;
  /** Draws pictures; without it the bot's own hand. */
  readonly draw?: Draw;
}

/** Builds the bot: who may pass, then the features in order. Nothing is sent or received yet. */
export function createBot(token: string, deps: BotDeps, options: BotOptions = {}): Bot<BotContext> {
  const bot = new Bot<BotContext>(token, {
    ...(options.client === undefined ? {} : { client: options.client }),
    ...(options.botInfo === undefined ? {} : { botInfo: options.botInfo }),
  });
  const { log, metrics } = deps;
  if (options.traffic !== undefined) bot.api.config.use(options.traffic);
  const move = createMove(deps);
  bot.api.config.use(
    retry({
      log,
      metrics,
      stop: options.stop ?? new AbortController().signal,
      moved: (from, to) => move(from, to, Math.floor(deps.clock() / 1000)),
    }),
  );
  const conversations = new Conversations(deps.now);
  const pictures = createPictures(options.draw ?? drawChart, log);
  const present = createPresent(deps, pictures);
  const screens = createScreens(deps, conversations);
  const show = createShowAnswer(
    createFiguresAsked(deps, screens),
    createAnswerButtons(deps, (screen) => screens.has(screen)),
    present,
  );
  const answering = createAnswering(deps, conversations, show);

  const whispers = new Whispers();
  const examples = createExamples(deps);
  bot.use(addressedOnly());
  bot.use(async (ctx, next) => {
    ctx.whispers = whispers;
    ctx.examples = examples;
    await next();
  });
  bot.use(answeredPresses());
  bot.use(recentEdits());
  bot.use(oneOfAlbum());
  bot.use(language(deps));
  // Not somebody's question: no limit of theirs is used up.
  bot.use(boundary('membership', membershipFeature(deps, move), deps));
  bot.use(rateLimit(deps));

  bot.use(boundary('start', startFeature(deps, answering, screens, present), deps));
  bot.use(boundary('help', helpFeature(deps, present), deps));
  bot.use(boundary('guest', guestFeature(deps), deps));
  bot.use(boundary('inline', inlineFeature(deps), deps));
  bot.use(boundary('operators', operatorsFeature(deps, createOperatorScreens(deps), present), deps));
  bot.use(boundary('news', newsFeature(deps), deps));
  const download = options.client === undefined ? null : createDownload(token, options.client);
  bot.use(boundary('subscribing', subscribingFeature(deps, screens, present, download), deps));
  bot.use(boundary('screens', screensFeature(screens, present), deps));
  bot.use(boundary('files', filesFeature(deps, conversations), deps));
  bot.use(boundary('buttons', buttonsFeature(deps, answering), deps));
  bot.use(boundary('reading', readingFeature(deps, show, present), deps));
  bot.use(boundary('question', questionFeature(answering), deps));
  bot.use(boundary('media', mediaFeature(), deps));
  bot.use(boundary('unhandled', unhandledFeature(present), deps));

  bot.catch(({ error }) => log.error('update failed', { error }));
  return bot;
}
