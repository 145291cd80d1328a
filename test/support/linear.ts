import assert from 'node:assert/strict';

export interface LinearOptions {
  /** UTF-16 units of the long text: enough that a quadratic slip costs seconds and linear work does not. */
  readonly length?: number;
  /** What stands before and after the repeated unit, where the work shows only inside something. */
  readonly around?: readonly [before: string, after: string];
}

/** How much longer the long text is than the short one. */
const STEP = 8;
/**
 * Linear work takes 8 times as long on 8 times the text, quadratic work 64 times. Collecting garbage, cold caches and
 * a neighbour on the same core make 8 look like 20 at times; nothing linear comes near 40.
 */
const MOST = 40;
/** Work that is done in this many milliseconds is no burden, and too short to divide by. */
const NEGLIGIBLE_MS = 30;
const RUNS = 3;
/** Within so many times no further look at the short text is needed: to hide quadratic work it would have to be five times off. */
const CLEAR = 12;

/**
 * Fails when `run` needs more than its share of processor time for a longer text. No test of ours asserts a time: what
 * is quick here is slow on the next machine, but how the cost grows is a property of the code. The same work is
 * measured at length n and 8n, each the best of several runs, in processor time, which does not count waiting for
 * other processes.
 */
export async function assertLinear(
  run: (text: string) => unknown,
  unit: string,
  { length = 40_000, around = ['', ''] }: LinearOptions = {},
): Promise<void> {
  const textOf = (size: number): string =>
    around[0] + unit.repeat(Math.max(1, Math.round(size / unit.length))) + around[1];
  const long = textOf(length);
  const short = textOf(length / STEP);
  // Warm-up: tables built on first use and the first compilation belong to neither length.
  await run(short);
  let took = await cost(run, long);
  if (took < NEGLIGIBLE_MS) return;
  let base = await cost(run, short);
  for (let i = 1; i < RUNS && took > CLEAR * base; i++) base = Math.min(base, await cost(run, short));
  // One long run within the factor is proof enough; only a suspicious one is repeated.
  for (let i = 1; i < RUNS && took > MOST * base; i++) took = Math.min(took, await cost(run, long));
  assert.ok(
    took <= MOST * base || took < NEGLIGIBLE_MS,
    `not linear in "${unit.slice(0, 24)}": ${base.toFixed(1)} ms for ${short.length} characters, ${took.toFixed(1)} ms for ${long.length}`,
  );
}

/** Milliseconds of processor time. */
async function cost(run: (text: string) => unknown, text: string): Promise<number> {
  const start = process.cpuUsage();
  await run(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}
