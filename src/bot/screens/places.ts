import { regionDivisions } from '../../answer/lookup/region.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { html } from '../render/html.ts';
import { dateIn } from '../render/source.ts';
import { pageOf, pageRow } from './page.ts';
import { inRows, inTheirScript, replyOf, type Screen, screenButton, textReply } from './screen.ts';

/** Places on one page: more lines fill a phone. */
const PAGE = 12;

/**
 * /places: the region's places with how much is known of them. args: behind (`>141025`) or before (`<141025`) which
 * place's code the page stands, true after a restart and when places have come or gone; anything else is the first page.
 */
export function placesScreen({ store, gazetteer, region }: BotDeps): Screen {
  return async (ctx, args) => {
    const known: { readonly name: string; readonly code: string; readonly line: string }[] = [];
    for (const { name, code } of regionDivisions(gazetteer)) {
      const articles = (await store.articlesOn(name)).length;
      if (articles === 0) continue;
      const newest = (await store.newest(name))?.date ?? null;
      const line = ctx.texts.say('places.line', {
        place: inTheirScript(ctx, name),
        articles: String(articles),
        date: dateOf(ctx, newest),
      });
      known.push({ name, code, line });
    }
    if (known.length === 0) return textReply(ctx, 'places.none', { region: inTheirScript(ctx, region) });
    const [, way, code = ''] = /^([<>])(\d{6,9})$/.exec(args) ?? [];
    const page = pageOf(
      known,
      PAGE,
      way === undefined ? null : { way, order: (row) => (row.code < code ? -1 : row.code > code ? 1 : 0) },
    );
    const { shown } = page;
    const total = (await store.articles()).length;
    const all = regionDivisions(gazetteer).length;
    const head = ctx.texts.say('places', {
      region: inTheirScript(ctx, region),
      known: String(known.length),
      all: String(all),
      articles: String(total),
    });
    const lines = shown.map(({ line }) => html`${line}`);
    const buttons = shown.flatMap(({ name, code }) => screenButton(inTheirScript(ctx, name), 'latest', code));
    const turn = pageRow(ctx, 'places', page, (way, row) => `${way}${row.code}`);
    return replyOf([html`${head}`, ...lines], [...inRows(buttons, 4), turn]);
  };
}

/** A date in the reader's language: 2023年2月20日 or 2023-02-20. */
export function dateOf(ctx: BotContext, date: string | null): string {
  return dateIn(ctx.texts, date);
}
