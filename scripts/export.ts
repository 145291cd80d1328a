import { existsSync } from 'node:fs';
import { CommandError, runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { writeData } from '../src/cli/output.ts';
import { readConfig } from '../src/config.ts';
import { loadEnv } from '../src/env.ts';
import { csvLines } from '../src/export/csv.ts';
import { EXPORTS, exportRows } from '../src/export/rows.ts';
import { openStore } from '../src/store/open.ts';

await runCommand({
  usage: [
    `Usage: npm run --silent export -- ${EXPORTS.join('|')} [--format jsonl|csv]`,
    'Writes everything extracted to stdout, one row a line.',
  ].join('\n'),
  options: { format: { type: 'string', default: 'jsonl' } },
  run: async ({ format }, positionals) => {
    const name = EXPORTS.find((known) => known === positionals[0]);
    if (name === undefined || positionals.length > 1) throw new UsageError('Say what to export.');
    if (format !== 'jsonl' && format !== 'csv') throw new UsageError(`Unknown format: ${format}`);
    const { path } = readConfig(loadEnv()).database;
    if (!existsSync(path))
      throw new CommandError(`There is no database ${path} yet. Run \`npm run index\` first.`, EXIT.noInput);
    const store = openStore(path);
    try {
      const rows = await exportRows(store, name);
      if (format === 'csv') for (const line of csvLines(rows)) await writeData(line);
      else for (const row of rows) await writeData(`${JSON.stringify(row)}\n`);
      return EXIT.ok;
    } finally {
      await store.close();
    }
  },
});
