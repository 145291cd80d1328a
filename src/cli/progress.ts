import { basename } from 'node:path';
import process from 'node:process';
import type { IngestProblem, Progress } from '../ingest/ingest.ts';
import { say } from './output.ts';

export interface ProgressView {
  readonly onProgress: (progress: Progress) => void;
  readonly onProblem: (problem: IngestProblem) => void;
  readonly onNote: (path: string, note: string) => void;
  /** Takes the bar away. */
  readonly end: () => void;
}

const BAR = 24;
/** Milliseconds between two drawings of the bar. */
const REDRAW = 80;
/** Without a terminal a line is written for every so many files. */
const EVERY = 500;

/** Shows an indexing run on stderr: a bar on a terminal, plain lines otherwise (no control codes in a log). */
export function showProgress(): ProgressView {
  const bar = process.stderr.isTTY === true;
  let drawn = 0;
  const clear = (): void => {
    if (bar && drawn > 0) process.stderr.write('\r\x1b[K');
  };
  return {
    onProgress: ({ done, total, path }) => {
      if (!bar) {
        if (done > 0 && done % EVERY === 0) say(`${done} of ${total} files`);
        return;
      }
      const now = Date.now();
      if (now - drawn < REDRAW) return;
      drawn = now;
      const filled = Math.round((BAR * done) / Math.max(1, total));
      const name = [...basename(path)].slice(0, 30).join('');
      process.stderr.write(
        `\r\x1b[K[${'█'.repeat(filled)}${'░'.repeat(BAR - filled)}] ${done}/${total} ${name}`,
      );
    },
    onProblem: ({ path, line, message, remedy }) => {
      clear();
      say(`${path}${line === undefined ? '' : `, line ${line}`}: ${message}. ${remedy}`);
    },
    onNote: (path, note) => {
      clear();
      say(`${path}: ${note}`);
    },
    end: clear,
  };
}
