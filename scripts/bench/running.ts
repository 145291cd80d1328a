import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '../../src/config.ts';
import type { FakeTelegram } from '../../test/support/telegram/fake.ts';

interface Wanted {
  /** Path of its database. */
  readonly database: string;
  /** As in ARTICLES. */
  readonly articles: string;
  /** What it writes when it is ready to be measured. */
  readonly until: string;
}

/** The whole program in a process of its own, by long polling of the fake, RATE_LIMIT=off. */
export async function startWenxian(
  fake: FakeTelegram,
  { database, articles, until }: Wanted,
): Promise<ChildProcess> {
  const guard = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;
  const child = spawn(process.execPath, ['--import', guard, join(PROJECT_ROOT, 'src/main.ts')], {
    env: {
      ...process.env,
      BOT_TOKEN: fake.token,
      TELEGRAM_API_ROOT: fake.apiRoot,
      DATABASE_URL: `file:${database}`,
      ARTICLES: articles,
      RATE_LIMIT: 'off',
      WEBHOOK_URL: '',
      PORT: '',
      LOG_LEVEL: 'info',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let output = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    output = `${output}${chunk.toString()}`.slice(-10_000);
  });
  while (!output.includes(until)) {
    if (child.exitCode !== null) throw new Error(`the bot ended: ${output}`);
    await sleep(50);
  }
  return child;
}

/** As a service manager ends it; settles when it is gone. */
export async function stop(child: ChildProcess): Promise<void> {
  child.kill('SIGTERM');
  await once(child, 'close');
}
