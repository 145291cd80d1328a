import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';

/** Waits for something to become so; how long is no part of what is tested. */
export async function until(is: () => boolean | Promise<boolean>, mostMs = 20_000): Promise<void> {
  for (const end = performance.now() + mostMs; performance.now() < end; await wait(20))
    if (await is()) return;
  assert.fail(`did not come about: ${is.toString()}`);
}
