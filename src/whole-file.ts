import { open, rename, rm } from 'node:fs/promises';

/**
 * Replaces a file at once: whoever reads it, and whenever we are killed, finds the old one or the new one whole.
 * @param draft where it is written first: on the same disk, under a name that nobody reads and no other process writes
 */
export async function writeWhole(
  path: string,
  draft: string,
  pieces: Iterable<string | Uint8Array>,
): Promise<void> {
  try {
    const file = await open(draft, 'w');
    try {
      for (const piece of pieces) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } finally {
    await rm(draft, { force: true });
  }
}
