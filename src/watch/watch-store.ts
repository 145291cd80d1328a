import type { App } from '../app.ts';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';

const EVERY_MS = 1_000;
/** What was written is taken in at most a tenth of the time, while another process writes a great deal. */
const SHARE = 10;

/**
 * Notices what another process writes into the database (`npm run index`), within a second or two. Ends, never rejects,
 * after `stop`.
 */
export async function watchStore(app: Pick<App, 'notice'>, log: Log, stop: AbortSignal): Promise<void> {
  let wait = EVERY_MS;
  while (!stop.aborted) {
    await pause(wait, stop);
    if (stop.aborted) return;
    const started = performance.now();
    let failed = false;
    try {
      await app.notice();
    } catch (error) {
      failed = true;
      log.error('database not looked at', { error });
    }
    // A database that cannot be read will not be readable a second later: the log need not say so each second.
    wait = failed ? 30 * EVERY_MS : Math.max(EVERY_MS, SHARE * (performance.now() - started));
  }
}
