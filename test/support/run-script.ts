import { spawn } from 'node:child_process';
import { join } from 'node:path';
import process from 'node:process';
import { PROJECT_ROOT } from '../../src/config.ts';
import { GUARD, UNSET } from './process/surroundings.ts';

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
