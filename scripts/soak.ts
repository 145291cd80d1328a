import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { writeData } from '../src/cli/output.ts';
import { typedPath } from '../src/cli/typed-path.ts';
import { PROJECT_ROOT } from '../src/config.ts';
import { soakEverything } from '../test/soak/everything/everything.ts';

/** Tests that take minutes: real processes over the strict fake, at full length. */
const FOLDER = join(PROJECT_ROOT, 'test', 'soak');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .toSorted();

const MINUTES = 30;

await runCommand({
  usage: [
    `Usage: npm run soak -- [NAME…] [--minutes N] [--plot FILE]     NAME: ${NAMES.join(', ')}`,
    'Tests that take minutes, and are therefore not in npm test. Without a name: half an hour of feeds, questions and',
    'broadcasts at once.',
    `  --minutes N   as long, instead of ${MINUTES}`,
    '  --plot FILE   draws memory, queues and latency over the time (PNG)',
  ].join('\n'),
  options: { minutes: { type: 'string' }, plot: { type: 'string' } },
  run: async ({ minutes = String(MINUTES), plot }, names) => {
    if (names.length === 0) return await everything(minutes, plot);
    if (plot !== undefined)
      throw new UsageError('--plot is for the half hour of everything, which has no name.');
    const unknown = names.find((name) => !NAMES.includes(name));
    if (unknown !== undefined) throw new UsageError(`There is no soak "${unknown}".`);
    const files = names.map((name) => join(FOLDER, `${name}.ts`));
    const guard = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;
    const args = ['--import', guard, '--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? EXIT.ok : EXIT.failed;
  },
});

async function everything(minutes: string, plot: string | undefined): Promise<number> {
  if (!/^\d{1,4}$/.test(minutes) || Number(minutes) < 1)
    throw new UsageError(`--minutes: "${minutes}" is no whole number of minutes.`);
  const path = plot === undefined ? null : typedPath(plot, 'soak');
  const { table, faults } = await soakEverything({ minutes: Number(minutes), plot: path });
  await writeData(table);
  return faults.length === 0 ? EXIT.ok : EXIT.failed;
}
