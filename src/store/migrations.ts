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
  `
  -- What an operator took back: never shown again, however often it is read anew, for ids derive from content.
  CREATE TABLE withdrawal (
    object TEXT NOT NULL CHECK (object IN ('fact', 'article')),
    id TEXT NOT NULL,
    -- The article a fact is from; of an article, itself.
    article TEXT NOT NULL,
    -- Milliseconds since 1970, as are all times here.
    at INTEGER NOT NULL,
    -- Telegram user id.
    by INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (object, id)
  ) WITHOUT ROWID;

  -- All that is hidden for it: the thing itself, and the same in other words of the same article (its twins and later
  -- editions). statement: whatever says this (id: article and what is said, see withdrawn.ts).
  CREATE TABLE hidden (
    object TEXT NOT NULL CHECK (object IN ('fact', 'article', 'statement')),
    id TEXT NOT NULL,
    -- The id of the withdrawal.
    origin TEXT NOT NULL,
    PRIMARY KEY (object, id)
  ) WITHOUT ROWID;
  CREATE INDEX hidden_origin ON hidden (origin);

  -- What operators did, for good; by: their Telegram user id.
  CREATE TABLE audit (
    n INTEGER PRIMARY KEY,
    at INTEGER NOT NULL,
    by INTEGER NOT NULL,
    act TEXT NOT NULL,
    object TEXT NOT NULL,
    -- What it said, in words.
    detail TEXT NOT NULL,
    reason TEXT NOT NULL
  );

  -- What readers said is wrong with a fact (or passage); nothing of who said it.
  CREATE TABLE feedback (
    n INTEGER PRIMARY KEY,
    fact TEXT NOT NULL,
    complaint TEXT NOT NULL,
    at INTEGER NOT NULL,
    -- Whether the operators were told of this one; the others are counted.
    told INTEGER NOT NULL DEFAULT 0 CHECK (told IN (0, 1))
  );
  CREATE INDEX feedback_fact ON feedback (fact, complaint, at);
  CREATE INDEX feedback_told ON feedback (at) WHERE told = 1;

  -- Where updates are sent: a chat, or one of its topics (0: none), of one bot.
  CREATE TABLE target (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    -- IANA name.
    zone TEXT NOT NULL,
    -- Minutes after midnight there, both NULL without quiet hours.
    quiet_from INTEGER,
    quiet_to INTEGER,
    -- Hour of the digests, and day of the weekly one (1: Monday … 7).
    digest_hour INTEGER NOT NULL,
    digest_day INTEGER NOT NULL,
    silent INTEGER NOT NULL CHECK (silent IN (0, 1)),
    -- Why nothing can be sent there (blocked, kicked …), NULL while it can; since when.
    suspended TEXT,
    suspended_at INTEGER,
    -- Who subscribed last, to be told when the target falls silent.
    keeper INTEGER,
    -- Nothing before, as Telegram asked for the whole chat.
    not_before INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (bot, chat, thread)
  ) WITHOUT ROWID;

  CREATE TABLE subscription (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    -- The wish as JSON, in its canonical form: the same wish is there once.
    wish TEXT NOT NULL,
    edition TEXT NOT NULL CHECK (edition IN ('instant', 'daily', 'weekly')),
    created INTEGER NOT NULL,
    creator INTEGER NOT NULL,
    paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
    -- Nothing before that moment, NULL: not snoozed.
    snoozed_until INTEGER,
    UNIQUE (bot, chat, thread, wish),
    FOREIGN KEY (bot, chat, thread) REFERENCES target (bot, chat, thread) ON DELETE CASCADE ON UPDATE CASCADE
  );

  -- One row: counts every change of what is wanted and how, so that an index of it in memory knows when it is old.
  CREATE TABLE wanted (revision INTEGER NOT NULL);
  INSERT INTO wanted VALUES (0);
  CREATE TRIGGER wanted_more AFTER INSERT ON subscription BEGIN UPDATE wanted SET revision = revision + 1; END;
  CREATE TRIGGER wanted_else AFTER UPDATE ON subscription BEGIN UPDATE wanted SET revision = revision + 1; END;
  CREATE TRIGGER wanted_less AFTER DELETE ON subscription BEGIN UPDATE wanted SET revision = revision + 1; END;
  CREATE TRIGGER wanted_how AFTER UPDATE OF
    bot, chat, thread, zone, quiet_from, quiet_to, digest_hour, digest_day, silent, suspended, suspended_at ON target
  BEGIN UPDATE wanted SET revision = revision + 1; END;

  -- Which articles changed is asked often; without it every text is turned over for the hash behind it.
  CREATE INDEX article_content ON article (id, content_hash);

  -- What corrections took back is looked for whenever anything changed; nearly always there is little of it.
  CREATE INDEX fact_superseded ON fact (superseded_by) WHERE superseded_by IS NOT NULL;

  -- Articles the updates have looked at, with the hash of their content then; first: when an article was first seen.
  CREATE TABLE seen_article (id TEXT PRIMARY KEY, content TEXT NOT NULL, first INTEGER NOT NULL) WITHOUT ROWID;

  -- What is known to have been said, by what it is about: tells new from old when nothing else remembers it.
  CREATE TABLE known (
    key TEXT PRIMARY KEY,
    -- As JSON: the values, and the article that gave them.
    body TEXT NOT NULL
  ) WITHOUT ROWID;

  -- Things that happened, each once however many articles tell it.
  CREATE TABLE event (
    id TEXT PRIMARY KEY,
    at INTEGER NOT NULL,
    body TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX event_at ON event (at);

  -- What is to be told to whom; written in the transaction of the event.
  CREATE TABLE outbox (
    n INTEGER PRIMARY KEY AUTOINCREMENT,
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    thread INTEGER NOT NULL,
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    edition TEXT NOT NULL,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'sent', 'dead', 'dropped')),
    -- Not to be sent before.
    due INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    -- Which subscriptions asked for it, a JSON array of their ids: what nobody wants any more is dropped.
    wanted_by TEXT NOT NULL DEFAULT '[]',
    -- The message that told it; several rows may share one.
    message INTEGER,
    -- Why it is dead, in Telegram's words.
    error TEXT,
    created INTEGER NOT NULL,
    -- When it came to its present state.
    at INTEGER NOT NULL,
    UNIQUE (bot, chat, thread, event, edition)
  );
  CREATE INDEX outbox_due ON outbox (bot, state, due);
  CREATE INDEX outbox_event ON outbox (event);

  -- Chats the bot was seen to join or to leave; at: when, by Telegram's clock, seconds since 1970.
  CREATE TABLE presence (
    bot INTEGER NOT NULL,
    chat INTEGER NOT NULL,
    here INTEGER NOT NULL CHECK (here IN (0, 1)),
    at INTEGER NOT NULL,
    PRIMARY KEY (bot, chat)
  ) WITHOUT ROWID;

  -- What is known of each source of news between two looks.
  CREATE TABLE source (
    url TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    next INTEGER NOT NULL,
    looked INTEGER,
    -- When it last answered as it should.
    fine INTEGER,
    failures INTEGER NOT NULL DEFAULT 0,
    -- Since when it has failed each time, NULL while it answers.
    failing INTEGER,
    error TEXT,
    told INTEGER NOT NULL DEFAULT 0
  ) WITHOUT ROWID;

  -- Addresses of articles that were fetched, so that none is fetched twice.
  CREATE TABLE fetched (url TEXT PRIMARY KEY, source TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
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

/**
 * Checks that a database is ours and not of a newer version, and changes nothing.
 * @throws StoreError
 */
export function refuseOthers(db: Database): void {
  refuseNewer(db, Number(db.pragma('user_version', { simple: true })));
  if (Number(db.pragma('application_id', { simple: true })) !== APPLICATION_ID) throw foreign(db);
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
  throw foreign(db);
}

function foreign(db: Database): StoreError {
  return new StoreError(
    'foreign',
    db.name,
    'belongs to another program',
    'Name another file in DATABASE_URL; this one was left as it was.',
  );
}
