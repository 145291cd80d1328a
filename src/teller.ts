import { Api, type Transformer } from 'grammy';
import type { App } from './app.ts';
import { clientOptions } from './bot/api/client.ts';
import type { BotDeps } from './bot/context.ts';
import { createMove } from './bot/move.ts';
import { botNumber, type Config } from './config.ts';
import type { Log } from './log.ts';
import type { Metrics } from './metrics.ts';
import { Pace } from './updates/deliver/scheduler.ts';
import { countTraffic } from './updates/deliver/traffic.ts';
import { Worker } from './updates/deliver/worker.ts';
import { createUpdates } from './updates/pass.ts';

interface TellerOptions {
  readonly app: App;
  readonly config: Config;
  readonly token: string;
  readonly log: Log;
  readonly metrics: Metrics;
  readonly deps: BotDeps;
}

/** Tells subscribers what happened, beside a bot that answers. */
interface Teller {
  /** Counts the bot's replies, which go before. */
  readonly traffic: Transformer;
  /** Resolves after `stop`; never rejects. */
  run(stop: AbortSignal): Promise<void>;
}

/** Another process may have written, or an operator withdrawn something: looked for as often. Milliseconds. */
const LOOK_EVERY_MS = 3000;

/**
 * Finds what is new in the store and sends it. Its calls are its own, without the retries of replies: the outbox knows
 * better when to try again.
 */
export function createTeller({ app, config, token, log, metrics, deps }: TellerOptions): Teller {
  const pace = new Pace();
  const bot = botNumber(token);
  const { store } = app;
  const { pseudonym, clock, gazetteer, lexicon } = deps;
  const move = createMove(deps);
  const updates = createUpdates({
    store,
    chronicle: app.database.chronicle,
    gazetteer,
    lexicon,
    clock,
    log,
    digestEvery: config.digestEvery,
  });
  return {
    traffic: countTraffic(pace),
    async run(stop) {
      const worker = new Worker({
        api: new Api(token, clientOptions(config.apiRoot, config.proxy)),
        outbox: app.database.outbox(bot),
        subscriptions: app.database.subscriptions(bot),
        keeping: app.database.keeping(bot),
        move: (from, to) => move(from, to, Math.floor(clock() / 1000)),
        store,
        pace,
        log,
        metrics,
        pseudonym,
        stop,
      });
      const look = async (): Promise<void> => {
        const { rows } = await updates.pass(stop);
        if (rows > 0) worker.wake();
      };
      await Promise.all([worker.run(), follow(app, look, log, stop)]);
    },
  };
}

/** Looks at the start, whenever articles came, and every few seconds. */
async function follow(app: App, look: () => Promise<void>, log: Log, stop: AbortSignal): Promise<void> {
  const ear = app.articlesChanged.listen();
  while (!stop.aborted) {
    try {
      await look();
    } catch (error) {
      if (!stop.aborted) log.error('updates not looked for', { error });
    }
    await ear.heard(LOOK_EVERY_MS, stop);
  }
  ear.leave();
}
