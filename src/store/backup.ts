import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import process from 'node:process';
import Sqlite, { type Database } from 'better-sqlite3';
import type { Held } from './lease.ts';
import { refuseOthers } from './migrations.ts';
import { explained, StoreError } from './store-error.ts';

/** What a copy holds, counted in the copy. */
export interface Copied {
  readonly bytes: number;
  readonly articles: number;
}

/** Where a restored database's predecessor stays: a wrong restore can be undone. */
export function predecessorOf(path: string): string {
  return `${path}.replaced`;
}

/**
 * Copies a database into a file, while others work with it: the copy is one moment of it, checked before it takes the
 * place of what was there.
 * @throws StoreError when the database is not ours or cannot be read, or the copy is damaged or cannot be written
 */
export async function backUp(from: string, to: string): Promise<Copied> {
  return await copy(from, to, () => {});
}

/**
 * Puts a backup in the place of a database, which stays beside it (see {@link predecessorOf}).
 * @param isDead judges who holds the database; as for {@link Lease.take}
 * @throws StoreError also when the database is in use
 */
export async function restore(from: string, to: string, isDead: (held: Held) => boolean): Promise<Copied> {
  refuseInUse(to, isDead);
  return await copy(from, to, () => {
    // Somebody may have come while the copy was made.
    refuseInUse(to, isDead);
    for (const kind of JOURNALS) rmSync(`${predecessorOf(to)}${kind}`, { force: true });
    // A journal belongs to its database: beside another one it would be read as that one's.
    for (const kind of ['', ...JOURNALS])
      if (existsSync(`${to}${kind}`)) renameSync(`${to}${kind}`, `${predecessorOf(to)}${kind}`);
  });
}

const JOURNALS = ['-wal', '-shm', '-journal'] as const;

async function copy(from: string, to: string, makeRoom: () => void): Promise<Copied> {
  const draft = `${to}.${process.pid}.new`;
  try {
    explained(to, () => mkdirSync(dirname(to), { recursive: true }));
    const source = explained(from, () => new Sqlite(from, { readonly: true, fileMustExist: true }));
    try {
      explained(from, () => refuseOthers(source));
      // All at once: done page by page, it would begin anew with every question that the bot takes in meanwhile.
      await source.backup(draft, { progress: () => ALL_PAGES });
    } finally {
      source.close();
    }
    const articles = explained(from, () => check(draft, from));
    explained(to, () => {
      makeRoom();
      renameSync(draft, to);
    });
    return { bytes: statSync(to).size, articles };
  } catch (error) {
    return explained(from, () => rethrow(error));
  } finally {
    for (const kind of ['', ...JOURNALS]) rmSync(`${draft}${kind}`, { force: true });
  }
}

const ALL_PAGES = 2 ** 31 - 1;

/** Whether a copy is whole; makes it a single file. @returns how many articles it has */
function check(draft: string, of: string): number {
  const db = new Sqlite(draft, { fileMustExist: true });
  try {
    db.pragma('journal_mode = DELETE');
    const result = String(db.pragma('integrity_check(1)', { simple: true }));
    if (result !== 'ok')
      throw new StoreError(
        'corrupt',
        of,
        `is damaged (${result.slice(0, 200)})`,
        'Nothing was replaced; keep the older backups.',
      );
    return Number(db.prepare('SELECT count(*) FROM article').pluck().get());
  } finally {
    db.close();
  }
}

/** @throws StoreError when a living bot holds the database, or any program has it open */
function refuseInUse(path: string, isDead: (held: Held) => boolean): void {
  if (!existsSync(path)) return;
  let db: Database | null = null;
  try {
    db = new Sqlite(path, { fileMustExist: true, timeout: 500 });
    const held = holders(db).find((each) => !isDead(each));
    if (held !== undefined) throw inUse(path, `by the bot (pid ${held.pid} on ${held.host})`);
    // SQLite leaves the write-ahead log only when nobody else has the file open; the log is then empty and gone.
    if (db.pragma('journal_mode = DELETE', { simple: true }) !== 'delete') throw inUse(path, 'by a program');
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code.startsWith('SQLITE_BUSY')) throw inUse(path, 'by a program');
    // Damaged, which is what backups are for, or no database at all: nobody can be working with it.
    if (!/^SQLITE_(?:CORRUPT|NOTADB)/.test(code)) explained(path, () => rethrow(error));
  } finally {
    db?.close();
  }
}

function holders(db: Database): readonly Held[] {
  const known = db.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'lease'").get();
  return known === undefined
    ? []
    : (db.prepare('SELECT holder, pid, host, since, beat FROM lease').all() as readonly Held[]);
}

function inUse(path: string, by: string): StoreError {
  return new StoreError(
    'locked',
    path,
    `is in use ${by}`,
    'Stop it first, then restore again; nothing was changed.',
  );
}

function rethrow(error: unknown): never {
  throw error;
}
