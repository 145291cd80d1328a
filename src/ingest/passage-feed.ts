import type { Gazetteer } from '../region/gazetteer.ts';
import type { KeepableIndex } from '../search/passage-index.ts';
import { eachPassage } from '../search/passages.ts';
import type { Store } from '../store/store.ts';
import type { PassageFile } from './passage-file.ts';

export interface PassageFeed {
  /**
   * Brings the index in step with the store: new articles in, gone ones out, changed ones anew.
   * @returns how many articles it was behind
   */
  refresh(): Promise<number>;
  /** Writes the index to its file if the file is worth it and out of date. */
  keep(): Promise<void>;
  /** Ends a running refresh after the article in hand. */
  stop(): void;
}

/** A smaller index is built from the store as fast as from a file. */
const WORTH_KEEPING = 2000;
/** The file is written anew when so much of it has changed; less is made good from the store at the next start. */
const STALE_SHARE = 0.1;

/**
 * Fills the passage index: at first from its file, as far as that is whole and of this version; then article by
 * article from the store, in the order of their ids, whatever is new, changed or gone since. An article of the file
 * is trusted only while its fingerprint is the store's. Gives way to other work in between: questions can be taken
 * while a large index is still loading.
 */
export function createPassageFeed(parts: {
  readonly store: Store;
  readonly index: KeepableIndex;
  readonly gazetteer: Gazetteer;
  /** Where the index is kept between runs, and the version of everything that decides which passages an article gives. */
  readonly kept?: { readonly file: PassageFile; readonly version: string };
}): PassageFeed {
  const { store, index, gazetteer, kept } = parts;
  const loaded = new Map<string, string>();
  let begun = false;
  let stopped = false;
  /** Articles that the file does not have as the index has them. */
  let unkept = 0;

  async function begin(): Promise<void> {
    begun = true;
    const found = await kept?.file.read(kept.version);
    if (found === undefined || typeof found === 'string') return;
    await index.restore(found.parts);
    for (const [id, fingerprint] of found.loaded) loaded.set(id, fingerprint);
  }

  return {
    async refresh() {
      if (!begun) await begin();
      const changed = new Set<string>();
      const stored = await store.fingerprints();
      for (const [id, fingerprint] of loaded) {
        if (stored.get(id) === fingerprint) continue;
        await index.remove(id);
        loaded.delete(id);
        changed.add(id);
        unkept++;
      }
      for (const id of [...stored.keys()].sort()) {
        if (stopped) break;
        if (loaded.has(id)) continue;
        const article = await store.article(id);
        if (article === null) continue;
        await index.add(eachPassage(article, gazetteer));
        loaded.set(id, stored.get(id) ?? '');
        changed.add(id);
        unkept++;
      }
      return changed.size;
    },
    async keep() {
      if (kept === undefined || stopped || index.size < WORTH_KEEPING || unkept <= loaded.size * STALE_SHARE)
        return;
      unkept = 0;
      await index.keep((whole) => kept.file.write({ parts: whole, loaded: new Map(loaded) }, kept.version));
    },
    stop() {
      stopped = true;
    },
  };
}
