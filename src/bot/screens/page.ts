import type { InlineKeyboardButton } from 'grammy/types';
import type { BotContext } from '../context.ts';
import { screenButton } from './screen.ts';

/** The part of a list that one message shows. */
interface Page<Row> {
  readonly shown: readonly Row[];
  /** How many stand before these. */
  readonly from: number;
  readonly before: boolean;
  readonly after: boolean;
}

/** A place in an ordered list: behind or before the row it names, which may be gone by now. */
export interface Cursor<Row> {
  readonly way: string;
  /** Below zero for a row that comes before the one named, zero for that row itself. */
  readonly order: (row: Row) => number;
}

/** @param cursor null: from the beginning */
export function pageOf<Row>(rows: readonly Row[], size: number, cursor: Cursor<Row> | null): Page<Row> {
  const from = cursor === null ? 0 : start(rows, size, cursor);
  const shown = rows.slice(from, from + size);
  return { shown, from, before: from > 0, after: from + shown.length < rows.length };
}

function start<Row>(rows: readonly Row[], size: number, { way, order }: Cursor<Row>): number {
  if (way === '<') return Math.max(0, rows.filter((row) => order(row) < 0).length - size);
  const behind = rows.findIndex((row) => order(row) > 0);
  // Nothing is behind it any more: the end of the list, as it is now.
  return behind < 0 ? Math.max(0, rows.length - size) : behind;
}

/** Buttons to the pages beside this one. @param args of the screen, for the page behind or before a row */
export function pageRow<Row>(
  ctx: BotContext,
  screen: string,
  { shown, before, after }: Omit<Page<Row>, 'from'>,
  args: (way: '<' | '>', row: Row) => string,
): readonly InlineKeyboardButton[] {
  const [first] = shown;
  const last = shown.at(-1);
  return [
    ...(before && first !== undefined
      ? screenButton(ctx.texts.say('page.back'), screen, args('<', first))
      : []),
    ...(after && last !== undefined ? screenButton(ctx.texts.say('page.on'), screen, args('>', last)) : []),
  ];
}
