import type { Arguments } from '../../answer/tables/arguments.ts';
import type { SideBySide } from '../../answer/tables/side-by-side.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { fitting } from '../render/caption.ts';
import { chartOfPlaces } from '../render/chart.ts';
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

/** So many must remain in a caption; else words without a picture. */
const FEWEST_ROWS = 3;

interface Shown {
  /** The one it was asked of; null: of all. */
  readonly place: Division | null;
  readonly beside: SideBySide;
  readonly mended: Arguments['mended'];
}

/** An indicator of all places at one time: a table in the order of the numbers, and a picture of it. */
export async function placesReply(
  ctx: BotContext,
  { store }: BotDeps,
  { place, beside, mended }: Shown,
): Promise<Reply> {
  const { kind, period, rows, left } = beside;
  const facts = rows.map(({ cell }) => cell.fact);
  const infos = await Promise.all(facts.map(({ articleId }) => store.articleInfo(articleId)));
  const say = (text: string): string => inTheirScript(ctx, text);
  const name = nameOf(facts, kind);
  const time = ctx.texts.say('figures.places', { period: say(period.label), count: String(rows.length) });
  const lines = (count: number, sources: number): readonly Html[] => {
    const visible = rows.slice(0, count);
    return [
      html`<b>${say(titleWords(ctx, name, kind))}</b>`,
      html`${time}`,
      ...mendedLine(ctx, mended),
      tableOf(ctx, visible, place),
      ...(visible.some(({ cell }) => cell.other !== null) ? [html`${ctx.texts.say('figures.differ')}`] : []),
      ...(count < rows.length
        ? [html`${ctx.texts.say('figures.fewer', { count: String(rows.length - count) })}`]
        : []),
      ...otherKinds(ctx, kind, left),
      ...sourceLines(ctx, infos.slice(0, count), sources),
    ];
  };
  const again = otherMeasures(kind, left).flatMap((words) =>
    screenButton(say(words), 'compare', [place?.name ?? '', kind.indicator, words].join(' ').trim()),
  );
  const ids = facts.map(({ id }) => id);
  const reply = replyOf(lines(rows.length, 4), [
    ...evidenceRows(ids, ctx.texts.say('button.evidence')),
    again,
  ]);
  const caption = fitting(lines, rows.length, FEWEST_ROWS);
  if (caption === null) return reply;
  const drawn = { ...beside, rows: rows.slice(0, caption.count) };
  const chart = chartOfPlaces(ctx.texts, drawn, {
    title: say(`${ctx.texts.say('figures.all')} ${name}`),
    subtitle: say(kindWords(ctx, kind)),
    names: drawn.rows.map(({ place: one }) => say(one)),
    articles: infos,
  });
  return chart === null ? reply : { ...reply, picture: { chart, caption: caption.text } };
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
