import type { Connection } from './connection.ts';

/** What is known of a source of news between two looks; times are milliseconds since 1970. */
export interface SourceState {
  readonly url: string;
  /** Validators of its last answer, for asking whether anything changed. */
  readonly etag: string | null;
  readonly modified: string | null;
  /** Not looked at before. */
  readonly next: number;
  readonly looked: number | null;
  /** When it last answered as it should. */
  readonly fine: number | null;
  /** Failures in a row, since when, and the last one's reason. */
  readonly failures: number;
  readonly failing: number | null;
  readonly error: string | null;
  /** The operators know that it is dead. */
  readonly told: boolean;
}

/** What the fetching of news remembers. Nothing of it bears on answers. */
export interface NewsSources {
  /** In the order of their addresses. */
  all(): Promise<readonly SourceState[]>;
  state(url: string): Promise<SourceState | null>;
  save(state: SourceState): Promise<void>;
  /** Forgets sources that are not among these; what was fetched from them stays known. */
  retain(urls: readonly string[]): Promise<void>;
  /** When the article with this key was fetched; null: never. */
  fetchedAt(key: string): Promise<number | null>;
  noteFetched(key: string, source: string, at: number): Promise<void>;
}

type Row = Omit<SourceState, 'told'> & { readonly told: number };

const COLUMNS = 'url, etag, modified, next, looked, fine, failures, failing, error, told';

/** The sources of a database in an SQLite file. */
export function createSqliteNewsSources(db: Connection): NewsSources {
  return {
    all: async () =>
      db.read(() =>
        (db.sql(`SELECT ${COLUMNS} FROM source ORDER BY url`).all() as readonly Row[]).map(stateOf),
      ),
    state: async (url) =>
      db.read(() => {
        const row = db.sql(`SELECT ${COLUMNS} FROM source WHERE url = ?`).get(url);
        return row === undefined ? null : stateOf(row as Row);
      }),
    save: async (state) =>
      void db.aside(() =>
        db
          .sql(
            `INSERT OR REPLACE INTO source (${COLUMNS}) VALUES
               (@url, @etag, @modified, @next, @looked, @fine, @failures, @failing, @error, @told)`,
          )
          .run({ ...state, told: Number(state.told) }),
      ),
    retain: async (urls) =>
      void db.aside(() =>
        db
          .sql('DELETE FROM source WHERE url NOT IN (SELECT value FROM json_each(?))')
          .run(JSON.stringify(urls)),
      ),
    fetchedAt: async (key) =>
      db.read(() => {
        const at = db.sql('SELECT at FROM fetched WHERE url = ?').pluck().get(key);
        return typeof at === 'number' ? at : null;
      }),
    noteFetched: async (key, source, at) =>
      void db.aside(() =>
        db.sql('INSERT OR REPLACE INTO fetched (url, source, at) VALUES (?, ?, ?)').run(key, source, at),
      ),
  };
}

function stateOf({ told, ...row }: Row): SourceState {
  return { ...row, told: told === 1 };
}
