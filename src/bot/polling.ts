import type { Bot } from 'grammy';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import { POLL_SECONDS } from './api/client.ts';
import { apiSignal } from './api/signal.ts';
import { registerCommands } from './commands.ts';
import { Connection } from './connection.ts';
import type { BotContext } from './context.ts';
import { mayWhisper } from './ephemeral.ts';
import type { Dispatcher } from './inbox/dispatcher.ts';
import { allowedUpdates } from './inbox/intake.ts';
import type { SamplePlaces } from './texts/texts.ts';

export interface IntakeOptions {
  readonly log: Log;
  readonly dispatcher: Dispatcher;
  /** Stops the intake. */
  readonly stop: AbortSignal;
  /** Who is shown the operators' commands. */
  readonly operators?: readonly number[];
  /** Named in the menu, to show how to ask. */
  readonly samples: SamplePlaces;
  /** How long running answers may take after `stop`, milliseconds. */
  readonly drainMs?: number;
  /** Told of signs of life: updates arrive, or Telegram says that there are none. */
  readonly onAlive?: () => void;
}

/** What `stop` leaves for running answers, of the ten seconds that stopping may take. Milliseconds. */
export const DRAIN_MS = 6000;
/** The farewell that confirms what was stored must not delay a stop. Milliseconds. */
const FAREWELL_MS = 2000;
/** Before updates that could not be stored are asked for again. Milliseconds. */
const STORE_BACKOFF_MS = 2000;

/**
 * Long polling that survives Telegram being away: grammY's own gives up on a conflict, waits up to twenty minutes
 * at start, and handles one update at a time. A batch is confirmed when it is stored, not when it is answered.
 * Resolves after `stop`, when running answers are finished.
 * @throws SettingRefused
 */
export async function poll(bot: Bot<BotContext>, options: IntakeOptions): Promise<void> {
  const { log, dispatcher, stop, drainMs = DRAIN_MS, onAlive = () => {} } = options;
  const connection = new Connection(log, stop);
  await introduce(bot, connection, stop);
  const dropWebhook = (): Promise<true> => bot.api.deleteWebhook({}, apiSignal(stop));
  await connection.keepTrying(dropWebhook);
  if (stop.aborted) return;
  log.info('polling', { bot: bot.botInfo.username });
  announce(bot, options);
  await dispatcher.recover();
  let offset = 0;
  while (!stop.aborted) {
    await dispatcher.ready();
    const updates = await connection.keepTrying(
      () =>
        bot.api.getUpdates(
          { offset, limit: 100, timeout: POLL_SECONDS, allowed_updates: allowedUpdates(bot.botInfo) },
          apiSignal(stop),
        ),
      async ({ error_code: code, description }) => {
        // Somebody has set a webhook meanwhile; with one, nothing is handed out here.
        if (code !== 409 || !description.includes('webhook is active')) return false;
        log.warn('a webhook was set for this bot; it is removed');
        await dropWebhook();
        return true;
      },
    );
    if (updates === undefined) break;
    onAlive();
    try {
      await dispatcher.receive(bot.botInfo, updates);
      offset = Math.max(offset, ...updates.map(({ update_id: id }) => id + 1));
    } catch (error) {
      log.error('updates could not be stored; they are not confirmed', { error });
      await pause(STORE_BACKOFF_MS, stop);
    }
  }
  await Promise.all([dispatcher.drain(drainMs), farewell(bot, offset, log)]);
}

/** Learns who the bot is. */
export async function introduce(
  bot: Bot<BotContext>,
  connection: Connection,
  stop: AbortSignal,
): Promise<void> {
  await connection.keepTrying(async () => {
    // Not bot.init(): its own retries may sleep for twenty minutes.
    if (!bot.isInited()) bot.botInfo = await bot.api.getMe(apiSignal(stop));
  });
}

/** A menu that could not be set is no reason to be deaf. */
export function announce(
  bot: Bot<BotContext>,
  { log, stop, operators = [], samples }: Pick<IntakeOptions, 'log' | 'stop' | 'operators' | 'samples'>,
): void {
  const announced = { operators, whispers: mayWhisper(bot.botInfo), samples };
  void registerCommands(bot.api, announced, apiSignal(stop)).catch((error: unknown) => {
    if (!stop.aborted) log.warn('commands not registered', { error });
  });
}

/** Confirms what is stored, so that it is not even delivered again. */
async function farewell(bot: Bot<BotContext>, offset: number, log: Log): Promise<void> {
  if (offset === 0) return;
  try {
    await bot.api.getUpdates({ offset, limit: 1, timeout: 0 }, apiSignal(AbortSignal.timeout(FAREWELL_MS)));
  } catch (error) {
    log.warn('last updates not confirmed; they will be delivered again and recognised', { error });
  }
}
