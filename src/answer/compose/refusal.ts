import type { Action, Answer, AnswerKind, Line } from '../answer.ts';
import type { Ask, Desk } from '../desk.ts';
import { keptBy } from '../kept.ts';
import type { Candidate } from '../lookup/observations.ts';
import { regionDivisions } from '../lookup/region.ts';
import type { Term, Understanding } from '../understand/understanding.ts';
import type { Proof } from './reply.ts';
import { line, reply } from './reply.ts';
import { dateWords, say } from './texts.ts';
import { proofOf, statement } from './value-words.ts';

const MOST_NEAR = 2;

/** What was asked, in a few words: 古县2019年地区生产总值. */
export function subjectWords(question: Understanding): string {
  const places = question.places.map((p) => p.division.name).join('、');
  const periods = question.periods.map((p) => (p.match === 'shape' ? p.surface : p.period.label)).join('、');
  const topic = topicWords(question);
  // 没有找到大宁县: the place is known, what is asked of it is not.
  if (topic === '' && places !== '') return say('nothingOf', { place: `${places}${periods}` });
  return `${places || (question.foreignPlace ?? '')}${periods}${topic}` || question.text.slice(0, 20);
}

/** The subject of a question without place and time. */
export function topicWords(question: Understanding): string {
  if (question.posts.length > 0) return question.posts.map((p) => p.surface).join('、');
  const words: string[] = [];
  let end = -1;
  const own = question.terms.filter((term) => term.soft !== true);
  const short =
    own.every((term) => term.indicator === undefined) && own.reduce((n, t) => n + t.text.length, 0) <= 2;
  // 什么时候投产 after 针状焦项目: of the words taken over only the name is said again.
  const before = short
    ? question.terms.filter(
        (t) => t.soft === true && t.weight >= SAID_AGAIN && !/投资|产值|面积/.test(t.text),
      )
    : [];
  for (const term of [...before, ...own]) {
    const text = term.indicator ?? term.text.replace(/(?<=[一-龥]{2})(?<!了)多少钱?$/, '');
    if (before.at(-1) !== undefined && term === own[0]) end = -1;
    if (end >= 0 && own.length > 0 && stands(question, term))
      words.push(between(question.text, end, term.start));
    if (words.join('').includes(text) && term.start >= end) continue;
    if (term.indicator === undefined && term.start < end) words.push(term.text.slice(end - term.start));
    else words.push(text);
    end = Math.max(end, term.end);
  }
  const last = own.at(-1);
  if (last !== undefined && stands(question, last))
    words.push(between(question.text, end, question.text.length));
  const measure = question.wants.has('rank')
    ? '排名'
    : question.wants.has('growth')
      ? '增速'
      : question.wants.has('target')
        ? '目标'
        : question.wants.has('share')
          ? '占比'
          : question.wants.has('date')
            ? '时间'
            : '';
  const joined = words.join('');
  return joined + (measure !== '' && !joined.includes(measure) ? measure : '');
}

/** Whether a word stands in this question's own text; one taken over from before does not. */
function stands({ text }: Understanding, { start, end, text: word }: Term): boolean {
  return text.slice(start, end) === word;
}

/** 产业园什么时候: the one character that belongs to the word before it. */
function between(text: string, from: number, to: number): string {
  if (to < from) return '';
  const gap = text.slice(from, to);
  if (gap.length === 1) return /[一-龥]/.test(gap) && !ASKING.test(gap) ? gap : '';
  const [head = '', next = ''] = gap;
  return /[园段路桥站县区厂院馆场楼镇村山河湖]/.test(head) && ASKING.test(next) ? head : '';
}

/** A distinguishing word taken over from the question before weighs at least this. */
const SAID_AGAIN = 0.35;

const ASKING = /[的了吗呢和与及、,，有是在为到多几什何哪谁怎啥达占排比]/;

/** Known, but no such fact: what there is instead, each labelled with its own period, and how far the data reaches. */
export async function noFact(
  ask: Ask,
  near: readonly Candidate[] = [],
  subject = subjectWords(ask.question),
): Promise<Answer> {
  const shown = distinctStatements(near).slice(0, MOST_NEAR);
  const context: Line[] = [];
  for (const { fact } of shown)
    context.push(line(`${context.length === 0 ? say('noFactNear') : ''}${statement(fact)}`));
  if (context.length < 3) context.push(...(await reach(ask)));
  const proofs: Proof[] = shown.map((c) => proofOf(c.fact));
  return reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: line(say('noFact', { subject })),
    context: context.slice(0, 3),
    proofs,
    actions: await exampleActions(ask.desk, ask.question.places[0]?.division.name),
  });
}

function distinctStatements(near: readonly Candidate[]): readonly Candidate[] {
  return near.filter((c, i) => near.findIndex((d) => statement(d.fact) === statement(c.fact)) === i);
}

/** How far the data of the asked place reaches, or that there is none. */
async function reach(ask: Ask): Promise<readonly Line[]> {
  const lines: Line[] = [];
  for (const { division } of ask.question.places.slice(0, 2)) {
    const newest = await newestDate(ask.desk, division.name);
    lines.push(
      newest.any
        ? line(
            newest.date === null
              ? say('noFactReach', { place: division.name, date: say('dateUnknown') })
              : say('noFactReach', { place: division.name, date: dateWords(newest.date) }),
          )
        : line(say('noPlaceData', { place: division.name })),
    );
  }
  return lines;
}

/** Date of the newest article that speaks of a place. */
export const newestDate = keptBy(
  async ({ store }, place): Promise<{ readonly any: boolean; readonly date: string | null }> => {
    const newest = await store.newest(place);
    return { any: newest !== null, date: newest?.date ?? null };
  },
);

/** A place outside the region, or one nobody knows. */
export async function unknownPlace(ask: Ask, place: string): Promise<Answer> {
  return reply(ask, {
    kind: 'unknown-place',
    abstain: true,
    headline: line(say('unknownPlace', { place, region: ask.desk.gazetteer.root.name })),
    context: await exampleLines(ask.desk),
    actions: await exampleActions(ask.desk),
  });
}

/** Nothing in the question could be read: what can be asked, with examples that have answers. */
export async function notUnderstood(
  ask: Ask,
  kind: AnswerKind = 'not-understood',
  headline = say('notUnderstood'),
): Promise<Answer> {
  const answer = await reply(ask, {
    kind,
    abstain: true,
    headline: line(headline),
    context: await exampleLines(ask.desk),
    actions: await exampleActions(ask.desk),
  });
  // Nothing is made of what was taken over from the question before.
  return { ...answer, understood: null };
}

async function exampleLines(desk: Desk): Promise<readonly Line[]> {
  const examples = await exampleQuestions(desk);
  return examples.length === 0
    ? []
    : [line(say('examples', { examples: examples.map((q) => `「${q}」`).join('') }))];
}

async function exampleActions(desk: Desk, place?: string): Promise<readonly Action[]> {
  return (await exampleQuestions(desk, place)).map((question) => ({ do: 'ask', question, label: question }));
}

const MOST_EXAMPLES = 3;

/** Questions that do have answers, generated from what the store knows: the same store gives the same ones. */
const exampleQuestions = (desk: Desk, place = ''): Promise<readonly string[]> => keptExamples(desk, place);

/** @param place '' for any */
const keptExamples = keptBy(async (desk, place): Promise<readonly string[]> => {
  const questions: string[] = [];
  const divisions = regionDivisions(desk.gazetteer);
  const names = place === '' ? divisions.map((d) => d.name) : [place];
  for (const name of names) {
    if (questions.length >= MOST_EXAMPLES) break;
    const known = new Set((await desk.store.indicators({ place: name })).map((row) => row.indicator));
    const usual = desk.lexicon.indicators.filter((i) => known.has(i.name)).map((i) => i.name);
    for (const indicator of usual) {
      if (questions.length >= MOST_EXAMPLES) break;
      const rows = await desk.store.observations({ places: [name], indicators: [indicator] });
      if (!rows.some((r) => r.place === name && r.measure === 'level' && r.status === 'actual')) continue;
      questions.push(`${name}${indicator}是多少`);
      if (place === '') break;
    }
  }
  return questions;
});

/** An indicator without a place could be anybody's: asks back, naming the places that have it. */
export async function askPlace(ask: Ask): Promise<Answer> {
  const indicator = ask.question.indicators[0]?.canonical ?? '';
  const places: string[] = [];
  for (const division of regionDivisions(ask.desk.gazetteer)) {
    const rows = await ask.desk.store.observations({ places: [division.name], indicators: [indicator] });
    if (rows.some((row) => row.place === division.name)) places.push(division.name);
  }
  if (places.length === 0) return noFact(ask);
  return reply(ask, {
    kind: 'clarify',
    abstain: true,
    headline: line(say('askPlace', { indicator })),
    context: [line(say('havePlaces', { places: places.join('、') }))],
    actions: places
      .slice(0, 6)
      .map((place) => ({ do: 'ask', question: `${place}${ask.question.text}`, label: place })),
  });
}

/** Only a place was typed: how far its data reaches, and what can be asked about it. */
export async function placeOnly(ask: Ask, place: string): Promise<Answer> {
  const { any, date } = await newestDate(ask.desk, place);
  const examples = await exampleQuestions(ask.desk, place);
  return reply(ask, {
    kind: any ? 'help' : 'no-fact',
    abstain: true,
    headline: line(
      any ? say('placeOnly', { place, date: dateWords(date) }) : say('placeOnlyNone', { place }),
    ),
    context:
      examples.length === 0
        ? []
        : [line(say('examples', { examples: examples.map((q) => `「${q}」`).join('') }))],
    actions: examples.map((question) => ({ do: 'ask', question, label: question })),
  });
}
