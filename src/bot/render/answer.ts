import type { InlineKeyboardMarkup } from 'grammy/types';
import type { Action, Answer, Line } from '../../answer/answer.ts';
import { say as answerText } from '../../answer/compose/texts.ts';
import type { Chart } from '../../charts/chart.ts';
import { fairEnd } from '../../text/cut.ts';
import { textsIn } from '../texts/texts.ts';
import { type Html, html, joinHtml } from './html.ts';
import { keyboardOf } from './keyboard.ts';
import { inScript, renderSource } from './source.ts';
import { splitMessages } from './split.ts';

/** At most so many characters of one article are quoted in one reply: a short quotation, not a reprint. */
export const QUOTE_LIMIT = 120;

/** What is sent: one or more messages, the buttons under the last; or a picture, where pictures can be drawn and sent. */
export interface Reply {
  readonly messages: readonly Html[];
  readonly keyboard?: InlineKeyboardMarkup;
  readonly picture?: Picture;
}

/** A picture that says what the messages say; its caption has all numbers that are drawn. */
export interface Picture {
  readonly chart: Chart;
  readonly caption: Html;
}

/**
 * Turns an answer into Telegram messages in the asker's script: the direct answer first, then how it was
 * understood, context, the proving sentence, the source.
 */
export function renderAnswer(answer: Answer): Reply {
  const say = (text: string): string => inScript(text, answer.script);
  const lineOf = (line: Line): Html =>
    joinHtml(
      line.map((run) => (run.strong === true ? html`<b>${say(run.text)}</b>` : html`${say(run.text)}`)),
      '',
    );
  const lines = [
    lineOf(answer.headline),
    ...(answer.understood === null ? [] : [html`${say(answer.understood)}`]),
    ...answer.context.map(lineOf),
    ...shortQuotes(answer).map((quote) => html`<blockquote>${say(quote)}</blockquote>`),
    ...answer.sources.map((source) => renderSource(source, answer.script)),
  ];
  const keyboard = keyboardOf(namedActions(answer), say);
  const messages = splitMessages(lines);
  return keyboard === undefined ? { messages } : { messages, keyboard };
}

/** Holds the quotation limit per article whatever the answer asks for, and says of our digests that they are. */
function shortQuotes({ quotes, sources }: Answer): readonly string[] {
  const left = new Map<string, number>();
  return quotes.flatMap(({ articleId, text }) => {
    const room = left.get(articleId) ?? QUOTE_LIMIT;
    left.set(articleId, Math.max(0, room - text.length));
    if (text.length > room && room < 10) return [];
    const digest = sources.some((source) => source.articleId === articleId && source.digest);
    const short = text.length > room ? `${text.slice(0, fairEnd(text, room - 1, 0))}…` : text;
    return [answerText(digest ? 'quoteDigest' : 'quote', { text: short })];
  });
}

/** Evidence buttons are called by what they open, and numbered when there are several. */
function namedActions({ actions, quotes, sources, script }: Answer): readonly Action[] {
  const texts = textsIn('zh', script);
  const several = actions.filter(({ do: what }) => what === 'evidence').length > 1;
  let number = 0;
  return actions.map((action) => {
    if (action.do !== 'evidence') return action;
    number += 1;
    const articleId = quotes.find(({ ref }) => ref === action.ref)?.articleId;
    const source = sources.length === 1 ? sources[0] : sources.find((known) => known.articleId === articleId);
    const digests = sources.filter(({ digest }) => source === undefined && digest).length;
    // Not told which of the articles it opens: what all of them are, else neither word.
    const mixed = source === undefined && digests > 0 && digests < sources.length;
    const isDigest = source?.digest ?? digests > 0;
    const name = texts.say(mixed ? 'button.evidence' : isDigest ? 'button.digest' : 'button.original');
    return { ...action, label: several ? `${name} ${number}` : name };
  });
}
