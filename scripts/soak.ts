import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { runCommand, UsageError } from '../src/cli/command.ts';
import { EXIT } from '../src/cli/exit-code.ts';
import { PROJECT_ROOT } from '../src/config.ts';

/** Tests that take minutes: real processes over the strict fake, at full length. */
const FOLDER = join(PROJECT_ROOT, 'test', 'soak');
const NAMES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.ts'))
  .map((name) => name.replace(/\.ts$/, ''))
  .toSorted();

await runCommand({
  usage: [
    `Usage: npm run soak -- [NAME…]     NAME: ${NAMES.join(', ')}; default: all, one after the other`,
    'Tests that take minutes, and are therefore not in npm test.',
  ].join('\n'),
  options: {},
  run: async (_, names) => {
    const unknown = names.find((name) => !NAMES.includes(name));
    if (unknown !== undefined) throw new UsageError(`There is no soak "${unknown}".`);
    const files = (names.length === 0 ? NAMES : names).map((name) => join(FOLDER, `${name}.ts`));
    const guard = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;
    const args = ['--import', guard, '--test', '--test-concurrency=1', '--test-reporter=spec', ...files];
    const child = spawn(process.execPath, args, { stdio: 'inherit' });
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? EXIT.ok : EXIT.failed;
  },
});
