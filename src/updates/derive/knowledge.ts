/** What is known to have been said, by what it is about, while articles are being looked at; values are plain JSON. */
export interface Knowledge {
  get<T>(key: string): T | null;
  /** null: forgotten. */
  set(key: string, value: unknown): void;
  /** What the store said of every key asked for in advance, and what it is to say now. */
  readonly read: ReadonlyMap<string, string | null>;
  readonly written: ReadonlyMap<string, string | null>;
}

/** @param stored bodies of all keys that will be asked for, null for those that nothing is known of */
export function createKnowledge(stored: ReadonlyMap<string, string | null>): Knowledge {
  const written = new Map<string, string | null>();
  return {
    read: stored,
    written,
    get<T>(key: string): T | null {
      // What was not read could have been written by another process meanwhile, unnoticed.
      if (!stored.has(key)) throw new Error(`never read: ${key}`);
      const body = written.has(key) ? written.get(key) : stored.get(key);
      return typeof body === 'string' ? (JSON.parse(body) as T) : null;
    },
    set(key, value) {
      const body = value === null ? null : JSON.stringify(value);
      if (body === (stored.get(key) ?? null)) written.delete(key);
      else written.set(key, body);
    },
  };
}

/** One key of several parts. */
export function keyOf(kind: string, ...parts: readonly (string | null | undefined)[]): string {
  return [kind, ...parts.map((part) => (part ?? '').replaceAll('|', '/'))].join('|');
}
