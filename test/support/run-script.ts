import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { PROJECT_ROOT } from '../../src/config.ts';

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  readonly cwd?: string;
  /** Sees stderr as it comes; returning true kills the process with SIGKILL. */
  readonly killWhen?: (stderr: string) => boolean;
}

const { PATH, HOME } = process.env;
/** As npm runs it; it also keeps what was compiled, which halves the start. */
const GUARD = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'guard.mjs')).href;
/** Blank counts as not set, and keeps a developer's `.env` out. */
const UNSET: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'BOT_TOKEN',
    'TELEGRAM_API_ROOT',
    'DATABASE_URL',
    'ARTICLES',
    'REGION',
    'ADMIN_IDS',
    'WEBHOOK_URL',
    'WEBHOOK_SECRET',
  ]
    .concat(['PORT', 'RATE_LIMIT', 'DIGEST_EVERY', 'HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'])
    .map((name) => [name, '']),
);

/** Runs one of the project's scripts as its own process, with nothing of our environment but the path. */
export function runScript(name: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  const child = spawn(process.execPath, ['--import', GUARD, join(PROJECT_ROOT, 'scripts', name), ...args], {
    cwd: options.cwd ?? PROJECT_ROOT,
    env: { PATH, HOME, ...UNSET, LOG_LEVEL: 'warn', ...options.env },
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
    if (options.killWhen?.(stderr) === true) child.kill('SIGKILL');
  });
  // A process that refuses its arguments is gone before it reads its input.
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, stdout, stderr }));
  });
}
