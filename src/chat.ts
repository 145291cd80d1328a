import { existsSync } from 'node:fs';
import { type App, openApp } from './app.ts';
import { createBot } from './bot/create-bot.ts';
import { createReport } from './bot/report.ts';
import { READER, runTerminal, TERMINAL_BOT } from './bot/terminal/terminal.ts';
import { CommandError } from './cli/command.ts';
import { EXIT } from './cli/exit-code.ts';
import { showProgress } from './cli/progress.ts';
import type { Config } from './config.ts';
import { indicatorLexicon } from './facts/indicators.ts';
import { createLog, type Log, pseudonyms } from './log.ts';
import { createMetrics } from './metrics.ts';
import type { Article } from './news/article.ts';
import { buildPassages } from './search/passages.ts';

/**
 * The terminal twin: the very bot that Telegram users meet, driven by lines instead of updates. Builds the default
 * database first if there is none.
 * @returns the exit code
 */
export async function startChat(config: Config): Promise<number> {
  // At the default level every answer would come with a log line between it and the next prompt.
  const level = config.logLevel === 'info' ? 'warn' : config.logLevel;
  const log = createLog({ level, secrets: [config.botToken ?? ''] });
  const { stdin, stdout } = process;
  // `npm run chat | head` closes our output early: that is an end, not a failure.
  stdout.on('error', () => process.exit(EXIT.ok));
  const app = await openWithProgress(config, log);
  try {
    const deps = {
      answer: app.answer,
      store: app.store,
      keeping: app.database.keeping(TERMINAL_BOT.id),
      subscriptions: app.database.subscriptions(TERMINAL_BOT.id),
      outbox: app.database.outbox(TERMINAL_BOT.id),
      withdrawals: app.database.withdrawals,
      feedback: app.database.feedback,
      report: createReport(app.database, TERMINAL_BOT.id, () => app.indexedAt()),
      // Whoever has the database at hand operates it.
      adminIds: [READER.id],
      gazetteer: app.gazetteer,
      linkable: false,
      lexicon: indicatorLexicon(),
      passagesOf: (article: Article) => buildPassages(article, app.gazetteer),
      log,
      metrics: createMetrics(),
      region: app.gazetteer.root.name,
      rateLimit: null,
      now: () => performance.now(),
      clock: () => Date.now(),
      pseudonym: pseudonyms(),
    };
    const bot = createBot('0:terminal', deps, { botInfo: TERMINAL_BOT });
    const interactive = stdin.isTTY === true && stdout.isTTY === true;
    if (interactive)
      process.stderr.write('直接写问题，输入按钮的编号即可点按，/help 看说明，Ctrl-D 结束。\n');
    await runTerminal(bot, { input: stdin, output: stdout, interactive, log });
    await new Promise<void>((resolve) => void stdout.write('', () => resolve()));
  } finally {
    await app.close();
  }
  return EXIT.ok;
}

/** The first start builds the default database: seconds in which a person wants to see that something happens. */
async function openWithProgress(config: Config, log: Log): Promise<App> {
  const { path, named } = config.database;
  if (named && !existsSync(path))
    throw new CommandError(
      `There is no database ${path} yet. Run \`npm run index -- PATH…\` with the same DATABASE_URL first.`,
      EXIT.noInput,
    );
  const progress = showProgress();
  try {
    return await openApp(config, log, { buildDefault: progress });
  } finally {
    progress.end();
  }
}
