import { readFile } from 'node:fs/promises';
import { givingWay, run } from '../search/pace.ts';
import type { Snapshot, SnapshotProblem } from '../search/snapshot.ts';
import { readSnapshot, writeSnapshot } from '../search/snapshot.ts';
import { writeWhole } from '../whole-file.ts';

/** A file beside the database that holds the passage index between two runs. */
export interface PassageFile {
  /** The index, or why there is none to be trusted. */
  read(stamp: string): Promise<Snapshot | SnapshotProblem | 'missing'>;
  /** Replaces the file at once: a process killed meanwhile leaves the old one. */
  write(snapshot: Snapshot, stamp: string): Promise<void>;
}

/** @param path of the file; another process that writes at the same time writes under another name first */
export function createPassageFile(path: string, processId: number): PassageFile {
  return {
    async read(stamp) {
      let bytes: Uint8Array;
      try {
        bytes = await readFile(path);
      } catch {
        return 'missing';
      }
      return run(readSnapshot(bytes, stamp), givingWay());
    },
    async write(snapshot, stamp) {
      const pieces = await run(writeSnapshot(snapshot, stamp), givingWay());
      await writeWhole(path, `${path}.${processId}.new`, pieces);
    },
  };
}
