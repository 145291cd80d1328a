import { Composer } from 'grammy';
import type { InlineKeyboardMarkup } from 'grammy/types';
import { DateTime } from 'luxon';
import { controls, NEWS_ACTS, NEWS_SCREEN, type NewsAct } from '../../updates/compose/keyboard.ts';
import type { Subscription, Target } from '../../updates/model.ts';
import { classOf, REMEDY } from '../api/error-class.ts';
import { decodeCallback } from '../callback-data.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { mayChange } from '../rights.ts';
import { toast } from './buttons.ts';

type Deps = Pick<BotDeps, 'subscriptions' | 'outbox' | 'clock'>;

const DAY_MS = 86_400_000;
const SILENCE_MS = { day: DAY_MS, week: 7 * DAY_MS } as const;

/**
 * The buttons under an update: silence for a while, less often, not at all. They change the subscriptions that asked for
 * what the message tells, in groups for admins only; whether somebody is one is asked with each press.
 */
export function newsFeature(deps: Deps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('callback_query:data', async (ctx, next) => {
    const act = actOf(ctx.callbackQuery.data);
    const shown = ctx.callbackQuery.message;
    // date 0: the message is too old for Telegram to tell us what it was.
    if (act === null || shown === undefined || shown.date === 0) return await next();
    if (!(await mayChange(ctx))) return await toast(ctx, 'news.refused');
    if (act === 'mute' || act === 'back') {
      await toast(ctx);
      return await relabel(ctx, act === 'mute' ? 'mute' : 'usual');
    }
    const { target, concerned } = await concernedOf(deps, shown.chat.id, shown.message_id);
    if (target === null || concerned.length === 0) return await toast(ctx, 'news.gone');
    await ACTS[act]({ ctx, deps, target, concerned });
  });
  return feature;
}

function actOf(data: string): NewsAct | null {
  const pressed = decodeCallback(data);
  if (pressed?.do !== 'screen' || pressed.screen !== NEWS_SCREEN) return null;
  return NEWS_ACTS.find((act) => act === pressed.args) ?? null;
}

interface Press {
  readonly ctx: BotContext;
  readonly deps: Deps;
  readonly target: Target;
  /** Never empty. */
  readonly concerned: readonly Subscription[];
}

const ACTS: Readonly<Record<Exclude<NewsAct, 'mute' | 'back'>, (press: Press) => Promise<void>>> = {
  day: (press) => silence(press, SILENCE_MS.day),
  week: (press) => silence(press, SILENCE_MS.week),
  less: async ({ ctx, deps, target, concerned }) => {
    // A second press means less again.
    const instant = concerned.filter(({ edition }) => edition === 'instant');
    const daily = concerned.filter(({ edition }) => edition === 'daily');
    const edition = instant.length > 0 ? 'daily' : 'weekly';
    const changed = instant.length > 0 ? instant : daily;
    if (changed.length === 0) return await toast(ctx, 'news.least');
    for (const { id } of changed) await deps.subscriptions.change(target, id, { edition });
    await toast(ctx, edition === 'daily' ? 'news.daily.done' : 'news.weekly.done');
  },
  stop: async ({ ctx, deps, target, concerned }) => {
    const gone = await deps.subscriptions.remove(
      target,
      concerned.map(({ id }) => id),
    );
    await toast(ctx, 'news.stopped', { count: String(gone) });
    await relabel(ctx, null);
  },
};

async function silence({ ctx, deps, target, concerned }: Press, ms: number): Promise<void> {
  const until = deps.clock() + ms;
  for (const { id } of concerned) await deps.subscriptions.change(target, id, { snoozedUntil: until });
  const { zone } = await deps.subscriptions.manner(target);
  const format = ctx.texts.language === 'zh' ? 'M月d日HH:mm' : 'd LLL, HH:mm';
  await toast(ctx, 'news.muted', {
    until: DateTime.fromMillis(until, { zone, locale: 'en' }).toFormat(format),
  });
  await relabel(ctx, 'usual');
}

/**
 * The subscriptions that asked for what the message tells, as far as they are still there. Whose they are the outbox knows:
 * a topic's news may have come to the chat itself, when the topic was closed.
 */
async function concernedOf(
  { subscriptions, outbox }: Deps,
  chat: number,
  message: number,
): Promise<{ readonly target: Target | null; readonly concerned: readonly Subscription[] }> {
  const rows = await outbox.ofMessage(chat, message);
  const asked = new Set(rows.flatMap(({ wantedBy }) => wantedBy));
  const target = rows[0]?.target ?? null;
  const all = target === null ? [] : await subscriptions.of(target);
  // A correction reaches all who were told, whoever asked: then it is about everything there.
  return { target, concerned: asked.size === 0 ? all : all.filter(({ id }) => asked.has(id)) };
}

/** Another last row of buttons; null: none, only the evidence stays. */
async function relabel(ctx: BotContext, which: Parameters<typeof controls>[0] | null): Promise<void> {
  const rows = ctx.callbackQuery?.message?.reply_markup?.inline_keyboard ?? [];
  const evidence = rows.filter((row) => row.every((button) => !isControl(button)));
  const keyboard: InlineKeyboardMarkup = {
    inline_keyboard: which === null ? evidence : [...evidence, controls(which, ctx.texts)],
  };
  try {
    await ctx.editMessageReplyMarkup({ reply_markup: keyboard });
  } catch (error) {
    const meaning = classOf(error);
    // The same buttons already, or the message is gone.
    if (meaning === null || REMEDY[meaning] !== 'fine') throw error;
  }
}

function isControl(button: InlineKeyboardMarkup['inline_keyboard'][number][number]): boolean {
  return 'callback_data' in button && actOf(button.callback_data) !== null;
}
