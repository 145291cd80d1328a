import type { Connection } from './connection.ts';
import { isStale, settleHistory } from './history.ts';

/** The store as the reading that is under way sees it. */
interface Sight {
  /** To be called before every reading. */
  settle(): void;
  /** Changes when anything was written; as of `settle`, for asking the file costs more than many a look-up. */
  generation(): string;
}

/**
 * Derives what depends on the whole store before the first reading after a change; in between, a run of indexing
 * writes article by article without looking at histories that the next article changes again.
 */
export function settling(db: Connection): Sight {
  let generation = '';
  return {
    settle() {
      if (db.generation() === generation) return;
      if (db.read(() => isStale(db))) db.write(() => settleHistory(db));
      generation = db.generation();
    },
    generation: () => generation,
  };
}

/**
 * Remembers what was computed until anything is written, so that no question scans the store twice; beyond `most`
 * everything is forgotten at once.
 */
export function remember(
  sight: Sight,
  most = Number.POSITIVE_INFINITY,
): <T>(key: string, compute: () => T) => T {
  const known = new Map<string, unknown>();
  let generation = '';
  return <T>(key: string, compute: () => T): T => {
    const now = sight.generation();
    if (now !== generation || known.size >= most) known.clear();
    generation = now;
    const found = known.get(key);
    if (found !== undefined || known.has(key)) return found as T;
    const made = compute();
    known.set(key, made);
    return made;
  };
}
