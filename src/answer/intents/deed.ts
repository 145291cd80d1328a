import { once } from '../../text/once.ts';
import { noFact, topicWords } from '../compose/refusal.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask, Responder } from '../desk.ts';
import { newestFirst } from '../lookup/tenures.ts';
import type { Term } from '../understand/understanding.ts';
import { tell, tenureProof } from './tell.ts';

/**
 * What a person did, asked of a responder for events, lists or sentences with the name as one of the words. Without a
 * responder: the refusal, which says who the person is and nothing else of them.
 */
export function answerDeed(respond: Responder | null): Responder {
  return async (ask) => (respond === null ? refuse(ask) : respond(withNames(ask)));
}

function withNames(ask: Ask): Ask {
  const { question } = ask;
  const names = question.persons.map((name): Term => {
    const start = question.text.indexOf(name);
    return { start, end: start + name.length, text: name, forms: [name], weight: 1 };
  });
  const posts = question.posts.map(
    ({ start, end, surface }): Term => ({
      start,
      end,
      text: surface,
      forms: [surface],
      weight: 1,
      soft: true,
    }),
  );
  const terms = [...names, ...posts, ...question.terms].sort((a, b) => a.start - b.start);
  return {
    ...ask,
    question: { ...question, terms },
    hits: once(() => (ask.hits().length > 0 ? ask.hits() : searched(ask))),
  };
}

/** A name alone was no reason to search before. */
function searched(ask: Ask): ReturnType<Ask['hits']> {
  return ask.desk.index.search(ask.question.text, { limit: 12 });
}

const refuse: Responder = async (ask) => {
  const [person] = ask.question.persons;
  if (person === undefined) return null;
  const refusal = await noFact(ask, [], say('personNothing', { person, subject: topicWords(ask.question) }));
  const [row] = newestFirst(await ask.desk.store.tenures({ person }));
  if (row === undefined) return refusal;
  const known = await reply(ask, {
    kind: 'no-fact',
    abstain: true,
    headline: refusal.headline,
    context: [line(`${say('known')}${tell(row)}`), ...refusal.context].slice(0, 3),
    proofs: [tenureProof(row)],
  });
  return { ...known, actions: [...known.actions, ...refusal.actions] };
};
