import type { Article } from '../news/article.ts';
import type { Delivery, PutResult, Store } from '../store/store.ts';

/** Writing an article takes little more than its transaction does; a batch holds the database for hundredths of a second. */
const MOST = 24;
const MOST_CHARACTERS = 512 * 1024;

/** Gathers articles and stores some at a time, in order. */
export interface Batch {
  add(delivery: Delivery): Promise<void>;
  /** Stores what is gathered. */
  flush(): Promise<void>;
}

/** @param stored called with each article once its batch is stored */
export function createBatch(store: Store, stored: (result: PutResult, article: Article) => void): Batch {
  let waiting: Delivery[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    characters = 0;
    if (batch.length === 0) return;
    for (const [i, result] of (await store.putParcels(batch)).entries()) {
      const article = batch[i]?.parcel.article;
      if (article !== undefined) stored(result, article);
    }
  };
  return {
    flush,
    async add(delivery) {
      waiting.push(delivery);
      characters += delivery.parcel.article.text.length;
      if (waiting.length >= MOST || characters >= MOST_CHARACTERS) await flush();
    },
  };
}
