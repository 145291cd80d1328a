import type { InlineKeyboardButton } from 'grammy/types';
import { regionDivisions } from '../../answer/lookup/region.ts';
import type { Added } from '../../store/subscriptions.ts';
import type { Edition, Subscription, Wish } from '../../updates/model.ts';
import { readWishes, type WishReading } from '../../updates/wish/read.ts';
import type { WishNote } from '../../updates/wish/scan.ts';
import { wishText } from '../../updates/wish/text.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { mayPostAt } from '../rights.ts';
import { denial, headLines, type Managed, managedIn, personBehind, stale } from '../subscribing/managed.ts';
import { editionLabel, whenLabel, wishLabel } from '../subscribing/wording.ts';
import { inRows, inTheirScript, replyOf, type Screen, screenButton } from './screen.ts';

/** A target's subscriptions: more could not be looked after on a phone, and would cost every event. */
export const MOST_SUBSCRIPTIONS = 50;

type Shown = Awaited<ReturnType<Screen>>;

/** Reads what was typed. What the articles measure has names that no list holds; they are fetched only when one may be meant. */
export async function readTyped({ gazetteer, lexicon, store }: BotDeps, typed: string): Promise<WishReading> {
  const reading = readWishes(typed, { gazetteer, lexicon, known: [] });
  if (reading.is !== 'unknown-subject' && reading.is !== 'unknown-place') return reading;
  const known = await store.indicators({});
  return readWishes(typed, { gazetteer, lexicon, known: known.map(({ indicator }) => indicator) });
}

/**
 * /subscribe: what is typed behind it, at once; nothing: buttons. args: words (a place may be its code), before them
 * perhaps another target.
 */
export function subscribeScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    if (at === null) return stale(ctx);
    const denied = await denial(ctx, at, 'change');
    if (denied !== null) return denied;
    const reading = await readTyped(deps, at.rest);
    if (reading.is === 'nothing') return await placesMenu(ctx, deps, at);
    if (reading.is !== 'wishes') return askedBack(ctx, deps, at, reading);
    if (!(await mayPostAt(ctx, at.target))) return unpostable(ctx);
    return await subscribed(ctx, deps, at, reading);
  };
}

/** What of a place can be subscribed to; args: its code. */
export function subscribeMenuScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const at = managedIn(ctx, args);
    const place = at === null ? undefined : deps.gazetteer.byCode(at.rest);
    if (at === null || place === undefined) return stale(ctx);
    const { texts } = ctx;
    const press = (label: string, words: string): readonly InlineKeyboardButton[] =>
      screenButton(label, 'subscribe', `${at.prefix}${place.code}${words}`);
    const subjects = [
      ...press(texts.say('sub.news'), ''),
      ...press('GDP', ' GDP'),
      ...press(texts.say('sub.projects'), ' 项目'),
      ...press(texts.say('sub.posts'), ' 换人'),
      ...press(inTheirScript(ctx, '固定资产投资'), ' 固投'),
      ...press(inTheirScript(ctx, '社会消费品零售总额'), ' 社零'),
    ];
    const head = texts.say('sub.what', { place: inTheirScript(ctx, place.name) });
    const back = screenButton(texts.say('page.back'), 'subscribe', at.prefix);
    return replyOf([...(await headLines(ctx, at)), html`${head}`], [...inRows(subjects, 2), back]);
  };
}

async function placesMenu(ctx: BotContext, { gazetteer }: BotDeps, at: Managed): Promise<Shown> {
  const places = regionDivisions(gazetteer);
  const buttons = places.flatMap(({ name, code }) =>
    screenButton(inTheirScript(ctx, name), 'sub_menu', `${at.prefix}${code}`),
  );
  // What is typed here would be subscribed here, not there.
  const where = ctx.texts.say(at.remote ? 'sub.where.there' : 'sub.where');
  return replyOf([...(await headLines(ctx, at)), html`${where}`], inRows(buttons, 3));
}

type Wishes = Extract<WishReading, { readonly is: 'wishes' }>;

async function subscribed(ctx: BotContext, deps: BotDeps, at: Managed, reading: Wishes): Promise<Shown> {
  const { subscriptions, gazetteer, clock } = deps;
  const edition: Edition = reading.edition ?? 'instant';
  const done: { readonly added: Added; readonly wish: Wish }[] = [];
  for (const wish of reading.wishes) {
    const wanted = { target: at.target, wish, edition, creator: personBehind(ctx), now: clock() };
    done.push({ wish, added: await subscriptions.add(wanted, MOST_SUBSCRIPTIONS) });
  }
  // Somebody speaks to us here: it can be reached again.
  if (!at.remote && (await subscriptions.suspension(at.target)) !== null)
    await subscriptions.resume(at.target.chat);
  const label = (wish: Wish): string => wishLabel(ctx, wish, gazetteer.root.name);
  const made = done.flatMap(({ added }) => (added.result === 'full' ? [] : [added]));
  const lines = made.map(({ result, subscription }) => {
    const values = { wish: label(subscription.wish), edition: editionLabel(ctx, subscription.edition) };
    return ctx.texts.say(result === 'there' ? 'sub.there' : 'sub.done', values);
  });
  const left = done.filter(({ added }) => added.result === 'full').map(({ wish }) => label(wish));
  const manner = await subscriptions.manner(at.target);
  const notes = [
    ...reading.notes.map((note) => noteLine(ctx, note)),
    ...(made.length > 0 ? [whenLabel(ctx, edition, manner)] : []),
    ...(left.length > 0
      ? [ctx.texts.say('sub.full', { most: String(MOST_SUBSCRIPTIONS), wishes: left.join('、') })]
      : []),
    ...(deps.linkable || made.length === 0 ? [] : [ctx.texts.say('sub.terminal')]),
  ];
  const [only] = made;
  const buttons =
    only === undefined || made.length > 1 ? [listButton(ctx, at)] : editButtons(ctx, at, only.subscription);
  const head = await headLines(ctx, at);
  return replyOf([...head, ...[...lines, ...notes].map((line) => html`${line}`)], buttons);
}

/** 每天一次, 每周一次, 退订: the editions it does not have, and the end of it. */
function editButtons(
  ctx: BotContext,
  at: Managed,
  { id, edition }: Subscription,
): readonly (readonly InlineKeyboardButton[])[] {
  const others = (['instant', 'daily', 'weekly'] as const).filter((other) => other !== edition);
  return [
    others.flatMap((other) =>
      screenButton(ctx.texts.say(`button.${other}`), 'sub', `${at.prefix}${id} ${other}`),
    ),
    [
      ...screenButton(ctx.texts.say('button.unsubscribe'), 'sub', `${at.prefix}${id} off`),
      ...listButton(ctx, at),
    ],
  ];
}

/** Leads to all subscriptions of the target. */
export function listButton(ctx: BotContext, at: Managed): readonly InlineKeyboardButton[] {
  return screenButton(ctx.texts.say('button.subscriptions'), 'subscriptions', `${at.prefix}1`);
}

function noteLine(ctx: BotContext, note: WishNote): string {
  switch (note.is) {
    case 'slip':
      return ctx.texts.say('place.mended', { typed: note.typed, meant: inTheirScript(ctx, note.meant) });
    case 'growth-of-gdp':
      return ctx.texts.say('sub.note.growth');
    case 'ignored':
      return ctx.texts.say('sub.note.ignored', { typed: inTheirScript(ctx, note.typed) });
  }
}

function unpostable(ctx: BotContext): Shown {
  const text = ctx.texts.say('sub.unpostable');
  return { ...replyOf([html`${text}`]), refusal: text };
}

/** A specific question back, with what may have been meant as buttons. */
function askedBack(
  ctx: BotContext,
  { gazetteer }: BotDeps,
  at: Managed,
  reading: Exclude<WishReading, { readonly is: 'wishes' | 'nothing' }>,
): Shown {
  const { texts } = ctx;
  const say = (text: string): string => inTheirScript(ctx, text);
  const offer = (wish: Wish, label: string): readonly InlineKeyboardButton[] =>
    screenButton(
      label,
      'subscribe',
      `${at.prefix}${wishText(wish, (name) => gazetteer.byName(name)?.code ?? name)}`,
    );
  switch (reading.is) {
    case 'choose': {
      const buttons = reading.options.flatMap((wish) =>
        offer(wish, wishLabel(ctx, wish, gazetteer.root.name)),
      );
      return replyOf([html`${texts.say('sub.choose', { typed: say(reading.typed) })}`], inRows(buttons, 2));
    }
    case 'unknown-place': {
      const near = reading.near.flatMap((place) => offer({ about: 'place', place }, say(place)));
      const all = screenButton(texts.say('button.places'), 'subscribe', at.prefix);
      const key = reading.near.length > 0 ? 'sub.place.near' : 'sub.place';
      const values = {
        typed: say(reading.typed),
        region: say(gazetteer.root.name),
        near: say(reading.near.join('、')),
      };
      return replyOf([html`${texts.say(key, values)}`], [near, all]);
    }
    case 'unknown-subject': {
      const { place, typed } = reading;
      const near = reading.near.flatMap((indicator) =>
        offer({ about: 'indicator', place, indicator }, say(indicator)),
      );
      const literal = offer(
        { about: 'words', place, query: { is: 'word', word: typed } },
        texts.say('sub.words', { words: say(typed) }),
      );
      const fits = [...typed].length >= 2 ? [literal] : [];
      const text = texts.say('sub.subject', { typed: say(typed), place: say(place ?? gazetteer.root.name) });
      return replyOf([html`${text}`], [...inRows(near, 2), ...fits]);
    }
    case 'bad-words':
      return replyOf([html`${texts.say(`sub.query.${reading.problem}`)}`]);
    case 'bad-bound':
      return replyOf([html`${texts.say(`sub.bound.${reading.problem}`)}`]);
    case 'too-many':
      return replyOf([html`${texts.say('sub.many')}`]);
  }
}
