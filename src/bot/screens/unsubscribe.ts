import { toSimplified } from '../../text/script.ts';
import type { Subscription, Wish } from '../../updates/model.ts';
import { wishKey } from '../../updates/wish/canonical.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { denial, headLines, type Managed, managedIn, stale } from '../subscribing/managed.ts';
import { subscriptionLabel, wishLabel } from '../subscribing/wording.ts';
import { inRows, inTheirScript, replyOf, type Screen, screenButton } from './screen.ts';
import { listButton, readTyped } from './subscribe.ts';

/** Buttons to choose from; all of them are behind 全部订阅. */
const MOST_BUTTONS = 8;

type Shown = Awaited<ReturnType<Screen>>;

/**
 * /unsubscribe: all of a place, or just what is named. Nothing named: the only one there is, else a choice. args: words,
 * `全部` for everything, before them perhaps another target.
 */
export function unsubscribeScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    if (at === null) return stale(ctx);
    const denied = await denial(ctx, at, 'change');
    if (denied !== null) return denied;
    const had = await deps.subscriptions.of(at.target);
    if (had.length === 0)
      return replyOf([...(await headLines(ctx, at)), html`${ctx.texts.say('unsub.nothing')}`]);
    if (isAll(at.rest)) return await removed(ctx, deps, at, had);
    const reading = await readTyped(deps, at.rest);
    if (reading.is === 'nothing')
      return had.length === 1 ? await removed(ctx, deps, at, had) : await choice(ctx, deps, at, had);
    const meant =
      reading.is === 'wishes' ? had.filter(({ wish }) => isMeant(wish, reading.wishes, deps)) : [];
    if (meant.length > 0) return await removed(ctx, deps, at, meant);
    const named =
      reading.is === 'wishes'
        ? reading.wishes.map((wish) => wishLabel(ctx, wish, deps.gazetteer.root.name)).join('、')
        : inTheirScript(ctx, at.rest.slice(0, 60));
    return replyOf([html`${ctx.texts.say('unsub.unknown', { wish: named })}`], [listButton(ctx, at)]);
  };
}

function isAll(words: string): boolean {
  return /^(?:全部|所有|一切|都|all|everything)(?:的?订阅)?$/.test(toSimplified(words).toLowerCase());
}

/** A place means all that was wanted of it; a subject itself, whatever bound it has. */
function isMeant(wish: Wish, named: readonly Wish[], { gazetteer }: BotDeps): boolean {
  return named.some((asked) => {
    const region = asked.place === gazetteer.root.name;
    if (asked.about === 'place') return wish.place === asked.place || (region && wish.place === null);
    if (asked.about !== wish.about || asked.place !== wish.place) return false;
    if (asked.about === 'indicator' && wish.about === 'indicator')
      return (
        asked.indicator === wish.indicator &&
        (asked.threshold === undefined || wishKey(asked) === wishKey(wish))
      );
    if (asked.about === 'post' && asked.post === undefined) return true;
    return wishKey(asked) === wishKey(wish);
  });
}

async function removed(
  ctx: BotContext,
  { subscriptions, gazetteer }: BotDeps,
  at: Managed,
  meant: readonly Subscription[],
): Promise<Shown> {
  await subscriptions.remove(
    at.target,
    meant.map(({ id }) => id),
  );
  const wishes = meant.map(({ wish }) => wishLabel(ctx, wish, gazetteer.root.name));
  const [only] = wishes;
  const lines =
    wishes.length === 1 && only !== undefined
      ? [ctx.texts.say('unsub.done', { wish: only })]
      : [
          ctx.texts.say('unsub.done.many', { count: String(wishes.length) }),
          ...wishes.map((wish) => `· ${wish}`),
        ];
  const left = (await subscriptions.of(at.target)).length;
  return replyOf(
    [...(await headLines(ctx, at)), ...lines.map((line) => html`${line}`)],
    left > 0 ? [listButton(ctx, at)] : [],
  );
}

async function choice(
  ctx: BotContext,
  { subscriptions, gazetteer, clock }: BotDeps,
  at: Managed,
  had: readonly Subscription[],
): Promise<Shown> {
  const manner = await subscriptions.manner(at.target);
  const label = (one: Subscription): string =>
    subscriptionLabel(ctx, one, manner, gazetteer.root.name, clock());
  const shown = had.slice(0, MOST_BUTTONS);
  const lines = shown.map((one, i) => `${i + 1}. ${label(one)}`);
  const buttons = shown.flatMap(({ id }, i) => screenButton(`✕ ${i + 1}`, 'sub', `${at.prefix}${id} off`));
  const all = screenButton(ctx.texts.say('button.unsubscribe.all'), 'unsubscribe', `${at.prefix}全部`);
  return replyOf(
    [
      ...(await headLines(ctx, at)),
      html`${ctx.texts.say('unsub.which')}`,
      ...lines.map((line) => html`${line}`),
    ],
    [...inRows(buttons, 4), [...all, ...(had.length > shown.length ? listButton(ctx, at) : [])]],
  );
}
