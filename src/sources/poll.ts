import { pause } from '../pause.ts';
import type { SourceState } from '../store/news-sources.ts';
import { type Fetching, freshState, lookAt } from './look.ts';
import type { Source } from './source.ts';

const TICK_MS = 1_000;
/** Sources looked at together; each host has its turns besides. */
const MOST_AT_ONCE = 4;
/** After a fault of ours. */
const AFTER_FAULT_MS = 15 * 60_000;
/** A source that was never looked at waits at most so long, so that not all are asked in the same second. */
const FIRST_MS = 5_000;
/** No source waits longer; a clock that was set back must not silence one. */
const LONGEST_MS = 8 * 24 * 3_600_000;

/** Looks at every source when it is due, until `stop`; never rejects. */
export async function pollSources(sources: readonly Source[], parts: Fetching): Promise<void> {
  const { states, log, now, random, stop } = parts;
  if (sources.length === 0) return;
  const due = new Map<string, number>();
  const running = new Map<string, Promise<void>>();
  const stateOf = async ({ url }: Source): Promise<SourceState> =>
    (await states.state(url)) ?? freshState(url, now() + FIRST_MS * random());
  const look = async (source: Source): Promise<void> => {
    try {
      due.set(source.url, await lookAt(source, await stateOf(source), parts));
    } catch (error) {
      due.set(source.url, now() + AFTER_FAULT_MS);
      if (!stop.aborted) log.error('source not looked at', { source: source.name, error });
    } finally {
      running.delete(source.url);
    }
  };
  try {
    await states.retain(sources.map(({ url }) => url));
    for (const source of sources) due.set(source.url, (await stateOf(source)).next);
  } catch (error) {
    // Each is looked at at once, and says itself what is wrong.
    log.error('sources not read', { error });
  }
  while (!stop.aborted) {
    for (const source of sources) {
      if (running.size >= MOST_AT_ONCE) break;
      const wait = (due.get(source.url) ?? 0) - now();
      if ((wait <= 0 || wait > LONGEST_MS) && !running.has(source.url)) running.set(source.url, look(source));
    }
    await pause(TICK_MS, stop);
  }
  await Promise.all(running.values());
}
