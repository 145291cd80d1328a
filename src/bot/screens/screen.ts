import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { ArticleInfo } from '../../store/store.ts';
import { encodeCallback } from '../callback-data.ts';
import type { BotContext } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { type Html, html } from '../render/html.ts';
import { inScript, renderSource } from '../render/source.ts';
import { splitMessages } from '../render/split.ts';
import type { TextKey } from '../texts/texts.ts';

/**
 * What a command shows, and its buttons lead to: a reply made of what is stored and of what stands behind the command,
 * of nothing else, so that every button works after a restart.
 */
export type Screen = (ctx: BotContext, args: string) => Promise<Shown>;

/** A reply; with `refusal`, what a person who may not press a button is told, and nobody else. */
interface Shown extends Reply {
  readonly refusal?: string;
  /** What is left to do once it is shown, so that nobody waits for it. */
  readonly afterwards?: () => Promise<void>;
}

/** Lines of a reply, one message where they fit. */
export function replyOf(
  lines: readonly Html[],
  rows: readonly (readonly InlineKeyboardButton[])[] = [],
): Reply {
  const keyboard = keyboardOfRows(rows);
  const messages = splitMessages(lines);
  return keyboard === undefined ? { messages } : { messages, keyboard };
}

/** A text of the bot's own as a reply. */
export function textReply(
  ctx: BotContext,
  key: TextKey,
  values: Readonly<Record<string, string>> = {},
): Reply {
  return replyOf([html`${ctx.texts.say(key, values)}`]);
}

function keyboardOfRows(
  rows: readonly (readonly InlineKeyboardButton[])[],
): InlineKeyboardMarkup | undefined {
  const filled = rows.filter((row) => row.length > 0);
  return filled.length === 0 ? undefined : { inline_keyboard: filled.map((row) => [...row]) };
}

/** A button that shows a screen in place; none when its data does not fit. */
export function screenButton(label: string, screen: string, args: string): readonly InlineKeyboardButton[] {
  const data = encodeCallback({ do: 'screen', screen, args });
  return data === null ? [] : [{ text: label.toWellFormed(), callback_data: data }];
}

/** Numbered evidence buttons, four in a row, at most eight. @param before how many stand on the pages before */
export function evidenceRows(
  refs: readonly string[],
  label: string,
  before = 0,
): readonly (readonly InlineKeyboardButton[])[] {
  const buttons = refs.slice(0, 8).flatMap((ref, i) => {
    const data = encodeCallback({ do: 'evidence', ref });
    return data === null
      ? []
      : [{ text: refs.length + before > 1 ? `${label} ${before + i + 1}` : label, callback_data: data }];
  });
  return [buttons.slice(0, 4), buttons.slice(4)];
}

/** Buttons side by side, so many in a row. */
export function inRows(
  buttons: readonly InlineKeyboardButton[],
  width: number,
): readonly (readonly InlineKeyboardButton[])[] {
  const rows: InlineKeyboardButton[][] = [];
  for (let at = 0; at < buttons.length; at += width) rows.push(buttons.slice(at, at + width));
  return rows;
}

/** Where articles were printed, each once, at most `most`. */
export function sourceLines(
  ctx: BotContext,
  infos: readonly (ArticleInfo | null)[],
  most = 4,
): readonly Html[] {
  const distinct = new Map(infos.flatMap((info) => (info === null ? [] : [[info.id, info] as const])));
  const { script } = ctx.texts;
  return [...distinct.values()]
    .slice(0, most)
    .map((info) => renderSource({ ...info, articleId: info.id }, script));
}

/** Text of articles and names of places in the reader's script. */
export function inTheirScript(ctx: BotContext, text: string): string {
  return inScript(text, ctx.texts.script);
}

/** Columns under each other in a fixed-width font: a Han character is two columns wide, a letter or digit one. */
export function alignedTable(rows: readonly (readonly string[])[]): Html {
  const widths: number[] = [];
  for (const row of rows)
    for (const [i, cell] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, columnsOf(cell));
  const lines = rows.map((row) =>
    row
      .map((cell, i) =>
        i === row.length - 1 ? cell : cell + ' '.repeat((widths[i] ?? 0) - columnsOf(cell) + 2),
      )
      .join(''),
  );
  return html`<pre>${lines.join('\n')}</pre>`;
}

function columnsOf(text: string): number {
  // East Asian Width (UAX 11), as far as our texts go: CJK, its punctuation and full-width forms.
  return [...text].reduce(
    (sum, char) =>
      sum +
      (/[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u.test(
        char,
      )
        ? 2
        : 1),
    0,
  );
}
