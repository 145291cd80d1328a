import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import process from 'node:process';
import type { Log } from '../log.ts';
import { pause } from '../pause.ts';
import type { Held, Lease, Tenant } from '../store/lease.ts';

/** Another process works for this bot on the same database. */
export class TakenByAnother extends Error {
  /** @param held whose it is, if that is known */
  constructor(held?: Held) {
    const who =
      held === undefined
        ? ''
        : `: pid ${held.pid} on ${held.host}, since ${new Date(held.since).toISOString()}`;
    super(`Another process is running this bot on the same database${who}`);
    this.name = 'TakenByAnother';
  }
}

interface TenancyOptions {
  readonly log: Log;
  readonly stop: AbortSignal;
  /** Between two signs of life. Milliseconds. */
  readonly beatMs?: number;
  /** A holder silent for as long is dead. Milliseconds. */
  readonly staleMs?: number;
}

interface Tenancy {
  /** Aborts when somebody else has taken the lease. */
  readonly lost: AbortSignal;
  end(): Promise<void>;
}

/** Must leave room for a busy moment of the holder: reading thousands of articles, a slow disk. */
const BEAT_MS = 2000;
const STALE_MS = 15_000;

/**
 * Takes the lease and shows signs of life until `end`. A holder whose process is gone is followed at once; one
 * of which that cannot be known (another machine, a number used again) is watched: a sign of life, and we give way,
 * none for a while, and we take over. No two clocks are compared.
 * @returns null when stopped meanwhile
 * @throws TakenByAnother
 */
export async function takeTenancy(lease: Lease, options: TenancyOptions): Promise<Tenancy | null> {
  const { log, stop, beatMs = BEAT_MS, staleMs = STALE_MS } = options;
  const tenant: Tenant = { holder: randomUUID(), pid: process.pid, host: hostname() };
  let watched: Held | null = null;
  const until = Date.now() + staleMs;
  for (;;) {
    const held: Held | null = await lease.take(
      tenant,
      Date.now(),
      (now) => isGone(now, tenant) || (watched?.beat === now.beat && Date.now() >= until),
    );
    if (held === null) return keepAlive(lease, tenant, log, beatMs);
    if (watched !== null && held.beat !== watched.beat) throw new TakenByAnother(held);
    if (watched === null)
      log.info('another process holds this bot; is it alive?', { pid: held.pid, host: held.host });
    watched = held;
    await pause(Math.min(beatMs / 2, 500), stop);
    if (stop.aborted) return null;
  }
}

function keepAlive(lease: Lease, tenant: Tenant, log: Log, beatMs: number): Tenancy {
  const lost = new AbortController();
  const timer = setInterval(() => {
    lease
      .beat(tenant, Date.now())
      .then((ours) => {
        if (ours || lost.signal.aborted) return;
        clearInterval(timer);
        lost.abort();
      })
      .catch((error: unknown) => log.warn('no sign of life could be left', { error }));
  }, beatMs);
  timer.unref();
  return {
    lost: lost.signal,
    async end() {
      clearInterval(timer);
      await lease.release(tenant);
    },
  };
}

/** On this machine and no longer running, as far as this process can see. */
export function isGone({ pid, host }: Held, own: Pick<Tenant, 'pid' | 'host'>): boolean {
  if (host !== own.host) return false;
  // In a container everybody is number 1: our own number is a former life of ours, or cannot be told; then it is watched.
  if (pid === own.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, under another user.
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
  return isZombie(pid);
}

/** Ended, and its parent has not looked yet: it will never work again. */
function isZombie(pid: number): boolean {
  try {
    // proc(5): the state is the first field behind the name, which is in parentheses and may contain any character.
    return /\) [ZX] [^)]*$/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
