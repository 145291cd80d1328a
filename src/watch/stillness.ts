/**
 * Which files are to be read: those that differ from what was read of them and have stood still for a while, since
 * whoever writes a file gives no sign when it is done.
 */
export class Stillness {
  readonly #quietMs: number;
  readonly #read = new Map<string, string>();
  readonly #waiting = new Map<string, { readonly stamp: string; readonly since: number }>();
  /** Since when a file could have been read; null: none can. */
  #ready: number | null = null;

  /** @param quietMs how long size and time must not change */
  constructor(quietMs: number) {
    this.#quietMs = quietMs;
  }

  /** A file was looked at. @param stamp null: it is gone @param since when it was written, as far as known */
  saw(path: string, stamp: string | null, now: number, since = now): void {
    if (stamp === null) {
      this.#waiting.delete(path);
      this.#read.delete(path);
    } else if (this.#read.get(path) === stamp) this.#waiting.delete(path);
    else if (this.#waiting.get(path)?.stamp !== stamp) this.#waiting.set(path, { stamp, since });
  }

  /** Files that may have to be read. */
  get waiting(): readonly string[] {
    return [...this.#waiting.keys()];
  }

  /** Files that were read, as far as they still stand there. */
  get known(): Iterable<string> {
    return this.#read.keys();
  }

  /**
   * The files to read now: when all that changed stand still, or, since a file that keeps growing must not hold up the
   * others, `mostMs` after the first of them does. They count as read as they were seen.
   */
  take(now: number, mostMs: number, most: number): readonly string[] {
    const still = [...this.#waiting].filter(([, { since }]) => now - since >= this.#quietMs);
    if (still.length === 0) {
      this.#ready = null;
      return [];
    }
    this.#ready ??= now;
    if (still.length < this.#waiting.size && now - this.#ready < mostMs) return [];
    this.#ready = null;
    const taken = still.slice(0, most);
    for (const [path, { stamp }] of taken) {
      this.#waiting.delete(path);
      this.#read.set(path, stamp);
    }
    return taken.map(([path]) => path);
  }

  /** They could not be read: they count as new when they are next seen. */
  forget(paths: Iterable<string>): void {
    for (const path of paths) this.#read.delete(path);
  }
}
