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
import { sameQuestion, settle } from '../lookup/conflict.ts';
import type { Candidate } from '../lookup/observations.ts';
import { regionDivisions } from '../lookup/region.ts';
import { gone, holding, newestFirst } from '../lookup/tenures.ts';
import { isPost } from '../understand/posts.ts';
import { softened } from '../understand/terms.ts';
import type { Claim, Term } from '../understand/understanding.ts';
import { answerDate } from './date.ts';
import { tell, tenureProof } from './tell.ts';
import { bestSentence } from './topical.ts';

/** Numbers of one message that are checked. */
const MOST_CLAIMS = 4;

/** Is it so? A claimed number or post against what the articles say; a claim without either against their sentences. */
export const answerVerify: Responder = async (ask) => {
  const { persons, posts, claims, terms, text } = ask.question;
  if (persons.length > 0 && posts.length > 0) return verifyPost(ask);
  // 66个项目全部竣工了吗: the number is given, what is asked is something else.
  const given = /(?:全部|全都|都已?经?|均已?)[\u4e00-\u9fa5]{1,8}了?[吗么?？]?$/.test(text);
  if (claims.length > 0 && terms.length > 0 && !given) return verifyAll(ask);
  return verifyStatement(ask);
};

/** Something is said to have happened: the dated event, or the nearest sentence, without a verdict that nobody gave. */
async function verifyStatement(ask: Ask): Promise<Answer | null> {
  const dated = await answerDate(ask);
  if (dated !== null) {
    const [told] = dated.headline;
    const planned = dated.headline.some((run) => run.text.includes(say('planWord')));
    if (told !== undefined && planned)
      return { ...dated, kind: 'verify', headline: [{ text: say('verifyOnlyPlan') }, ...dated.headline] };
    if (told !== undefined)
      return { ...dated, kind: 'verify', headline: [{ text: say('verifyTold') }, ...dated.headline] };
  }
  const proof = bestSentence(ask, STATEMENT);
  if (proof === null) return null;
  return reply(ask, {
    kind: 'verify',
    abstain: true,
    headline: line(say('verifyRead')),
    proofs: [proof],
    factIds: [],
  });
}

/** Share of a statement's words that a sentence shown beside it must hold. */
const STATEMENT = 0.6;

/** A pasted sentence with several numbers: each is checked against the words before it. */
async function verifyAll(ask: Ask): Promise<Answer | null> {
  const { claims } = ask.question;
  if (claims.length < 2) return verifyNumber(ask, claims[0] ?? null);
  const answers: Answer[] = [];
  let from = 0;
  let subject: readonly Term[] = [];
  let setting: readonly Term[] = [];
  for (const claim of claims.slice(0, MOST_CLAIMS)) {
    const own = ask.question.terms.filter((term) => from <= term.start && term.end <= claim.start);
    if (own.some((term) => term.weight >= 1)) {
      // 首批开工项目20个，总投资115.5亿元: the total is of what was counted before.
      setting = own.some((term) => term.indicator !== undefined) ? own : [...setting, ...own];
      subject = [...setting.filter((term) => !own.includes(term)).map(softened), ...own];
    }
    const text = ask.question.text.slice(from, claim.start);
    from = claim.end;
    if (subject.length === 0) continue;
    const indicators = ask.question.indicators.filter((i) =>
      subject.some((term) => term.start === i.start && term.soft !== true),
    );
    const wants = new Set(ask.question.wants);
    if (!/增|速|涨|降/.test(text)) wants.delete('growth');
    if (!/第|位|名/.test(text + claim.unit)) wants.delete('rank');
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
  const asked = ask.question.text.slice(Math.max(0, post.start - 2), post.end);
  const acting = match?.acting === true && !/代|副|书记/.test(asked);
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
  const { text } = ask.question;
  const growth = claim.unit === '%' && /增|速|涨|降|升|减/.test(text);
  if (growth) wants.add('growth');
  if (claim.unit === '位') wants.add('rank');
  const moved = !growth && MOVED.test(text.slice(0, Math.max(0, text.lastIndexOf(claim.raw))));
  if (moved) wants.add('change');
  const question = {
    ...ask.question,
    wants,
    claims: [],
    wish: null,
    units: wants.has('growth') || wants.has('rank') ? [] : claimUnits(claim),
  };
  let choice = await choose({ ...ask, question });
  if (choice.best.length === 0) choice = await choose({ ...ask, question: { ...question, units: [] } });
  // 提高13.2%: what the articles tell in points is not a growth of so much, and is shown.
  if (
    choice.best.length === 0 &&
    growth &&
    MOVED.test(text.slice(0, Math.max(0, text.lastIndexOf(claim.raw))))
  ) {
    const points = new Set([...wants].filter((want) => want !== 'growth'));
    choice = await choose({ ...ask, question: { ...question, wants: points.add('change'), units: [] } });
  }
  const [first] = choice.best;
  const settled = first === undefined ? null : await settle(ask.desk, first.fact);
  const best = choice.best.find((c) => c.fact.id === settled?.fact.id) ?? first;
  if (best === undefined) {
    const goal = choice.near.find((c) => c.fact.status === 'target');
    const near = goal === undefined ? choice.near : [goal, ...choice.near.filter((c) => c !== goal)];
    return reply(ask, {
      kind: 'verify',
      abstain: true,
      headline: line(`${say('verifyUnknown', { subject: subjectWords(ask.question) })}。`),
      context: near
        .slice(0, 2)
        .map((c, i) => line(`${i === 0 ? say('noFactNear') : ''}${statement(c.fact)}`)),
      proofs: near.slice(0, 2).map((c) => proofOf(c.fact)),
    });
  }
  const same = choice.best.filter((c) => sameQuestion(c.fact, best.fact));
  const sign = signOf(text);
  const counties = regionDivisions(ask.desk.gazetteer).length - 1;
  const agreeing =
    same.find((c) => agrees(c.fact, ofSameEnd(claim, c.fact, counties), sign)) ??
    choice.best.find(
      (c) => agrees(c.fact, ofSameEnd(claim, c.fact, counties), sign) && standsBeside(c, best),
    );
  const withdrawn = await withdrawnValue(ask, best.fact, claim);
  if (agreeing !== undefined && agreeing.fact.articleId !== best.fact.articleId && same.includes(agreeing))
    return reply(ask, {
      kind: 'verify',
      headline: line(
        `${say('verifyDiffering', { one: statement(agreeing.fact), other: statement(best.fact) })}。`,
      ),
      proofs: [agreeing, best].map((c) => proofOf(c.fact)),
    });
  // 并网装机37万千瓦 is not confirmed by what the wind alone has.
  const loosely = agreeing !== undefined && ofUnsaidKind(agreeing, ask.question);
  if (agreeing !== undefined && loosely)
    return reply(ask, {
      kind: 'verify',
      abstain: true,
      headline: line(`${say('verifyUnknown', { subject: subjectWords(ask.question) })}。`),
      context: [line(`${say('noFactNear')}${statement(agreeing.fact)}`)],
      proofs: [proofOf(agreeing.fact)],
    });
  if (agreeing !== undefined)
    return reply(ask, {
      kind: 'verify',
      headline: line(`${say('verifyYes', { statement: statement(agreeing.fact) })}。`),
      proofs: [proofOf(agreeing.fact)],
    });
  return reply(ask, {
    kind: 'verify',
    headline: line(
      `${say(withdrawn ? 'verifyWithdrawn' : 'verifyNo', { statement: statement(best.fact) })}。`,
    ),
    context: await otherMeaning(ask, claim, best.fact),
    proofs: [proofOf(best.fact)],
  });
}

/** 增加了11天, 提高0.8个百分点: a difference is claimed, not a level. */
const MOVED = /(?:增加|减少|提高|回落|上升|下降|多了?|少了?|净增|加快)了?$/;

/** Whether another fact than the best may confirm a claim: of a told time and as fully named; 最高时的30万亩 is no longer so. */
function standsBeside(c: Candidate, best: Candidate): boolean {
  if (c.fact.period === null && best.fact.period !== null) return false;
  return (
    c.exact ||
    (c.fact.indicator === best.fact.indicator && c.fact.project === best.fact.project) ||
    c.precision >= best.precision
  );
}

/** A fact whose name begins with a word that the claim does not say is of one kind among others. */
function ofUnsaidKind({ exact, fact }: Candidate, { text, terms }: Ask['question']): boolean {
  const name = indicatorName(fact);
  const kind = name.slice(0, 2);
  if (exact || name.length < 4 || /^(?:全|本|该|共|总|年|累计|新|城区|市区|县城)/.test(name)) return false;
  if (text.includes(kind)) return false;
  return !terms.some((term) => term.forms.some((form) => name.startsWith(form) || form.includes(kind)));
}

/** 1 when the sentence says it grew, -1 when it fell, 0 when it says neither. */
function signOf(text: string): number {
  const words = [...text.matchAll(/增|涨|升|提高|加快|(下降|减|回落|降|跌|少)/g)];
  const last = words.at(-1);
  return last === undefined ? 0 : last[1] === undefined ? 1 : -1;
}

/** Whether the claimed number stood in an article and was corrected since. */
async function withdrawnValue(ask: Ask, fact: Observation, claim: Claim): Promise<boolean> {
  if (fact.place === null) return false;
  const rows = await ask.desk.store.observations({ places: [fact.place], indicators: [fact.indicator] });
  return rows.some(
    (row) => row.status === 'superseded' && row.unit === claim.unit && row.value === claim.value,
  );
}

function claimUnits(claim: Claim): readonly string[] {
  const money = /元$|^[万亿]$/.test(claim.unit);
  return money ? ['亿元', '万元', '元', '万亿元'] : claim.unit === '' ? [] : [claim.unit];
}

/** Equal in value and direction after bringing 亿 and 万 to one scale; 70多 holds for anything from 70 up to 80. */
function agrees(fact: Observation, claim: Claim, sign: number): boolean {
  const scale = (unit: string): number =>
    unit.startsWith('万亿') ? 1e12 : unit.startsWith('亿') ? 1e8 : unit.startsWith('万') ? 1e4 : 1;
  if (fact.measure === 'rank' && claim.unit !== '位') return false;
  if (fact.unit.endsWith('百分点') !== claim.unit.endsWith('百分点')) return false;
  const moves = fact.measure === 'growth' || fact.measure === 'change';
  if (moves && sign !== 0 && fact.value !== 0 && Math.sign(fact.value) !== sign * Math.sign(claim.value || 1))
    return false;
  const [a, b] = [Math.abs(fact.value) * scale(fact.unit), Math.abs(claim.value) * scale(claim.unit)];
  if (claim.loose === true) {
    const step = 10 ** Math.floor(Math.log10(Math.max(b, 1)));
    return a >= b && a < b + step;
  }
  return Math.abs(a - b) <= Math.max(a, b) * 1e-9;
}

/** 倒数第一 of seventeen is the seventeenth: the claim as the fact counts, from the first or from the last. */
function ofSameEnd(claim: Claim, fact: Observation, counties: number): Claim {
  if (fact.measure !== 'rank' || (fact.approx === '倒数') === (claim.fromEnd === true)) return claim;
  return { ...claim, value: counties + 1 - claim.value };
}

/** What the claimed number is in the same article, so that the asker sees where it came from. */
async function otherMeaning(ask: Ask, claim: Claim, fact: Stored<Observation>): Promise<Answer['context']> {
  if (fact.place === null || claim.unit === '位') return [];
  const rows = await ask.desk.store.observations({ places: [fact.place], articleId: fact.articleId });
  const other = rows.find(
    (row) =>
      row.id !== fact.id &&
      agrees(row, claim, 0) &&
      row.unit === claim.unit &&
      row.indicator !== fact.indicator,
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
