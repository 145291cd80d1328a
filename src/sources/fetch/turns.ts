import { pause } from '../../pause.ts';

/** One after another at each host, and not too fast. */
export interface Turns {
  /** Waits until it is our turn at `host`. Never rejects; on `stop` the turn comes at once. @returns ends the turn */
  take(host: string, stop: AbortSignal): Promise<() => void>;
}

/** @param gapMs between the end of one request and the next to the same host */
export function createTurns(gapMs: number): Turns {
  const hosts = new Map<string, Promise<void>>();
  return {
    async take(host, stop) {
      const before = hosts.get(host) ?? Promise.resolve();
      const { promise: ended, resolve: end } = Promise.withResolvers<void>();
      const over = ended.then(() => pause(gapMs, stop));
      const mine = before.then(() => over);
      hosts.set(host, mine);
      // Nobody waits behind us: the host is forgotten.
      void mine.then(() => hosts.get(host) === mine && hosts.delete(host));
      await before;
      return end;
    },
  };
}
