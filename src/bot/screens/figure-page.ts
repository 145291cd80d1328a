import type { InlineKeyboardButton } from 'grammy/types';
import type { Observation } from '../../facts/model.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { Stored } from '../../store/store.ts';
import type { BotContext } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { CAPTION_LIMIT, fitting } from '../render/caption.ts';
import type { Html } from '../render/html.ts';
import { MESSAGE_LIMIT } from '../render/split.ts';
import { turnTo } from './figure-cursor.ts';
import { pageRow } from './page.ts';
import { evidenceRows, replyOf } from './screen.ts';

/** A table is not cut to fewer rows for the sake of a picture. */
const FEWEST_ROWS = 3;

/** One page of a table of figures. */
interface FigurePage<Row> {
  readonly command: 'trend' | 'compare';
  readonly rows: readonly Row[];
  /** How many stand before these, and how many there are in all. */
  readonly from: number;
  readonly all: number;
  /** What a page that begins with these rows belongs to; none: all places. */
  readonly places: readonly Division[];
  factsOf(rows: readonly Row[]): readonly Stored<Observation>[];
  /** The text with so many of the rows and so many sources. */
  lines(rows: readonly Row[], sources: number): readonly Html[];
  /** null: what these rows hold cannot be compared in a picture. */
  chart(rows: readonly Row[]): NonNullable<Reply['picture']>['chart'] | null;
  /** Buttons to other measures of the same indicator. */
  readonly again: readonly InlineKeyboardButton[];
}

/**
 * The rows as a picture with a caption that has them all, else as words; either with as many as fit, so that the next page
 * goes on behind what is shown.
 */
export function figurePage<Row>(ctx: BotContext, page: FigurePage<Row>): Reply {
  const { rows, from, all } = page;
  const lines = (count: number, sources: number): readonly Html[] =>
    page.lines(rows.slice(0, count), sources);
  const fewest = Math.min(FEWEST_ROWS, rows.length);
  const caption = fitting(lines, { most: rows.length, fewest, limit: CAPTION_LIMIT });
  const chart = caption === null ? null : page.chart(rows.slice(0, caption.count));
  const drawn = chart === null ? null : caption;
  const text = drawn ?? fitting(lines, { most: rows.length, fewest: 1, limit: MESSAGE_LIMIT });
  const shown = rows.slice(0, text?.count);
  const turn = pageRow(
    ctx,
    page.command,
    { shown, before: from > 0, after: from + shown.length < all },
    (way, row) => turnTo(way, page.factsOf([row])[0], page.places),
  );
  const ids = page.factsOf(shown).map(({ id }) => id);
  const proofs = evidenceRows(ids, ctx.texts.say('button.evidence'));
  const reply = replyOf(page.lines(shown, 4), [...proofs, page.again, turn]);
  return chart === null || drawn === null ? reply : { ...reply, picture: { chart, caption: drawn.text } };
}
