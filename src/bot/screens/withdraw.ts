import type { InlineKeyboardButton } from 'grammy/types';
import { isComplaint } from '../../store/feedback.ts';
import type { Withdrawal } from '../../store/withdrawals.ts';
import { askerOf, type BotContext, type BotDeps } from '../context.ts';
import { findEvidence } from '../evidence.ts';
import { claimWords } from '../render/claim.ts';
import { renderEvidence } from '../render/evidence.ts';
import { type Html, html } from '../render/html.ts';
import { LANGUAGES, textsIn } from '../texts/texts.ts';
import { articleCard } from './article.ts';
import { momentOf } from './audit.ts';
import { replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** A reason is for the audit: a sentence, no essay. Characters. */
const LONGEST_REASON = 200;

/**
 * /withdraw: takes a fact or an article back. Typed (`ID`, and the reason) it shows what would go and asks; its button
 * (`yes ID`) does it, the reason being what stands in the message under which the button is.
 */
export function withdrawScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    if (args === 'no') return textReply(ctx, 'withdraw.kept');
    const [, id, complaint = ''] = /^yes ([0-9a-f]{16})(?: ([a-z]{1,20}))?$/.exec(args) ?? [];
    if (id !== undefined && ctx.callbackQuery !== undefined)
      return await withdraw(
        ctx,
        deps,
        id,
        isComplaint(complaint) ? ctx.texts.say(`wrong.${complaint}`) : reasonIn(ctx),
      );
    const [, named, reason = ''] = /^([0-9a-f]{16})(?![0-9a-f])(.*)$/is.exec(args.trim()) ?? [];
    if (named === undefined) return textReply(ctx, 'withdraw.empty');
    return await ask(ctx, deps, named.toLowerCase(), reason.replace(/\s+/g, ' ').trim());
  };
}

/** /restore: gives back what was withdrawn. args: its id. */
export function restoreScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const id = args.trim().toLowerCase();
    if (!/^[0-9a-f]{16}$/.test(id)) return textReply(ctx, 'restore.empty');
    const restored = await deps.withdrawals.restore({ id, by: askerOf(ctx), now: deps.clock() });
    if (!restored) return textReply(ctx, 'restore.none', { id });
    const thing = await look(ctx, deps, id);
    const again = screenButton(ctx.texts.say('button.withdraw'), 'withdraw', id);
    return replyOf([html`${ctx.texts.say('restore.done', { id })}`, ...(thing?.lines ?? [])], [again]);
  };
}

/** 忽略 under a complaint: it stays as it is. args: what was complained of. */
export function ignoreScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const [ref = '', complaint = ''] = args.split(' ');
    const view = await findEvidence(deps, ref);
    if (view === null) return textReply(ctx, 'evidence.gone');
    const what = await claimWords(deps.store, ref, view, ctx.texts.script);
    const said = isComplaint(complaint) ? ctx.texts.say(`wrong.${complaint}`) : '';
    return textReply(ctx, 'complaint.ignored', { what, complaint: said });
  };
}

async function ask(
  ctx: BotContext,
  deps: BotDeps,
  id: string,
  reason: string,
): Promise<Awaited<ReturnType<Screen>>> {
  const known = await deps.withdrawals.of(id);
  if (known !== null) return already(ctx, known);
  const thing = await look(ctx, deps, id);
  if (thing === null) return textReply(ctx, 'withdraw.unknown', { id });
  const short = reason.slice(0, LONGEST_REASON).toWellFormed();
  const row = [
    ...screenButton(ctx.texts.say('withdraw.yes'), 'withdraw', `yes ${id}`),
    ...screenButton(ctx.texts.say('delete.no'), 'withdraw', 'no'),
  ];
  return replyOf(
    [
      html`${ctx.texts.say(thing.isFact ? 'withdraw.fact' : 'withdraw.article')}`,
      ...thing.lines,
      ...(short === '' ? [] : [html`${ctx.texts.say('withdraw.reason', { reason: short })}`]),
    ],
    [row],
  );
}

async function withdraw(
  ctx: BotContext,
  deps: BotDeps,
  id: string,
  reason: string,
): Promise<Awaited<ReturnType<Screen>>> {
  const thing = await look(ctx, deps, id);
  const detail = thing?.detail ?? '';
  const now = deps.clock();
  const outcome = await deps.withdrawals.withdraw({ id, by: askerOf(ctx), reason, detail, now });
  const known = await deps.withdrawals.of(id);
  if (outcome === 'there' && known !== null) return already(ctx, known);
  if (outcome === 'unknown') return textReply(ctx, 'withdraw.unknown', { id });
  return replyOf([html`${ctx.texts.say('withdraw.done', { what: detail, id })}`], [giveBack(ctx, id)]);
}

function already(ctx: BotContext, { id, at, by, reason }: Withdrawal): Awaited<ReturnType<Screen>> {
  const values = { id, at: momentOf(at), by: String(by), reason: reason === '' ? '—' : reason };
  return replyOf([html`${ctx.texts.say('withdraw.there', values)}`], [giveBack(ctx, id)]);
}

function giveBack(ctx: BotContext, id: string): readonly InlineKeyboardButton[] {
  return screenButton(ctx.texts.say('button.restore'), 'restore', id);
}

interface Thing {
  readonly isFact: boolean;
  readonly lines: readonly Html[];
  /** In words, simplified. */
  readonly detail: string;
}

/** What an operator is about to act on, with its evidence; null for what is not shown anywhere. */
async function look(ctx: BotContext, deps: BotDeps, id: string): Promise<Thing | null> {
  const found = await deps.store.fact(id);
  const view = found === null ? null : await findEvidence(deps, id);
  if (view !== null) {
    const what = await claimWords(deps.store, id, view, ctx.texts.script);
    const detail = await claimWords(deps.store, id, view, 'hans');
    return { isFact: true, lines: [html`<b>${what}</b>`, renderEvidence(view, ctx.texts)], detail };
  }
  const info = await deps.store.articleInfo(id);
  if (info === null) return null;
  const { messages } = await articleCard(ctx, deps, info);
  return { isFact: false, lines: messages, detail: `《${info.title ?? info.file}》` };
}

/** The reason in the last line of the message that asked, in whatever language it asked. */
function reasonIn(ctx: BotContext): string {
  const last = ctx.callbackQuery?.message?.text?.split('\n').at(-1) ?? '';
  const heads = LANGUAGES.flatMap((language) =>
    (['hans', 'hant'] as const).map((script) =>
      textsIn(language, script).say('withdraw.reason', { reason: '' }),
    ),
  );
  const head = heads.find((each) => last.startsWith(each));
  return head === undefined ? '' : last.slice(head.length).trim();
}
