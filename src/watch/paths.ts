import { lstatSync, statSync } from 'node:fs';
import { basename, relative, sep } from 'node:path';
import { isArticleFile } from '../news/read.ts';

/** Files and folders that are watched, absolute. */
export type Roots = readonly string[];

/**
 * What tells a file as it was from a file as it is: written, replaced or made readable. null when no file stands there,
 * or none that can be seen (a link that leads in a circle).
 */
export function stampOf(path: string): { readonly stamp: string; readonly modified: number } | null {
  const stats = statOf(path);
  if (stats === null || !stats.isFile()) return null;
  const { size, mtimeNs, ctimeNs, ino } = stats;
  return { stamp: `${size} ${mtimeNs} ${ctimeNs} ${ino}`, modified: Number(stats.mtimeMs) };
}

/** Which folder (or file) stands at a path: another after it was replaced; null for none. */
export function placeOf(path: string): string | null {
  const stats = statOf(path);
  return stats === null ? null : `${stats.dev} ${stats.ino}`;
}

export function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}

function statOf(path: string) {
  try {
    return statSync(path, { bigint: true, throwIfNoEntry: false }) ?? null;
  } catch {
    return null;
  }
}

/**
 * Whether a path under the roots may hold an article, or a folder of them. Names that programs give to what they have not
 * finished (.x, ~x; x.tmp, x.part and x~ have no known extension) are none.
 */
export function concerns(path: string, roots: Roots): boolean {
  for (const root of roots) {
    if (path === root) return true;
    if (!path.startsWith(root.endsWith(sep) ? root : root + sep)) continue;
    if (!relative(root, path).split(sep).some(isPassing)) return true;
  }
  return false;
}

/** A file that is taken for an article: named itself, or under a folder and of a known kind. */
export function isWanted(path: string, roots: Roots): boolean {
  return roots.includes(path) || (isArticleFile(path) && !basename(path).startsWith('~'));
}

function isPassing(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~');
}
