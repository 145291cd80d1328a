import { Composer } from 'grammy';
import type { BotContext } from '../context.ts';
import { exampleFor } from '../examples.ts';
import { reply } from '../reply.ts';
import type { TextKey } from '../texts/texts.ts';

/** What people send besides text, and the words for it; only in private chats, where it is certainly for us. */
export function mediaFeature(): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const inPrivate = feature.chatType('private');
  const explain = (key: TextKey) => async (ctx: BotContext) => {
    const example = await exampleFor(ctx);
    await reply(ctx, ctx.texts.say(key, { example }));
  };
  inPrivate.on(['message:voice', 'message:audio', 'message:video_note'], explain('media.voice'));
  inPrivate.on(['message:photo', 'message:video'], explain('media.photo'));
  inPrivate.on('message:sticker', explain('media.sticker'));
  inPrivate.on('message:animation', explain('media.sticker'));
  inPrivate.on('message:document', explain('media.file'));
  inPrivate.on(
    [
      'message:contact',
      'message:location',
      'message:poll',
      'message:dice',
      'message:venue',
      'message:story',
      'message:game',
      'message:checklist',
      'message:paid_media',
    ],
    explain('media'),
  );
  return feature;
}
