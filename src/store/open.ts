import { connect } from './connection.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

/**
 * Opens the store in the SQLite file `path` (absolute), creating it when it is missing.
 * @throws StoreError when the file is another program's, a newer version's, damaged, locked, unwritable or the
 *   disk is full; the message names the file and the remedy
 */
export function openStore(path: string): Store {
  return createSqliteStore(connect(path));
}
