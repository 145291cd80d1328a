import { type App, openApp } from './app.ts';
import { clientOptions } from './bot/api/client.ts';
import type { BotDeps } from './bot/context.ts';
import { createBot } from './bot/create-bot.ts';
import { samplePlaces } from './bot/examples.ts';
import { Dispatcher } from './bot/inbox/dispatcher.ts';
import { tellOperators } from './bot/operators.ts';
import { poll } from './bot/polling.ts';
import { createReport } from './bot/report.ts';
import { sourceNotice } from './bot/source-notice.ts';
import { TakenByAnother, takeTenancy } from './bot/tenancy.ts';
import { serveWebhook } from './bot/webhook.ts';
import { botNumber, type Config } from './config.ts';
import { indicatorLexicon } from './facts/indicators.ts';
import { gatherNews } from './gather.ts';
import { Pulse } from './http/health.ts';
import { type HttpServer, startServer } from './http/server.ts';
import { type Log, pseudonyms } from './log.ts';
import { createMetrics, type Metrics } from './metrics.ts';
import type { Article } from './news/article.ts';
import { buildPassages } from './search/passages.ts';
import { ownSources } from './sources/config.ts';
import { createTeller } from './teller.ts';

/**
 * The bot on Telegram, until `stop`: the database and the lease on it, then the intake (polling or webhook), which begins
 * before the search index is complete and before new articles are read.
 * @throws TakenByAnother, SettingRefused, StoreError, ConfigError; NodeJS.ErrnoException when PORT cannot be opened
 */
export async function serve(config: Config, token: string, log: Log, stop: AbortSignal): Promise<void> {
  const app = await openApp(config, log);
  try {
    const bot = botNumber(token);
    const lease = app.database.lease(`bot ${bot}`);
    const tenancy = await takeTenancy(lease, { log, stop });
    if (tenancy === null) return;
    try {
      await work(app, config, token, log, AbortSignal.any([stop, tenancy.lost]));
    } finally {
      await tenancy.end();
    }
    if (tenancy.lost.aborted) throw new TakenByAnother();
  } finally {
    await app.close();
  }
}

async function work(app: App, config: Config, token: string, log: Log, stop: AbortSignal): Promise<void> {
  const metrics = createMetrics();
  const sources = ownSources();
  const deps = depsOf(app, config, token, log, metrics);
  const teller = createTeller({ app, config, token, log, metrics, deps });
  const bot = createBot(token, deps, {
    client: clientOptions(config.apiRoot, config.proxy),
    stop,
    traffic: teller.traffic,
  });
  const dispatcher = new Dispatcher({
    inbox: app.database.inbox(botNumber(token)),
    handle: (update) => bot.handleUpdate(update),
    log,
    metrics,
    stop,
  });
  const { webhook } = config;
  const pulse = webhook === null ? new Pulse() : new Pulse(null);
  const door = await openDoor(app, config, log, metrics, dispatcher, pulse);
  const over = new AbortController();
  const until = AbortSignal.any([stop, over.signal]);
  const telling = teller.run(until);
  const gathering = gatherNews({
    app,
    config,
    sources,
    log,
    stop: until,
    tell: (notice) => tellOperators(bot, deps, (texts) => sourceNotice(texts, notice)),
  });
  const intake = {
    log,
    dispatcher,
    stop,
    operators: config.adminIds,
    samples: samplePlaces(app.gazetteer),
    onAlive: () => pulse.beat(),
  };
  try {
    if (webhook === null || door === null) await poll(bot, intake);
    else await serveWebhook(bot, { ...intake, webhook, listen: (accept) => door.accept(accept) });
  } finally {
    over.abort();
    await door?.close();
    await Promise.all([gathering, telling]);
  }
}

/** Everything the bot's features may use. */
function depsOf(app: App, config: Config, token: string, log: Log, metrics: Metrics): BotDeps {
  const bot = botNumber(token);
  return {
    answer: app.answer,
    store: app.store,
    keeping: app.database.keeping(bot),
    subscriptions: app.database.subscriptions(bot),
    outbox: app.database.outbox(bot),
    withdrawals: app.database.withdrawals,
    feedback: app.database.feedback,
    report: createReport(app.database, bot, () => app.indexedAt()),
    adminIds: config.adminIds,
    gazetteer: app.gazetteer,
    linkable: true,
    lexicon: indicatorLexicon(),
    passagesOf: (article: Article) => buildPassages(article, app.gazetteer),
    log,
    metrics,
    region: app.gazetteer.root.name,
    rateLimit: config.rateLimit,
    now: () => performance.now(),
    clock: () => Date.now(),
    pseudonym: pseudonyms(),
  };
}

/** @returns null without PORT: then no socket is opened */
async function openDoor(
  app: App,
  config: Config,
  log: Log,
  metrics: Metrics,
  dispatcher: Dispatcher,
  pulse: Pulse,
): Promise<HttpServer | null> {
  if (config.port === null) return null;
  const checks = [
    { name: 'database', look: () => app.store.note('ready').then(() => null) },
    { name: 'index', look: async () => (app.indexedAt() === null ? 'not yet loaded' : null) },
    { name: config.webhook === null ? 'polling' : 'webhook', look: async () => pulse.state() },
  ];
  const indexAge = (): number | null => {
    const at = app.indexedAt();
    return at === null ? null : Math.max(0, Date.now() - at) / 1000;
  };
  const door = await startServer({
    port: config.port,
    loopback: config.webhook?.loopback ?? false,
    log,
    checks,
    metrics: () =>
      metrics.render({ queue: () => dispatcher.size, indexAge, memory: () => process.memoryUsage() }),
    webhook: config.webhook,
  });
  log.info('listening', { port: door.port });
  return door;
}
