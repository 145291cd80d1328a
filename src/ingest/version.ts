import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATA_DIR } from '../lexicon/table.ts';

const SOURCE = join(import.meta.dirname, '..');
/** Code and data that decide what is read out of an article. */
const FOLDERS: readonly string[] = [
  ...['text', 'region', 'news', 'lexicon', 'facts'].map((name) => join(SOURCE, name)),
  join(DATA_DIR, 'lexicon'),
  join(DATA_DIR, 'gazetteer'),
];

/**
 * A hash of everything that extraction depends on, so that after an upgrade, or after a journalist has added an
 * alias, unchanged files are read again, without anyone having to think of raising a number.
 */
export function extractionVersion(region: string): string {
  return versionOf(region, FOLDERS);
}

/** The same for passages and their index. */
export function passageVersion(region: string): string {
  return versionOf(region, [...FOLDERS, join(SOURCE, 'search')]);
}

function versionOf(region: string, folders: readonly string[]): string {
  const hash = createHash('sha256').update(region);
  for (const folder of folders)
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
      if (/\.(?:ts|txt|json)$/.test(path))
        hash.update(`\0${path}\0`).update(readFileSync(join(folder, path)));
  return hash.digest('hex').slice(0, 16);
}
