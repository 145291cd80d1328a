export type StoreProblem =
  | 'newer'
  | 'foreign'
  | 'not-a-database'
  | 'corrupt'
  | 'read-only'
  | 'full'
  | 'locked'
  | 'cannot-open'
  | 'io';

/** A database that cannot be used as it is: names the file, what is wrong and what to do about it. */
export class StoreError extends Error {
  readonly problem: StoreProblem;
  readonly path: string;
  readonly remedy: string;

  constructor(problem: StoreProblem, path: string, what: string, remedy: string, cause?: unknown) {
    super(`The database ${path} ${what}. ${remedy}`, cause === undefined ? undefined : { cause });
    this.name = 'StoreError';
    this.problem = problem;
    this.path = path;
    this.remedy = remedy;
  }
}

interface Explanation {
  readonly problem: StoreProblem;
  readonly what: string;
  readonly remedy: string;
}

/** SQLite result codes (sqlite.org/rescode.html) by their primary name; extended codes start with it. */
const EXPLANATIONS: readonly (readonly [prefix: string, Explanation])[] = [
  [
    'SQLITE_FULL',
    {
      problem: 'full',
      what: 'could not be written: the disk is full',
      remedy: 'Free some space and run the command again; everything stored so far is kept.',
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      problem: 'not-a-database',
      what: 'is not an SQLite database',
      remedy: 'Check the path in DATABASE_URL, or move the file away and index again.',
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      problem: 'corrupt',
      what: 'is damaged',
      remedy: 'Restore a backup, or move the file away and index again.',
    },
  ],
  [
    'SQLITE_READONLY',
    {
      problem: 'read-only',
      what: 'cannot be written by this user',
      remedy: 'Make the file and its folder writable, or name another in DATABASE_URL.',
    },
  ],
  [
    'SQLITE_BUSY',
    {
      problem: 'locked',
      what: 'is locked by another process',
      remedy: 'Wait until the other `index` run has finished, then try again.',
    },
  ],
  [
    'SQLITE_LOCKED',
    {
      problem: 'locked',
      what: 'is locked',
      remedy: 'Wait until the other `index` run has finished, then try again.',
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      problem: 'cannot-open',
      what: 'cannot be opened',
      remedy: 'Check that its folder exists and that this user may read and write it.',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      problem: 'io',
      what: 'could not be read or written: the disk reported an error',
      remedy: 'Check free space and the disk, then run the command again; everything stored so far is kept.',
    },
  ],
];

/** Operating system errors met while making the database's folder. */
const SYSTEM_CODES: Readonly<Record<string, string>> = {
  ENOSPC: 'SQLITE_FULL',
  EACCES: 'SQLITE_READONLY',
  EPERM: 'SQLITE_READONLY',
  EROFS: 'SQLITE_READONLY',
  ENOTDIR: 'SQLITE_CANTOPEN',
  EEXIST: 'SQLITE_CANTOPEN',
  EISDIR: 'SQLITE_CANTOPEN',
};

/** Runs `work`; what SQLite or the disk refuses comes out as a {@link StoreError}, anything else as it was. */
export function explained<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw explain(path, error);
  }
}

function explain(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof StoreError) return error;
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const code = SYSTEM_CODES[own] ?? own;
  const known = EXPLANATIONS.find(([prefix]) => code === prefix || code.startsWith(`${prefix}_`));
  if (known === undefined) return error;
  const [, { problem, what, remedy }] = known;
  return new StoreError(problem, path, what, remedy, error);
}
