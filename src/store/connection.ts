import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import Sqlite, { type Database, type Statement } from 'better-sqlite3';
import { type Migrated, migrate } from './migrations.ts';
import { explained, StoreError } from './store-error.ts';

/** How long a writer waits for another process before it gives up, in milliseconds. */
const BUSY_TIMEOUT = 5_000;

/**
 * Pages kept in memory, in KiB. A batch of articles touches a page for nearly every place and indicator: with SQLite's
 * usual 2 MB they are written out and read back before the batch is done.
 */
const CACHE = 16_384;

/** One open database file: statements are prepared once, and every refusal is explained. */
export interface Connection {
  readonly path: string;
  readonly migrated: Migrated;
  /** Prepared once per SQL text. */
  sql(text: string): Statement<unknown[], unknown>;
  /** All or nothing; takes the write lock at once, so that it cannot fail half-way for another writer. */
  write<T>(work: () => T): T;
  read<T>(work: () => T): T;
  /** As `write`, for what no answer depends on (updates in hand, the lease): it leaves the generation as it is. */
  aside<T>(work: () => T): T;
  /** Changes when anything was written, by this process or another. */
  generation(): string;
  close(): void;
}

/**
 * Opens (or creates) the database file, checks whose it is and brings it to the current schema.
 * @throws StoreError naming the file, the problem and the remedy
 */
export function connect(path: string): Connection {
  return explained(path, () => {
    mkdirSync(dirname(path), { recursive: true });
    const db = new Sqlite(path, { timeout: BUSY_TIMEOUT });
    try {
      return prepared(db, path, migrateSafely(db));
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

function migrateSafely(db: Database): Migrated {
  // The checks inside come first: switching another program's file to WAL would already change it.
  const migrated = migrate(db);
  // WAL: readers never wait for a writer, and a killed process leaves a consistent file.
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  db.pragma('foreign_keys = ON');
  db.pragma(`cache_size = -${CACHE}`);
  return migrated;
}

function prepared(db: Database, path: string, migrated: Migrated): Connection {
  const statements = new Map<string, Statement<unknown[], unknown>>();
  let writes = 0;
  // Asked before every reading: prepared once.
  const version = db.prepare('PRAGMA data_version').pluck();
  const alive = <T>(work: () => T): T => {
    if (!db.open) throw new StoreError('cannot-open', path, 'is closed', 'This is a bug: report it.');
    return explained(path, work);
  };
  return {
    path,
    migrated,
    sql(text) {
      let statement = statements.get(text);
      if (statement === undefined) {
        statement = db.prepare(text);
        statements.set(text, statement);
      }
      return statement;
    },
    write(work) {
      writes++;
      return alive(() => db.transaction(work).immediate());
    },
    read: alive,
    aside: (work) => alive(() => db.transaction(work).immediate()),
    // data_version changes with every commit of another connection, but not with our own.
    generation: () => `${writes}/${String(version.get())}`,
    close: () => void db.close(),
  };
}
