import { dateWords } from '../../answer/compose/texts.ts';
import { regionDivisions } from '../../answer/lookup/region.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { html } from '../render/html.ts';
import { inRows, inTheirScript, replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** Places on one page: more buttons fill a phone. */
const PAGE = 12;

/** /places: the region's places with how much is known of them; args: the page, from 1. */
export function placesScreen({ store, gazetteer, region }: BotDeps): Screen {
  return async (ctx, args) => {
    const known: { readonly name: string; readonly code: string; readonly label: string }[] = [];
    for (const { name, code } of regionDivisions(gazetteer)) {
      const articles = (await store.articlesOn(name)).length;
      if (articles === 0) continue;
      const newest = (await store.newest(name))?.date ?? null;
      const label = ctx.texts.say('places.button', {
        place: inTheirScript(ctx, name),
        articles: String(articles),
        date: dateOf(ctx, newest),
      });
      known.push({ name, code, label });
    }
    if (known.length === 0) return textReply(ctx, 'places.none', { region });
    const pages = Math.ceil(known.length / PAGE);
    const page = Math.min(Math.max(1, /^\d{1,4}$/.test(args) ? Number(args) : 1), pages);
    const shown = known.slice((page - 1) * PAGE, page * PAGE);
    const total = (await store.articles()).length;
    const all = regionDivisions(gazetteer).length;
    const head = ctx.texts.say('places', {
      region: inTheirScript(ctx, region),
      known: String(known.length),
      all: String(all),
      articles: String(total),
    });
    const buttons = shown.flatMap(({ label, code }) => screenButton(label, 'latest', code));
    return replyOf([html`${head}`], [...inRows(buttons, 2), pageRow(ctx, page, pages)]);
  };
}

function pageRow(
  ctx: BotContext,
  page: number,
  pages: number,
): NonNullable<Reply['keyboard']>['inline_keyboard'][number] {
  return [
    ...(page > 1 ? screenButton(ctx.texts.say('page.back'), 'places', String(page - 1)) : []),
    ...(page < pages ? screenButton(ctx.texts.say('page.on'), 'places', String(page + 1)) : []),
  ];
}

/** A date in the reader's language: 2023年2月20日 or 2023-02-20. */
export function dateOf(ctx: BotContext, date: string | null): string {
  if (date === null) return ctx.texts.say('date.unknown');
  return ctx.texts.language === 'en' ? date : dateWords(date);
}
