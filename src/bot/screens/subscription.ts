import type { InlineKeyboardButton } from 'grammy/types';
import type { SubscriptionChange } from '../../store/subscriptions.ts';
import type { Manner, Subscription } from '../../updates/model.ts';
import { wishText } from '../../updates/wish/text.ts';
import { readUntil } from '../../updates/wish/until.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { denial, headLines, type Managed, managedIn, stale } from '../subscribing/managed.ts';
import { subscriptionLabel, whenLabel, wishLabel } from '../subscribing/wording.ts';
import { replyOf, type Screen, screenButton } from './screen.ts';
import { listButton } from './subscribe.ts';

/** How long its buttons let a subscription sleep. */
const SNOOZES = { '1d': '1天', '1w': '1周', '1m': '1个月' } as const;

type Shown = Awaited<ReturnType<Screen>>;

/** One subscription, in place. args: its id, and what to do with it (pause, resume, 1d, daily, off …). */
export function subscriptionScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    const [, number, op = ''] = /^(\d{1,15})(?: ([a-z0-9]{1,10}))?$/.exec(at?.rest ?? '') ?? [];
    if (at === null || number === undefined) return stale(ctx);
    const denied = await denial(ctx, at, op === '' ? 'read' : 'change');
    if (denied !== null) return denied;
    const id = Number(number);
    const found = (await deps.subscriptions.of(at.target)).find((one) => one.id === id);
    if (found === undefined) return gone(ctx, at);
    if (op === 'off') return await ended(ctx, deps, at, found);
    const manner = await deps.subscriptions.manner(at.target);
    const change = changeFor(op, deps.clock(), manner);
    const now = change === null ? found : await deps.subscriptions.change(at.target, id, change);
    return now === null ? gone(ctx, at) : await view(ctx, deps, at, now, manner);
  };
}

function changeFor(op: string, now: number, { zone }: Manner): SubscriptionChange | null {
  if (op === 'instant' || op === 'daily' || op === 'weekly') return { edition: op };
  if (op === 'pause') return { paused: true, snoozedUntil: null };
  if (op === 'resume') return { paused: false, snoozedUntil: null };
  const span = op in SNOOZES ? SNOOZES[op as keyof typeof SNOOZES] : null;
  return span === null ? null : { paused: false, snoozedUntil: readUntil(span, now, zone) };
}

/** A list that was shown a while ago: what it shows may be gone. */
function gone(ctx: BotContext, at: Managed): Shown {
  const text = ctx.texts.say('sub.gone');
  return replyOf([html`${text}`], [listButton(ctx, at)]);
}

async function ended(ctx: BotContext, deps: BotDeps, at: Managed, found: Subscription): Promise<Shown> {
  await deps.subscriptions.remove(at.target, [found.id]);
  const { gazetteer } = deps;
  const wish = wishLabel(ctx, found.wish, gazetteer.root.name);
  const words = wishText(found.wish, (name) => gazetteer.byName(name)?.code ?? name);
  const again = screenButton(ctx.texts.say('button.again'), 'subscribe', `${at.prefix}${words}`);
  return replyOf(
    [...(await headLines(ctx, at)), html`${ctx.texts.say('unsub.done', { wish })}`],
    [[...again, ...listButton(ctx, at)]],
  );
}

async function view(
  ctx: BotContext,
  { gazetteer, clock }: BotDeps,
  at: Managed,
  one: Subscription,
  manner: Manner,
): Promise<Shown> {
  const now = clock();
  const asleep = one.paused || (one.snoozedUntil !== null && one.snoozedUntil > now);
  const press = (
    key: Parameters<BotContext['texts']['say']>[0],
    op: string,
  ): readonly InlineKeyboardButton[] =>
    screenButton(ctx.texts.say(key), 'sub', `${at.prefix}${one.id} ${op}`);
  const editions = (['instant', 'daily', 'weekly'] as const)
    .filter((edition) => edition !== one.edition)
    .flatMap((edition) => press(`button.${edition}`, edition));
  const rest = asleep
    ? press('button.resume', 'resume')
    : [
        ...press('button.pause', 'pause'),
        ...(Object.keys(SNOOZES) as (keyof typeof SNOOZES)[]).flatMap((span) =>
          press(`button.${span}`, span),
        ),
      ];
  const lines = [
    ...(await headLines(ctx, at)),
    html`${subscriptionLabel(ctx, one, manner, gazetteer.root.name, now)}`,
    html`${whenLabel(ctx, one.edition, manner)}`,
  ];
  return replyOf(lines, [editions, rest, [...press('button.unsubscribe', 'off'), ...listButton(ctx, at)]]);
}
