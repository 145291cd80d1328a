import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { PROJECT_ROOT } from '../../../src/config.ts';
import type { FakeTelegram } from '../telegram/fake.ts';
import { GUARD, UNSET } from './surroundings.ts';

/** Made-up articles with hostile markup in them. */
export const E2E_ARTICLES = join(PROJECT_ROOT, 'test', 'e2e', 'articles');

/** The real program in a process of its own. */
export interface BotProcess {
  readonly child: ChildProcess;
  /** Everything it wrote, stdout and stderr. */
  output(): string;
  stdout(): string;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts the bot; see {@link startProgram}. */
export function startBot(t: Pick<TestContext, 'after'>, env: Readonly<Record<string, string>>): BotProcess {
  return startProgram(t, ['src/main.ts'], env);
}

/**
 * Starts one of our programs from another directory, with nothing of our own environment.
 * @param args path from the project's root, then arguments
 * @param input what it reads; nothing by default
 */
export function startProgram(
  t: Pick<TestContext, 'after'>,
  [script = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>>,
  input = '',
): BotProcess {
  const child = spawn(process.execPath, ['--import', GUARD, join(PROJECT_ROOT, script), ...args], {
    cwd: tmpdir(),
    env: { ...UNSET, ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  // One that refuses to start reads nothing.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  let written = '';
  let data = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
    data += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    written += chunk.toString();
  });
  // `close`, not `exit`: everything it wrote has arrived.
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | NodeJS.Signals);
  t.after(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, output: () => written, stdout: () => data, ended };
}

/** What connects the program to a fake, with a database in `folder`. */
export function envFor(fake: FakeTelegram, folder: string): Record<string, string> {
  return {
    BOT_TOKEN: fake.token,
    TELEGRAM_API_ROOT: fake.apiRoot,
    DATABASE_URL: `file:${join(folder, 'bot.db')}`,
    ARTICLES: E2E_ARTICLES,
    LOG_LEVEL: 'debug',
  };
}
