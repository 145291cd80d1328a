import type { Answer, AnswerKind } from '../answer/answer.ts';
import { askerOf, type BotContext, type BotDeps, placeOf } from './context.ts';
import { Conversations } from './conversation.ts';
import { renderAnswer } from './render/answer.ts';
import { reply } from './reply.ts';

/**
 * Answers a question where it was asked.
 * @param complete the question is a whole one (a button's): what was asked before must not colour it
 */
export type Answering = (ctx: BotContext, question: string, complete?: 'complete') => Promise<void>;

/** Nothing to follow up on: a thank-you between two questions must not break the thread. */
const NOT_A_TOPIC: readonly AnswerKind[] = ['smalltalk', 'help', 'not-understood'];

/**
 * The one way from a question to a reply, whichever door it came through (text, /ask, mention, button): recalls
 * what this person asked before in this chat and topic, answers, renders, remembers.
 */
export function createAnswering({ answer, log, now, pseudonym }: BotDeps): Answering {
  const conversations = new Conversations(now);
  return async (ctx, question, complete) => {
    const started = now();
    const place = placeOf(ctx);
    const own = `${place}:user:${askerOf(ctx)}`;
    const repliedTo = ctx.message?.reply_to_message;
    // Replying to an answer continues that answer's thread, even if another person asked for it.
    const thread =
      repliedTo === undefined ? [] : conversations.recall(`${place}:message:${repliedTo.message_id}`);
    const earlier = thread.length > 0 ? thread : conversations.recall(own);
    const context = complete === 'complete' ? [] : earlier;
    const result: Answer = await answer({ text: question, context });
    const { messages, keyboard } = renderAnswer(result);
    // Silence would look like a bot that is down.
    if (messages.length === 0) throw new Error(`nothing to show for an answer of kind ${result.kind}`);
    const sent = await reply(ctx, messages, keyboard);
    if (!NOT_A_TOPIC.includes(result.kind)) {
      const questions = [...context, question];
      conversations.remember(own, questions);
      const last = sent.at(-1);
      if (last !== undefined && ctx.chat?.type !== 'private')
        conversations.remember(`${place}:message:${last.message_id}`, questions);
    }
    log.info('answered', {
      kind: result.kind,
      abstain: result.abstain,
      ms: Math.round(now() - started),
      chat: pseudonym(ctx.chat?.id ?? 0),
    });
  };
}
