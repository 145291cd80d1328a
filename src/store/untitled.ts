import { indicatorLexicon } from '../facts/indicators.ts';
import type { Observation } from '../facts/model.ts';
import { toSimplified } from '../text/script.ts';
import type { Connection } from './connection.ts';
import type { Correction } from './store.ts';
import { withdrawn } from './supersede.ts';
import { SHOWN_ARTICLE } from './withdrawn.ts';

/** A correction that names no article, with the notice it stands in. */
interface Untitled {
  readonly by: string;
  readonly title: string | null;
  readonly text: string;
  readonly pairs: string;
}

/** Days before a notice in which what it corrects without naming it was printed. */
const WITHIN_DAYS = 31;

const B_SHOWN = SHOWN_ARTICLE.replaceAll('a.id', 'b.id');
/** A day is needed on both sides: a month alone may be outside. */
const IN_REACH = `length(a.date) = 10 AND length(b.date) = 10 AND a.date <= b.date
  AND a.date >= date(b.date, '-${WITHIN_DAYS} days') AND (b.outlet IS NULL OR a.outlet = b.outlet) AND a.id <> b.id`;
const A_STANDS = `a.twin_of IS NULL AND ${SHOWN_ARTICLE}`;
const B_STANDS = `b.twin_of IS NULL AND ${B_SHOWN}`;
const UNTITLED = "c.title_key = '' AND c.title IS NULL";
/** Nearly always there are none. */
const ANY = `SELECT 1 FROM correction c WHERE ${UNTITLED} LIMIT 1`;
const FROM = `SELECT b.id AS "by", b.title, b.text, c.pairs FROM correction c CROSS JOIN article b ON b.id = c.article_id`;
const OF_NOTICE = `${FROM} WHERE ${UNTITLED} AND b.id = ? ORDER BY c.ordinal`;
const REACHING = `${FROM} CROSS JOIN article a ON a.id = ? WHERE ${UNTITLED} AND ${IN_REACH}`;
const STANDING = `${REACHING} AND ${A_STANDS} AND ${B_STANDS} ORDER BY b.date DESC, b.id, c.ordinal`;
const NAMED = `SELECT DISTINCT f.article_id FROM json_each(@names) w
    CROSS JOIN fact f ON f.kind = 'observation' AND f.name = w.value
    CROSS JOIN article b ON b.id = @by CROSS JOIN article a ON a.id = f.article_id
  WHERE ${IN_REACH} AND ${A_STANDS} ORDER BY 1`;
const OBSERVATIONS = `SELECT n, body FROM fact WHERE article_id = ? AND kind = 'observation' ORDER BY n`;

/**
 * Articles whose figures may be superseded otherwise when this one comes, changes or goes: those its own untitled
 * corrections could mean, and, where such a correction could mean this article, all others it could mean as well.
 */
export function rivals(db: Connection, articleId: string): readonly string[] {
  if (db.sql(ANY).get() === undefined) return [];
  const own = db.sql(OF_NOTICE).all(articleId) as readonly Untitled[];
  // Also when this article has just ceased to be shown: the other one is then the only one.
  const reaching = (db.sql(REACHING).all(articleId) as readonly Untitled[]).filter(
    (notice) => meantIn(db, articleId, notice).length > 0,
  );
  return [...own, ...reaching].flatMap((notice) => candidates(db, notice));
}

/**
 * The figures of an article that notices take back without naming it: the notice quotes the words with the number, names
 * place and indicator, and no other article of its outlet in the month before has them.
 */
export function takenBackUnnamed(
  db: Connection,
  articleId: string,
): readonly { readonly n: number; readonly by: string }[] {
  if (db.sql(ANY).get() === undefined) return [];
  return (db.sql(STANDING).all(articleId) as readonly Untitled[]).flatMap((notice) => {
    const [n, ...more] = meantIn(db, articleId, notice);
    if (n === undefined || more.length > 0) return [];
    return candidates(db, notice).length === 1 ? [{ n, by: notice.by }] : [];
  });
}

/** All articles that a notice could mean. */
function candidates(db: Connection, notice: Untitled): readonly string[] {
  const named = db
    .sql(NAMED)
    .pluck()
    .all({ names: JSON.stringify([...indicatorsIn(notice)]), by: notice.by }) as readonly string[];
  return named.filter((id) => meantIn(db, id, notice).length > 0);
}

/** The figures of an article that a notice could mean. */
function meantIn(db: Connection, articleId: string, notice: Untitled): readonly number[] {
  const rows = db.sql(OBSERVATIONS).all(articleId) as readonly {
    readonly n: number;
    readonly body: string;
  }[];
  const told = rows.map((row) => ({ n: row.n, observation: JSON.parse(row.body) as Observation }));
  const names = indicatorsIn(notice);
  const said = saidIn(notice);
  const fitting = told.filter(
    ({ observation: { indicator, place } }) =>
      names.has(indicator) && place !== null && namesPlace(said, place),
  );
  if (fitting.length === 0) return [];
  const text = db.sql('SELECT text FROM article WHERE id = ?').pluck().get(articleId) as string;
  const observations = fitting.map(({ observation }) => observation);
  const pairs = JSON.parse(notice.pairs) as Correction['pairs'];
  return [...withdrawn(text, observations, pairs)].flatMap((i) => {
    const one = fitting[i];
    const exact =
      one !== undefined &&
      pairs.some(({ wrong }) =>
        toSimplified(wrong).includes(`${one.observation.raw}${one.observation.unit}`),
      );
    return exact ? [one.n] : [];
  });
}

function saidIn({ title, text }: Untitled): string {
  return toSimplified(`${title ?? ''}\n${text}`);
}

function indicatorsIn(notice: Untitled): ReadonlySet<string> {
  return new Set(
    indicatorLexicon()
      .find(saidIn(notice))
      .map(({ canonical }) => canonical),
  );
}

/** 侯马市, or 侯马 where that is a name by itself: 古 is none. */
function namesPlace(said: string, place: string): boolean {
  return said.includes(place) || (place.length > 2 && said.includes(place.slice(0, -1)));
}
