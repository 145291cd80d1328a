import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import { toSimplified } from '../../text/script.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';
import { placedPost } from '../understand/posts.ts';
import { tell, tenureProof } from './tell.ts';

const MOST_LINES = 3;

/** What a person is: posts with place and date, former posts, or the byline of a report. */
export const answerPost: Responder = async (ask) => {
  const [person] = ask.question.persons;
  if (person === undefined) return null;
  const all = newestFirst(await ask.desk.store.tenures({ person }));
  if (/记者|作者|编辑|通讯员/.test(ask.question.text)) {
    const wrote = await byline(ask, person);
    if (wrote !== null) return wrote;
  }
  const [asked] = ask.question.places;
  const there = all.filter((row) => row.place === asked?.division.name);
  const rows = there.length > 0 ? linked(there, all) : all;
  if (there.length === 0) {
    const several = await sameName(ask, person, rows);
    if (several !== null) return several;
  }
  const former = ask.question.wants.has('before') || ask.question.wants.has('former');
  const ordered = former
    ? [...gone(rows), ...holding(rows)]
    : [...holding(rows), ...gone(rows), ...rows.filter((r) => r.status === 'candidate')];
  const told = distinctPosts(ordered);
  const [first, ...more] = told;
  if (first === undefined) return byline(ask, person);
  if (ask.question.wants.has('before') && ask.question.wants.has('post') && gone(rows).length === 0)
    return career(ask, person, first);
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

/** Words with which a report tells what somebody was before. */
const CAREER = /曾任|历任|原任|任上|此前|之前|调来|调任|转任|先后/;

/** 到永和之前任什么职务: the sentence that tells it; today's post is no answer, and is only shown as what is known. */
async function career(ask: Ask, person: string, known: Stored<Tenure>): ReturnType<Responder> {
  for (const { passage } of ask.hits())
    for (const match of toSimplified(passage.text).matchAll(/[^。！？\n]{4,300}[。！？]?/g)) {
      const sentence = match[0].trim();
      if (!sentence.includes(person) || !CAREER.test(sentence)) continue;
      return reply(ask, {
        kind: 'topical',
        headline: line(say('career', { person })),
        proofs: [
          { articleId: passage.articleId, ref: passage.id, text: sentence, focus: sentence.search(CAREER) },
        ],
        factIds: [],
      });
    }
  return reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: line(say('noFact', { subject: say('earlierPosts', { person }) })),
    context: [line(`${say('known')}${tell(known)}`)],
    proofs: [tenureProof(known)],
  });
}

/** Rows of one person: those given, and whatever an article tells together with one of them. */
function linked(from: readonly Stored<Tenure>[], all: readonly Stored<Tenure>[]): readonly Stored<Tenure>[] {
  const articles = new Set(from.map((row) => row.articleId));
  const places = new Set(from.map((row) => row.place));
  return all.filter((row) => articles.has(row.articleId) || places.has(row.place));
}

/** Two officials, or an official and a reporter, of one name: who is meant is asked back, each told with date and place. */
async function sameName(ask: Ask, person: string, rows: readonly Stored<Tenure>[]): ReturnType<Responder> {
  const groups: (readonly Stored<Tenure>[])[] = [];
  let rest = rows;
  while (rest.length > 0) {
    let group: readonly Stored<Tenure>[] = rest.slice(0, 1);
    for (let size = 0; group.length > size; ) {
      size = group.length;
      group = linked(group, rest);
    }
    groups.push(group);
    rest = rest.filter((row) => !group.includes(row));
  }
  const wrote = rows.length === 0 ? [] : await ask.desk.store.articlesBy(person);
  // An official's own article carries their name as author; that is one person.
  const reports = wrote.filter((article) => !rows.some((row) => row.articleId === article.id));
  if (groups.length + (reports.length > 0 ? 1 : 0) < 2) return null;
  const heads = groups.flatMap((group) => group.slice(0, 1));
  const role = reports[0]?.bylines.find((b) => b.name === person)?.role ?? '';
  const lines = [
    ...heads.map((row) => tell(row)),
    ...(reports.length > 0 ? [say('bylinePerson', { person, role })] : []),
  ];
  const buttons = [
    ...heads.map((row) => `${placedPost(row.place ?? '', row.posts[0] ?? '')}${person}`),
    ...(reports.length > 0 ? [`${role}${person}`] : []),
  ];
  return reply(ask, {
    kind: 'clarify',
    headline: line(say('sameName', { person })),
    context: lines.slice(0, MOST_LINES).map((text) => line(text)),
    proofs: heads.slice(0, MOST_LINES).map(tenureProof),
    articles: reports.slice(0, 1).map((article) => article.id),
    actions: buttons.map((label) => ({ do: 'ask', question: `${label}是谁`, label })),
  });
}

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
  const wrote = await ask.desk.store.articlesBy(person);
  const [first] = wrote;
  if (first === undefined) return null;
  const role = first.bylines.find((b) => b.name === person)?.role ?? '作者';
  return reply(ask, {
    kind: 'byline',
    headline: strongLine(`${say('bylinePerson', { person, role })}。`, role),
    context: wrote
      .slice(0, 3)
      .flatMap((a) => (a.title === null ? [] : [line(`《${toSimplified(a.title)}》`)])),
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
