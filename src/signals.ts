import type { Log } from './log.ts';

/** The contract: out within ten seconds of the first signal, whatever still runs. Milliseconds. */
const LAST_CALL_MS = 9500;
/** What a shell reports for a process that a signal ended: 128 + its number. */
const SIGNALS = { SIGINT: 130, SIGTERM: 143 } as const;

/**
 * Aborts the returned signal on the first SIGTERM or SIGINT, so that the program can finish what it does;
 * a second one ends the process at once.
 */
export function stopOnSignals(log: Log): AbortSignal {
  const stopping = new AbortController();
  for (const [name, exitCode] of Object.entries(SIGNALS)) {
    process.on(name, () => {
      if (stopping.signal.aborted) process.exit(exitCode);
      log.info('stopping', { signal: name });
      stopping.abort();
      // Nothing is lost: what is not answered was not confirmed, and Telegram delivers it again.
      setTimeout(() => {
        log.warn('stopping took too long');
        process.exit(0);
      }, LAST_CALL_MS).unref();
    });
  }
  return stopping.signal;
}
