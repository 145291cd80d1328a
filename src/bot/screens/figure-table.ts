import type { Arguments } from '../../answer/tables/arguments.ts';
import type { Table } from '../../answer/tables/table.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { fitting } from '../render/caption.ts';
import { chartOverTime } from '../render/chart.ts';
import { type Html, html } from '../render/html.ts';
import {
  cellWords,
  kindWords,
  marksOf,
  nameOf,
  otherKinds,
  otherMeasures,
  titleWords,
} from './figure-words.ts';
import { alignedTable, evidenceRows, inTheirScript, replyOf, screenButton, sourceLines } from './screen.ts';
import { mendedLine } from './who.ts';

/** Rows of a table in a chat, the newest; /csv has them all. */
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
}

/** An indicator over time, of one place or of several side by side: a table, and a picture of what can be compared. */
export async function tableReply(ctx: BotContext, { store }: BotDeps, shown: Shown): Promise<Reply> {
  const { command, places, table, left } = shown;
  const { kind } = table;
  const rows = table.rows.slice(0, MOST_ROWS);
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
      tableOf(ctx, places, visible),
      ...notesOn(ctx, visible, table.rows.length),
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
  const ids = facts.map(({ id }) => id);
  const reply = replyOf(lines(rows.length, 4), [
    ...evidenceRows(ids, ctx.texts.say('button.evidence')),
    again,
  ]);
  const caption = fitting(lines, rows.length, Math.min(FEWEST_ROWS, rows.length));
  const chart =
    caption === null
      ? null
      : chartOverTime(ctx.texts, rows.slice(0, caption.count), {
          title: say(`${head} ${nameOf(facts, kind)}`),
          subtitle: say(kindWords(ctx, kind)),
          names: places.map(({ name }) => say(name)),
          articles: infos,
        });
  return caption === null || chart === null ? reply : { ...reply, picture: { chart, caption: caption.text } };
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

function notesOn(ctx: BotContext, rows: Table['rows'], all: number): readonly Html[] {
  const differ = rows.some(({ cells }) => cells.some((cell) => cell !== null && cell.other !== null));
  return [
    ...(differ ? [html`${ctx.texts.say('figures.differ')}`] : []),
    ...(all > rows.length
      ? [html`${ctx.texts.say('figures.more', { count: String(all), shown: String(rows.length) })}`]
      : []),
  ];
}
