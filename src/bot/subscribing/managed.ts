import type { Target } from '../../updates/model.ts';
import type { BotContext } from '../context.ts';
import { type Html, html } from '../render/html.ts';
import { mayChangeAt, mayReadAt } from '../rights.ts';
import { replyOf, type Screen } from '../screens/screen.ts';

/** Whose subscriptions a screen is about, and what else stands behind its name. */
export interface Managed {
  readonly target: Target;
  /** Another chat than the one it is shown in. */
  readonly remote: boolean;
  /** What its own buttons have to repeat: empty, or `@-1001234567890.7 `. */
  readonly prefix: string;
  readonly rest: string;
}

type Shown = Awaited<ReturnType<Screen>>;

/**
 * The target that arguments name (`@chat.topic …`: a group or channel, looked after from a private chat), else the chat
 * or topic the update is of. Who may do what there is asked separately; the name proves nothing.
 * @returns null for a target that cannot be meant here: arguments of buttons can be forged
 */
export function managedIn(ctx: BotContext, args: string): Managed | null {
  const [named, chat, thread, rest = ''] = /^@(-\d{1,16})(?:\.(\d{1,10}))?(?:\s+(.*))?$/s.exec(args) ?? [];
  if (named === undefined) return { target: targetOf(ctx), remote: false, prefix: '', rest: args.trim() };
  if (ctx.chat?.type !== 'private') return null;
  const target = { chat: Number(chat), thread: Number(thread ?? 0) };
  return { target, remote: true, prefix: prefixOf(target), rest: rest.trim() };
}

/** How arguments name a target. */
export function prefixOf({ chat, thread }: Target): string {
  return `@${chat}${thread === 0 ? '' : `.${thread}`} `;
}

/** The chat of an update, and its topic; in other groups every chain of replies has a thread id too. */
function targetOf(ctx: BotContext): Target {
  const { msg } = ctx;
  const thread = msg?.is_topic_message === true ? (msg.message_thread_id ?? 0) : 0;
  return { chat: ctx.chat?.id ?? 0, thread };
}

/** Why somebody may not see or change what a target has, as a reply; null when they may. Asked of Telegram each time. */
export async function denial(
  ctx: BotContext,
  { target, remote }: Managed,
  to: 'read' | 'change',
): Promise<Shown | null> {
  const may = to === 'change' ? mayChangeAt : mayReadAt;
  if (await may(ctx, target)) return null;
  const text = ctx.texts.say(remote ? 'sub.refused.remote' : 'sub.refused');
  return { ...replyOf([html`${text}`]), refusal: text };
}

/** For a button of something that is no more. */
export function stale(ctx: BotContext): Shown {
  const text = ctx.texts.say('button.stale');
  return { ...replyOf([html`${text}`]), refusal: text };
}

/** Who did it, to be asked when the target falls silent; 0: nobody that could be told (anonymous admins). */
export function personBehind(ctx: BotContext): number {
  const isChat = ctx.callbackQuery === undefined && ctx.msg?.sender_chat !== undefined;
  return isChat ? 0 : (ctx.from?.id ?? 0);
}

/** The line that says which chat is looked after; nothing where that is the chat itself. */
export async function headLines(ctx: BotContext, { target, remote }: Managed): Promise<readonly Html[]> {
  if (!remote) return [];
  const chat = await ctx.api.getChat(target.chat).catch(() => null);
  const name = chat?.title ?? String(target.chat);
  return [
    html`${ctx.texts.say(target.thread === 0 ? 'sub.managing' : 'sub.managing.topic', { chat: name })}`,
  ];
}
