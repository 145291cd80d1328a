import type { Arguments } from '../../answer/tables/arguments.ts';
import type { Table } from '../../answer/tables/table.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { chartOverTime } from '../render/chart.ts';
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

/** Rows of a table on one page; /csv has them all. */
const MOST_ROWS = 12;

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
  return figurePage(ctx, {
    command,
    rows,
    from,
    all: table.rows.length,
    places,
    factsOf: factsIn,
    lines: (visible, sources) => [
      html`<b>${title}</b>`,
      ...mendedLine(ctx, shown.mended),
      ...leftOutLines(ctx, shown.leftOut),
      tableOf(ctx, places, visible),
      ...notesOn(ctx, visible, { from, all: table.rows.length }),
      ...otherKinds(ctx, kind, left),
      ...sourceLines(ctx, infos.slice(0, factsIn(visible).length), sources),
    ],
    chart: (some) =>
      chartOverTime(ctx.texts, some, {
        title: say(`${head} ${nameOf(facts, kind)}`),
        subtitle: say(kindWords(ctx, kind)),
        names: places.map(({ name }) => say(name)),
        articles: infos,
      }),
    again: otherMeasures(kind, left).flatMap((words) =>
      screenButton(
        say(words),
        command,
        `${places.map(({ name }) => name).join(' ')} ${kind.indicator} ${words}`,
      ),
    ),
  });
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
