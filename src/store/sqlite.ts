import { type ArticleHead, type ArticleRow, articleOf, HEAD_COLUMNS, infoOf } from './article-row.ts';
import type { Connection } from './connection.ts';
import { deleteContent } from './contents.ts';
import { type Parcel, pack } from './parcel.ts';
import { type Redactions, redactFact, redactionsOf, redactText } from './redaction.ts';
import { remember, settling } from './sight.ts';
import { copiesOf, detach, putContent } from './sources.ts';
import type {
  AnyFact,
  ArticleInfo,
  ArticleSource,
  Delivery,
  FactKind,
  FileRecord,
  IndicatorCount,
  PutResult,
  Store,
  Stored,
  Suspect,
} from './store.ts';
import { SHOWN_ARTICLE, SHOWN_FACT, withdrawnSpans } from './withdrawn.ts';

/** Newest article first, unknown dates last, then article id and position: never the order of insertion. */
const ARTICLE_ORDER = 'a.date IS NULL, a.date DESC, a.id';
const FACT_ORDER = `${ARTICLE_ORDER}, f.pos, f.id`;

/** Articles that stand for themselves and were not withdrawn. */
const STANDING = `a.twin_of IS NULL AND ${SHOWN_ARTICLE}`;
/** Facts that answers may use. */
const TOLD = `f.held IS NULL AND a.twin_of IS NULL AND ${SHOWN_FACT}`;

interface FactRecord {
  readonly id: string;
  readonly article_id: string;
  readonly kind: FactKind;
  readonly superseded_by: string | null;
  readonly body: string;
}

/** Look-ups remembered; one question repeats many of its own. */
const MOST_RECENT = 1000;

/** The store on one SQLite file. Queries are synchronous inside; the interface is not, so that another engine fits. */
export function createSqliteStore(db: Connection): Store {
  const sight = settling(db);
  const memory = remember(sight);
  const redactions = (): Redactions => memory('redactions', () => redactionsOf(db));
  const ask = async <T>(work: () => T): Promise<T> => {
    sight.settle();
    return db.read(work);
  };
  /** What says nothing about facts is read as it is. */
  const look = async <T>(work: () => T): Promise<T> => db.read(work);
  const recent = remember(sight, MOST_RECENT);
  const lookUp = <T>(kind: FactKind, filter: FactFilter): readonly Stored<T>[] =>
    recent(`${kind} ${JSON.stringify(filter)}`, () => select<T>(db, redactions(), kind, filter));
  const change = async <T>(work: () => T): Promise<T> => db.write(work);
  return {
    putArticle: (article, facts, options = {}) =>
      change(() => {
        const { source = null, corrections = [], finishes } = options;
        return put(db, pack({ article, facts, corrections }), source, finishes);
      }),
    putParcels: (batch) => putParcels(db, batch),
    removeArticle: (id) => change(() => deleteContent(db, id)),
    file: (path) => look(() => (db.sql('SELECT * FROM file WHERE path = ?').get(path) as FileRecord) ?? null),
    finishFile: (file, entries) => change(() => finishFile(db, file, entries)),
    removeFile: (path) => change(() => removeFile(db, path)),
    files: () =>
      look(() => strings(db, 'SELECT path FROM file UNION SELECT path FROM file_article ORDER BY 1')),
    sources: (id) => look(() => strings(db, SOURCES, { id })),
    copies: (id) => ask(() => recent(`copies ${id}`, () => copiesOf(db, id))),
    suspects: () => ask(() => suspects(db)),
    note: (key) => look(() => strings(db, 'SELECT value FROM note WHERE key = ?', key)[0] ?? null),
    setNote: (key, value) => change(() => setNote(db, key, value)),

    revision: () => ask(() => sight.generation()),
    fingerprints: () => look(() => fingerprints(db)),
    articles: () => ask(() => memory('articles', () => articles(db))),
    articleInfo: (id) => ask(() => recent(`info ${id}`, () => articleInfo(db, id))),
    articlesBy: (person) =>
      ask(() => memory('bylines', () => byByline(memory('articles', () => articles(db)))).get(person) ?? []),
    articlesOn: (place) => ask(() => memory(`on ${place}`, () => strings(db, ARTICLES_ON, { place }))),
    newest: (place) => ask(() => memory('newest', () => newestDates(db)).get(place) ?? null),
    article: (id) =>
      ask(() => {
        const row = db.sql(`SELECT a.* FROM article a WHERE a.id = ? AND ${SHOWN_ARTICLE}`).get(id) as
          | ArticleRow
          | undefined;
        if (row === undefined) return null;
        const withdrawn = withdrawnSpans(db, id);
        if (withdrawn.length === 0) return articleOf(row);
        const text = redactText(row.text, redactions().get(id) ?? []);
        return { ...articleOf(row), text, withdrawn };
      }),
    observations: (filter) => ask(() => lookUp('observation', { ...filter, names: filter.indicators })),
    indicators: ({ place }) => ask(() => memory(`indicators ${place ?? ''}`, () => indicators(db, place))),
    tenures: ({ person, ...filter }) => ask(() => lookUp('tenure', named(filter, person))),
    projects: (filter) => ask(() => lookUp('project', named(filter))),
    events: (filter) => ask(() => lookUp('event', named(filter))),
    lists: (filter) => ask(() => lookUp('list', named(filter))),
    people: () => ask(() => memory('people', () => strings(db, PEOPLE))),
    fact: (id) => ask(() => recent(`fact ${id}`, () => factOf(db, redactions(), id))),
    counts: () => ask(() => counts(db)),
    close: async () => db.close(),
  };
}

function put(
  db: Connection,
  parcel: Parcel,
  source: ArticleSource | null,
  finishes: FileRecord | undefined,
): PutResult {
  const result = putContent(db, parcel, source);
  if (finishes !== undefined) finishFile(db, finishes, (source?.entry ?? -1) + 1);
  return result;
}

async function putParcels(db: Connection, batch: readonly Delivery[]): Promise<readonly PutResult[]> {
  const all = (some: readonly Delivery[]): readonly PutResult[] =>
    db.write(() => some.map(({ parcel, source, finishes }) => put(db, parcel, source, finishes)));
  try {
    return all(batch);
  } catch (error) {
    if (batch.length < 2) throw error;
    // All of them were rolled back: one by one, the articles before the one at fault are not lost.
    return batch.flatMap((each) => all([each]));
  }
}

const WITHDRAWN_FACTS = `SELECT f.article_id AS article, f.id AS fact FROM hidden h JOIN fact f ON f.id = h.id
  WHERE h.object = 'fact' ORDER BY 1, 2`;

function fingerprints(db: Connection): ReadonlyMap<string, string> {
  const rows = db
    .sql(`SELECT a.id, a.content_hash AS hash FROM article a WHERE ${SHOWN_ARTICLE}`)
    .all() as readonly { readonly id: string; readonly hash: string }[];
  const found = new Map(rows.map(({ id, hash }) => [id, hash]));
  // Without one of its facts an article is another one: what quotes it must be made anew.
  for (const { article, fact } of db.sql(WITHDRAWN_FACTS).all() as readonly {
    readonly article: string;
    readonly fact: string;
  }[]) {
    const hash = found.get(article);
    if (hash !== undefined) found.set(article, `${hash}-${fact}`);
  }
  return found;
}

interface FactFilter {
  readonly places?: readonly string[] | undefined;
  readonly names?: readonly string[] | undefined;
  readonly ids?: readonly string[] | undefined;
  readonly project?: string | undefined;
  readonly articleId?: string | undefined;
}

function named(filter: { readonly place?: string; readonly articleId?: string }, name?: string): FactFilter {
  return {
    articleId: filter.articleId,
    places: filter.place === undefined ? undefined : [filter.place],
    names: name === undefined ? undefined : [name],
  };
}

const AMONG = (list: string): string => `IN (SELECT value FROM json_each(@${list}))`;

/** Lists travel as JSON, so that each combination of filters is one prepared statement. */
function select<T>(
  db: Connection,
  redactions: Redactions,
  kind: FactKind,
  filter: FactFilter,
): readonly Stored<T>[] {
  // +: the index by kind and name would be walked from end to end where place, article or id lead straight to the rows.
  const led = filter.places !== undefined || filter.articleId !== undefined || filter.ids !== undefined;
  const conditions = [`${led ? '+' : ''}f.kind = @kind`, TOLD];
  if (filter.places !== undefined) {
    // CROSS JOIN keeps the order: each pair of place and name is one look into the primary key, never a walk over a place.
    const [each, alsoName] =
      filter.names === undefined ? ['', ''] : [' CROSS JOIN json_each(@names) s', ' AND p.name = s.value'];
    conditions.push(
      filter.articleId === undefined
        ? `f.n IN (SELECT p.n FROM json_each(@places) w${each} CROSS JOIN fact_place p
             WHERE p.place = w.value AND p.kind = @kind${alsoName})`
        : // An article has few facts, a place has many: each of the few is looked up by its number.
          `EXISTS (SELECT 1 FROM fact_place p WHERE p.n = f.n AND +p.place ${AMONG('places')})
           ${filter.names === undefined ? '' : `AND +f.name ${AMONG('names')}`}`,
    );
  } else if (filter.names !== undefined) conditions.push(`f.name ${AMONG('names')}`);
  if (filter.ids !== undefined) conditions.push(`f.id ${AMONG('ids')}`);
  if (filter.project !== undefined) conditions.push('f.project = @project');
  if (filter.articleId !== undefined) conditions.push('f.article_id = @articleId');
  const rows = db
    .sql(
      `SELECT f.id, f.article_id, f.kind, f.superseded_by, f.body
       FROM fact f JOIN article a ON a.id = f.article_id
       WHERE ${conditions.join(' AND ')} ORDER BY ${FACT_ORDER}`,
    )
    .all({
      kind,
      places: JSON.stringify(filter.places ?? []),
      names: JSON.stringify(filter.names ?? []),
      ids: JSON.stringify(filter.ids ?? []),
      project: filter.project ?? null,
      articleId: filter.articleId ?? null,
    }) as readonly FactRecord[];
  return rows.map((row) => storedFact<T>(row, redactions));
}

const FACT = `SELECT f.* FROM fact f JOIN article a ON a.id = f.article_id WHERE f.id = ? AND ${SHOWN_FACT}`;

function factOf(
  db: Connection,
  redactions: Redactions,
  id: string,
): { readonly kind: FactKind; readonly fact: Stored<AnyFact> } | null {
  const row = db.sql(FACT).get(id) as FactRecord | undefined;
  return row === undefined ? null : { kind: row.kind, fact: storedFact<AnyFact>(row, redactions) };
}

function storedFact<T>(row: FactRecord, redactions: Redactions): Stored<T> {
  const read = { ...(JSON.parse(row.body) as T), id: row.id, articleId: row.article_id };
  const black = redactions.get(row.article_id);
  const fact = black === undefined ? read : redactFact(read, black);
  return row.superseded_by === null
    ? fact
    : { ...fact, status: 'superseded', supersededBy: row.superseded_by };
}

function articleInfo(db: Connection, id: string): ArticleInfo | null {
  const row = db.sql(`SELECT ${HEAD_COLUMNS} FROM article a WHERE a.id = ? AND ${SHOWN_ARTICLE}`).get(id);
  return row === undefined ? null : infoOf(row as ArticleHead);
}

function articles(db: Connection): readonly ArticleInfo[] {
  const rows = db
    .sql(`SELECT ${HEAD_COLUMNS} FROM article a WHERE ${STANDING} ORDER BY ${ARTICLE_ORDER}`)
    .all();
  return (rows as readonly ArticleHead[]).map(infoOf);
}

function byByline(infos: readonly ArticleInfo[]): ReadonlyMap<string, readonly ArticleInfo[]> {
  const byName = new Map<string, ArticleInfo[]>();
  for (const info of infos)
    for (const name of new Set(info.bylines.map((byline) => byline.name)))
      byName.set(name, [...(byName.get(name) ?? []), info]);
  return byName;
}

const ARTICLES_ON = `SELECT f.article_id FROM fact_place p JOIN fact f ON f.n = p.n
    JOIN article a ON a.id = f.article_id
  WHERE p.place = @place AND ${TOLD}
  GROUP BY f.article_id ORDER BY count(*) DESC, f.article_id`;

/** One look at all places answers for each until something is written. */
function newestDates(db: Connection): ReadonlyMap<string, { readonly date: string | null }> {
  const rows = db
    .sql(
      `SELECT p.place, max(a.date) AS date FROM fact_place p JOIN fact f ON f.n = p.n
         JOIN article a ON a.id = f.article_id
       WHERE ${TOLD} GROUP BY p.place`,
    )
    .all() as readonly { readonly place: string; readonly date: string | null }[];
  return new Map(rows.map(({ place, date }) => [place, { date }]));
}

function indicators(db: Connection, place?: string): readonly IndicatorCount[] {
  const where =
    place === undefined ? '' : 'AND f.n IN (SELECT n FROM fact_place WHERE place = @place AND kind = @kind)';
  return db
    .sql(
      `SELECT f.name AS indicator, f.place, count(*) AS rows FROM fact f
         JOIN article a ON a.id = f.article_id
       WHERE ${place === undefined ? '' : '+'}f.kind = @kind AND ${TOLD} ${where} GROUP BY f.name, f.place ORDER BY rows DESC, f.name, f.place`,
    )
    .all({ kind: 'observation', place: place ?? null }) as readonly IndicatorCount[];
}

/** Persons in posts, and those who made the reports. */
const PEOPLE = `SELECT f.name FROM fact f JOIN article a ON a.id = f.article_id
    WHERE f.kind = 'tenure' AND a.twin_of IS NULL AND ${SHOWN_FACT}
  UNION SELECT json_extract(b.value, '$.name') FROM article a, json_each(a.bylines) b
    WHERE ${STANDING} ORDER BY 1`;

/** The files of an article and of those it stands for. */
const SOURCES = `SELECT DISTINCT base FROM file_article
  WHERE article_id IN (SELECT @id UNION SELECT id FROM article WHERE twin_of = @id) ORDER BY base`;

/** What single facts were held back for at the door, and in the light of all others. */
const HELD_BACK = `(SELECT article_id, kind, pos, reason, body FROM suspect
  UNION ALL SELECT f.article_id, f.kind, f.pos, f.held, f.body FROM fact f
    WHERE f.held IS NOT NULL AND ${SHOWN_FACT.replaceAll('a.id', 'f.article_id')})`;

function suspects(db: Connection): readonly Suspect[] {
  const rows = db
    .sql(
      `SELECT s.article_id, s.kind, s.reason, s.body FROM article a JOIN ${HELD_BACK} s ON a.id = s.article_id
       WHERE ${STANDING} ORDER BY ${ARTICLE_ORDER}, s.pos, s.kind, s.body, s.reason`,
    )
    .all() as readonly {
    readonly article_id: string;
    readonly kind: FactKind;
    readonly reason: string;
    readonly body: string;
  }[];
  return rows.map((row) => ({
    articleId: row.article_id,
    kind: row.kind,
    reason: row.reason,
    fact: JSON.parse(row.body) as AnyFact,
  }));
}

function finishFile(db: Connection, file: FileRecord, entries: number): void {
  for (const entry of entriesFrom(db, file.path, entries)) detach(db, { path: file.path, entry });
  db.sql(
    `INSERT INTO file (path, size, mtime, sha, version) VALUES (@path, @size, @mtime, @sha, @version)
     ON CONFLICT (path) DO UPDATE SET size = excluded.size, mtime = excluded.mtime, sha = excluded.sha,
       version = excluded.version`,
  ).run({ ...file });
}

function removeFile(db: Connection, path: string): number {
  let gone = 0;
  for (const entry of entriesFrom(db, path, 0)) if (detach(db, { path, entry })) gone++;
  db.sql('DELETE FROM file WHERE path = ?').run(path);
  return gone;
}

function entriesFrom(db: Connection, path: string, first: number): readonly number[] {
  return db
    .sql('SELECT entry FROM file_article WHERE path = ? AND entry >= ? ORDER BY entry')
    .pluck()
    .all(path, first) as readonly number[];
}

function setNote(db: Connection, key: string, value: string): void {
  db.sql(
    'INSERT INTO note (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, value);
}

/**
 * What is stored, as `index` reports it. An article read again from another file or site, exactly or in other dirt,
 * counts once, and among the duplicates for each further source.
 */
function counts(db: Connection): Readonly<Record<string, number>> {
  const rows = db
    .sql(
      `SELECT f.kind, count(*) AS n, count(f.superseded_by) AS superseded FROM fact f
         JOIN article a ON a.id = f.article_id WHERE ${TOLD} GROUP BY f.kind
       UNION ALL SELECT 'article', count(*), 0 FROM article a WHERE ${STANDING}
       UNION ALL SELECT 'suspect', count(*), 0 FROM ${HELD_BACK} s JOIN article a ON a.id = s.article_id
         WHERE ${STANDING}
       UNION ALL SELECT 'source', count(*), 0 FROM file_article
       UNION ALL SELECT 'sourced', count(DISTINCT coalesce(a.twin_of, a.id)), 0
         FROM file_article s JOIN article a ON a.id = s.article_id
       UNION ALL SELECT 'file', count(*), 0 FROM file`,
    )
    .all() as readonly { readonly kind: string; readonly n: number; readonly superseded: number }[];
  const of = (kind: string): number => rows.find((row) => row.kind === kind)?.n ?? 0;
  return {
    articles: of('article'),
    facts: of('observation'),
    posts: of('tenure'),
    projects: of('project'),
    events: of('event'),
    lists: of('list'),
    suspects: of('suspect'),
    superseded: rows.reduce((sum, row) => sum + row.superseded, 0),
    duplicates: of('source') - of('sourced'),
    files: of('file'),
  };
}

function strings(db: Connection, sql: string, ...values: readonly unknown[]): readonly string[] {
  return db
    .sql(sql)
    .pluck()
    .all(...values) as readonly string[];
}
