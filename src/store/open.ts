import { connect } from './connection.ts';
import { createSqliteInbox, type Inbox } from './inbox.ts';
import { createSqliteKeeping, type Keeping } from './keeping.ts';
import { createSqliteLease, type Lease } from './lease.ts';
import { createSqliteStore } from './sqlite.ts';
import type { Store } from './store.ts';

/** A database: what articles say, and what a bot needs to keep about its own work. `store.close()` closes it all. */
export interface Database {
  readonly store: Store;
  /** Updates in hand of the bot with this number (the part of its token before the colon). */
  inbox(bot: number): Inbox;
  lease(name: string): Lease;
  /** What the bot with this number keeps about those who write to it. */
  keeping(bot: number): Keeping;
}

/**
 * Opens the database in the SQLite file `path` (absolute), creating it when it is missing.
 * @throws StoreError when the file is another program's, a newer version's, damaged, locked, unwritable or the
 *   disk is full; the message names the file and the remedy
 */
export function openDatabase(path: string): Database {
  const connection = connect(path);
  return {
    store: createSqliteStore(connection),
    inbox: (bot) => createSqliteInbox(connection, bot),
    lease: (name) => createSqliteLease(connection, name),
    keeping: (bot) => createSqliteKeeping(connection, bot),
  };
}

/** As {@link openDatabase}, for those who only want the articles. */
export function openStore(path: string): Store {
  return openDatabase(path).store;
}
