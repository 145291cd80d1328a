import { type FSWatcher, watch } from 'node:fs';
import { join } from 'node:path';
import type { Bell } from '../bell.ts';
import { placeOf } from './paths.ts';

/** More folders are looked at now and then only: the system's watches are few, and shared with other programs. */
const MOST_FOLDERS = 2_000;
/** Beyond so many names at once it is simpler to look at everything. */
const MOST_NAMES = 5_000;

/** Hears from the system what changes in folders; it may miss something, and on some file systems everything. */
export interface FolderWatch {
  /** From now on these folders and no others; one that was replaced by another is taken up anew. @returns whether any is new */
  follow(folders: Iterable<string>): boolean;
  /** The same for more folders. */
  add(folders: Iterable<string>): boolean;
  /** Paths where something changed since the last call; null: look at everything. */
  changed(): ReadonlySet<string> | null;
  /** Whether all folders are watched by the system. */
  readonly whole: boolean;
  close(): void;
}

/**
 * One watch per folder: recursive ones open one per file on Linux.
 * @param bell rung when something changed
 * @param concerns whether a path does: beside articles there may stand a database that is written all the time
 */
export function watchFolders(bell: Bell, concerns: (path: string) => boolean): FolderWatch {
  const watchers = new Map<string, { readonly place: string; readonly watcher: FSWatcher }>();
  let refused = false;
  let names = new Set<string>();
  let all = false;
  const note = (path: string): void => {
    if (!concerns(path)) return;
    if (names.size >= MOST_NAMES) all = true;
    else names.add(path);
    bell.ring();
  };
  const end = (folder: string): void => {
    watchers.get(folder)?.watcher.close();
    watchers.delete(folder);
  };
  const begin = (folder: string): boolean => {
    const place = placeOf(folder);
    if (place === null || watchers.get(folder)?.place === place) return false;
    end(folder);
    if (watchers.size >= MOST_FOLDERS) {
      refused = true;
      return false;
    }
    try {
      const watcher = watch(folder, (_event, name) => note(name === null ? folder : join(folder, name)));
      // The folder went, or the system is out of watches: the next look at everything takes it up again.
      watcher.on('error', () => end(folder));
      watchers.set(folder, { place, watcher });
      return true;
    } catch {
      // Gone meanwhile, closed to us, or a file system that cannot.
      refused = true;
      return false;
    }
  };
  const add = (folders: Iterable<string>): boolean => {
    let any = false;
    for (const folder of folders) any = begin(folder) || any;
    return any;
  };
  return {
    add,
    follow(folders) {
      refused = false;
      const wanted = new Set(folders);
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) end(folder);
      return add(wanted);
    },
    changed() {
      const found = all ? null : names;
      names = new Set();
      all = false;
      return found;
    },
    get whole() {
      return !refused;
    },
    close() {
      for (const folder of [...watchers.keys()]) end(folder);
    },
  };
}
