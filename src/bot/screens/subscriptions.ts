import type { InlineKeyboardButton } from 'grammy/types';
import { toSimplified } from '../../text/script.ts';
import type { Subscription } from '../../updates/model.ts';
import { readQuiet, readZone } from '../../updates/wish/manner.ts';
import { readUntil } from '../../updates/wish/until.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { deepLinkUrl } from '../deep-link.ts';
import { html } from '../render/html.ts';
import { denial, headLines, type Managed, managedIn, stale } from '../subscribing/managed.ts';
import { dayOf, subscriptionLabel } from '../subscribing/wording.ts';
import { inRows, replyOf, type Screen, screenButton } from './screen.ts';

/** Subscriptions on one page, each with a button. */
const PAGE = 8;

type Shown = Awaited<ReturnType<Screen>>;

/**
 * /subscriptions: all that a chat or topic has; anybody there may read it. args: a page; or words that change all at
 * once (暂停到12月1日, 恢复, 免打扰 22:30-7:15, 静音, Asia/Tokyo); before them perhaps another target.
 */
export function subscriptionsScreen(deps: BotDeps, telling: Screen): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    if (at === null) return stale(ctx);
    const words = toSimplified(at.rest.normalize('NFKC')).trim();
    if (words !== '' && !/^\d{1,3}$/.test(words)) {
      const manner = mannerOrder(words);
      if (manner !== null) return await telling(ctx, `${at.prefix}${manner}`);
      return await changedAll(ctx, deps, at, words);
    }
    const denied = await denial(ctx, at, 'read');
    return denied ?? (await list(ctx, deps, at, Number(words || 1)));
  };
}

/** Words that say how to be told, as arguments of that screen; null for others. */
function mannerOrder(words: string): string | null {
  if (/^(?:通知)?设置$|^settings$/i.test(words)) return '';
  if (/^(?:静音|无声|silent)(?:开|on)?$/i.test(words)) return 'silent on';
  if (/^(?:(?:静音|silent)\s*(?:关|off)|(?:关闭?|取消|解除)静音|有声)$/i.test(words)) return 'silent off';
  const quiet = /^免打扰|^勿扰|^quiet/i.test(words) || /^\d{1,2}(?:[:点]|-)/.test(words);
  if (quiet && !/^\d{4}-/.test(words) && readQuiet(words) !== undefined) return `quiet ${words}`;
  const zone = words.replace(/^时区\s*|^(?:time ?)?zone\s*/i, '');
  return readZone(zone) === null ? null : `zone ${zone}`;
}

async function changedAll(ctx: BotContext, deps: BotDeps, at: Managed, words: string): Promise<Shown> {
  const { subscriptions, clock } = deps;
  const { zone } = await subscriptions.manner(at.target);
  const awake = /^(?:恢复|继续|resume)(?:全部|所有|订阅|通知|推送)?$/i.test(words);
  const asleep = /^(?:暂停|pause)(?:全部|所有|订阅|通知|推送)?$/i.test(words);
  const until = awake || asleep ? null : readUntil(words, clock(), zone);
  if (!awake && !asleep && until === null)
    return replyOf(
      [html`${ctx.texts.say('subs.unknown')}`],
      [screenButton(ctx.texts.say('button.subscriptions'), 'subscriptions', `${at.prefix}1`)],
    );
  const denied = await denial(ctx, at, 'change');
  if (denied !== null) return denied;
  for (const { id } of await subscriptions.of(at.target))
    await subscriptions.change(at.target, id, { paused: asleep, snoozedUntil: until });
  const said =
    until === null
      ? ctx.texts.say(awake ? 'subs.resumed' : 'subs.paused')
      : ctx.texts.say('subs.snoozed', { date: dayOf(ctx, until, zone) });
  const shown = await list(ctx, deps, at, 1);
  return { ...shown, messages: joined(said, shown) };
}

function joined(said: string, shown: Shown): Shown['messages'] {
  const [first, ...others] = shown.messages;
  return first === undefined ? [html`${said}`] : [html`${said}\n\n${first}`, ...others];
}

async function list(ctx: BotContext, deps: BotDeps, at: Managed, asked: number): Promise<Shown> {
  const { subscriptions, gazetteer, clock } = deps;
  const { texts } = ctx;
  const all = await subscriptions.of(at.target);
  const head = await headLines(ctx, at);
  const elsewhere = (await subscriptions.ofChat(at.target.chat)).length - all.length;
  const topics = elsewhere === 0 ? [] : [html`${texts.say('subs.elsewhere', { count: String(elsewhere) })}`];
  if (all.length === 0)
    return replyOf(
      [...head, html`${texts.say('subs.none')}`, ...topics],
      [addButton(ctx, at), remoteButtons(ctx, deps, at)],
    );
  const manner = await subscriptions.manner(at.target);
  const pages = Math.ceil(all.length / PAGE);
  const page = Math.min(Math.max(1, asked), pages);
  const from = (page - 1) * PAGE;
  const shown = all.slice(from, from + PAGE);
  const label = (one: Subscription): string =>
    subscriptionLabel(ctx, one, manner, gazetteer.root.name, clock());
  const lines = shown.map((one, i) => html`${String(from + i + 1)}. ${label(one)}`);
  const suspension = await subscriptions.suspension(at.target);
  const warning =
    suspension === null ? [] : [html`${texts.say('subs.suspended', { reason: suspension.reason })}`];
  const open = shown.flatMap(({ id }, i) => screenButton(String(from + i + 1), 'sub', `${at.prefix}${id}`));
  const turn = [
    ...(page > 1 ? screenButton(texts.say('page.back'), 'subscriptions', `${at.prefix}${page - 1}`) : []),
    ...(page < pages ? screenButton(texts.say('page.on'), 'subscriptions', `${at.prefix}${page + 1}`) : []),
  ];
  const more = [
    ...addButton(ctx, at),
    ...screenButton(texts.say('button.telling'), 'telling', at.prefix),
    ...screenButton(texts.say('button.export'), 'sub_export', at.prefix),
  ];
  const title = texts.say('subs', { count: String(all.length) });
  return replyOf(
    [...head, html`<b>${title}</b>`, ...lines, ...topics, ...warning],
    [...inRows(open, 4), turn, more, remoteButtons(ctx, deps, at)],
  );
}

function addButton(ctx: BotContext, at: Managed): readonly InlineKeyboardButton[] {
  return screenButton(ctx.texts.say('button.subscribe.more'), 'subscribe', at.prefix);
}

/** From a group into the private chat, where it can be looked after; and in the private chat, other chats. */
function remoteButtons(ctx: BotContext, { linkable }: BotDeps, at: Managed): readonly InlineKeyboardButton[] {
  if (!linkable || at.remote) return [];
  if (ctx.chat?.type === 'private') return screenButton(ctx.texts.say('button.manage'), 'sub_manage', '');
  const url = deepLinkUrl(ctx.me.username, { to: 'manage', ...at.target });
  return url === null ? [] : [{ text: ctx.texts.say('button.manage.here'), url }];
}
