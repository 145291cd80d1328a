import { Composer } from 'grammy';
import { addressedTo } from '../addressing.ts';
import type { Answering } from '../answering.ts';
import { calledIn, WRITTEN } from '../called.ts';
import type { BotContext } from '../context.ts';
import { exampleFor } from '../examples.ts';
import { reply } from '../reply.ts';

/**
 * Questions: /ask anywhere, /peek for an answer that the rest of the group need not see, any text in a private chat, mentions and replies in groups. `/ask` or a bare mention
 * in reply to someone's message asks what that message says.
 */
export function questionFeature(answering: Answering): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on([...WRITTEN], async (ctx, next) => {
    const called = calledIn(ctx.me, ctx.msg);
    if (called?.name !== 'ask' && called?.name !== 'peek') return await next();
    if (called.name === 'peek') ctx.quiet = true;
    const question = called.args || quotedText(ctx);
    const example = await exampleFor(ctx);
    if (question === '') await reply(ctx, ctx.texts.say('ask.empty', { example }));
    else await answering(ctx, question);
  });
  // Edited questions too: their answers are edited.
  feature.on([...WRITTEN], async (ctx, next) => {
    const addressed = addressedTo(ctx.me, ctx.msg);
    if (addressed === null || startsWithCommand(ctx)) return await next();
    // People write 「@bot /ask …」 as well.
    const question =
      addressed.text.replace(/^\s*\/ask(@\w{1,64})?(?=\s|$)/, '').trim() ||
      (addressed.how === 'mention' ? quotedText(ctx) : '');
    if (question !== '') return await answering(ctx, question);
    const example = await exampleFor(ctx);
    await reply(ctx, ctx.texts.say('mention.empty', { bot: ctx.me.username, example }));
  });
  return feature;
}

function startsWithCommand(ctx: BotContext): boolean {
  const entities = ctx.msg?.entities ?? ctx.msg?.caption_entities ?? [];
  return entities.some(({ type, offset }) => type === 'bot_command' && offset === 0);
}

/** What the message replied to says, if a person said it. */
function quotedText(ctx: BotContext): string {
  const quoted = ctx.msg?.reply_to_message;
  if (quoted === undefined || quoted.from?.id === ctx.me.id) return '';
  return (ctx.msg?.quote?.text ?? quoted.text ?? quoted.caption ?? '').trim();
}
