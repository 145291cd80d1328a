import type { Assemble, Chronicle } from './chronicle.ts';
import { connect } from './connection.ts';
import { createSqliteFeedback, type Feedback } from './feedback.ts';
import { createSqliteInbox, type Inbox } from './inbox.ts';
import { createSqliteKeeping, type Keeping } from './keeping.ts';
import { createSqliteLease, type Lease } from './lease.ts';
import { createSqliteNewsSources, type NewsSources } from './news-sources.ts';
import type { Outbox } from './outbox.ts';
import { createSqliteStore } from './sqlite.ts';
import { createSqliteChronicle } from './sqlite-chronicle.ts';
import { createSqliteOutbox } from './sqlite-outbox.ts';
import { createSqliteSubscriptions } from './sqlite-subscriptions.ts';
import type { Store } from './store.ts';
import type { Subscriptions } from './subscriptions.ts';
import { createSqliteWithdrawals, type Withdrawals } from './withdrawals.ts';

/** A database: what articles say, and what a bot needs to keep about its own work. `store.close()` closes it all. */
export interface Database {
  readonly store: Store;
  /** Updates in hand of the bot with this number (the part of its token before the colon). */
  inbox(bot: number): Inbox;
  lease(name: string): Lease;
  /** What the bot with this number keeps about those who write to it. */
  keeping(bot: number): Keeping;
  /** Who wants to hear of what from the bot with this number. */
  subscriptions(bot: number): Subscriptions;
  /** What the bot with this number is to tell. */
  outbox(bot: number): Outbox;
  /** What the updates remember, for all bots. */
  chronicle(assemble: Assemble): Chronicle;
  /** What operators took back. */
  readonly withdrawals: Withdrawals;
  /** What readers say is wrong. */
  readonly feedback: Feedback;
  /** What the fetching of news remembers. */
  readonly newsSources: NewsSources;
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
    subscriptions: (bot) => createSqliteSubscriptions(connection, bot),
    outbox: (bot) => createSqliteOutbox(connection, bot),
    chronicle: (assemble) => createSqliteChronicle(connection, assemble),
    withdrawals: createSqliteWithdrawals(connection),
    feedback: createSqliteFeedback(connection),
    newsSources: createSqliteNewsSources(connection),
  };
}

/** As {@link openDatabase}, for those who only want the articles. */
export function openStore(path: string): Store {
  return openDatabase(path).store;
}
