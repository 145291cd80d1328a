import { openApp } from './app.ts';
import { clientOptions } from './bot/api/client.ts';
import { createBot } from './bot/create-bot.ts';
import { poll, TokenRefused } from './bot/polling.ts';
import { startChat } from './chat.ts';
import { CommandError, runCommand } from './cli/command.ts';
import { EXIT } from './cli/exit-code.ts';
import { type Config, readConfig } from './config.ts';
import { loadEnv } from './env.ts';
import { createLog, type Log, pseudonyms } from './log.ts';
import type { Article } from './news/article.ts';
import { buildPassages } from './search/passages.ts';
import { stopOnSignals } from './signals.ts';
import { StoreError } from './store/store-error.ts';
import { watchArticles } from './watch.ts';

const NO_TOKEN = `BOT_TOKEN is not set.
Remedy: get a token from @BotFather (/newbot), then put BOT_TOKEN=… into .env or the environment.
To try the bot without Telegram: npm run chat`;
const REFUSED = `Remedy: copy the token again from @BotFather (/mybots → API Token) into BOT_TOKEN;
a revoked token never comes back. TELEGRAM_API_ROOT must be the server that knows this bot.`;

await runCommand({
  usage:
    'Usage: npm start\nThe Telegram bot; settings come from the environment and .env (see .env.example).',
  options: {},
  run: async () => {
    const config = readConfig(loadEnv());
    const secrets = [config.botToken ?? '', config.webhook?.secret ?? ''];
    const log = createLog({ level: config.logLevel, secrets });
    guardAgainstSurprises(log);
    return config.botToken === null ? await withoutToken(config) : await serve(config, config.botToken, log);
  },
});
// Idle connections and a proxy's sockets must not keep a stopped bot alive.
process.exit();

async function withoutToken(config: Config): Promise<number> {
  // 78, EX_CONFIG: a supervisor need not try again.
  if (process.stdin.isTTY !== true || process.stdout.isTTY !== true)
    throw new CommandError(NO_TOKEN, EXIT.config);
  process.stderr.write(`${NO_TOKEN}\n\nStarting the chat in this terminal instead (Ctrl-D ends it).\n\n`);
  return await startChat(config);
}

/** Runs the bot until a signal; failures become an exit code and, but for those with a remedy, a redacted log line. */
async function serve(config: Config, token: string, log: Log): Promise<number> {
  const stop = stopOnSignals(log);
  if (config.webhook !== null)
    log.warn('webhooks come in a later version', { advice: 'polling is used instead; unset WEBHOOK_URL' });
  try {
    await runBot(config, token, log, stop);
    log.info('stopped');
    return EXIT.ok;
  } catch (error) {
    if (error instanceof TokenRefused) throw new CommandError(`${error.message}.\n${REFUSED}`, EXIT.config);
    if (error instanceof StoreError) throw error;
    log.error('could not run', { error });
    return EXIT.software;
  }
}

/** Polling begins before the search index is complete and before new articles are read. */
async function runBot(config: Config, token: string, log: Log, stop: AbortSignal): Promise<void> {
  const app = await openApp(config, log);
  const over = new AbortController();
  const watching = watchArticles(app, config, log, AbortSignal.any([stop, over.signal]));
  const deps = {
    answer: app.answer,
    store: app.store,
    passagesOf: (article: Article) => buildPassages(article, app.gazetteer),
    log,
    region: app.gazetteer.root.name,
    rateLimit: config.rateLimit,
    now: () => performance.now(),
    pseudonym: pseudonyms(),
  };
  try {
    const bot = createBot(token, deps, { client: clientOptions(config.apiRoot, config.proxy), stop });
    await poll(bot, { log, stop });
  } finally {
    over.abort();
    await watching;
    await app.close();
  }
}

/** Node would print an uncaught error with all its properties, the token in its URL among them. */
function guardAgainstSurprises(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('crashed', { error });
    process.exit(EXIT.software);
  });
  process.on('unhandledRejection', (error) => log.error('a promise failed unnoticed', { error }));
}
