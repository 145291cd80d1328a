import type { InlineKeyboardButton } from 'grammy/types';
import { readArguments } from '../../answer/tables/arguments.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { ArticleInfo } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type Html, html, link } from '../render/html.ts';
import { dateOf } from './places.ts';
import { inTheirScript, replyOf, type Screen, screenButton, textReply } from './screen.ts';
import { besides, onePlaceLine, whichPlace } from './which-place.ts';

/** Articles on one page. */
const PAGE = 6;

/** Where a page begins: behind (older) or before (newer) an article, told by its date and id, so that it may be gone by then. */
interface Cursor {
  readonly way: 'older' | 'newer';
  readonly date: string | null;
  readonly id: string;
}

/**
 * /latest: the newest articles, of the region or of a place. args: what was typed, or the place's code (`*`: all)
 * and a cursor (`>2024-01-02,a1b2…`), which stays true across restarts and new articles.
 */
export function latestScreen(deps: BotDeps): Screen {
  const { store, gazetteer } = deps;
  return async (ctx, args) => {
    const { place, others, cursor, refused } = await read(ctx, deps, args);
    if (refused !== null) return refused;
    const all = await store.articles();
    const of = place === null ? null : new Set(await store.articlesOn(place.name));
    const articles = of === null ? all : all.filter(({ id }) => of.has(id));
    if (articles.length === 0)
      return textReply(ctx, 'latest.none', { place: inTheirScript(ctx, place?.name ?? gazetteer.root.name) });
    const from = start(articles, cursor);
    const shown = articles.slice(from, from + PAGE);
    const head = ctx.texts.say('latest', {
      place: inTheirScript(ctx, place?.name ?? gazetteer.root.name),
      from: String(from + 1),
      to: String(from + shown.length),
      count: String(articles.length),
    });
    const rows = shown.map((info, i) => line(ctx, info, from + i + 1));
    const dropped = onePlaceLine(ctx, others);
    return replyOf([html`${head}`, ...dropped, ...rows], buttons(ctx, place, articles, from, shown));
  };
}

type Read = {
  readonly place: Division | null;
  /** What was named beside it, by name. */
  readonly others: readonly string[];
  readonly cursor: Cursor | null;
  readonly refused: Awaited<ReturnType<Screen>> | null;
};

async function read(ctx: BotContext, deps: BotDeps, args: string): Promise<Read> {
  const [, code, way, date, id] =
    /^(\*|\d{6,9})(?:([<>])(\d{4}(?:-\d\d){0,2}|\?),([0-9a-f]{16}))?$/.exec(args) ?? [];
  if (code !== undefined) {
    const place = code === '*' ? null : (deps.gazetteer.byCode(code) ?? null);
    const cursor: Cursor | null =
      id === undefined
        ? null
        : { way: way === '<' ? 'newer' : 'older', date: date === '?' ? null : (date ?? null), id };
    if (place === null && code !== '*')
      return { place, others: [], cursor, refused: textReply(ctx, 'button.stale') };
    return { place, others: [], cursor, refused: null };
  }
  if (args.trim() === '') return { place: null, others: [], cursor: null, refused: null };
  const { places, foreign } = readArguments(deps.gazetteer, args);
  const [place] = places;
  if (place === undefined)
    return { place: null, others: [], cursor: null, refused: whichPlace(ctx, foreign ?? args, 'latest') };
  return { place, others: besides(places, foreign), cursor: null, refused: null };
}

/** The order of the store: newest first, unknown dates last, then by id. */
function isBehind(info: ArticleInfo, { date, id }: Cursor): boolean {
  if (info.date === date) return info.id > id;
  if (info.date === null || date === null) return info.date === null;
  return info.date < date;
}

function start(articles: readonly ArticleInfo[], cursor: Cursor | null): number {
  if (cursor === null) return 0;
  const behind = articles.findIndex((info) => isBehind(info, cursor));
  if (cursor.way === 'older') return behind < 0 ? Math.max(0, articles.length - PAGE) : behind;
  // Whether or not the article is still there, what stands before it is newer.
  const at = articles.findIndex((info) => info.id === cursor.id || isBehind(info, cursor));
  return Math.max(0, (at < 0 ? articles.length : at) - PAGE);
}

function line(
  ctx: BotContext,
  { date, outlet, title, file, url, digest }: ArticleInfo,
  number: number,
): Html {
  const name = inTheirScript(ctx, title ?? file);
  const where = inTheirScript(ctx, outlet ?? ctx.texts.say('outlet.unknown'));
  const mark = digest ? ctx.texts.say('latest.digest') : '';
  return html`${String(number)}. ${dateOf(ctx, date)} · ${where} · ${link(url, name)}${mark}`;
}

function buttons(
  ctx: BotContext,
  place: Division | null,
  articles: readonly ArticleInfo[],
  from: number,
  shown: readonly ArticleInfo[],
): readonly (readonly InlineKeyboardButton[])[] {
  const code = place?.code ?? '*';
  const at = (way: '<' | '>', info: ArticleInfo | undefined): string =>
    `${code}${way}${info?.date ?? '?'},${info?.id ?? ''}`;
  const open = shown.flatMap(({ id }, i) => screenButton(String(from + i + 1), 'article', id));
  const pages = [
    ...(from > 0 ? screenButton(ctx.texts.say('page.newer'), 'latest', at('<', shown[0])) : []),
    ...(from + shown.length < articles.length
      ? screenButton(ctx.texts.say('page.older'), 'latest', at('>', shown.at(-1)))
      : []),
  ];
  const other =
    place === null
      ? screenButton(ctx.texts.say('button.places'), 'places', '1')
      : [
          ...screenButton(ctx.texts.say('button.who'), 'who', place.code),
          ...screenButton(ctx.texts.say('button.places'), 'places', '1'),
        ];
  return [open, pages, other];
}
