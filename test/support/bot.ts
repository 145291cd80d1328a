import type { TestContext } from 'node:test';
import type { Answerer, Question } from '../../src/answer/answer.ts';
import { clientOptions } from '../../src/bot/api/client.ts';
import type { BotDeps } from '../../src/bot/context.ts';
import { createBot } from '../../src/bot/create-bot.ts';
import { samplePlaces } from '../../src/bot/examples.ts';
import { Dispatcher } from '../../src/bot/inbox/dispatcher.ts';
import type { Draw } from '../../src/bot/pictures.ts';
import { poll } from '../../src/bot/polling.ts';
import { createReport } from '../../src/bot/report.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { createLog, pseudonyms } from '../../src/log.ts';
import { createMetrics, type Metrics } from '../../src/metrics.ts';
import { type Database, openDatabase } from '../../src/store/open.ts';
import { STUB_STORE, stubAnswerer } from './answers/stub.ts';
import { linfen } from './linfen.ts';
import { FakeTelegram } from './telegram/fake.ts';

type FakeOptions = ConstructorParameters<typeof FakeTelegram>[0];

interface Setup {
  readonly fake?: FakeOptions;
  readonly deps?: Partial<BotDeps>;
  readonly answer?: Answerer;
  /** Draws pictures; by default as the bot does. */
  readonly draw?: Draw;
  /** The inbox is here; by default in memory, gone with the test. */
  readonly database?: Database;
}

/** The bot, polling a fake Telegram: what it was asked, what it logged, and a clock that a test may turn. */
export interface Running {
  readonly fake: FakeTelegram;
  readonly asked: Question[];
  readonly logged: string[];
  readonly clock: { now: number };
  readonly metrics: Metrics;
  readonly dispatcher: Dispatcher;
  stop(): Promise<void>;
}

/** Starts the bot against a fake; both end with the test. */
export async function runBot(
  t: TestContext,
  { fake: options, deps, answer, draw, database = openDatabase(':memory:') }: Setup = {},
): Promise<Running> {
  const fake = new FakeTelegram(options);
  await fake.start();
  const asked: Question[] = [];
  const logged: string[] = [];
  const clock = { now: 1_000_000 };
  const log = createLog({ level: 'debug', write: (line) => void logged.push(line) });
  const metrics = createMetrics();
  const ending = new AbortController();
  const bot = createBot(
    fake.token,
    {
      answer: answer ?? stubAnswerer(asked),
      store: STUB_STORE,
      keeping: database.keeping(700_100),
      subscriptions: database.subscriptions(700_100),
      outbox: database.outbox(700_100),
      withdrawals: database.withdrawals,
      feedback: database.feedback,
      report: createReport(database, 700_100, () => null),
      adminIds: [],
      gazetteer: linfen(),
      linkable: true,
      lexicon: indicatorLexicon(),
      passagesOf: () => [],
      log,
      metrics,
      region: '青石市',
      rateLimit: null,
      now: () => clock.now,
      clock: () => Date.now(),
      pseudonym: pseudonyms('salt'),
      ...deps,
    },
    {
      client: clientOptions(fake.apiRoot, { http: null, https: null, except: [] }),
      stop: ending.signal,
      ...(draw === undefined ? {} : { draw }),
    },
  );
  const dispatcher = new Dispatcher({
    inbox: database.inbox(700_100),
    handle: (update) => bot.handleUpdate(update),
    log,
    metrics,
    stop: ending.signal,
  });
  const polling = poll(bot, {
    log,
    dispatcher,
    stop: ending.signal,
    operators: deps?.adminIds ?? [],
    samples: samplePlaces(deps?.gazetteer ?? linfen()),
  });
  const stop = async (): Promise<void> => {
    ending.abort();
    await polling;
  };
  t.after(async () => {
    await stop();
    await fake.stop();
  });
  return { fake, asked, logged, clock, metrics, dispatcher, stop };
}
