import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { Answer } from '../answer.ts';
import { combine } from '../compose/combine.ts';
import { subjectWords } from '../compose/refusal.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import { indicatorName, placeWords, proofOf, statement } from '../compose/value-words.ts';
import type { Ask, Responder } from '../desk.ts';
import { choose } from '../lookup/choose.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';
import { isPost } from '../understand/posts.ts';
import type { Claim, Term } from '../understand/understanding.ts';
import { tell, tenureProof } from './tell.ts';

/** Numbers of one message that are checked. */
const MOST_CLAIMS = 4;

/** Is it so? A claimed number or post against what the articles say. */
export const answerVerify: Responder = async (ask) => {
  if (ask.question.persons.length > 0 && ask.question.posts.length > 0) return verifyPost(ask);
  if (ask.question.claims.length > 0 && ask.question.terms.length > 0) return verifyAll(ask);
  return null;
};

/** A pasted sentence with several numbers: each is checked against the words before it. */
async function verifyAll(ask: Ask): Promise<Answer | null> {
  const { claims } = ask.question;
  if (claims.length < 2) return verifyNumber(ask, claims[0] ?? null);
  const answers: Answer[] = [];
  let from = 0;
  let subject: readonly Term[] = [];
  for (const claim of claims.slice(0, MOST_CLAIMS)) {
    const own = ask.question.terms.filter((term) => from <= term.start && term.end <= claim.start);
    subject = own.some((term) => term.weight >= 1) ? own : subject;
    const text = ask.question.text.slice(from, claim.start);
    from = claim.end;
    if (subject.length === 0) continue;
    const indicators = ask.question.indicators.filter((i) => subject.some((term) => term.start === i.start));
    const wants = new Set(ask.question.wants);
    if (!/增|速|涨|降/.test(text)) wants.delete('growth');
    const one = {
      ...ask.question,
      text: `${text}${claim.raw}${claim.unit}`,
      terms: subject,
      indicators,
      wants,
      claims: [claim],
    };
    const answer = await verifyNumber({ ...ask, question: one }, claim);
    if (answer !== null) answers.push(answer);
  }
  return answers.length === 0 ? null : combine(answers);
}

async function verifyPost(ask: Ask): Promise<Answer | null> {
  const [person] = ask.question.persons;
  const [post] = ask.question.posts;
  if (person === undefined || post === undefined) return null;
  const all = newestFirst(await ask.desk.store.tenures({ person }));
  const rows = holding(all);
  const newest = rows[0] ?? gone(all)[0];
  if (newest === undefined) return null;
  const place = ask.question.places[0]?.division.name;
  const match = rows.find(
    (row) => (place === undefined || row.place === place) && row.posts.some((p) => isPost(p, post)),
  );
  const shown = match ?? newest;
  const words = `${tell(shown)}。`;
  // An acting mayor is not simply the mayor: the statement says 代市长 itself.
  const acting = match?.acting === true && !/代|副|书记/.test(post.surface);
  const key = match === undefined ? 'verifyPersonNo' : acting ? 'verifyPersonActing' : 'verifyPersonYes';
  return reply(ask, {
    kind: 'verify',
    headline: line(say(key, { statement: words })),
    proofs: [tenureProof(shown)],
  });
}

async function verifyNumber(ask: Ask, claim: Claim | null): Promise<Answer | null> {
  if (claim === null) return null;
  const wants = new Set(ask.question.wants);
  wants.delete('verify');
  const growth = claim.unit === '%' && /增|速|涨|降/.test(ask.question.text);
  if (growth) wants.add('growth');
  const question = {
    ...ask.question,
    wants,
    claims: [],
    units: wants.has('growth') ? [] : claimUnits(claim),
  };
  let choice = await choose({ ...ask, question });
  if (choice.best.length === 0) choice = await choose({ ...ask, question: { ...question, units: [] } });
  const [best] = choice.best;
  if (best === undefined)
    return reply(ask, {
      kind: 'verify',
      abstain: true,
      headline: line(`${say('verifyUnknown', { subject: subjectWords(ask.question) })}。`),
      context: choice.near.slice(0, 2).map((c) => line(`${say('noFactNear')}${statement(c.fact)}`)),
      proofs: choice.near.slice(0, 2).map((c) => proofOf(c.fact)),
    });
  const agreeing = choice.best.find((c) => agrees(c.fact, claim));
  if (agreeing !== undefined)
    return reply(ask, {
      kind: 'verify',
      headline: line(`${say('verifyYes', { statement: statement(agreeing.fact) })}。`),
      proofs: [proofOf(agreeing.fact)],
    });
  return reply(ask, {
    kind: 'verify',
    headline: line(`${say('verifyNo', { statement: statement(best.fact) })}。`),
    context: await otherMeaning(ask, claim, best.fact),
    proofs: [proofOf(best.fact)],
  });
}

function claimUnits(claim: Claim): readonly string[] {
  const money = /元$|^[万亿]$/.test(claim.unit);
  return money ? ['亿元', '万元', '元', '万亿元'] : claim.unit === '' ? [] : [claim.unit];
}

/** Equal in value after bringing 亿 and 万 to one scale. */
function agrees(fact: Observation, claim: Claim): boolean {
  const scale = (unit: string): number =>
    unit.startsWith('万亿') ? 1e12 : unit.startsWith('亿') ? 1e8 : unit.startsWith('万') ? 1e4 : 1;
  const [a, b] = [Math.abs(fact.value) * scale(fact.unit), Math.abs(claim.value) * scale(claim.unit)];
  if (fact.value < 0 !== claim.value < 0 && fact.measure === 'growth' && claim.value < 0) return false;
  return Math.abs(a - b) <= Math.max(a, b) * 1e-9;
}

/** What the claimed number is in the same article, so that the asker sees where it came from. */
async function otherMeaning(ask: Ask, claim: Claim, fact: Stored<Observation>): Promise<Answer['context']> {
  if (fact.place === null) return [];
  const rows = await ask.desk.store.observations({ places: [fact.place], articleId: fact.articleId });
  const other = rows.find(
    (row) =>
      row.id !== fact.id && agrees(row, claim) && row.unit === claim.unit && row.indicator !== fact.indicator,
  );
  if (other === undefined) return [];
  const growth = other.measure === 'growth' ? '增速' : other.measure === 'rank' ? '排名' : '';
  const value = `${claim.raw}${claim.unit}`;
  return [
    line(
      say('verifyOther', {
        value,
        indicator: `${placeWords(other)}${other.period?.label ?? ''}${indicatorName(other)}${growth}`,
      }),
    ),
  ];
}
