import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { PassageIndex } from '../search/passage.ts';
import { buildPassages } from '../search/passages.ts';
import type { Store } from '../store/store.ts';

export interface PassageFeed {
  /** Brings the index in step with the store: new articles in, gone ones out, `changed` ones anew. */
  refresh(changed?: ReadonlySet<string>): Promise<void>;
  /** Ends a running refresh after the article in hand. */
  stop(): void;
}

/**
 * Fills the passage index from the store, article by article in the order of their ids, giving way to other work in
 * between: questions can be taken while a large index is still loading.
 */
export function createPassageFeed(parts: {
  readonly store: Store;
  readonly index: PassageIndex;
  readonly gazetteer: Gazetteer;
}): PassageFeed {
  const { store, index, gazetteer } = parts;
  const loaded = new Set<string>();
  let stopped = false;
  return {
    async refresh(changed = new Set()) {
      const ids = (await store.articles()).map(({ id }) => id).toSorted();
      const stored = new Set(ids);
      for (const id of loaded) {
        if (stored.has(id) && !changed.has(id)) continue;
        index.remove(id);
        loaded.delete(id);
      }
      for (const id of ids) {
        if (stopped) return;
        if (loaded.has(id)) continue;
        const article = await store.article(id);
        if (article === null) continue;
        index.add(buildPassages(article, gazetteer));
        loaded.add(id);
        await nextTurn();
      }
    },
    stop() {
      stopped = true;
    },
  };
}
