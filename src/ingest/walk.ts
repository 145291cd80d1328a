import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { isArticleFile } from '../news/read.ts';

export interface Found {
  /** Absolute, sorted. */
  readonly files: readonly string[];
  /** All folders that were walked through. */
  readonly folders: readonly string[];
  /** Paths that were asked for and do not exist. */
  readonly missing: readonly string[];
  /** Folders that could not be listed, with the system's reason. */
  readonly closed: readonly { readonly path: string; readonly reason: string }[];
}

/**
 * The article files under `paths`: a file that is named is taken whatever its extension, a folder gives those
 * with a known one. Hidden files and folders are passed over.
 */
export async function findFiles(paths: readonly string[]): Promise<Found> {
  const files = new Set<string>();
  const folders = new Set<string>();
  const missing: string[] = [];
  const closed: { path: string; reason: string }[] = [];
  const walk = async (folder: string): Promise<void> => {
    folders.add(folder);
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        if (entry.name.startsWith('.')) continue;
        const path = join(folder, entry.name);
        // Linked files are read; linked folders are not followed, since they may lead in a circle.
        if (entry.isDirectory()) await walk(path);
        else if (isArticleFile(path) && (entry.isFile() || (await kindOf(path)) === 'file')) files.add(path);
      }
    } catch (error) {
      closed.push({ path: folder, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  for (const path of paths.map((each) => resolve(each))) {
    const kind = await kindOf(path);
    if (kind === 'folder') await walk(path);
    else if (kind === 'file') files.add(path);
    else missing.push(path);
  }
  return { files: [...files].sort(), folders: [...folders], missing, closed };
}

/** What stands at a path, null when nothing does (or it cannot be seen). */
export async function kindOf(path: string): Promise<'file' | 'folder' | null> {
  try {
    return (await stat(path)).isDirectory() ? 'folder' : 'file';
  } catch {
    return null;
  }
}
