import type { InlineKeyboardButton } from 'grammy/types';
import { COMPLAINTS, type Complaint, isComplaint } from '../../store/feedback.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { findEvidence } from '../evidence.ts';
import { tellOperators } from '../operators.ts';
import { claimWords } from '../render/claim.ts';
import { type EvidenceView, renderEvidence } from '../render/evidence.ts';
import { html } from '../render/html.ts';
import type { Texts } from '../texts/texts.ts';
import { inRows, replyOf, type Screen, screenButton, textReply } from './screen.ts';

/**
 * 有误?: asks in one tap what is wrong with a fact or passage, keeps that and nothing of who said it, and tells the
 * operators once. args: the fact or passage, and the complaint when its button was pressed.
 */
export function wrongScreen(deps: BotDeps): Screen {
  // Two people may press at the same moment.
  const telling = new Set<string>();
  return async (ctx, args) => {
    // What somebody holds against an answer is between them and the bot.
    ctx.quiet = true;
    const [, ref, name = ''] = /^([0-9a-f]{16}(?:#\d{1,6})?)(?: ([a-z]{1,20}))?$/.exec(args.trim()) ?? [];
    const view = ref === undefined ? null : await findEvidence(deps, ref);
    if (ref === undefined || view === null)
      return { ...textReply(ctx, 'evidence.gone'), refusal: ctx.texts.say('evidence.gone') };
    const what = await claimWords(deps.store, ref, view, ctx.texts.script);
    if (!isComplaint(name)) return replyOf([html`${ctx.texts.say('wrong', { what })}`], choices(ctx, ref));
    const complained = { fact: ref, complaint: name, now: deps.clock() };
    const n = await deps.feedback.note(complained);
    return {
      ...textReply(ctx, 'wrong.thanks', { complaint: ctx.texts.say(`wrong.${name}`), what }),
      afterwards: async () => {
        const key = `${ref} ${name}`;
        const count = telling.has(key) ? null : await deps.feedback.news(complained);
        if (count === null) return;
        telling.add(key);
        try {
          await tell(ctx, deps, { ref, view, complaint: name, count });
          await deps.feedback.told(n);
        } finally {
          telling.delete(key);
        }
      },
    };
  };
}

function choices(ctx: BotContext, ref: string): readonly (readonly InlineKeyboardButton[])[] {
  const buttons = COMPLAINTS.flatMap((name) =>
    screenButton(ctx.texts.say(`wrong.${name}`), 'wrong', `${ref} ${name}`),
  );
  return inRows(buttons, 2);
}

interface Complained {
  readonly ref: string;
  readonly view: EvidenceView;
  readonly complaint: Complaint;
  /** How often it was said. */
  readonly count: number;
}

async function tell(
  ctx: BotContext,
  deps: BotDeps,
  { ref, view, complaint, count }: Complained,
): Promise<void> {
  const what = await claimWords(deps.store, ref, view, 'hans');
  await tellOperators(ctx, deps, (texts) => {
    const key = count === 1 ? 'complaint' : 'complaint.again';
    const head = texts.say(key, { complaint: texts.say(`wrong.${complaint}`), count: String(count), what });
    const lines = [
      html`${head}`,
      renderEvidence(view, texts),
      html`${texts.say('evidence.id', { id: ref })}`,
    ];
    return replyOf(lines, [deeds(texts, ref, view.article.id, complaint)]);
  });
}

/** A fact is withdrawn at once, for its evidence is shown; a whole article after another look at it. */
function deeds(
  texts: Texts,
  ref: string,
  article: string,
  complaint: Complaint,
): readonly InlineKeyboardButton[] {
  return [
    ...(ref.includes('#')
      ? []
      : screenButton(texts.say('button.withdraw'), 'withdraw', `yes ${ref} ${complaint}`)),
    ...screenButton(texts.say('button.withdraw-article'), 'withdraw', article),
    ...screenButton(texts.say('button.ignore'), 'ignore', `${ref} ${complaint}`),
  ];
}
