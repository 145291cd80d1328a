import type { Answer } from '../answer.ts';
import { line, reply } from '../compose/reply.ts';
import { say } from '../compose/texts.ts';
import type { Ask } from '../desk.ts';
import { bestSentence } from './topical.ts';

/** Half of the words must stand in a sentence that is shown beside a refusal. */
const RELATED = 0.5;

/**
 * A refusal with the nearest sentence of the asked place, labelled as perhaps not the answer. Never for a settled
 * indicator or a named year: there a sentence about something else would only mislead.
 */
export async function relatedSentence(ask: Ask, refusal: Answer): Promise<Answer> {
  const { question } = ask;
  const settled = question.indicators.length > 0 || question.posts.length > 0 || question.persons.length > 0;
  if (refusal.quotes.length > 0 || settled || question.places.length === 0) return refusal;
  if (question.periods.some((period) => period.match === 'fixed')) return refusal;
  const proof = bestSentence(ask, RELATED);
  if (proof === null) return refusal;
  const shown = await reply(ask, {
    kind: refusal.kind,
    abstain: true,
    headline: refusal.headline,
    context: [line(say('related')), ...refusal.context].slice(0, 3),
    proofs: [proof],
    factIds: [],
  });
  return { ...shown, actions: [...shown.actions, ...refusal.actions] };
}
