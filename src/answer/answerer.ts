import { indicatorLexicon } from '../facts/indicators.ts';
import type { Gazetteer } from '../region/gazetteer.ts';
import type { PassageIndex } from '../search/passage.ts';
import type { Store } from '../store/store.ts';
import type { PartialDate } from '../text/date.ts';
import { once } from '../text/once.ts';
import type { Answer, Answerer, Question } from './answer.ts';
import { combine } from './compose/combine.ts';
import { noFact, notUnderstood, placeOnly, unknownPlace } from './compose/refusal.ts';
import { say } from './compose/texts.ts';
import type { Ask, Desk } from './desk.ts';
import { relatedSentence } from './intents/related.ts';
import { answerOutside, answerSmalltalk } from './intents/smalltalk.ts';
import type { Clause } from './listen.ts';
import { createListener } from './listen.ts';
import { bearingDate } from './lookup/bearing.ts';
import { insideRegion } from './lookup/region.ts';
import { plan } from './plan.ts';
import { splitClauses } from './understand/clauses.ts';
import { hasSubject } from './understand/inherit.ts';
import type { Understanding } from './understand/understanding.ts';

/** What the answer path needs; all of it is read only. */
export interface AnswererDeps {
  readonly store: Store;
  readonly index: PassageIndex;
  readonly gazetteer: Gazetteer;
  /** Told of what went wrong inside when a question could not be answered; the asker gets a plain refusal. */
  readonly onError?: (error: unknown) => void;
}

const HITS = 12;

/**
 * Makes the answer path: understand → plan → look up → gate → compose. The same question over the same data gives
 * the same value; whatever is typed, an Answer comes back, never an exception.
 */
export function createAnswerer(deps: AnswererDeps): Answerer {
  const { store, index, gazetteer, onError } = deps;
  const lexicon = indicatorLexicon();
  return async (question) => {
    try {
      const desk: Desk = { store, index, gazetteer, lexicon, revision: await store.revision() };
      return await answer(desk, question);
    } catch (error) {
      onError?.(error);
      return failed();
    }
  };
}

/** The last resort when the data cannot be read: a refusal without a claim. */
function failed(): Answer {
  return {
    kind: 'not-understood',
    abstain: true,
    script: 'hans',
    headline: [{ text: say('failed') }],
    understood: null,
    context: [],
    quotes: [],
    sources: [],
    factIds: [],
    actions: [],
  };
}

async function answer(desk: Desk, question: Question): Promise<Answer> {
  const listener = await createListener(desk, question.conversation);
  const heard = listener.hear(question.text);
  const { text, script, long } = heard;
  const blind = (piece: string): Understanding => listener.blind(piece, script);
  const first: Ask = { desk, question: blind(text), hits: () => [] };
  const chat = (await answerSmalltalk(first)) ?? (await answerOutside(first));
  if (chat !== null) return chat;
  let earlier = await listener.remember(question.context ?? [], question.text);
  if (earlier !== null && PRONOUN.test(text) && earlier.persons.length === 0)
    earlier = { ...earlier, persons: await personsAnswered(desk, earlier) };
  const answers: Answer[] = [];
  for (const clause of splitClauses(text, blind)) {
    const tell = answers.length === 0;
    const one = await listener.read(heard, clause, earlier, { tell });
    // 开工了几个项目，总投资多少: the total of what was not found is not found either.
    if (answers.at(-1)?.abstain === true && isAttribute(one.own)) continue;
    // 第一的是哪个县，指数多少: the ranking has told the number.
    if (answers.length > 0 && earlier !== null && onlyAgain(one.own, earlier)) continue;
    let reply = await answerClause(desk, one, earlier !== null);
    const against = reply.abstain ? await otherReference(desk, one.whole) : null;
    if (against !== null) {
      const again = await listener.read(heard, clause, earlier, { tell, against });
      const other = await answerClause(desk, again, earlier !== null);
      if (!other.abstain) reply = other;
    }
    answers.push(reply);
    earlier = one.whole;
  }
  const [only] = answers;
  if (only === undefined)
    return notUnderstood(first, 'not-understood', long ? say('tooLong') : say('notUnderstood'));
  const merged = answers.length === 1 ? only : combine(answers);
  return long && merged.abstain ? notUnderstood(first, 'not-understood', say('tooLong')) : merged;
}

/**
 * 今年苹果产量 of a place whose newest article is of another year and tells nothing of apples: the date of the newest that
 * does. Not for settled indicators: every year has its own, and another year's would mislead.
 */
async function otherReference(desk: Desk, question: Understanding): Promise<PartialDate | null> {
  const { places, periods, indicators, posts, persons, wants } = question;
  if (places.length === 0 || indicators.length + posts.length + persons.length > 0) return null;
  if (wants.has('verify') || !periods.some((period) => period.relative)) return null;
  return bearingDate(desk, question);
}

const ATTRIBUTE =
  /^(?:总投资|年度(?:计划)?投资|投资(?:额|多少)?|占地|面积|全长|长度|多长|工期|产能|产值|投了多少钱?|总金额)$/;

/** Names a property and nothing that has it. */
function isAttribute({ terms, places, indicators, posts, persons }: Understanding): boolean {
  if (places.length + indicators.length + posts.length + persons.length > 0) return false;
  return terms.length > 0 && terms.every((term) => ATTRIBUTE.test(term.text));
}

/** A piece behind a ranking that names nothing but what was ranked. */
function onlyAgain(
  { places, periods, posts, persons, terms, claims }: Understanding,
  earlier: Understanding,
): boolean {
  if (!earlier.wants.has('superlative') || places.length + periods.length + posts.length + persons.length > 0)
    return false;
  return claims.length === 0 && terms.every((term) => term.forms.some((form) => earlier.text.includes(form)));
}

const PRONOUN = /[他她]/;

/** 他 means whoever the earlier question was answered with. */
async function personsAnswered(desk: Desk, earlier: Understanding): Promise<readonly string[]> {
  const reply = await answerOne(makeAsk(desk, earlier));
  if (reply.abstain) return [];
  const words = reply.headline.map((run) => run.text).join('');
  return (await desk.store.people()).filter((name) => words.includes(name)).slice(0, 1);
}

function makeAsk(desk: Desk, question: Understanding): Ask {
  const places = question.places.map((p) => p.division.name);
  const query =
    [question.terms.map((t) => t.text).join(''), question.text].sort((a, b) => b.length - a.length)[0] ?? '';
  const options = places.length > 0 ? { filter: { places }, limit: HITS } : { limit: HITS };
  const hits = once(() =>
    question.terms.length + places.length === 0 ? [] : desk.index.search(query, options),
  );
  return { desk, question, hits };
}

/**
 * Answers with what was taken over from before; when that leads nowhere, without the time taken over, and then the
 * clause on its own.
 */
async function answerClause(desk: Desk, clause: Clause, follows: boolean): Promise<Answer> {
  const reply = await answerOne(makeAsk(desk, clause.whole));
  if (!reply.abstain || !follows || clause.own === clause.whole || !standsAlone(clause.own)) return reply;
  const alone = await answerOne(makeAsk(desk, clause.own));
  return alone.abstain ? reply : alone;
}

/** 人均呢 alone is about nobody: without its place it would find another's. */
function standsAlone({ places, posts, persons, terms }: Understanding): boolean {
  if (places.length + posts.length + persons.length > 0) return true;
  return terms.filter((term) => term.weight >= 1).length >= 2;
}

async function answerOne(ask: Ask): Promise<Answer> {
  const { question } = ask;
  if (question.foreignPlace !== null && question.persons.length === 0)
    return unknownPlace(ask, question.foreignPlace);
  const [outside] = question.places;
  const anyInside = question.places.some((p) => insideRegion(ask.desk.gazetteer, p.division));
  if (outside !== undefined && !anyInside) return unknownPlace(ask, outside.division.name);
  const bare = !hasSubject(question) && question.terms.length === 0 && question.wants.size === 0;
  if (bare && outside !== undefined) return placeOnly(ask, outside.division.name);
  if (bare || isNoise(question)) return notUnderstood(ask);
  for (const respond of plan(ask)) {
    const found = await respond(ask);
    if (found !== null) return found;
  }
  if (question.places.length === 0 && !hasSubject(question)) return notUnderstood(ask);
  return relatedSentence(ask, await noFact(ask));
}

/** Nothing but Latin letters and digits that name no indicator, post or person: code, or another language. */
function isNoise(question: Understanding): boolean {
  if (question.indicators.length + question.posts.length + question.persons.length > 0) return false;
  return (
    question.terms.length > 0 &&
    question.terms.every((term) => /^[a-z0-9.%]+$/.test(term.text)) &&
    question.wants.size === 0
  );
}
