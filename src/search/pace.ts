import { setImmediate as nextTurn } from 'node:timers/promises';

/** Called between portions of work; waits when it is someone else's turn. */
export type Pace = () => Promise<void> | undefined;

/** Milliseconds of work in one go: with the portion in hand it stays well below what a question could notice. */
const SHARE = 0.5;

/** Gives way whenever half a millisecond of work is done. The clock decides when work pauses, never what it results in. */
export function givingWay(now: () => number = () => performance.now()): Pace {
  let since = now();
  return () => {
    if (now() - since < SHARE) return undefined;
    return nextTurn().then(() => {
      since = now();
    });
  };
}

/** Runs a generator to its end, pausing as `pace` says. */
export async function run<T>(work: Generator<void, T>, pace: Pace): Promise<T> {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
    const pause = pace();
    if (pause !== undefined) await pause;
  }
}
