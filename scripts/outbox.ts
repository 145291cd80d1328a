import { existsSync } from 'node:fs';
import { CommandError, runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { say, writeData } from '../src/cli/output.ts';
import { botNumber, readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';
import { openDatabase } from '../src/store/open.ts';
import type { DeadLetter, Outbox } from '../src/store/outbox.ts';

/** Dead letters shown at most. */
const MOST = 1000;

await runCommand({
  usage: [
    'Usage: npm run --silent outbox -- --list | --retry [N …] | --drop [N …]',
    'What could not be delivered. --list writes one JSON object a line to stdout; --retry sends all of it, or the rows',
    'with these numbers, once more; --drop gives them up. The bot may be running meanwhile. BOT_TOKEN says whose outbox.',
  ].join('\n'),
  options: {
    list: { type: 'boolean', default: false },
    retry: { type: 'boolean', default: false },
    drop: { type: 'boolean', default: false },
  },
  run: async ({ list, retry, drop }, positionals) => {
    if ([list, retry, drop].filter(Boolean).length !== 1)
      throw new UsageError('Say one of --list, --retry, --drop.');
    if (list && positionals.length > 0) throw new UsageError('--list takes no numbers.');
    const rows = numbersIn(positionals);
    const { database: where, botToken } = readConfig(loadEnv());
    if (botToken === null)
      throw new CommandError('BOT_TOKEN is not set: whose outbox is meant is not known.', EXIT.config);
    if (!existsSync(where.path))
      throw new CommandError(`There is no database ${where.path} yet; nothing was ever sent.`, EXIT.noInput);
    const database = openDatabase(where.path);
    try {
      const outbox = database.outbox(botNumber(botToken));
      if (list) await show(outbox);
      else if (retry) say(`${await outbox.retry(rows, Date.now())} row(s) will be sent again.`);
      else say(`${await outbox.dismiss(rows, Date.now())} row(s) dropped.`);
      return EXIT.ok;
    } finally {
      await database.store.close();
    }
  },
});

/** @returns null for all */
function numbersIn(positionals: readonly string[]): readonly number[] | null {
  const wrong = positionals.find((text) => !/^\d{1,15}$/.test(text));
  if (wrong !== undefined) throw new UsageError(`"${wrong.slice(0, 40)}" is not the number of a row.`);
  return positionals.length === 0 ? null : positionals.map(Number);
}

async function show(outbox: Outbox): Promise<void> {
  for (const letter of await outbox.deadLetters(MOST)) await writeData(`${JSON.stringify(lineOf(letter))}\n`);
  const { waiting, sending, sent, dead, dropped } = await outbox.counts();
  say(`waiting ${waiting}, sending ${sending}, sent ${sent}, dead ${dead}, dropped ${dropped}`);
}

/** What an operator needs to decide; the numbers of chats are theirs to see. */
function lineOf({ n, target, event, edition, tries, error, at }: DeadLetter): object {
  return {
    n,
    ...target,
    kind: event.kind,
    event: event.id,
    edition,
    tries,
    error,
    at: new Date(at).toISOString(),
  };
}
