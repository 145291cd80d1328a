import type { InlineKeyboardMarkup } from 'grammy/types';
import { classOf } from './api/error-class.ts';
import { askerOf, type BotContext, type BotDeps } from './context.ts';
import { editPicture, sendPicture } from './photo.ts';
import type { Pictures } from './pictures.ts';
import type { Reply } from './render/answer.ts';
import type { Html } from './render/html.ts';
import { NO_PREVIEW, reply } from './reply.ts';

type Deps = Pick<BotDeps, 'keeping' | 'clock'>;

/** How long an edited question still edits its answer. Milliseconds. */
export const EDITABLE_MS = 48 * 3_600_000;
const SWEEP_EVERY_MS = 600_000;

/** How a reply is shown. */
export interface Present {
  /** Sends a reply, or turns the answer of an edited question into it. @returns the ids of its messages */
  (ctx: BotContext, shown: Reply): Promise<readonly number[]>;
  /**
   * Shows a reply in place of the message whose button was pressed; as a new message should that be gone, or be a picture
   * which words cannot replace.
   */
  inPlace(ctx: BotContext, shown: Reply): Promise<void>;
}

/**
 * The one way a reply leaves: as new messages (or a picture), or for an edited question in place of those that answered it before.
 * Should they be gone, new ones are sent, once. Which messages answer which is kept for two days, as bare numbers.
 */
export function createPresent({ keeping, clock }: Deps, pictures: Pictures): Present {
  let swept = 0;
  const note = async (ctx: BotContext, message: number, answers: readonly number[]): Promise<void> => {
    const at = clock();
    if (at - swept > SWEEP_EVERY_MS) {
      swept = at;
      await keeping.sweep(at - EDITABLE_MS);
    }
    await keeping.noteAnswers({ chat: ctx.chat?.id ?? 0, message, answers, at }, askerOf(ctx));
  };
  const present = async (ctx: BotContext, answer: Reply): Promise<readonly number[]> => {
    const question = ctx.message ?? ctx.editedMessage;
    const known =
      ctx.editedMessage === undefined
        ? null
        : await keeping.answersTo(ctx.editedMessage.chat.id, ctx.editedMessage.message_id);
    const shown =
      known === null || known.length === 0
        ? await fresh(ctx, pictures, answer)
        : await amend(ctx, pictures, known, answer);
    // Pressing a button is no question that could be edited; what one person alone sees has no number by which it could be found again.
    const numbered = shown.filter((id) => id !== 0);
    if (question !== undefined && numbered.length > 0) await note(ctx, question.message_id, numbered);
    return numbered;
  };
  return Object.assign(present, {
    inPlace: (ctx: BotContext, answer: Reply) => showInPlace(ctx, answer, pictures),
  });
}

/** As new messages: the picture where there is one and it can be sent, else the words. */
async function fresh(
  ctx: BotContext,
  pictures: Pictures,
  { messages, keyboard, picture }: Reply,
): Promise<readonly number[]> {
  const sent = picture === undefined ? null : await sendPicture(ctx, pictures, picture, keyboard);
  if (sent !== null) return [sent.message_id];
  return (await reply(ctx, messages, keyboard)).map((message) => message.message_id);
}

/** Edits what can be edited, adds what is missing, deletes what is left over. */
async function amend(
  ctx: BotContext,
  pictures: Pictures,
  known: readonly number[],
  shown: Reply,
): Promise<readonly number[]> {
  const chat = ctx.chat?.id ?? 0;
  const [first] = known;
  if (shown.picture !== undefined && first !== undefined) {
    const at = { chat, id: first };
    const edited = await editPicture(ctx, pictures, at, shown.picture, shown.keyboard);
    if (edited !== null) {
      await discard(ctx, chat, known.slice(1));
      return edited === 'edited' ? [first] : await fresh(ctx, pictures, shown);
    }
  }
  return await amendText(ctx, chat, known, shown);
}

async function amendText(
  ctx: BotContext,
  chat: number,
  known: readonly number[],
  { messages, keyboard }: Reply,
): Promise<readonly number[]> {
  const shown: number[] = [];
  for (const [i, message] of messages.entries()) {
    const last = i === messages.length - 1;
    const id = known[i];
    const edited =
      id === undefined ? 'gone' : await editText(ctx, chat, id, message, last ? keyboard : undefined);
    // No edit takes a picture away, and one of something else must not stay above the words: it goes before they come.
    if (edited === 'no-text') await discard(ctx, chat, known.slice(i, i + 1));
    if (id === undefined || edited !== 'edited') {
      // This one is gone, or there never was one: what follows comes behind it, in order.
      shown.push(...(await reply(ctx, messages.slice(i), keyboard)).map(({ message_id: sent }) => sent));
      break;
    }
    shown.push(id);
  }
  // What was tried and is gone needs no deleting; the rest is left over from a longer answer.
  const kept = shown.filter((id) => known.includes(id)).length;
  const tried = kept < messages.length ? kept + 1 : kept;
  await discard(ctx, chat, known.slice(tried));
  return shown;
}

/** Deletes messages of ours; one that is gone already is as it should be. */
async function discard(ctx: BotContext, chat: number, ids: readonly number[]): Promise<void> {
  for (const id of ids) await ctx.api.deleteMessage(chat, id).catch(() => undefined);
}

async function showInPlace(ctx: BotContext, shown: Reply, pictures: Pictures): Promise<void> {
  const pressed = ctx.callbackQuery?.message;
  const [message] = shown.messages;
  if (pressed === undefined || message === undefined) return;
  const at = { chat: pressed.chat.id, id: pressed.message_id };
  const { picture, keyboard } = shown;
  const drawn = picture === undefined ? null : await editPicture(ctx, pictures, at, picture, keyboard);
  if (drawn === 'edited') return;
  if (drawn === 'gone' || (await editText(ctx, at.chat, at.id, message, keyboard)) !== 'edited')
    await fresh(ctx, pictures, shown);
}

/** @returns gone: it cannot be edited any more; no-text: it is a picture */
async function editText(
  ctx: BotContext,
  chat: number,
  id: number,
  message: Html,
  keyboard?: InlineKeyboardMarkup,
): Promise<'edited' | 'gone' | 'no-text'> {
  const options = { ...NO_PREVIEW, ...(keyboard === undefined ? {} : { reply_markup: keyboard }) };
  const unseen = ctx.callbackQuery?.message?.ephemeral_message_id;
  if (unseen !== undefined && ctx.from !== undefined) {
    const more = { ...options, parse_mode: 'HTML' as const };
    await ctx.api.editEphemeralMessageText(chat, ctx.from.id, unseen, message.markup, more);
    return 'edited';
  }
  try {
    await ctx.api.editMessageText(chat, id, message.markup, { ...options, parse_mode: 'HTML' });
    return 'edited';
  } catch (error) {
    const meaning = classOf(error);
    if (meaning === 'unchanged') return 'edited';
    if (meaning === 'message-gone') return 'gone';
    if (meaning === 'no-text') return 'no-text';
    if (meaning !== 'markup') throw error;
    await ctx.api.editMessageText(chat, id, message.plain, options);
    return 'edited';
  }
}
