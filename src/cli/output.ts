import { once } from 'node:events';
import process from 'node:process';

/**
 * Writes data to stdout and waits while the reader is slow, so that a large export neither fills the memory nor
 * is cut off at exit. A reader that stops early (`| head`) ends the command quietly.
 */
export async function writeData(text: string): Promise<void> {
  watchPipe();
  if (!process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** A line for the person at the terminal; never on stdout. */
export function say(text: string): void {
  process.stderr.write(`${text}\n`);
}

let watched = false;

function watchPipe(): void {
  if (watched) return;
  watched = true;
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(0);
    throw error;
  });
}
