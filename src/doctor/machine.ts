import { access, constants, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { broken, type Finding, note, ok } from './check.ts';

/** The lowest version that strips types and loads the SQLite binding; the same as in scripts/guard.mjs. */
const WANTED = { major: 22, minor: 18 };

export function checkRuntime(version: string): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > WANTED.major || (major === WANTED.major && minor >= WANTED.minor);
  return fits
    ? ok(`runtime: Node ${version}`)
    : broken(`runtime: Node ${version} is too old`, 'start through npm, or install Node 24');
}

const MB = 1024 * 1024;
/** Below the first a database write may fail any day, below the second a large import will. */
const TIGHT_MB = 50;
const LOW_MB = 500;

/** Free space where the database stands, or will stand. */
export async function checkDisk(path: string): Promise<Finding> {
  const folder = await nearestFolder(dirname(path));
  const { bavail, bsize } = await statfs(folder);
  const free = Math.floor((bavail * bsize) / MB);
  const what = `disk: ${free.toLocaleString('en')} MB free at ${folder}`;
  if (free < TIGHT_MB) return broken(what, 'free some space: the next write may fail');
  return free < LOW_MB ? note(what, 'enough for now; a large import needs more') : ok(what);
}

async function nearestFolder(folder: string): Promise<string> {
  try {
    await access(folder, constants.F_OK);
    return folder;
  } catch {
    const above = dirname(folder);
    return above === folder ? folder : nearestFolder(above);
  }
}
