import { setImmediate as nextTurn } from 'node:timers/promises';
import { percentile } from './percentile.ts';

/** Runs `work` and gives the milliseconds of every turn of the event loop until it is done. */
export async function turnsOf(work: () => Promise<unknown>): Promise<readonly number[]> {
  const turns: number[] = [];
  let done = false;
  let before = performance.now();
  const note = (): void => {
    const now = performance.now();
    turns.push(now - before);
    before = now;
  };
  const running = work().finally(() => {
    done = true;
  });
  // The part of the work that runs before the first pause is a turn too.
  note();
  while (!done) {
    await nextTurn();
    note();
  }
  await running;
  return turns;
}

/** Nobody notices a turn of so many milliseconds. */
const UNNOTICED = 2;

/**
 * What is told of turns: the 99th percentile, the longest, and how many are longer than two milliseconds in a second,
 * beside those of as long a rest: on a machine that does other work, what both have in common is not ours.
 */
export async function tellTurns(turns: readonly number[]): Promise<string> {
  if (turns.length === 0) return '–';
  const took = sum(turns);
  const end = performance.now() + took;
  const rest = await turnsOf(async () => {
    while (performance.now() < end) await nextTurn();
  });
  const over = (all: readonly number[]): string =>
    ((1000 * all.filter((turn) => turn > UNNOTICED).length) / sum(all)).toFixed(1);
  const longest = (all: readonly number[]): string => all.reduce((a, b) => Math.max(a, b), 0).toFixed(1);
  return `${percentile(turns, 0.99).toFixed(2)}, ${longest(turns)} (${longest(rest)}), ${over(turns)} (${over(rest)})`;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
