/** Hears a {@link Bell}, also while nobody was waiting. */
export interface Ear {
  /**
   * Waits for a ring, at most `ms`; one that came since the last wait counts. Never rejects, ends on `stop`.
   * @returns whether it rang
   */
  heard(ms: number, stop?: AbortSignal): Promise<boolean>;
  /** Listens no longer. */
  leave(): void;
}

/** Says that something happened, not what: whoever hears it looks. Rings that nobody waited for are one. */
export class Bell {
  readonly #ears = new Set<() => void>();

  ring(): void {
    for (const wake of this.#ears) wake();
  }

  listen(): Ear {
    let rung = false;
    let wake: (() => void) | null = null;
    const onRing = (): void => {
      rung = true;
      wake?.();
    };
    this.#ears.add(onRing);
    return {
      heard: (ms, stop) =>
        new Promise((resolve) => {
          const done = (): void => {
            clearTimeout(timer);
            stop?.removeEventListener('abort', done);
            wake = null;
            const answer = rung;
            rung = false;
            resolve(answer);
          };
          const timer = setTimeout(done, ms);
          if (rung || stop?.aborted === true) return done();
          wake = done;
          stop?.addEventListener('abort', done, { once: true });
        }),
      leave: () => void this.#ears.delete(onRing),
    };
  }
}
