import { join } from 'node:path';
import { PROJECT_ROOT } from '../config.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { Store } from '../store/store.ts';
import { createIngest, type IngestOptions, type IngestReport } from './ingest.ts';
import { createPreparation } from './preparation.ts';
import { startThreads, threadsWorthwhile } from './threads.ts';
import { extractionVersion } from './version.ts';

/** What comes with the project and is read when nothing else is named. */
export const OWN_ARTICLES = join(PROJECT_ROOT, 'data', 'articles');

/** Note in the store: some run of indexing has been completed. */
const INDEXED = 'indexed';

/** Whether a run was ever completed; a first one that was killed is taken up again. */
export async function wasIndexed(store: Store): Promise<boolean> {
  return (await store.note(INDEXED)) !== null;
}

/** In bytes. A thread loads and warms up for as long as some 100 articles of 2 KB take; threads are for far more than that. */
const WORTH_THREADS = 1024 * 1024;

/** Reads files and folders into a store with the readers, the repair and the extractors of this version. */
export async function ingestInto(
  store: Store,
  gazetteer: Gazetteer,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const preparation = createPreparation(gazetteer);
  const region = gazetteer.root.code;
  const ingest = createIngest({
    store,
    preparation,
    startThreads(bytes) {
      const count = bytes < WORTH_THREADS ? 0 : threadsWorthwhile();
      return count === 0 ? null : startThreads(count, region, preparation);
    },
    version: extractionVersion(region),
  });
  const report = await ingest.run(paths, options);
  // Written once: whatever is written makes all that was remembered of the store be worked out again.
  if (!(await wasIndexed(store))) await store.setNote(INDEXED, '1');
  return report;
}
