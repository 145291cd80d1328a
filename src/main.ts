import { SettingRefused } from './bot/connection.ts';
import { TakenByAnother } from './bot/tenancy.ts';
import { startChat } from './chat.ts';
import { CommandError, runCommand } from './cli/command.ts';
import { EXIT } from './cli/exit-code.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { loadEnv } from './env.ts';
import { createLog, type Log } from './log.ts';
import { serve } from './serve.ts';
import { stopOnSignals } from './signals.ts';
import { StoreError } from './store/store-error.ts';

const NO_TOKEN = `BOT_TOKEN is not set.
Remedy: get a token from @BotFather (/newbot), then put BOT_TOKEN=… into .env or the environment.
To try the bot without Telegram: npm run chat`;
const TAKEN = `Remedy: stop that one first, or let it work; two would answer everything twice. If it died on another machine,
try again in half a minute. Another bot on the same articles needs its own BOT_TOKEN.`;
const PORT_TAKEN = 'Remedy: choose another PORT, or stop what uses it; without webhook PORT may be left out.';

await runCommand({
  usage:
    'Usage: npm start\nThe Telegram bot; settings come from the environment and .env (see .env.example).',
  options: {},
  run: async () => {
    const config = readConfig(loadEnv());
    const log = createLog({ level: config.logLevel, secrets: secretsOf(config) });
    guardAgainstSurprises(log);
    return config.botToken === null ? await withoutToken(config) : await run(config, config.botToken, log);
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
async function run(config: Config, token: string, log: Log): Promise<number> {
  const stop = stopOnSignals(log);
  try {
    await serve(config, token, log, stop);
    log.info('stopped');
    return EXIT.ok;
  } catch (error) {
    if (error instanceof SettingRefused)
      throw new CommandError(`${error.message}.\nRemedy: ${error.remedy}`, EXIT.config);
    if (error instanceof TakenByAnother)
      throw new CommandError(`${error.message}.\n${TAKEN}`, EXIT.temporary);
    if (error instanceof StoreError || error instanceof ConfigError) throw error;
    if (
      error instanceof Error &&
      'code' in error &&
      /^E(?:ADDRINUSE|ACCES|ADDRNOTAVAIL)$/.test(String(error.code))
    )
      throw new CommandError(
        `PORT ${config.port} cannot be opened (${error.message}).\n${PORT_TAKEN}`,
        EXIT.config,
      );
    log.error('could not run', { error });
    return EXIT.software;
  }
}

/** What must never be written: the token, the webhook's secret, the passwords of proxies in either spelling. */
function secretsOf({ botToken, webhook, proxy }: Config): readonly string[] {
  const passwords = [proxy.http, proxy.https].flatMap((address) => {
    const password = address === null ? '' : new URL(address).password;
    return [password, decodeURIComponent(password)];
  });
  return [botToken ?? '', webhook?.secret ?? '', ...passwords];
}

/** Node would print an uncaught error with all its properties, the token in its URL among them. */
function guardAgainstSurprises(log: Log): void {
  process.on('uncaughtException', (error) => {
    log.error('crashed', { error });
    process.exit(EXIT.software);
  });
  process.on('unhandledRejection', (error) => log.error('a promise failed unnoticed', { error }));
}
