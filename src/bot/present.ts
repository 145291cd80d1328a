import type { InlineKeyboardMarkup } from 'grammy/types';
import { classOf } from './api/error-class.ts';
import { askerOf, type BotContext, type BotDeps } from './context.ts';
import type { Reply } from './render/answer.ts';
import type { Html } from './render/html.ts';
import { NO_PREVIEW, reply } from './reply.ts';

type Deps = Pick<BotDeps, 'keeping' | 'clock'>;

/** How long an edited question still edits its answer. Milliseconds. */
export const EDITABLE_MS = 48 * 3_600_000;
const SWEEP_EVERY_MS = 600_000;

/** Sends a reply, or turns the answer of an edited question into it. @returns the ids of its messages */
export type Present = (ctx: BotContext, shown: Reply) => Promise<readonly number[]>;

/**
 * The one way a reply leaves: as new messages, or for an edited question in place of those that answered it before.
 * Should they be gone, new ones are sent, once. Which messages answer which is kept for two days, as bare numbers.
 */
export function createPresent({ keeping, clock }: Deps): Present {
  let swept = 0;
  const note = async (ctx: BotContext, message: number, answers: readonly number[]): Promise<void> => {
    const at = clock();
    if (at - swept > SWEEP_EVERY_MS) {
      swept = at;
      await keeping.sweep(at - EDITABLE_MS);
    }
    await keeping.noteAnswers({ chat: ctx.chat?.id ?? 0, message, answers, at }, askerOf(ctx));
  };
  return async (ctx, { messages, keyboard }) => {
    const question = ctx.message ?? ctx.editedMessage;
    const known =
      ctx.editedMessage === undefined
        ? null
        : await keeping.answersTo(ctx.editedMessage.chat.id, ctx.editedMessage.message_id);
    const shown =
      known === null || known.length === 0
        ? await fresh(ctx, messages, keyboard)
        : await amend(ctx, known, messages, keyboard);
    // Pressing a button is no question that could be edited.
    if (question !== undefined) await note(ctx, question.message_id, shown);
    return shown;
  };
}

async function fresh(
  ctx: BotContext,
  messages: readonly Html[],
  keyboard?: InlineKeyboardMarkup,
): Promise<readonly number[]> {
  return (await reply(ctx, messages, keyboard)).map((message) => message.message_id);
}

/** Edits what can be edited, adds what is missing, deletes what is left over. */
async function amend(
  ctx: BotContext,
  known: readonly number[],
  messages: readonly Html[],
  keyboard?: InlineKeyboardMarkup,
): Promise<readonly number[]> {
  const chat = ctx.chat?.id ?? 0;
  const shown: number[] = [];
  for (const [i, message] of messages.entries()) {
    const last = i === messages.length - 1;
    const id = known[i];
    if (id === undefined || !(await editText(ctx, chat, id, message, last ? keyboard : undefined))) {
      // This one is gone, or there never was one: what follows comes behind it, in order.
      shown.push(...(await fresh(ctx, messages.slice(i), keyboard)));
      break;
    }
    shown.push(id);
  }
  // Left over from a longer answer; one that is gone already is as it should be.
  // What was tried and is gone needs no deleting; the rest is left over from a longer answer.
  const kept = shown.filter((id) => known.includes(id)).length;
  const tried = kept < messages.length ? kept + 1 : kept;
  for (const id of known.slice(tried)) await ctx.api.deleteMessage(chat, id).catch(() => undefined);
  return shown;
}

/** Shows a screen in place of the message whose button was pressed; as a new message should that be gone. */
export async function showInPlace(ctx: BotContext, { messages, keyboard }: Reply): Promise<void> {
  const shown = ctx.callbackQuery?.message;
  const [message] = messages;
  if (shown === undefined || message === undefined) return;
  if (!(await editText(ctx, shown.chat.id, shown.message_id, message, keyboard)))
    await reply(ctx, messages, keyboard);
}

/** @returns false when the message cannot be edited any more */
async function editText(
  ctx: BotContext,
  chat: number,
  id: number,
  message: Html,
  keyboard?: InlineKeyboardMarkup,
): Promise<boolean> {
  const options = { ...NO_PREVIEW, ...(keyboard === undefined ? {} : { reply_markup: keyboard }) };
  try {
    await ctx.api.editMessageText(chat, id, message.markup, { ...options, parse_mode: 'HTML' });
    return true;
  } catch (error) {
    const meaning = classOf(error);
    if (meaning === 'unchanged') return true;
    if (meaning === 'message-gone') return false;
    if (meaning !== 'markup') throw error;
    await ctx.api.editMessageText(chat, id, message.plain, options);
    return true;
  }
}
