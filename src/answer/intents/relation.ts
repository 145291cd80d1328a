import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Answer } from '../answer.ts';
import { noFact } from '../compose/refusal.ts';
import { line, reply, strongLine } from '../compose/reply.ts';
import { dateWords, say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { gone, holding, newestFirst, ofPost } from '../lookup/tenures.ts';
import { isPost, placedPost, postName } from '../understand/posts.ts';
import type { AskedPost } from '../understand/understanding.ts';
import { tell, tenureProof } from './tell.ts';

type Relation = 'before' | 'after';

/** X的前任, X之前谁是市长, 谁接替X: who held a person's post before or after. */
export const answerRelation: Responder = async (ask) => {
  const [person] = ask.question.persons;
  const relation = person === undefined ? null : relationTo(ask.question.text, person);
  if (person === undefined || relation === null) return null;
  const rows = newestFirst(await ask.desk.store.tenures({ person }));
  const [asked] = ask.question.posts;
  const held = heldPost(rows, asked, ask.question.places[0]?.division.name);
  if (held === null) return rows[0] === undefined ? null : deny(ask, person, rows[0], asked);
  const { row, post } = held;
  const all = newestFirst(await ask.desk.store.tenures({ place: row.place ?? '' }));
  const others = ofPost(all, post).filter((other) => other.person !== person);
  const found = relation === 'before' ? predecessor(others, row) : successor(others, row);
  const words = placedPost(row.place ?? '', postName(post, row.place ?? ''));
  if (found === undefined)
    return refuse(
      ask,
      say(relation === 'before' ? 'relationBefore' : 'relationAfter', { person, post: words }),
      row,
    );
  const key =
    relation === 'after' ? 'successor' : gone([found]).length > 0 ? 'predecessor' : 'predecessorTold';
  return reply(ask, {
    kind: 'person',
    headline: strongLine(
      `${say(key, { person, post: words, other: found.person, written: writtenPost(found, post), date: dateWords(found.asOf) })}。`,
      found.person,
    ),
    context: [line(tell(row))],
    proofs: [found, row].map(tenureProof),
  });
};

/** Which way the words beside the name point; null when they ask for the person's own posts. */
function relationTo(text: string, person: string): Relation | null {
  const at = text.indexOf(person);
  const [before, after] = [text.slice(0, at), text.slice(at + person.length)];
  if (/^(?:的|之)?(?:前任|上一任|前一任)/.test(after)) return 'before';
  if (/^(?:之前|以前|前面|上任前)[^,，]{0,12}谁/.test(after)) return 'before';
  if (/(?:接替|接任|继|接)$/.test(before)) return 'after';
  if (/^(?:的)?(?:继任|后任|下一任|接班)/.test(after)) return 'after';
  return /^(?:之后|以后|走后|离任后|卸任后|离开后|调走后)[^,，]{0,14}谁/.test(after) ? 'after' : null;
}

/** The row in which the person holds or held the asked post, or the chief one when none is named. */
function heldPost(
  rows: readonly Stored<Tenure>[],
  asked: AskedPost | undefined,
  place: string | undefined,
): { row: Stored<Tenure>; post: AskedPost } | null {
  const held = rows.filter((row) => row.status !== 'former');
  for (const row of asked === undefined ? [...held, ...rows] : rows) {
    if (row.status === 'candidate' && asked === undefined) continue;
    if (place !== undefined && row.place !== place) continue;
    if (asked !== undefined) {
      if (row.posts.some((written) => isPost(written, asked))) return { row, post: asked };
      continue;
    }
    const chief = row.posts.find((p) => !/副书记|委员|常委/.test(p)) ?? row.posts[0];
    if (chief !== undefined && row.place !== null)
      return { row, post: { start: 0, end: 0, surface: chief, pattern: patternOf(chief) } };
  }
  return null;
}

/** 代县长 and 县长 are one post; other titles stand for themselves. */
function patternOf(post: string): string {
  const plain = post.replace(/代理?(?=[县市区镇乡]长$)/, '');
  return /^[县市区镇乡](?:委书记|长)$/.test(plain) ? `{X}${plain.slice(1)}` : plain;
}

function predecessor(others: readonly Stored<Tenure>[], row: Stored<Tenure>): Stored<Tenure> | undefined {
  const now = row.asOf ?? '';
  return (
    gone(others).find((other) => (other.asOf ?? '') <= now || other.articleId === row.articleId) ??
    holding(others).find((other) => (other.asOf ?? '') < now)
  );
}

function successor(others: readonly Stored<Tenure>[], row: Stored<Tenure>): Stored<Tenure> | undefined {
  const later = holding(others).filter((other) => (other.asOf ?? '') >= (row.asOf ?? ''));
  return later.at(-1);
}

function writtenPost(row: Tenure, post: AskedPost): string {
  const written = row.posts.find((p) => isPost(p, post)) ?? row.posts[0] ?? '';
  return placedPost(row.place ?? '', written);
}

/** The premise is wrong: the person is not known in that post. */
async function deny(
  ask: Ask,
  person: string,
  row: Stored<Tenure>,
  asked: AskedPost | undefined,
): Promise<Answer> {
  const place = ask.question.places[0]?.division.name ?? row.place ?? '';
  const post = asked === undefined ? '' : placedPost(place, postName(asked, place));
  return refuse(ask, say('notInPost', { person, post }), row);
}

async function refuse(ask: Ask, subject: string, row: Stored<Tenure>): Promise<Answer> {
  const refusal = await noFact(ask, [], subject);
  const known = await reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: refusal.headline,
    context: [line(`${say('known')}${tell(row)}`), ...refusal.context].slice(0, 3),
    proofs: [tenureProof(row)],
  });
  return { ...known, actions: [...known.actions, ...refusal.actions] };
}
