import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Answer, Line } from '../answer.ts';
import { noFact } from '../compose/refusal.ts';
import type { Proof } from '../compose/reply.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { dateWords, say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { regionDivisions } from '../lookup/region.ts';
import { gone, holder, holding, newestFirst, ofPost, toldWithin } from '../lookup/tenures.ts';
import { placedPost, postName } from '../understand/posts.ts';
import type { AskedPost } from '../understand/understanding.ts';
import { NEXT, SWAP, sequelOf } from './succession.ts';
import { tell, tenureProof } from './tell.ts';

type Told = { line: string; name: string; rows: readonly Stored<Tenure>[] };

/** Who holds, held or left a post of a place; several places or posts are told one after the other. */
export const answerPerson: Responder = async (ask) => {
  const { posts } = ask.question;
  if (posts.length === 0) return null;
  const places = ownPlaces(ask);
  const found: Told[] = [];
  const missing: string[] = [];
  for (const place of places.length > 0 ? places : [undefined])
    for (const post of distinctPosts(posts)) {
      const all =
        place === undefined ? await rowsWithoutPlace(ask, post) : await ask.desk.store.tenures({ place });
      const told = tellHolder(ask, ofPost(all, post), post, place ?? '');
      if (told === null) missing.push(placedPost(place ?? '', postName(post, place ?? '')));
      else if (!found.some((other) => other.line === told.line)) found.push(told);
    }
  const [place] = places;
  if (found.length === 0) return place === undefined ? askPostPlace(ask) : refuse(ask, place, posts);
  const [first] = found.flatMap((f) => f.rows);
  const sequel = first === undefined ? null : await sequelOf(ask.desk, ask.question.text, first);
  const told = sequel?.row != null ? [...found.map((f) => f.line), sequel.text] : found.map((f) => f.line);
  const open = sequel !== null && sequel.row === null ? [line(sequel.text)] : [];
  return reply(ask, {
    kind: 'person',
    headline: strongLine(`${told.join('；')}。`, found[0]?.name ?? ''),
    context: [...open, ...missing.map((subject) => line(say('noFact', { subject })))],
    proofs: [...found.flatMap((f) => f.rows), ...(sequel?.row != null ? [sequel.row] : [])].map(tenureProof),
  });
};

/** The places asked for: a township beside its county is meant when its own post is asked (桑壁镇镇长). */
function ownPlaces(ask: Ask): readonly string[] {
  const { places, posts } = ask.question;
  const ofTown = posts.some((post) => /^[镇乡]/.test(post.surface));
  const fitting = places.filter((p) => (p.division.level === 'township') === ofTown);
  return (fitting.length > 0 ? fitting : places).map((p) => p.division.name);
}

/** 市长 and 县长 of two places are one post said for each. */
function distinctPosts(posts: readonly AskedPost[]): readonly AskedPost[] {
  return posts.filter((post, i) => posts.findIndex((p) => p.pattern === post.pattern) === i);
}

/** A post without a place: asks back, naming places where somebody is known in it. */
async function askPostPlace(ask: Ask): Promise<Answer | null> {
  const [post] = ask.question.posts;
  if (post === undefined || !post.pattern.includes('{X}')) return null;
  const places: string[] = [];
  for (const { name } of regionDivisions(ask.desk.gazetteer))
    if (holder(ofPost(await ask.desk.store.tenures({ place: name }), post)) !== undefined) places.push(name);
  if (places.length === 0) return null;
  return reply(ask, {
    kind: 'clarify',
    abstain: true,
    headline: line(say('askPostPlace', { post: post.surface })),
    context: [line(say('havePostPlaces', { places: places.join('、') }))],
    actions: places.slice(0, 6).map((place) => ({
      do: 'ask',
      question: `${placedPost(place, postName(post, place))}是谁`,
      label: place,
    })),
  });
}

/** 图河村党支部书记: a village is no place of the gazetteer, its name stands in the title asked for. */
async function rowsWithoutPlace(ask: Ask, { surface }: AskedPost): Promise<readonly Stored<Tenure>[]> {
  const village = /^\p{Script=Han}{1,5}?村(?=\p{Script=Han})/u.exec(surface)?.[0];
  const own = village === undefined ? [] : await ask.desk.store.tenures({ place: village });
  return own.length > 0 ? own : rowsOfHits(ask);
}

async function rowsOfHits(ask: Ask): Promise<readonly Stored<Tenure>[]> {
  const rows: Stored<Tenure>[] = [];
  for (const hit of ask.hits().slice(0, 2))
    rows.push(...(await ask.desk.store.tenures({ articleId: hit.passage.articleId })));
  return rows;
}

function tellHolder(ask: Ask, rows: readonly Stored<Tenure>[], post: AskedPost, place: string): Told | null {
  const { wants, periods, text } = ask.question;
  if (SWAP.test(text)) return tellSwap(rows, post, place);
  if (wants.has('former') && !/上任(?:之|以)?前/.test(text)) return tellFormer(rows, post, place);
  if (text.includes('候选')) return tellCandidate(rows, post, place);
  if (wants.has('list') || isMany(post)) {
    const many = tellMany(rows, post, place);
    if (many !== null) return many;
  }
  const period = periods[0];
  if (period !== undefined) {
    const then = holding(rows).filter((row) => toldWithin(row, period.period.start, period.period.end));
    const [row] = then;
    return row === undefined ? null : told(row, post, place);
  }
  const now = holder(rows);
  if (now !== undefined) return told(now, post, place);
  const [left] = gone(rows);
  // 谁接任: who went is no answer to who came.
  if (NEXT.test(text)) return null;
  if (left === undefined || left.status === 'former') return null;
  const date = dateWords(left.asOf);
  return {
    line: say('personLeft', { date, person: left.person, post: placedPost(place, postName(post, place)) }),
    name: left.person,
    rows: [left],
  };
}

/** Who left and who came, both or neither. */
function tellSwap(rows: readonly Stored<Tenure>[], post: AskedPost, place: string): Told | null {
  const now = holder(rows);
  const before = tellFormer(rows, post, place);
  if (now === undefined) return null;
  const after = told(now, post, place);
  if (before === null) return after;
  return { line: `${before.line}；${after.line}`, name: after.name, rows: [...before.rows, ...after.rows] };
}

/** There are several deputies of anything. */
function isMany(post: AskedPost): boolean {
  return post.surface.startsWith('副') && !post.surface.includes('书记');
}

function tellMany(rows: readonly Stored<Tenure>[], post: AskedPost, place: string): Told | null {
  const known = holding(rows).filter((row, i, all) => all.findIndex((r) => r.person === row.person) === i);
  const staying = known.filter(
    (row) => !gone(rows).some((r) => r.person === row.person && r.status === 'left'),
  );
  const [first] = staying;
  if (first === undefined || staying.length < 2) return null;
  const names = staying.map((row) => row.person).join('、');
  const date = dateWords(first.asOf);
  return {
    line: say('holders', { post: placedPost(place, postName(post, place)), names, date }),
    name: names,
    rows: staying.slice(0, 4),
  };
}

function tellCandidate(rows: readonly Stored<Tenure>[], post: AskedPost, place: string): Told | null {
  const row = rows.find((r) => r.status === 'candidate');
  if (row === undefined) return null;
  const name = placedPost(place, postName(post, place));
  return {
    line: say('candidate', { post: name, person: row.person, date: dateWords(row.asOf) }),
    name: row.person,
    rows: [row],
  };
}

function told(row: Stored<Tenure>, post: AskedPost, asked: string): Told {
  const place = row.place ?? asked;
  const name = postName(post, place);
  const date = dateWords(row.asOf);
  const written = row.posts.find((p) => p.includes('代'));
  if (row.acting && written !== undefined && !name.startsWith('副') && !name.endsWith('书记'))
    return {
      line: say('personActing', { person: row.person, written: placedPost(place, written), date }),
      name: row.person,
      rows: [row],
    };
  const key = row.status === 'appointed' || row.status === 'elected' ? 'personAppointed' : 'person';
  return {
    line: say(key, { post: placedPost(place, name), person: row.person, date }),
    name: row.person,
    rows: [row],
  };
}

function tellFormer(rows: readonly Stored<Tenure>[], post: AskedPost, place: string): Told | null {
  const now = holder(rows);
  const left = gone(rows).find((row) => row.person !== now?.person);
  const name = postName(post, place);
  if (left !== undefined)
    return {
      line: say('personFormer', {
        place,
        post: placedPost(place, name),
        person: left.person,
        date: dateWords(left.asOf),
      }),
      name: left.person,
      rows: [left],
    };
  const before = holding(rows).find((row) => row.person !== now?.person);
  if (before === undefined) return null;
  return {
    line: say('personBefore', {
      post: placedPost(place, name),
      person: before.person,
      date: dateWords(before.asOf),
    }),
    name: before.person,
    rows: [before],
  };
}

/** Nobody is named in the post: who is known around it, without claiming the post for them. */
async function refuse(ask: Ask, place: string, posts: readonly AskedPost[]): Promise<Answer> {
  const rows = await ask.desk.store.tenures({ place });
  const [period] = ask.question.periods;
  const lines: Line[] = [];
  const shown: Stored<Tenure>[] = [];
  const other = posts.flatMap((post) => ofPost(rows, post));
  const [then] = holding(other);
  const [former] = gone(other);
  if (then !== undefined) {
    lines.push(
      line(say('heldThen', { date: dateWords(then.asOf), person: then.person, post: then.posts.join('、') })),
    );
    shown.push(then);
  } else if (former !== undefined) {
    lines.push(line(tell(former)));
    shown.push(former);
  } else {
    const known = newestFirst(holding(rows)).filter(
      (row, i, all) => all.findIndex((r) => r.person === row.person) === i,
    );
    const chief = known.filter((row) =>
      row.posts.some((post) => /^[县市区镇乡](?:委副?书记|代?长|委书记)$|代理?[县市区]长$/.test(post)),
    );
    for (const row of chief.slice(0, 1)) {
      lines.push(line(officialLine(row)));
      shown.push(row);
    }
    if (known.length === 0) lines.push(...(await mentioned(ask, place, shown)));
  }
  const names = posts.map((p) => placedPost(place, postName(p, place)));
  const subject = `${names.join('、')}${period === undefined ? '' : `（${period.period.label}）`}`;
  const answer = await noFact(ask, [], `${subject}是谁的报道`);
  const proofs: Proof[] = shown.map(tenureProof);
  const merged = await reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: answer.headline,
    context: [...lines, ...answer.context].slice(0, 3),
    proofs,
    actions: answer.actions.filter((a) => a.do === 'ask'),
  });
  return merged;
}

/** Officials of the place above that appear in articles on the asked place: who the asker may have in mind. */
async function mentioned(ask: Ask, place: string, shown: Stored<Tenure>[]): Promise<readonly Line[]> {
  const articles = [...new Set(ask.hits().map((hit) => hit.passage.articleId))].slice(0, 2);
  for (const articleId of articles) {
    const rows = await ask.desk.store.tenures({ articleId });
    const row = holding(rows).find(
      (r) =>
        r.place === ask.desk.gazetteer.root.name &&
        r.place !== place &&
        ask.question.posts.some((p) => ofPost([r], p).length > 0),
    );
    if (row === undefined) continue;
    shown.push(row);
    return [line(officialLine(row))];
  }
  return [];
}

function officialLine(row: Tenure): string {
  return say('officialKnown', {
    person: row.person,
    posts: placedPost(row.place ?? '', row.posts.join('、')),
    date: dateWords(row.asOf),
  });
}
