import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { BotDeps } from '../../src/bot/context.ts';
import { createBot } from '../../src/bot/create-bot.ts';
import { createReport } from '../../src/bot/report.ts';
import { READER, runTerminal, TERMINAL_BOT } from '../../src/bot/terminal/terminal.ts';
import { indicatorLexicon } from '../../src/facts/indicators.ts';
import { createLog, pseudonyms } from '../../src/log.ts';
import { createMetrics } from '../../src/metrics.ts';
import { openDatabase } from '../../src/store/open.ts';
import { STUB_STORE, stubAnswerer } from './answers/stub.ts';
import { linfen } from './linfen.ts';

/** What the terminal twin prints for these lines, with the stub's answers unless others are given. */
export async function converse(lines: string, deps: Partial<BotDeps> = {}): Promise<string> {
  const log = createLog({ write: () => {} });
  const database = openDatabase(':memory:');
  const bot = createBot(
    '0:terminal',
    {
      answer: stubAnswerer(),
      store: STUB_STORE,
      keeping: database.keeping(1),
      subscriptions: database.subscriptions(1),
      outbox: database.outbox(1),
      withdrawals: database.withdrawals,
      feedback: database.feedback,
      report: createReport(database, 1, () => null),
      adminIds: [READER.id],
      gazetteer: linfen(),
      linkable: false,
      lexicon: indicatorLexicon(),
      passagesOf: () => [],
      log,
      metrics: createMetrics(),
      region: '青石市',
      rateLimit: null,
      now: () => 0,
      clock: () => 0,
      pseudonym: pseudonyms('salt'),
      ...deps,
    },
    { botInfo: TERMINAL_BOT },
  );
  const [input, output] = [new PassThrough(), new PassThrough()];
  input.end(lines);
  await runTerminal(bot, { input, output, interactive: false, log });
  output.end();
  return text(output);
}
