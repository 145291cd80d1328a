import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { isGone } from '../src/bot/tenancy.ts';
import { CommandError, runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { say } from '../src/cli/output.ts';
import { typedPath } from '../src/cli/typed-path.ts';
import { readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';
import { backUp, type Copied, predecessorOf, restore } from '../src/store/backup.ts';

/** A bot shows a sign of life every two seconds; one that was silent for as long is dead. Milliseconds. */
const SILENT_MS = 60_000;

await runCommand({
  usage: [
    'Usage: npm run backup -- FILE [--force]',
    '       npm run backup -- --restore FILE',
    'Copies the database (DATABASE_URL) into FILE while the bot runs, and checks the copy; --force replaces an older one.',
    'With --restore puts FILE in the place of the database, for which the bot must be stopped.',
  ].join('\n'),
  options: { force: { type: 'boolean', default: false }, restore: { type: 'boolean', default: false } },
  run: async ({ force, restore: back }, positionals) => {
    const [typed] = positionals;
    if (typed === undefined || positionals.length > 1) throw new UsageError('Say which file.');
    const file = typedPath(typed, 'backup');
    const { path } = readConfig(loadEnv()).database;
    if (file === path) throw new UsageError(`${file} is the database itself.`);
    const source = back ? file : path;
    if (!existsSync(source)) throw new CommandError(`There is no ${source}.`, EXIT.noInput);
    if (back) await putBack(file, path);
    else await copy(path, file, force);
    return EXIT.ok;
  },
});

async function copy(path: string, file: string, force: boolean): Promise<void> {
  if (!force && existsSync(file))
    throw new CommandError(`${file} exists already; --force replaces it.`, EXIT.cannotCreate);
  say(`${sizeOf(await backUp(path, file))} saved and checked: ${file}`);
}

async function putBack(file: string, path: string): Promise<void> {
  const own = { pid: process.pid, host: hostname() };
  const replaced = existsSync(path);
  const copied = await restore(file, path, (held) => isGone(held, own) || Date.now() - held.beat > SILENT_MS);
  say(`${sizeOf(copied)} restored: ${path}`);
  if (replaced) say(`What was there before is kept: ${predecessorOf(path)}`);
}

function sizeOf({ articles, bytes }: Copied): string {
  return `${articles} articles (${(bytes / 2 ** 20).toFixed(1)} MiB)`;
}
