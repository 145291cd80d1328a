import type { InlineKeyboardMarkup, Message } from 'grammy/types';
import { classOf, type ErrorClass } from './api/error-class.ts';
import type { BotContext } from './context.ts';
import { whisperTo } from './ephemeral.ts';
import type { Pictures } from './pictures.ts';
import type { Picture } from './render/answer.ts';
import { quoting } from './reply.ts';

/**
 * Refusals of a picture after which words may still be welcome: photos forbidden in the group (which Telegram words as
 * a restriction), a closed topic, a file it cannot read, a server that does not know the method (404, as for a wrong token).
 */
const WORDS_INSTEAD: readonly ErrorClass[] = ['restricted', 'topic', 'markup', 'too-long', 'ours', 'token'];

/** Sends a picture to where the update came from. @returns null when words have to do */
export async function sendPicture(
  ctx: BotContext,
  pictures: Pictures,
  picture: Picture,
  keyboard?: InlineKeyboardMarkup,
): Promise<Message | null> {
  // A guest answers with one message of text; and what one person alone is to see is said in words.
  if (ctx.guestMessage !== undefined || whisperTo(ctx) !== null) return null;
  return await withPhoto(pictures, picture, (photo) =>
    ctx.replyWithPhoto(photo, {
      caption: picture.caption.markup,
      parse_mode: 'HTML',
      ...quoting(ctx),
      ...(keyboard === undefined ? {} : { reply_markup: keyboard }),
    }),
  );
}

/**
 * Turns a message of ours, with or without a picture, into this picture.
 * @returns 'gone' when there is no such message any more, null when words have to do
 */
export async function editPicture(
  ctx: BotContext,
  pictures: Pictures,
  { chat, id }: { readonly chat: number; readonly id: number },
  picture: Picture,
  keyboard?: InlineKeyboardMarkup,
): Promise<'edited' | 'gone' | null> {
  // What one person alone sees has no number.
  if (id === 0) return null;
  try {
    const edited = await withPhoto(pictures, picture, (media) =>
      ctx.api.editMessageMedia(
        chat,
        id,
        { type: 'photo', media, caption: picture.caption.markup, parse_mode: 'HTML' },
        keyboard === undefined ? {} : { reply_markup: keyboard },
      ),
    );
    return edited === null ? null : 'edited';
  } catch (error) {
    const meaning = classOf(error);
    if (meaning === 'unchanged') return 'edited';
    if (meaning === 'message-gone') return 'gone';
    throw error;
  }
}

type Photo = Exclude<Awaited<ReturnType<Pictures['photo']>>, null>;

/** A name that Telegram has forgotten is tried once; then the file itself. */
async function withPhoto<T extends Message | true>(
  pictures: Pictures,
  { chart }: Picture,
  send: (photo: Photo) => Promise<T>,
): Promise<T | null> {
  for (;;) {
    const photo = await pictures.photo(chart);
    if (photo === null) return null;
    try {
      const sent = await send(photo);
      // A message that an earlier run has sent is known by its id alone.
      const fileId = sent === true ? undefined : sent.photo?.at(-1)?.file_id;
      if (fileId !== undefined) pictures.sent(chart, fileId);
      return sent;
    } catch (error) {
      const meaning = classOf(error);
      if (meaning === null || !WORDS_INSTEAD.includes(meaning)) throw error;
      if (meaning !== 'ours' || typeof photo !== 'string') return null;
      pictures.forget(chart);
    }
  }
}
