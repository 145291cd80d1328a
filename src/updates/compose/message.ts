import type { InlineKeyboardMarkup } from 'grammy/types';
import type { SourceRef } from '../../answer/answer.ts';
import { say as answerText } from '../../answer/compose/texts.ts';
import { type Html, html, joinHtml, link } from '../../bot/render/html.ts';
import { inScript, renderSource } from '../../bot/render/source.ts';
import { MESSAGE_LIMIT } from '../../bot/render/split.ts';
import type { Texts } from '../../bot/texts/texts.ts';
import type { Edition } from '../model.ts';
import { type Group, groupsOf, type Place, placesOf } from './group.ts';
import { keyboardFor } from './keyboard.ts';
import { linesOf, short } from './line.ts';
import type { Told } from './told.ts';

/** Telegram marks a hundred entities of a message at most: the rest would lose their links. Three to an event. */
const MOST_EVENTS = 30;
/** What is longer folds: a place of a digest, an article with much news. UTF-16 units. */
const FOLD_FROM = 300;

/** One message, and which rows it tells. The others wait for the next. */
export interface Composed {
  readonly message: Html;
  readonly keyboard: InlineKeyboardMarkup;
  readonly rows: readonly number[];
}

/**
 * As many events as one message holds: what changed first, then where it was printed. A burst is one message, events of
 * an article stand together under its title, a digest goes by place. Nothing is ever split inside an event.
 * @param told of one target and one edition
 * @returns null when there is nothing to tell
 */
export function composeMessage(told: readonly Told[], edition: Edition, texts: Texts): Composed | null {
  // The longest first part that fits; a handful of steps, for a message holds thirty events.
  for (
    let count = Math.min(told.length, MOST_EVENTS);
    count > 0;
    count = Math.min(count - 1, Math.ceil(count * 0.8))
  ) {
    const chosen = inOrder(told).slice(0, count);
    const message = edition === 'instant' ? instant(chosen, texts) : digest(chosen, edition, texts);
    if (message.plain.length > MESSAGE_LIMIT) continue;
    return { message, keyboard: keyboardFor(groupsOf(chosen), texts), rows: chosen.map(({ n }) => n) };
  }
  return null;
}

/** What went wrong before what is new; that there is an article, before what stands in it. */
const WEIGHT: Readonly<Record<Told['event']['kind'], number>> = {
  corrected: 0,
  withdrawn: 1,
  changed: 2,
  article: 3,
  holder: 4,
  project: 5,
  figures: 6,
};

/** Corrections first, whatever else there is; then article by article, as they came. */
function inOrder(told: readonly Told[]): readonly Told[] {
  const first = new Map<string, number>();
  for (const { n, sources } of told.toSorted((a, b) => a.n - b.n)) {
    const key = sources[0]?.articleId ?? '';
    first.set(key, first.get(key) ?? n);
  }
  const article = ({ event, sources }: Told): number =>
    WEIGHT[event.kind] <= WEIGHT.changed ? -1 : (first.get(sources[0]?.articleId ?? '') ?? 0);
  return told.toSorted(
    (a, b) => article(a) - article(b) || WEIGHT[a.event.kind] - WEIGHT[b.event.kind] || a.n - b.n,
  );
}

function instant(told: readonly Told[], texts: Texts): Html {
  const groups = groupsOf(told);
  const [only] = groups;
  if (groups.length === 1 && only !== undefined) return joinHtml(alone(only, texts), '\n');
  return joinHtml(
    groups.map((group, i) => joinHtml(gathered(group, texts, i + 1, true), '\n')),
    '\n\n',
  );
}

/** All of one article: what happened, the sentence that proves it, the source. */
function alone({ source, events }: Group, texts: Texts): readonly Html[] {
  const [first] = events;
  const quote = events.find((event) => event.quote !== null)?.quote ?? null;
  const several = events.length > 1;
  const title = several && source !== null ? [titleOf(source, texts)] : [];
  const lines = events.map((event) => bullet(linesOf(event, texts), several));
  return [
    ...title,
    ...folded(lines),
    ...(quote === null || source === null ? [] : [quoted(quote, source, texts)]),
    ...(source === null || first === undefined
      ? []
      : [sourceLine(source, several, texts), ...others(first, texts)]),
  ];
}

/** One of several articles, numbered as its button is. @param fold whether it may fold by itself */
function gathered(
  { source, events }: Group,
  texts: Texts,
  number: number | null,
  fold: boolean,
): readonly Html[] {
  const lines = events.map((event) => bullet(linesOf(event, texts), true));
  const shown = fold ? folded(lines) : lines;
  if (source === null) return shown;
  const mark = number === null ? '' : `${number}. `;
  return [joinHtml([html`${mark}`, titleOf(source, texts)], ''), ...shown, sourceLine(source, true, texts)];
}

function digest(told: readonly Told[], edition: Edition, texts: Texts): Html {
  const count = String(groupsOf(told).flatMap(({ events }) => events).length);
  const head = texts.say(edition === 'weekly' ? 'news.weekly' : 'news.daily', { count });
  const numbers = new Map(groupsOf(told).map((group, i) => [group.key, i + 1]));
  const places = placesOf(told).map((place) => placeOf(place, numbers, texts));
  return joinHtml([html`<b>${head}</b>`, ...places], '\n\n');
}

function placeOf({ name, groups }: Place, numbers: ReadonlyMap<string, number>, texts: Texts): Html {
  const heading = html`<b>${name === null ? texts.say('news.elsewhere') : inScript(name, texts.script)}</b>`;
  const body = joinHtml(
    groups.map((group) => joinHtml(gathered(group, texts, numbers.get(group.key) ?? null, false), '\n')),
    '\n',
  );
  const quote = isLong(body)
    ? html`<blockquote expandable>${body}</blockquote>`
    : html`<blockquote>${body}</blockquote>`;
  return joinHtml([heading, quote], '\n');
}

/** Many lines fold: a group must not be flooded; what matters most stands first and stays in view. */
function folded(lines: readonly Html[]): readonly Html[] {
  const body = joinHtml(lines, '\n');
  return isLong(body) ? [html`<blockquote expandable>${body}</blockquote>`] : lines;
}

function isLong({ plain }: Html): boolean {
  return plain.length > FOLD_FROM;
}

function bullet(line: Html, several: boolean): Html {
  return several ? html`· ${line}` : line;
}

function titleOf({ title, file, url }: SourceRef, texts: Texts): Html {
  return html`<b>${link(url, `《${inScript(short(title ?? file), texts.script)}》`)}</b>`;
}

/** @param titled the title stands above already */
function sourceLine(source: SourceRef, titled: boolean, texts: Texts): Html {
  const shown = titled
    ? { ...source, title: null, url: null, file: '' }
    : { ...source, title: source.title === null ? null : short(source.title) };
  return renderSource(shown, texts.script);
}

/** 另有2个来源：…; an event is told once however many articles tell it. */
function others({ sources }: Told, texts: Texts): readonly Html[] {
  const names = [...new Set(sources.slice(1).flatMap(({ outlet }) => (outlet === null ? [] : [outlet])))];
  if (sources.length < 2) return [];
  const list = names
    .slice(0, 5)
    .map((name) => inScript(short(name), texts.script))
    .join('、');
  const count = String(sources.length - 1);
  return [
    html`${list === '' ? texts.say('news.others.count', { count }) : texts.say('news.others', { count, list })}`,
  ];
}

function quoted(quote: string, { digest: ours }: SourceRef, texts: Texts): Html {
  const text = answerText(ours ? 'quoteDigest' : 'quote', { text: quote });
  return html`<blockquote>${inScript(text, texts.script)}</blockquote>`;
}
