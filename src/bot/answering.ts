import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Answer, AnswerKind } from '../answer/answer.ts';
import type { AnswerButtons } from './answer-buttons.ts';
import { encodeCallback } from './callback-data.ts';
import { askerOf, type BotContext, type BotDeps, placeOf } from './context.ts';
import type { Conversations } from './conversation.ts';
import { whisperTo } from './ephemeral.ts';
import type { FiguresAsked } from './figures-asked.ts';
import type { Present } from './present.ts';
import { renderAnswer } from './render/answer.ts';
import { whileTyping } from './typing.ts';

/**
 * Answers a question where it was asked.
 * @param complete the question is a whole one (a button's): what was asked before must not colour it
 */
export type Answering = (ctx: BotContext, question: string, complete?: 'complete') => Promise<void>;

/**
 * Shows an answer that was worked out already, with its buttons, in the script that was chosen.
 * @param question the question that was asked, if it may be shown as a picture of numbers in a row
 */
export type ShowAnswer = (ctx: BotContext, answer: Answer, question?: string) => Promise<readonly number[]>;

/** Nothing to follow up on: a thank-you between two questions must not break the thread. */
const NOT_A_TOPIC: readonly AnswerKind[] = ['smalltalk', 'help', 'not-understood'];

/**
 * The one way from a question to a reply, whichever door it came through (text, /ask, mention, button, edit): recalls
 * what this person asked before in this chat and topic, answers, renders, remembers.
 */
export function createAnswering(
  { answer, now, metrics, log, pseudonym }: BotDeps,
  conversations: Conversations,
  show: ShowAnswer,
): Answering {
  return async (ctx, question, complete) => {
    const started = now();
    const place = placeOf(ctx);
    const asker = askerOf(ctx);
    const own = `${place}:user:${asker}`;
    const { asked, earlier } = recall(ctx, conversations, place, own);
    const context = complete === 'complete' ? [] : earlier;
    const conversation = conversations.memory(own);
    const result: Answer = await whileTyping(ctx, () => answer({ text: question, context, conversation }));
    const last = (await show(ctx, result, question)).at(-1);
    // Of a question asked long ago and edited now, nothing follows for the conversation as it stands.
    const current = asked === null || conversations.recall(own).at(-1) === asked;
    if (!NOT_A_TOPIC.includes(result.kind)) {
      const questions = [...context, question];
      if (current) conversations.remember(own, questions, asker, conversation);
      const message = ctx.message ?? ctx.editedMessage;
      if (message !== undefined)
        conversations.remember(`${place}:asked:${message.message_id}`, questions, asker);
      if (last !== undefined && ctx.chat?.type !== 'private')
        conversations.remember(`${place}:message:${last}`, questions, asker);
    }
    metrics.answered(result.kind, result.abstain);
    log.info('answered', {
      kind: result.kind,
      abstain: result.abstain,
      ms: Math.round(now() - started),
      chat: pseudonym(ctx.chat?.id ?? 0),
    });
  };
}

interface Recalled {
  /** The question before it was edited, when it is known. */
  readonly asked: string | null;
  readonly earlier: readonly string[];
}

/** What was asked before; for an edited question, before it was first asked. */
function recall(ctx: BotContext, conversations: Conversations, place: string, own: string): Recalled {
  const { editedMessage: edited } = ctx;
  if (edited !== undefined) {
    const thread = conversations.recall(`${place}:asked:${edited.message_id}`);
    return { asked: thread.at(-1) ?? '', earlier: thread.slice(0, -1) };
  }
  const repliedTo = ctx.message?.reply_to_message;
  // Replying to an answer continues that answer's thread, even if another person asked for it.
  const thread =
    repliedTo === undefined ? [] : conversations.recall(`${place}:message:${repliedTo.message_id}`);
  return { asked: null, earlier: thread.length > 0 ? thread : conversations.recall(own) };
}

/** Renders an answer in the script that was chosen, else in its own, with its buttons. */
export function createShowAnswer(
  figures: FiguresAsked,
  buttonsFor: AnswerButtons,
  present: Present,
): ShowAnswer {
  return async (ctx, answer, question) => {
    const picture = question === undefined ? null : await figures(ctx, question);
    if (picture !== null) return await present(ctx, picture);
    const script = ctx.preferences.script ?? answer.script;
    const { messages, keyboard } = renderAnswer({ ...answer, script });
    // Silence would look like a bot that is down.
    if (messages.length === 0) throw new Error(`nothing to show for an answer of kind ${answer.kind}`);
    const buttons = publishable(ctx, answer, question, await buttonsFor(answer, keyboard, script));
    return await present(ctx, buttons === undefined ? { messages } : { messages, keyboard: buttons });
  };
}

/**
 * 公开 under an answer that one person alone is shown: asked again for all to see. Only where the question says all by
 * itself, for what was asked before it is not asked again; and not of a refusal, which helps nobody else.
 */
function publishable(
  ctx: BotContext,
  { abstain, understood }: Answer,
  question: string | undefined,
  keyboard: InlineKeyboardMarkup | undefined,
): InlineKeyboardMarkup | undefined {
  if (question === undefined || abstain || understood !== null || whisperTo(ctx) === null) return keyboard;
  const data = encodeCallback({ do: 'publish', question });
  if (data === null) return keyboard;
  const row = [{ text: ctx.texts.say('button.publish'), callback_data: data }];
  return { inline_keyboard: [...(keyboard?.inline_keyboard ?? []), row] };
}
