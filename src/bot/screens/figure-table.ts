import type { Arguments } from '../../answer/tables/arguments.ts';
import type { Table } from '../../answer/tables/table.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { CAPTION_LIMIT, fitting } from '../render/caption.ts';
import { chartOverTime } from '../render/chart.ts';
import { type Html, html } from '../render/html.ts';
import { MESSAGE_LIMIT } from '../render/split.ts';
import { turnTo } from './figure-cursor.ts';
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
import { type Cursor, pageOf, pageRow } from './page.ts';
import { alignedTable, evidenceRows, inTheirScript, replyOf, screenButton, sourceLines } from './screen.ts';
import { mendedLine } from './who.ts';

/** Rows of a table on one page; /csv has them all. */
const MOST_ROWS = 12;
/** A table of more rows is not cut to fewer for the sake of a picture. */
const FEWEST_ROWS = 3;

interface Shown {
  readonly command: 'trend' | 'compare';
  readonly places: readonly Division[];
  readonly table: Table;
  /** Tables of the same indicator that are of another kind. */
  readonly left: readonly Table[];
  readonly mended: Arguments['mended'];
  readonly leftOut: LeftOut;
  /** Where the page stands; null: at the newest. */
  readonly cursor: Cursor<Table['rows'][number]> | null;
}

/** An indicator over time, of one place or of several side by side: a table, and a picture of what can be compared. */
export async function tableReply(ctx: BotContext, { store }: BotDeps, shown: Shown): Promise<Reply> {
  const { command, places, table, left } = shown;
  const { kind } = table;
  const { shown: rows, from } = pageOf(table.rows, MOST_ROWS, shown.cursor);
  const facts = factsIn(rows);
  const infos = await Promise.all(facts.map(({ articleId }) => store.articleInfo(articleId)));
  const say = (text: string): string => inTheirScript(ctx, text);
  const head = places.map(({ name }) => name).join('、');
  const title = say(`${head} ${titleWords(ctx, nameOf(facts, kind), kind)}`);
  const lines = (count: number, sources: number): readonly Html[] => {
    const visible = rows.slice(0, count);
    const articles = infos.slice(0, factsIn(visible).length);
    return [
      html`<b>${title}</b>`,
      ...mendedLine(ctx, shown.mended),
      ...leftOutLines(ctx, shown.leftOut),
      tableOf(ctx, places, visible),
      ...notesOn(ctx, visible, { from, all: table.rows.length }),
      ...otherKinds(ctx, kind, left),
      ...sourceLines(ctx, articles, sources),
    ];
  };
  const again = otherMeasures(kind, left).flatMap((words) =>
    screenButton(
      say(words),
      command,
      `${places.map(({ name }) => name).join(' ')} ${kind.indicator} ${words}`,
    ),
  );
  const fewest = Math.min(FEWEST_ROWS, rows.length);
  const caption = fitting(lines, { most: rows.length, fewest, limit: CAPTION_LIMIT });
  const chart =
    caption === null
      ? null
      : chartOverTime(ctx.texts, rows.slice(0, caption.count), {
          title: say(`${head} ${nameOf(facts, kind)}`),
          subtitle: say(kindWords(ctx, kind)),
          names: places.map(({ name }) => say(name)),
          articles: infos,
        });
  // Words in place of a picture have the same rows, so that the next page goes on behind either.
  const drawn = chart === null ? null : caption;
  const text = drawn ?? fitting(lines, { most: rows.length, fewest: 1, limit: MESSAGE_LIMIT });
  const visible = rows.slice(0, text?.count);
  const turn = pageRow(
    ctx,
    command,
    { shown: visible, before: from > 0, after: from + visible.length < table.rows.length },
    (way, row) => turnTo(way, factsIn([row])[0], places),
  );
  const reply = replyOf(lines(visible.length, 4), [
    ...evidenceRows(
      factsIn(visible).map(({ id }) => id),
      ctx.texts.say('button.evidence'),
    ),
    again,
    turn,
  ]);
  return chart === null || drawn === null ? reply : { ...reply, picture: { chart, caption: drawn.text } };
}

function factsIn(
  rows: Table['rows'],
): readonly NonNullable<Table['rows'][number]['cells'][number]>['fact'][] {
  return rows.flatMap(({ cells }) => cells.flatMap((cell) => (cell === null ? [] : [cell.fact])));
}

function tableOf(ctx: BotContext, places: readonly Division[], rows: Table['rows']): Html {
  const marks = marksOf(factsIn(rows));
  const names = places.map(({ name }) =>
    places.length === 1 ? ctx.texts.say('figures.value') : inTheirScript(ctx, name),
  );
  return alignedTable([
    [ctx.texts.say('figures.period'), ...names],
    ...rows.map(({ period, cells }) => [
      inTheirScript(ctx, period.label),
      ...cells.map((cell) => cellWords(ctx, cell, marks)),
    ]),
  ]);
}

function notesOn(
  ctx: BotContext,
  rows: Table['rows'],
  { from, all }: { readonly from: number; readonly all: number },
): readonly Html[] {
  const differ = rows.some(({ cells }) => cells.some((cell) => cell !== null && cell.other !== null));
  return [
    ...(differ ? [html`${ctx.texts.say('figures.differ')}`] : []),
    ...(all > rows.length
      ? [
          html`${ctx.texts.say('figures.more', {
            count: String(all),
            from: String(from + 1),
            to: String(from + rows.length),
          })}`,
        ]
      : []),
  ];
}
