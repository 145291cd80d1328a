import { join } from 'node:path';
import { PROJECT_ROOT } from '../config.ts';
import { findBylines } from '../news/bylines.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { Store } from '../store/store.ts';
import { repair } from '../text/repair.ts';
import { createExtraction } from './extraction.ts';
import { createIngest, type IngestOptions, type IngestReport } from './ingest.ts';
import { extractionVersion } from './version.ts';

/** What comes with the project and is read when nothing else is named. */
export const OWN_ARTICLES = join(PROJECT_ROOT, 'data', 'articles');

/** Note in the store: some run of indexing has been completed. */
const INDEXED = 'indexed';

/** Whether a run was ever completed; a first one that was killed is taken up again. */
export async function wasIndexed(store: Store): Promise<boolean> {
  return (await store.note(INDEXED)) !== null;
}

/** Reads files and folders into a store with the readers, the repair and the extractors of this version. */
export async function ingestInto(
  store: Store,
  gazetteer: Gazetteer,
  paths: readonly string[],
  options: IngestOptions,
): Promise<IngestReport> {
  const vocabulary = gazetteer.divisions.map(({ name }) => name);
  const ingest = createIngest({
    store,
    workshop: { repair: (raw) => repair(raw, vocabulary), findBylines },
    extract: createExtraction(gazetteer),
    version: extractionVersion(gazetteer.root.code),
  });
  const report = await ingest.run(paths, options);
  await store.setNote(INDEXED, '1');
  return report;
}
