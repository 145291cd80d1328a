import { Buffer } from 'node:buffer';
import { Composer, InputFile } from 'grammy';
import { askedIndicator, readArguments } from '../../answer/tables/arguments.ts';
import { classOf } from '../api/error-class.ts';
import { calledIn, WRITTEN } from '../called.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Conversations } from '../conversation.ts';
import { csvOf } from '../render/csv.ts';
import { quoting, reply } from '../reply.ts';
import { leftOutLines } from '../screens/figure-words.ts';
import { exportOf } from '../screens/privacy.ts';
import { inTheirScript } from '../screens/screen.ts';
import { whichPlace } from '../screens/which-place.ts';

/** What is sent as a file: /csv PLACE [indicator], /export_my_data. */
export function filesFeature(deps: BotDeps, conversations: Conversations): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  const on = (name: string, send: (ctx: BotContext, args: string) => Promise<void>): void =>
    void feature.on([...WRITTEN], async (ctx, next) => {
      const called = calledIn(ctx.me, ctx.msg);
      if (called?.name === name) await send(ctx, called.args);
      else await next();
    });
  on('csv', async (ctx, args) => {
    const { places, foreign, rest } = readArguments(deps.gazetteer, args);
    if (places.length === 0 || foreign !== null) {
      const { messages, keyboard } = whichPlace(ctx, foreign ?? args, 'csv');
      await reply(ctx, messages, keyboard);
      return;
    }
    const names = places.map(({ name }) => name);
    const asked = rest === '' ? null : await askedIndicator(deps, names, rest);
    const rows = (
      await deps.store.observations({
        places: names,
        ...(asked === null ? {} : { indicators: asked.names }),
      })
    ).filter(({ measure }) => asked === null || asked.measure === null || measure === asked.measure);
    const values = {
      place: inTheirScript(ctx, names.join('、')),
      indicator: inTheirScript(ctx, asked?.names.join('、') || rest.slice(0, 40)),
    };
    if (rows.length === 0) {
      await reply(ctx, ctx.texts.say(rest === '' ? 'csv.none' : 'figures.none', values));
      return;
    }
    const csv = await csvOf(rows, deps.store, ctx.texts);
    const what = [values.place, values.indicator].filter((part) => part !== '').join(' ');
    const ignored = leftOutLines(ctx, { unread: asked?.unread ?? [], places: [] });
    const shown = [
      ctx.texts.say('csv', { what, count: String(rows.length) }),
      ...ignored.map(({ plain }) => plain),
    ];
    const name = [...names, rest === '' ? null : (asked?.names.join('-') ?? null)]
      .filter((part) => part !== null)
      .join('-')
      .replace(/[^\p{L}\p{N}-]/gu, '')
      .slice(0, 60);
    await sendFile(ctx, csv, `${name}.csv`, shown.join('\n'));
  });
  on('export_my_data', async (ctx) => {
    if (ctx.chat?.type !== 'private') {
      await reply(ctx, ctx.texts.say('export.group'));
      return;
    }
    const data = JSON.stringify(await exportOf(ctx, deps, conversations), null, 2);
    await sendFile(ctx, `${data}\n`, 'wenxian-my-data.json', ctx.texts.say('export'));
  });
  return feature;
}

/**
 * A text as a document under the message that asked for it; where its topic was closed meanwhile, in the chat itself. A group
 * that takes no files is told where there are some.
 */
export async function sendFile(ctx: BotContext, text: string, name: string, caption: string): Promise<void> {
  const file = (): InputFile => new InputFile(Buffer.from(text, 'utf8'), name);
  try {
    await ctx.replyWithDocument(file(), { caption, ...quoting(ctx) });
  } catch (error) {
    const meaning = classOf(error);
    if (ctx.chat === undefined || ctx.chat.type === 'private') throw error;
    if (meaning === 'topic' && ctx.msg?.is_topic_message === true)
      await ctx.api.sendDocument(ctx.chat.id, file(), { caption, ...quoting(ctx) });
    else if (meaning === 'restricted') await reply(ctx, ctx.texts.say('file.forbidden'));
    else throw error;
  }
}
