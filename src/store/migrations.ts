import type { Database } from 'better-sqlite3';
import { StoreError } from './store-error.ts';

/** "WXN1": marks the file as ours, so that another program's database is never written into. */
const APPLICATION_ID = 0x57584e31;

/** Each step brings a database from the version of its index to the next; steps are never edited once released. */
const STEPS: readonly string[] = [
  `
  CREATE TABLE note (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

  CREATE TABLE article (
    id TEXT PRIMARY KEY,
    file TEXT NOT NULL,
    title TEXT,
    title_key TEXT NOT NULL,
    url TEXT,
    outlet TEXT,
    date TEXT,
    date_basis TEXT NOT NULL CHECK (date_basis IN ('stated', 'inferred', 'unknown')),
    date_reason TEXT,
    digest INTEGER NOT NULL CHECK (digest IN (0, 1)),
    text TEXT NOT NULL,
    repairs TEXT NOT NULL,
    damaged TEXT NOT NULL,
    furniture TEXT NOT NULL,
    bylines TEXT NOT NULL,
    source_path TEXT,
    source_entry INTEGER,
    content_hash TEXT NOT NULL
  );
  CREATE INDEX article_title ON article (title_key);

  -- Facts of all kinds: the columns are what is looked up, body is the whole value as JSON.
  -- name: indicator, person, project name, event or list title.
  CREATE TABLE fact (
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('observation', 'tenure', 'project', 'event', 'list')),
    pos INTEGER NOT NULL,
    place TEXT,
    name TEXT NOT NULL,
    project TEXT,
    superseded_by TEXT,
    body TEXT NOT NULL
  );
  CREATE INDEX fact_article ON fact (article_id, kind);
  CREATE INDEX fact_name ON fact (kind, name);
  CREATE INDEX fact_project ON fact (project) WHERE project IS NOT NULL;

  -- A fact of joint places (安泽县、浮山县) has a row for each and one for both.
  CREATE TABLE fact_place (
    place TEXT NOT NULL,
    kind TEXT NOT NULL,
    name TEXT NOT NULL,
    n INTEGER NOT NULL REFERENCES fact (n) ON DELETE CASCADE,
    PRIMARY KEY (place, kind, name, n)
  ) WITHOUT ROWID;
  CREATE INDEX fact_place_n ON fact_place (n);

  CREATE TABLE suspect (
    n INTEGER PRIMARY KEY,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    pos INTEGER NOT NULL,
    reason TEXT NOT NULL,
    body TEXT NOT NULL
  );
  CREATE INDEX suspect_article ON suspect (article_id);

  CREATE TABLE correction (
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    ordinal INTEGER NOT NULL,
    title TEXT,
    title_key TEXT NOT NULL,
    pairs TEXT NOT NULL,
    PRIMARY KEY (article_id, ordinal)
  ) WITHOUT ROWID;

  -- Written when all articles of a file are stored, so that a killed run reads the file again.
  CREATE TABLE file (
    path TEXT PRIMARY KEY,
    size INTEGER NOT NULL,
    mtime TEXT NOT NULL,
    sha TEXT NOT NULL,
    version TEXT NOT NULL
  ) WITHOUT ROWID;

  -- spare: the article as this file has it, while another file with a smaller base name gives the wording.
  CREATE TABLE file_article (
    path TEXT NOT NULL,
    entry INTEGER NOT NULL,
    base TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    spare TEXT,
    PRIMARY KEY (path, entry)
  );
  CREATE INDEX file_article_article ON file_article (article_id);
  `,
  `
  -- held: why a fact is a suspect in the light of all others; derived, see settle.ts.
  ALTER TABLE fact ADD COLUMN held TEXT;
  -- twin_of: the article that stands for this one, when both are one article in different dirt; derived.
  ALTER TABLE article ADD COLUMN twin_of TEXT;
  CREATE INDEX article_twin ON article (twin_of) WHERE twin_of IS NOT NULL;
  -- given: 1 for a suspect that reading handed over as one, 0 for a fact that a check at the door held back.
  ALTER TABLE suspect ADD COLUMN given INTEGER NOT NULL DEFAULT 0;

  -- Places and indicators whose history has to be looked at again before anything is answered.
  CREATE TABLE stale (place TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (place, name)) WITHOUT ROWID;

  -- Few numbers of each article by which its twins are found, and the pairs that are one article (a < b).
  CREATE TABLE sketch (
    mark TEXT NOT NULL,
    article_id TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    -- Of all its numbers; NULL when damage may have swallowed one.
    numbers TEXT,
    PRIMARY KEY (mark, article_id)
  ) WITHOUT ROWID;
  CREATE INDEX sketch_article ON sketch (article_id);
  CREATE TABLE twin (
    a TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    b TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (a, b)
  ) WITHOUT ROWID;
  CREATE INDEX twin_b ON twin (b);
  -- Corrections name articles by parts of their titles: all titles are looked through, without the texts beside them.
  CREATE INDEX correction_title ON correction (title_key);
  `,
  `
  -- What came from Telegram and is not yet handled; bot: the number in the token, for ids of two bots may coincide.
  -- body: what is needed to handle it, as JSON; NULL once that is done. The bare id stays for a while, so that an update
  -- delivered twice is answered once.
  CREATE TABLE inbox (
    bot INTEGER NOT NULL,
    id INTEGER NOT NULL,
    -- Milliseconds since 1970, as are all times here.
    received INTEGER NOT NULL,
    body TEXT,
    -- Messages already sent for it, as a JSON array of their ids; in_flight: one more may be out.
    sent TEXT NOT NULL DEFAULT '[]',
    in_flight INTEGER NOT NULL DEFAULT 0,
    not_before INTEGER NOT NULL DEFAULT 0,
    -- How often a start has found it waiting.
    tries INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (bot, id)
  ) WITHOUT ROWID;
  CREATE INDEX inbox_waiting ON inbox (bot, id) WHERE body IS NOT NULL;
  CREATE INDEX inbox_received ON inbox (received) WHERE body IS NULL;

  -- Who works for a bot on this database; beat: the last sign of life.
  CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    holder TEXT NOT NULL,
    pid INTEGER NOT NULL,
    host TEXT NOT NULL,
    since INTEGER NOT NULL,
    beat INTEGER NOT NULL
  ) WITHOUT ROWID;
  `,
  `
  -- What was chosen in a private chat or for a group; NULL: as the bot sees fit.
  CREATE TABLE preference (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    script TEXT CHECK (script IN ('hans', 'hant')),
    language TEXT CHECK (language IN ('zh', 'en')),
    PRIMARY KEY (bot, chat)
  ) WITHOUT ROWID;

  -- Which messages answer which, so that an edited question edits its answer; numbers only, for two days.
  CREATE TABLE reply (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    message INTEGER NOT NULL,
    asker INTEGER NOT NULL,
    -- A JSON array of message ids.
    answers TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat, message)
  ) WITHOUT ROWID;
  CREATE INDEX reply_asker ON reply (bot, asker);
  CREATE INDEX reply_at ON reply (at);
  `,
];

export const SCHEMA_VERSION = STEPS.length;

export interface Migrated {
  readonly from: number;
  readonly to: number;
}

/**
 * Brings the database to {@link SCHEMA_VERSION}, all steps in one transaction; says what happened.
 * @throws StoreError for a database of a newer version or of another program; both stay as they were
 */
export function migrate(db: Database): Migrated {
  // Immediate: two processes that meet an empty file must not both create the tables.
  return db
    .transaction(() => {
      const from = Number(db.pragma('user_version', { simple: true }));
      refuseNewer(db, from);
      refuseForeign(db);
      for (const step of STEPS.slice(from)) db.exec(step);
      if (from !== SCHEMA_VERSION) {
        db.pragma(`user_version = ${SCHEMA_VERSION}`);
        db.pragma(`application_id = ${APPLICATION_ID}`);
      }
      return { from, to: SCHEMA_VERSION };
    })
    .immediate();
}

function refuseNewer(db: Database, version: number): void {
  const owner = Number(db.pragma('application_id', { simple: true }));
  if (owner !== APPLICATION_ID || version <= SCHEMA_VERSION) return;
  throw new StoreError(
    'newer',
    db.name,
    `was written by a newer version of Wenxian (schema ${version}; this one knows ${SCHEMA_VERSION})`,
    'Update Wenxian (git pull && npm ci), or name another file in DATABASE_URL.',
  );
}

function refuseForeign(db: Database): void {
  if (Number(db.pragma('application_id', { simple: true })) === APPLICATION_ID) return;
  const tables = db.prepare('SELECT count(*) FROM sqlite_master').pluck().get();
  const version = Number(db.pragma('user_version', { simple: true }));
  if (tables === 0 && version === 0) return;
  throw new StoreError(
    'foreign',
    db.name,
    'belongs to another program',
    'Name another file in DATABASE_URL; this one was left as it was.',
  );
}
