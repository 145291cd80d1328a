import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { DatabaseConfig } from '../config.ts';
import { openStore } from '../store/open.ts';
import { broken, type Finding, note, ok } from './check.ts';

/** Opens the database, checks its integrity and that it can be written, and counts what is in it. */
export async function checkDatabase({ path, named }: DatabaseConfig): Promise<readonly Finding[]> {
  if (!(await can(path, constants.F_OK))) return [await missing(path, named)];
  try {
    const integrity = checkIntegrity(path);
    if (integrity.verdict === 'broken') return [integrity];
    return [integrity, await checkWritable(path), ...(await checkContents(path))];
  } catch (error) {
    // StoreError names the file, the problem and the remedy.
    return [broken('database', error instanceof Error ? error.message : String(error))];
  }
}

async function missing(path: string, named: boolean): Promise<Finding> {
  const remedy = named
    ? 'run: npm run index -- PATH…'
    : 'run: npm run index (npm run chat does it by itself)';
  const folder = dirname(path);
  return (await can(folder, constants.W_OK)) || !(await can(folder, constants.F_OK))
    ? note(`database: ${path} does not exist yet`, remedy)
    : broken(`database: ${path} does not exist and its folder cannot be written`, `make ${folder} writable`);
}

function checkIntegrity(path: string): Finding {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true });
  try {
    const result = String(db.pragma('quick_check(1)', { simple: true }));
    return result === 'ok'
      ? ok(`database: ${path} opens and is intact`)
      : broken(
          `database: ${path} is damaged (${result.slice(0, 200)})`,
          'restore a backup, or move the file away and run: npm run index',
        );
  } finally {
    db.close();
  }
}

async function checkWritable(path: string): Promise<Finding> {
  // SQLite writes its journal beside the file: the folder matters as much.
  const writable = (await can(path, constants.W_OK)) && (await can(dirname(path), constants.W_OK));
  return writable
    ? ok('database: can be written')
    : broken(
        'database: cannot be written by this user',
        `change the owner or mode of ${path} and its folder`,
      );
}

async function checkContents(path: string): Promise<readonly Finding[]> {
  const store = openStore(path);
  try {
    const counts = Object.entries(await store.counts());
    const text = counts.map(([kind, rows]) => `${rows} ${kind}`).join(', ');
    const empty = counts.every(([, rows]) => rows === 0);
    return [empty ? note('contents: nothing yet', 'run: npm run index') : ok(`contents: ${text}`)];
  } finally {
    await store.close();
  }
}

async function can(path: string, mode: number): Promise<boolean> {
  try {
    await access(path, mode);
    return true;
  } catch {
    return false;
  }
}
