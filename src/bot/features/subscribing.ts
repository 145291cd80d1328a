import { Composer, GrammyError, Keyboard } from 'grammy';
import type { Message } from 'grammy/types';
import { toSimplified } from '../../text/script.ts';
import { readQuiet } from '../../updates/wish/manner.ts';
import { readOrder } from '../../updates/wish/order.ts';
import { readWishes } from '../../updates/wish/read.ts';
import { readUntil } from '../../updates/wish/until.ts';
import { addressedTo } from '../addressing.ts';
import type { Download } from '../api/download.ts';
import { decodeCallback } from '../callback-data.ts';
import { calledIn } from '../called.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Present } from '../present.ts';
import { reply } from '../reply.ts';
import type { Screens } from '../screens/screens.ts';
import { MOST_SUBSCRIPTIONS } from '../screens/subscribe.ts';
import {
  FILE_NAME,
  importFile,
  LARGEST_FILE,
  readSubscriptionFile,
  subscriptionFile,
} from '../subscribing/file.ts';
import { denial, managedIn, personBehind, prefixOf, stale } from '../subscribing/managed.ts';
import { toast } from './buttons.ts';
import { sendFile } from './files.ts';

/** Which keyboard button a shared chat comes from. */
const REQUEST = { group: 1, channel: 2 } as const;

/**
 * What subscribing needs besides its screens: plain words (订阅古县GDP, 退订), the file that takes subscriptions elsewhere,
 * and choosing a group or channel to look after.
 */
export function subscribingFeature(
  deps: BotDeps,
  screens: Screens,
  present: Present,
  download: Download | null,
): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on(['message:text', 'edited_message:text'], async (ctx, next) => {
    const called = calledIn(ctx.me, ctx.msg);
    const words = called?.name === 'subscriptions' ? called.args.trim() : null;
    if (words !== null && EXPORT.test(words)) return await exported(ctx, deps, '');
    const document = ctx.msg.reply_to_message?.document;
    if (words !== null && IMPORT.test(words)) return await imported(ctx, deps, download, document);
    const order = called === null ? orderIn(ctx, deps) : null;
    const screen = order === null ? undefined : screens.get(order.screen);
    if (order === null || screen === undefined) return await next();
    const shown = await screen(ctx, order.args);
    if (shown.refusal !== undefined) ctx.quiet = true;
    await present(ctx, shown);
  });
  feature.on('message:document', async (ctx, next) => {
    if (!isImport(ctx.me, ctx.message)) return await next();
    await imported(ctx, deps, download, ctx.message.document);
  });
  feature.on('callback_query:data', async (ctx, next) => {
    const data = decodeCallback(ctx.callbackQuery.data);
    if (data?.do !== 'screen') return await next();
    if (data.screen === 'sub_export') return await exported(ctx, deps, data.args);
    if (data.screen !== 'sub_manage' || ctx.chat?.type !== 'private') return await next();
    await toast(ctx);
    await offerChats(ctx);
  });
  feature.chatType('private').on('message:chat_shared', async (ctx) => {
    const screen = screens.get('subscriptions');
    if (screen === undefined) return;
    await present(ctx, await screen(ctx, prefixOf({ chat: ctx.message.chat_shared.chat_id, thread: 0 })));
  });
  return feature;
}

const EXPORT = /^(?:export|导出|匯出|導出)$/i;
const IMPORT = /^(?:import|导入|匯入|導入)$/i;

/** Plain words that order something, where they are certainly for us. */
function orderIn(
  ctx: BotContext,
  { clock, gazetteer, lexicon }: BotDeps,
): { readonly screen: string; readonly args: string } | null {
  const { msg } = ctx;
  const addressed = msg === undefined ? null : addressedTo(ctx.me, msg);
  // What others wrote orders nothing.
  if (addressed === null || addressed.how === 'command' || msg?.forward_origin !== undefined) return null;
  const order = readOrder(addressed.text);
  if (order?.perhaps === true) {
    const reading = readWishes(order.rest, { gazetteer, lexicon, known: [] });
    const sure = reading.is === 'wishes' && reading.wishes.every(({ place }) => place !== null);
    return sure ? { screen: order.do, args: order.rest } : null;
  }
  if (order !== null) return { screen: order.do, args: order.rest };
  const words = toSimplified(addressed.text.trim().slice(0, 60));
  const waits = /^(?:暂停|休眠)/.test(words) && readUntil(words, clock(), 'UTC') !== null;
  const rests = /^(?:免打扰|勿扰)/.test(words) && readQuiet(words) !== undefined;
  const wakes = /^恢复(?:订阅|通知|推送)$/.test(words);
  return waits || rests || wakes ? { screen: 'subscriptions', args: words } : null;
}

/** A file of ours, sent for it: with the command as its caption, or by its name in a private chat. */
function isImport(me: BotContext['me'], message: Message): boolean {
  const { caption = '', document, chat } = message;
  const [, target, words = ''] = /^\/subscriptions(?:@(\w{1,64}))?\s+(\S{1,10})\s*$/i.exec(caption) ?? [];
  if (words !== '')
    return IMPORT.test(words) && (target ?? me.username).toLowerCase() === me.username.toLowerCase();
  return chat.type === 'private' && caption === '' && document?.file_name?.startsWith(STEM) === true;
}

const STEM = FILE_NAME.replace(/\.json$/, '');

async function exported(ctx: BotContext, { subscriptions }: BotDeps, args: string): Promise<void> {
  const at = managedIn(ctx, args);
  const denied = at === null ? stale(ctx) : await denial(ctx, at, 'change');
  if (at === null || denied !== null) return await refuse(ctx, denied);
  if (ctx.callbackQuery !== undefined) await toast(ctx);
  const all = await subscriptions.of(at.target);
  if (all.length === 0) return void (await reply(ctx, ctx.texts.say('subs.none')));
  const file = subscriptionFile(all, await subscriptions.manner(at.target));
  const caption = ctx.texts.say('subs.exported', { count: String(all.length) });
  await sendFile(ctx, `${JSON.stringify(file, null, 2)}\n`, FILE_NAME, caption);
}

async function imported(
  ctx: BotContext,
  { subscriptions, gazetteer, lexicon, clock }: BotDeps,
  download: Download | null,
  document: Message['document'],
): Promise<void> {
  const say = async (...words: Parameters<typeof ctx.texts.say>): Promise<void> =>
    void (await reply(ctx, ctx.texts.say(...words)));
  const at = managedIn(ctx, '');
  const denied = at === null ? stale(ctx) : await denial(ctx, at, 'change');
  if (at === null || denied !== null) return await refuse(ctx, denied);
  if (document === undefined) return await say('subs.import.how');
  const path = (document.file_size ?? 0) > LARGEST_FILE ? undefined : await pathOf(ctx, document.file_id);
  const text = path === undefined || download === null ? null : await download(path, LARGEST_FILE);
  if (text === null) return await say('subs.import.unread');
  const file = readSubscriptionFile(text.toString('utf8'), { gazetteer, lexicon });
  if (file === null) return await say('subs.import.foreign');
  const who = { target: at.target, creator: personBehind(ctx), now: clock(), most: MOST_SUBSCRIPTIONS };
  const { added, there, full, bad } = await importFile(subscriptions, file, who);
  await say('subs.imported', {
    added: String(added),
    there: String(there),
    full: String(full),
    bad: String(bad),
    most: String(MOST_SUBSCRIPTIONS),
  });
}

/** undefined: Telegram has it no more, or does not hand it out. */
async function pathOf(ctx: BotContext, id: string): Promise<string | undefined> {
  try {
    return (await ctx.api.getFile(id)).file_path;
  } catch (error) {
    if (error instanceof GrammyError && error.error_code === 400) return undefined;
    throw error;
  }
}

/** To the presser alone where a button was pressed. */
async function refuse(ctx: BotContext, denied: Awaited<ReturnType<typeof denial>>): Promise<void> {
  if (denied === null) return;
  const { messages, refusal } = denied;
  if (ctx.callbackQuery !== undefined && refusal !== undefined)
    await ctx.answerCallbackQuery({ text: refusal, show_alert: true });
  else await reply(ctx, messages);
}

/** Telegram shows the chats where the person is admin and hands over the one that is picked. */
async function offerChats(ctx: BotContext): Promise<void> {
  const { texts } = ctx;
  const keyboard = new Keyboard()
    .requestChat(texts.say('button.pick.group'), REQUEST.group, {
      chat_is_channel: false,
      bot_is_member: true,
    })
    .row()
    .requestChat(texts.say('button.pick.channel'), REQUEST.channel, {
      chat_is_channel: true,
      bot_is_member: true,
    })
    .oneTime()
    .resized();
  await ctx.reply(texts.say('sub.pick'), { reply_markup: keyboard });
}
