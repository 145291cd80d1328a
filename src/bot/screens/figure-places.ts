import type { Arguments } from '../../answer/tables/arguments.ts';
import type { SideBySide } from '../../answer/tables/side-by-side.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { chartOfPlaces } from '../render/chart.ts';
import { type Html, html } from '../render/html.ts';
import { figurePage } from './figure-page.ts';
import {
  cellWords,
  kindWords,
  type LeftOut,
  leftOutLines,
  marksOf,
  nameOf,
  otherKinds,
  otherMeasures,
  titleWords,
} from './figure-words.ts';
import { type Cursor, pageOf } from './page.ts';
import { alignedTable, inTheirScript, screenButton, sourceLines } from './screen.ts';
import { mendedLine } from './who.ts';

/** Places on one page: the counties of a prefecture, as a rule; those of a province are ten times as many. */
const MOST_ROWS = 20;

interface Shown {
  /** The one it was asked of; null: of all. */
  readonly place: Division | null;
  readonly beside: SideBySide;
  readonly mended: Arguments['mended'];
  readonly leftOut: LeftOut;
  /** Where the page stands; null: at the largest. */
  readonly cursor: Cursor<SideBySide['rows'][number]> | null;
}

/** An indicator of all places at one time: a table in the order of the numbers, and a picture of it. */
export async function placesReply(
  ctx: BotContext,
  { store }: BotDeps,
  { place, beside, mended, leftOut, cursor }: Shown,
): Promise<Reply> {
  const { kind, period, left } = beside;
  const { shown: rows, from } = pageOf(beside.rows, MOST_ROWS, cursor);
  const all = beside.rows.length;
  const facts = rows.map(({ cell }) => cell.fact);
  const infos = await Promise.all(facts.map(({ articleId }) => store.articleInfo(articleId)));
  const say = (text: string): string => inTheirScript(ctx, text);
  const name = nameOf(facts, kind);
  const time = ctx.texts.say('figures.places', { period: say(period.label), count: String(all) });
  return figurePage(ctx, {
    command: 'compare',
    rows,
    from,
    all,
    places: place === null ? [] : [place],
    factsOf: (some) => some.map(({ cell }) => cell.fact),
    lines: (visible, sources) => [
      html`<b>${say(titleWords(ctx, name, kind))}</b>`,
      html`${time}`,
      ...mendedLine(ctx, mended),
      ...leftOutLines(ctx, leftOut),
      tableOf(ctx, visible, place),
      ...(visible.some(({ cell }) => cell.other !== null) ? [html`${ctx.texts.say('figures.differ')}`] : []),
      ...(visible.length < all
        ? [
            html`${ctx.texts.say('figures.fewer', {
              count: String(all),
              from: String(from + 1),
              to: String(from + visible.length),
            })}`,
          ]
        : []),
      ...otherKinds(ctx, kind, left),
      ...sourceLines(ctx, infos.slice(0, visible.length), sources),
    ],
    chart: (some) =>
      chartOfPlaces(
        ctx.texts,
        { ...beside, rows: some },
        {
          title: say(`${ctx.texts.say('figures.all')} ${name}`),
          subtitle: say(kindWords(ctx, kind)),
          names: some.map(({ place: one }) => say(one)),
          articles: infos,
        },
      ),
    again: otherMeasures(kind, left).flatMap((words) =>
      screenButton(say(words), 'compare', [place?.name ?? '', kind.indicator, words].join(' ').trim()),
    ),
  });
}

/** The place it was asked of is marked: among seventeen it is hard to find. */
function tableOf(ctx: BotContext, rows: SideBySide['rows'], asked: Division | null): Html {
  const marks = marksOf(rows.map(({ cell }) => cell.fact));
  return alignedTable(
    rows.map(({ place, cell }) => [
      `${place === asked?.name ? '▸' : ''}${inTheirScript(ctx, place)}`,
      cellWords(ctx, cell, marks),
    ]),
  );
}
