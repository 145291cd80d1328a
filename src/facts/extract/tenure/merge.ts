import type { PartialDate } from '../../../text/date.ts';
import type { Span } from '../../../text/span.ts';
import type { Evidence, Tenure, TenureStatus } from '../../model.ts';
import { isLongBefore } from './day.ts';
import type { Post } from './post.ts';
import { POST_WORDS } from './post-words.ts';
import type { Statement } from './statement.ts';

/** 书记 is 常委 and 委员 too; 组织部部长 and 秘书长 are told with their 常委. */
const HEAD_OF_ALL = /书记$/;
const ACTING = /^代(?!表)|代理|(?:^|副)?代[省市县区镇乡]长/;
/** Taking office says more than holding it. */
const ENTERS: readonly TenureStatus[] = ['appointed', 'elected'];

interface Row {
  readonly person: string;
  readonly place: string | null;
  readonly status: TenureStatus;
  readonly posts: Post[];
  best: Statement;
}

/**
 * Puts the statements of one article together: one row per person, place and status, with all its posts and the
 * evidence that says most.
 */
export function mergeTenures(
  statements: readonly Statement[],
  evidenceOf: (span: Span) => Evidence,
): readonly Tenure[] {
  const rows = new Map<string, Row>();
  const told = new Map<string, PartialDate>();
  for (const statement of settlePlaces(statements)) {
    const { person, division, village, status } = statement;
    const place = village ?? division?.name ?? null;
    const first = [person, village ?? division?.code ?? '', status].join('|');
    // 2021年6月任副书记，2023年3月任县长: two appointments, each with its time.
    const time = told.get(first) ?? statement.told;
    if (time !== null) told.set(first, time);
    const other = statement.told !== null && time !== null && !isSameTime(time, statement.told);
    const key = other ? `${first}|${statement.told}` : first;
    const row = rows.get(key);
    if (row === undefined) {
      rows.set(key, { person, place, status, posts: [...statement.posts], best: statement });
      continue;
    }
    for (const post of statement.posts)
      if (!row.posts.some(({ name }) => name === post.name)) row.posts.push(post);
    if (weight(statement) > weight(row.best)) row.best = statement;
  }
  const all = [...rows.values()];
  return all
    .map((row) => ({ row, posts: postsOf(row, all) }))
    .filter(({ posts }) => posts.length > 0)
    .sort((a, b) => a.row.best.span.start - b.row.best.span.start)
    .map(({ row, posts }) => ({
      person: row.person,
      place: row.place,
      posts,
      acting: posts.some((post) => ACTING.test(post)),
      status: row.status,
      asOf: row.best.asOf,
      evidence: evidenceOf(row.best.span),
    }));
}

/** 2026-03 and 2026-03-18 may be one event. */
function isSameTime(a: PartialDate, b: PartialDate): boolean {
  return a.startsWith(b) || b.startsWith(a);
}

/** A bare title means the place that the same person's same title has where it is given in full. */
function settlePlaces(statements: readonly Statement[]): readonly Statement[] {
  const explicit = Map.groupBy(
    statements.filter((statement) => statement.explicit),
    ({ person }) => person,
  );
  return statements.map((statement) => {
    if (statement.explicit) return statement;
    const full = explicit
      .get(statement.person)
      ?.find(
        (other) =>
          !comesFrom(other, statement) &&
          other.posts.some(({ name }) => statement.posts.some((post) => post.name === name)),
      );
    return full && statement.village === undefined ? { ...statement, division: full.division } : statement;
  });
}

/** 从甲县县长任上调来，先任县长; 副县长张某调任甲县副县长: the second is held elsewhere. */
function comesFrom(explicit: Statement, { sentence, span, status }: Statement): boolean {
  if (status === 'left' && ENTERS.includes(explicit.status)) return explicit.sentence === sentence;
  return explicit.status === 'former' && explicit.sentence === sentence && explicit.span.start <= span.start;
}

function weight({ explicit, posts, sentence, headline }: Statement): number {
  if (headline) return 0;
  return (explicit ? 8 : 0) + (sentence.furniture ? 0 : 4) + Math.min(posts.length, 3);
}

/** The names of a row's posts, without those another row or a higher post of the same organ already says. */
function postsOf(row: Row, rows: readonly Row[]): readonly string[] {
  const others = rows.filter(
    (other) => other !== row && other.person === row.person && other.place === row.place,
  );
  const said = (statuses: readonly TenureStatus[]): readonly string[] =>
    others
      .filter(({ status }) => statuses.includes(status))
      // Who took office in July holds it in September: two facts of two times.
      .filter(({ status, best }) => !ENTERS.includes(status) || !isLongBefore(best.asOf, row.best.asOf))
      .flatMap(({ posts }) => posts.map(({ name }) => name));
  const elsewhere =
    row.status === 'holds'
      ? said([...ENTERS, 'left'])
      : row.status === 'former'
        ? said(['left', 'holds', ...ENTERS])
        : [];
  return row.posts
    .filter((post) => !elsewhere.includes(post.name) && !isImplied(post, row.posts))
    .map(({ name }) => name);
}

function isImplied(post: Post, posts: readonly Post[]): boolean {
  return (
    POST_WORDS.minor.includes(post.head) &&
    posts.some(
      ({ name, organ, head }) => organ === post.organ && name.startsWith(organ) && HEAD_OF_ALL.test(head),
    )
  );
}
