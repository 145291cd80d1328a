import { type Bot, GrammyError } from 'grammy';
import type { Update } from 'grammy/types';
import type { WebhookConfig } from '../config.ts';
import { pause } from '../pause.ts';
import { classOf } from './api/error-class.ts';
import { apiSignal } from './api/signal.ts';
import { Connection, SettingRefused } from './connection.ts';
import type { BotContext } from './context.ts';
import { allowedUpdates } from './inbox/intake.ts';
import { announce, DRAIN_MS, type IntakeOptions, introduce } from './polling.ts';

const REMEDY = `WEBHOOK_URL must be an address that Telegram can reach, with a certificate it trusts; what it answers
above says why it does not. Without WEBHOOK_URL the bot polls, which needs no address.`;

interface WebhookOptions extends IntakeOptions {
  readonly webhook: WebhookConfig;
  /** Opens the door: from now on `accept` takes what is delivered; which resolves when the update is stored, with false when there is no room. */
  readonly listen: (accept: (update: Update) => Promise<boolean>) => void;
}

/**
 * Has Telegram deliver updates. Each is stored and acknowledged, then handled: Telegram repeats what is not
 * acknowledged in seconds. The address stays registered after a stop, so that Telegram keeps what comes meanwhile.
 * Resolves after `stop`, when running answers are finished.
 * @throws SettingRefused
 */
export async function serveWebhook(bot: Bot<BotContext>, options: WebhookOptions): Promise<void> {
  const { log, dispatcher, stop, drainMs = DRAIN_MS, onAlive = () => {}, webhook, listen } = options;
  const connection = new Connection(log, stop);
  await introduce(bot, connection, stop);
  if (stop.aborted) return;
  await dispatcher.recover();
  listen(async (update) => {
    if (dispatcher.isFull) return false;
    await dispatcher.receive(bot.botInfo, [update]);
    return true;
  });
  await connection.keepTrying(() => register(bot, webhook, stop));
  if (!stop.aborted) {
    log.info('webhook', { bot: bot.botInfo.username, host: new URL(webhook.url).host });
    onAlive();
    announce(bot, options);
    await stopped(stop);
  }
  await dispatcher.drain(drainMs);
}

/** A webhook that was not accepted is refused for good only when the address is at fault. */
async function register(
  bot: Bot<BotContext>,
  { url, secret }: WebhookConfig,
  stop: AbortSignal,
): Promise<void> {
  try {
    await bot.api.setWebhook(
      url,
      { secret_token: secret, allowed_updates: allowedUpdates(bot.botInfo) },
      apiSignal(stop),
    );
  } catch (error) {
    if (error instanceof GrammyError && classOf(error) === 'ours')
      throw new SettingRefused('WEBHOOK_URL', REMEDY, error);
    throw error;
  }
}

/** Longer than any process lives, within what a timer can hold. */
const FOREVER_MS = 2 ** 31 - 1;

async function stopped(stop: AbortSignal): Promise<void> {
  while (!stop.aborted) await pause(FOREVER_MS, stop);
}
