import type { AuditRow } from '../../store/withdrawals.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { inTheirScript, replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** Acts on one page. */
const PAGE = 8;

/** /audit: what operators did, the newest first. args: nothing, or the number of the last act shown (`<12`). */
export function auditScreen({ withdrawals }: BotDeps): Screen {
  return async (ctx, args) => {
    const [, before] = /^<(\d{1,15})$/.exec(args) ?? [];
    const rows = await withdrawals.acts(before === undefined ? null : Number(before), PAGE + 1);
    const shown = rows.slice(0, PAGE);
    if (shown.length === 0) return textReply(ctx, 'audit.none');
    const { texts } = ctx;
    const pages = [
      ...(before === undefined ? [] : screenButton(texts.say('audit.newest'), 'audit', '')),
      ...(rows.length > PAGE
        ? screenButton(texts.say('page.older'), 'audit', `<${shown.at(-1)?.n ?? 0}`)
        : []),
    ];
    return replyOf([html`${texts.say('audit')}`, ...shown.map((row) => html`${line(ctx, row)}`)], [pages]);
  };
}

function line(ctx: BotContext, { n, at, by, act, object, detail, reason }: AuditRow): string {
  const { texts } = ctx;
  const why = reason === '' ? '' : texts.say('audit.why', { reason });
  return texts.say('audit.line', {
    n: String(n),
    at: momentOf(at),
    act: texts.say(`audit.${act}`),
    id: object.split(' ')[1] ?? object,
    what: inTheirScript(ctx, detail),
    by: String(by),
    why,
  });
}

/** A moment by the clock of the news (Asia/Shanghai, without daylight saving time since 1992). */
export function momentOf(at: number): string {
  return new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
}
