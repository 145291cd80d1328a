import type { InlineKeyboardButton, InlineKeyboardMarkup } from 'grammy/types';
import type { Action } from '../../answer/answer.ts';
import { encodeCallback } from '../callback-data.ts';

/** A row wider than this is cut off by phones; counted in Han characters. */
const ROW_WIDTH = 18;
/** Telegram takes eight in a row; more than this many cannot be read on a phone. */
const MAX_IN_ROW = 4;
/** More buttons under each other than this push what was said off the screen. */
const MAX_ROWS = 4;

/**
 * The buttons of a reply: evidence first, then questions, none of them cut off. Undefined when there are none.
 * @param inScript converts labels to the asker's script
 */
export function keyboardOf(
  actions: readonly Action[],
  inScript: (text: string) => string,
): InlineKeyboardMarkup | undefined {
  // Half a surrogate pair is answered with an error.
  const say = (text: string): string => inScript(text).toWellFormed();
  const row = (kind: Action['do']): readonly InlineKeyboardButton[] =>
    actions.flatMap((action, slot) => (action.do === kind ? (buttonOf(action, slot, say) ?? []) : []));
  const evidence = row('evidence').slice(0, MAX_IN_ROW);
  const questions = row('ask').slice(0, evidence.length > 0 ? MAX_IN_ROW : 2 * MAX_IN_ROW);
  if (evidence.length + questions.length === 0) return undefined;
  const rows = [evidence, questions].filter(({ length }) => length > 0).flatMap(inFittingRows);
  return { inline_keyboard: rows };
}

/**
 * A question too long for callback data travels as the button's own label, which Telegram hands back with the
 * message: no memory is needed, so the button works after a restart too.
 */
function buttonOf(
  action: Action,
  slot: number,
  inScript: (text: string) => string,
): InlineKeyboardButton | null {
  if (action.do === 'evidence') {
    const data = encodeCallback({ do: 'evidence', ref: action.ref });
    return data === null ? null : { text: inScript(action.label), callback_data: data };
  }
  const question = inScript(action.question);
  const data = encodeCallback({ do: 'ask', question });
  if (data !== null) return { text: inScript(action.label), callback_data: data };
  const byLabel = encodeCallback({ do: 'ask-label', slot: slot % 10 });
  return byLabel === null ? null : { text: question, callback_data: byLabel };
}

/** As few rows as possible in which no label is cut, should that take more than four: in four. */
function inFittingRows(buttons: readonly InlineKeyboardButton[]): InlineKeyboardButton[][] {
  const widest = Math.max(...buttons.map(({ text }) => widthOf(text)));
  const fitting = Math.max(1, Math.min(MAX_IN_ROW, Math.floor(ROW_WIDTH / widest)));
  const rows = Math.ceil(buttons.length / Math.max(fitting, Math.ceil(buttons.length / MAX_ROWS)));
  const each = Math.ceil(buttons.length / rows);
  return Array.from({ length: rows }, (_, row) => buttons.slice(row * each, (row + 1) * each)).filter(
    ({ length }) => length > 0,
  );
}

/** As wide as Telegram draws it, with the space around it. */
function widthOf(label: string): number {
  return [...label].reduce((sum, char) => sum + (char.charCodeAt(0) < 0x2e80 ? 0.5 : 1), 1);
}
