/** A part of the program that has to work. */
export interface Check {
  readonly name: string;
  /** @returns null when all is well, otherwise what is wrong; never a secret */
  readonly look: () => Promise<string | null>;
}

export interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, string>>;
}

/** Looks at everything; a look that fails is a finding like any other. */
export async function readiness(checks: readonly Check[]): Promise<Readiness> {
  const found = await Promise.all(
    checks.map(async ({ name, look }) => {
      try {
        return [name, (await look()) ?? 'ok'] as const;
      } catch (error) {
        return [name, error instanceof Error ? error.name : 'failed'] as const;
      }
    }),
  );
  return { ready: found.every(([, state]) => state === 'ok'), checks: Object.fromEntries(found) };
}

/** A long poll takes 25 s and gives up 20 s later; twice that without one is too long. Milliseconds. */
const QUIET_MS = 90_000;

/** Remembers when Telegram was last heard of. */
export class Pulse {
  #at: number | null = null;
  readonly #quietMs: number | null;

  /** @param quietMs null: silence proves nothing (a webhook nobody writes to) */
  constructor(quietMs: number | null = QUIET_MS) {
    this.#quietMs = quietMs;
  }

  beat(now: number = Date.now()): void {
    this.#at = now;
  }

  /** What {@link Check.look} returns. */
  state(now: number = Date.now()): string | null {
    if (this.#at === null) return 'not yet connected';
    if (this.#quietMs === null || now - this.#at < this.#quietMs) return null;
    return `not heard of for ${Math.round((now - this.#at) / 1000)} s`;
  }
}
