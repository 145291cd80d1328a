import { DateTime } from 'luxon';
import type { Edition, Manner, Subscription, Threshold, Wish } from '../../updates/model.ts';
import { quietText } from '../../updates/wish/manner.ts';
import { queryText } from '../../updates/wish/query.ts';
import type { BotContext } from '../context.ts';
import { dateOf } from '../screens/places.ts';
import { inTheirScript } from '../screens/screen.ts';

/** 古县 · 地区生产总值 增速<5%. @param region how the whole region is called */
export function wishLabel(ctx: BotContext, wish: Wish, region: string): string {
  return `${inTheirScript(ctx, wish.place ?? region)} · ${subjectLabel(ctx, wish)}`;
}

/** What a wish asks for, without its place. */
function subjectLabel(ctx: BotContext, wish: Wish): string {
  const { texts } = ctx;
  switch (wish.about) {
    case 'place':
      return texts.say('sub.news');
    case 'indicator': {
      const name = inTheirScript(ctx, wish.indicator);
      return wish.threshold === undefined ? name : `${name} ${boundLabel(ctx, wish.threshold)}`;
    }
    case 'post':
      return wish.post === undefined
        ? texts.say('sub.posts')
        : texts.say('sub.post', { post: inTheirScript(ctx, wish.post) });
    case 'project':
      return texts.say('sub.projects');
    case 'words':
      return texts.say('sub.words', { words: inTheirScript(ctx, queryText(wish.query)) });
  }
}

function boundLabel(ctx: BotContext, { measure, comparison, value, unit }: Threshold): string {
  const what = measure === 'level' ? '' : ctx.texts.say(`measure.${measure}`);
  return inTheirScript(ctx, `${what} ${comparison} ${value}${unit ?? ''}`.trim());
}

export function editionLabel(ctx: BotContext, edition: Edition): string {
  return ctx.texts.say(`sub.${edition}`);
}

/** When it will be told: at once, or gathered at a day and hour. */
export function whenLabel(ctx: BotContext, edition: Edition, manner: Manner): string {
  const { digestHour, digestDay } = manner;
  return ctx.texts.say(`sub.when.${edition}`, { hour: String(digestHour), day: dayLabel(ctx, digestDay) });
}

/** 周一, Monday. */
export function dayLabel(ctx: BotContext, day: number): string {
  const locale = ctx.texts.language === 'en' ? 'en' : 'zh';
  // 1 January 2024 was a Monday.
  const name = DateTime.utc(2024, 1, day).setLocale(locale).toFormat('ccc');
  return inTheirScript(ctx, name);
}

/** 古县 · 全部新闻（即时，暂停中）. */
export function subscriptionLabel(
  ctx: BotContext,
  subscription: Subscription,
  { zone }: Manner,
  region: string,
  now: number,
): string {
  const { wish, edition, paused, snoozedUntil } = subscription;
  const state = paused
    ? [ctx.texts.say('sub.paused')]
    : snoozedUntil !== null && snoozedUntil > now
      ? [ctx.texts.say('sub.asleep', { date: dayOf(ctx, snoozedUntil, zone) })]
      : [];
  const details = [editionLabel(ctx, edition), ...state].join(ctx.texts.language === 'en' ? ', ' : '，');
  return ctx.texts.say('sub.line', { wish: wishLabel(ctx, wish, region), details });
}

/** The day a moment belongs to, there. */
export function dayOf(ctx: BotContext, at: number, zone: string): string {
  return dateOf(ctx, DateTime.fromMillis(at, { zone }).toISODate());
}

export function quietLabel(ctx: BotContext, quiet: Manner['quiet']): string {
  return quiet === null ? ctx.texts.say('tell.off') : quietText(quiet);
}
