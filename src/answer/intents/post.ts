import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';
import { tell, tenureProof } from './tell.ts';

const MOST_LINES = 3;

/** What a person is: posts with place and date, former posts, or the byline of a report. */
export const answerPost: Responder = async (ask) => {
  const [person] = ask.question.persons;
  if (person === undefined) return null;
  const rows = newestFirst(await ask.desk.store.tenures({ person }));
  const former = ask.question.wants.has('before') || ask.question.wants.has('former');
  const ordered = former
    ? [...gone(rows), ...holding(rows)]
    : [...holding(rows), ...gone(rows), ...rows.filter((r) => r.status === 'candidate')];
  const told = distinctPosts(ordered);
  const [first, ...more] = told;
  if (first === undefined) return byline(ask, person);
  if (ask.question.wants.has('next')) {
    const after = await successor(ask, first);
    if (after !== null) return after;
  }
  const fresh = more.filter((row) => former || row.status !== 'holds' || !sameWork(row, first));
  return reply(ask, {
    kind: 'post',
    headline: strongLine(`${tell(first)}。`, first.posts.join('、')),
    context: fresh.slice(0, MOST_LINES).map((row) => line(tell(row))),
    proofs: [first, ...fresh.slice(0, MOST_LINES)].map(tenureProof),
  });
};

function distinctPosts(rows: readonly Stored<Tenure>[]): readonly Stored<Tenure>[] {
  return rows.filter(
    (row, i) =>
      rows.findIndex(
        (r) => sameWork(row, r) && sameWork(r, row) && gone([r]).length === gone([row]).length,
      ) === i,
  );
}

function sameWork(a: Tenure, b: Tenure): boolean {
  return a.place === b.place && a.posts.every((post) => b.posts.includes(post));
}

async function byline(ask: Ask, person: string): ReturnType<Responder> {
  const articles = await ask.desk.store.articles();
  const wrote = articles.filter((article) => article.bylines.some((b) => b.name === person));
  const [first] = wrote;
  if (first === undefined) return null;
  const role = first.bylines.find((b) => b.name === person)?.role ?? '作者';
  return reply(ask, {
    kind: 'byline',
    headline: strongLine(`${say('bylinePerson', { person, role })}。`, role),
    articles: wrote.slice(0, 3).map((a) => a.id),
  });
}

/** Who is told later in the first post of a person at the same place. */
async function successor(ask: Ask, before: Stored<Tenure>): ReturnType<Responder> {
  if (before.place === null) return null;
  const heads = before.posts.map((post) => post.replace(/^代|(?<=^[县区市])代/, ''));
  const rows = newestFirst(holding(await ask.desk.store.tenures({ place: before.place })));
  const after = rows.find(
    (row) =>
      row.person !== before.person &&
      (row.asOf ?? '') > (before.asOf ?? '') &&
      row.posts.some((post) => heads.includes(post.replace('代', '')) && !/副书记/.test(post)),
  );
  if (after === undefined) return null;
  return reply(ask, {
    kind: 'person',
    headline: strongLine(`${tell(after)}。`, after.person),
    context: [line(tell(before))],
    proofs: [after, before].map(tenureProof),
  });
}
