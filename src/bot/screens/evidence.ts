import type { InlineKeyboardMarkup } from 'grammy/types';
import { encodeCallback } from '../callback-data.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { deepLinkUrl } from '../deep-link.ts';
import { findEvidence } from '../evidence.ts';
import { COPY_LIMIT, citationOf } from '../render/citation.ts';
import { renderEvidence } from '../render/evidence.ts';
import { html } from '../render/html.ts';
import { replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** /evidence: the proof of a fact in its paragraph; args: the fact's id, as /csv and links have it. */
export function evidenceScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const ref = args.trim().toLowerCase();
    if (ref === '') return textReply(ctx, 'evidence.empty');
    if (!/^[0-9a-f]{16}(?:#\d{1,6})?$/.test(ref))
      return textReply(ctx, 'evidence.unknown', { id: args.trim().slice(0, 40) });
    const view = await findEvidence(deps, ref);
    if (view === null) return textReply(ctx, 'evidence.unknown', { id: ref });
    const lines = [renderEvidence(view, ctx.texts), html`${ctx.texts.say('evidence.id', { id: ref })}`];
    const keyboard = await evidenceKeyboard(ctx, deps, ref);
    return replyOf(lines, keyboard?.inline_keyboard ?? []);
  };
}

/** Under a piece of evidence: copy it as a citation, copy a link that opens it for anybody, open its article, object. */
export async function evidenceKeyboard(
  ctx: BotContext,
  { store, linkable }: Pick<BotDeps, 'store' | 'linkable'>,
  ref: string,
): Promise<InlineKeyboardMarkup | undefined> {
  const { texts } = ctx;
  const citation = await citationOf(store, [ref], texts.script);
  const found = await store.fact(ref);
  const url = found === null || !linkable ? null : deepLinkUrl(ctx.me.username, { to: 'fact', id: ref });
  const article = found?.fact.articleId ?? ref.split('#', 1)[0] ?? '';
  const wrong = encodeCallback({ do: 'screen', screen: 'wrong', args: ref, beside: true });
  const row = [
    ...(citation === null ? [] : [{ text: texts.say('button.cite'), copy_text: { text: citation } }]),
    ...(url === null || url.length > COPY_LIMIT
      ? []
      : [{ text: texts.say('button.link'), copy_text: { text: url } }]),
    ...screenButton(texts.say('button.article'), 'article', article),
    ...(wrong === null ? [] : [{ text: texts.say('button.wrong'), callback_data: wrong }]),
  ];
  return row.length === 0 ? undefined : { inline_keyboard: [row] };
}
