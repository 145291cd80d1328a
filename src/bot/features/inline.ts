import { hash } from 'node:crypto';
import { Composer, GrammyError } from 'grammy';
import type { InlineKeyboardButton, InlineQueryResultArticle } from 'grammy/types';
import type { Answer } from '../../answer/answer.ts';
import { dateWords } from '../../answer/compose/texts.ts';
import { statement } from '../../answer/compose/value-words.ts';
import { askedIndicator, readArguments } from '../../answer/tables/arguments.ts';
import type { Observation } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { deepLinkUrl, encodeDeepLink } from '../deep-link.ts';
import { exampleFor } from '../examples.ts';
import { renderAnswer } from '../render/answer.ts';
import { html, joinHtml } from '../render/html.ts';
import { inScript, renderSource } from '../render/source.ts';
import { NO_PREVIEW } from '../reply.ts';

/** Cards on a page. Bot API: at most 50. */
const PAGE = 10;
/** How long Telegram may hand out the same cards, seconds: what is not known may be known soon. */
const CACHE_S = { found: 300, nothing: 30 } as const;

/**
 * Inline mode (`@bot 古县GDP` in any chat): the same answer as in chat first, then the figures it stands among, the newest
 * first, each with its own place and period; a card that helps when nothing is found, and a way into the private chat.
 */
export function inlineFeature(deps: BotDeps): Composer<BotContext> {
  const feature = new Composer<BotContext>();
  feature.on('inline_query', async (ctx) => {
    const query = ctx.inlineQuery.query.trim();
    const { results, next, found } =
      query === ''
        ? { results: [await helpCard(ctx)], next: '', found: false }
        : await cards(ctx, deps, query);
    const link = query === '' ? null : encodeDeepLink({ to: 'question', text: query });
    try {
      await ctx.answerInlineQuery(results, {
        cache_time: found ? CACHE_S.found : CACHE_S.nothing,
        // The words of help, and the script that somebody chose, are one person's.
        is_personal: !found || ctx.preferences.script !== null,
        next_offset: next,
        button: { text: ctx.texts.say('inline.private'), start_parameter: link ?? 'inline' },
      });
    } catch (error) {
      // Typed on meanwhile: the next query is on its way.
      if (!(error instanceof GrammyError) || error.error_code !== 400) throw error;
      deps.log.debug('inline query not answered', { error });
    }
  });
  return feature;
}

interface Cards {
  readonly results: readonly InlineQueryResultArticle[];
  readonly next: string;
  readonly found: boolean;
}

/** A page of cards; the offset of the next one is the id of the last fact shown, true across restarts. */
async function cards(ctx: BotContext, deps: BotDeps, query: string): Promise<Cards> {
  const { offset } = ctx.inlineQuery ?? { offset: '' };
  const answer = await deps.answer({ text: query });
  const shown = { ...answer, script: ctx.preferences.script ?? answer.script };
  deps.metrics.answered(answer.kind, answer.abstain);
  const facts = (await figuresOf(deps, query)).filter(({ id }) => !answer.factIds.includes(id));
  const first: InlineQueryResultArticle[] =
    offset !== '' ? [] : answer.abstain ? [await helpCard(ctx, shown)] : [answerCard(ctx, shown)];
  const from = offset === '' ? 0 : facts.findIndex(({ id }) => id === offset) + 1;
  // Gone meanwhile: nothing is shown twice.
  const rest = offset !== '' && from === 0 ? [] : facts.slice(from);
  const page = rest.slice(0, PAGE - first.length);
  const more = await Promise.all(page.map((fact) => factCard(ctx, deps, fact, shown.script)));
  const next = rest.length > page.length ? (page.at(-1)?.id ?? '') : '';
  return { results: [...first, ...more], next, found: !answer.abstain || more.length > 0 };
}

/** What is reported of the place and indicator asked for, the newest period first; without an indicator, of the settled ones. */
async function figuresOf(deps: BotDeps, query: string): Promise<readonly Stored<Observation>[]> {
  const { places, rest } = readArguments(deps.gazetteer, query);
  const names = places.slice(0, 2).map(({ name }) => name);
  if (names.length === 0) return [];
  const asked = rest === '' ? null : await askedIndicator(deps, names, rest);
  if (asked !== null && asked.names.length === 0) return [];
  const rows = await deps.store.observations({
    places: names,
    ...(asked === null ? {} : { indicators: asked.names }),
  });
  const end = ({ period }: Observation): string => period?.end ?? '';
  return rows
    .filter(({ status, place }) => status !== 'superseded' && names.includes(place ?? ''))
    .filter(({ indicator }) => asked !== null || deps.lexicon.canonical(indicator) !== null)
    .toSorted((a, b) => (end(a) === end(b) ? (a.id < b.id ? -1 : 1) : end(a) < end(b) ? 1 : -1));
}

/** An answer as one card: the message it sends is the one that is shown in chat. */
export function answerCard(ctx: BotContext, answer: Answer): InlineQueryResultArticle {
  const [message] = renderAnswer(answer).messages;
  const say = (text: string): string => inScript(text, answer.script);
  const [source] = answer.sources;
  return {
    type: 'article',
    id: `a${hash('sha256', JSON.stringify([answer.headline, answer.factIds]), 'hex').slice(0, 24)}`,
    title: say(answer.headline.map(({ text }) => text).join(''))
      .slice(0, 200)
      .toWellFormed(),
    ...(source === undefined
      ? {}
      : {
          description: say(
            [source.outlet, dateWords(source.date)].filter((part) => part !== null).join('，'),
          ),
        }),
    input_message_content: { message_text: message?.markup ?? ' ', parse_mode: 'HTML', ...NO_PREVIEW },
    ...linkRow(ctx, answer.factIds.slice(0, 1)),
  };
}

async function factCard(
  ctx: BotContext,
  { store }: BotDeps,
  fact: Stored<Observation>,
  script: Answer['script'],
): Promise<InlineQueryResultArticle> {
  const info = await store.articleInfo(fact.articleId);
  const words = inScript(statement(fact), script);
  const source = info === null ? [] : [renderSource({ ...info, articleId: info.id }, script)];
  const message = joinHtml([html`${words}。`, ...source], '\n');
  return {
    type: 'article',
    id: fact.id,
    title: words.slice(0, 200).toWellFormed(),
    ...(info === null
      ? {}
      : {
          description: inScript(
            [info.outlet, dateWords(info.date)].filter((part) => part !== null).join('，'),
            script,
          ),
        }),
    input_message_content: { message_text: message.markup, parse_mode: 'HTML', ...NO_PREVIEW },
    ...linkRow(ctx, [fact.id]),
  };
}

/** No hit, or nothing typed yet: what can be asked, and of a refusal its words. */
export async function helpCard(ctx: BotContext, refusal?: Answer): Promise<InlineQueryResultArticle> {
  const { texts } = ctx;
  const example = await exampleFor(ctx);
  const words = refusal?.headline.map(({ text }) => text).join('') ?? '';
  const title = words === '' ? texts.say('inline.help') : inScript(words, refusal?.script ?? texts.script);
  const how = texts.say('inline.how', { bot: ctx.me.username, example });
  const message = joinHtml([...(words === '' ? [] : [html`${title}`]), html`${how}`], '\n');
  return {
    type: 'article',
    id: 'help',
    title: title.slice(0, 200).toWellFormed(),
    description: how.slice(0, 200),
    input_message_content: { message_text: message.markup, parse_mode: 'HTML', ...NO_PREVIEW },
  };
}

/** A message sent inline can be read by people who never met the bot: its button is a link that anybody can open. */
function linkRow(
  ctx: BotContext,
  ids: readonly string[],
): { readonly reply_markup?: { inline_keyboard: InlineKeyboardButton[][] } } {
  const row = ids.flatMap((id) => {
    // A passage is no fact and has no link.
    const url = /^[0-9a-f]{16}$/.test(id) ? deepLinkUrl(ctx.me.username, { to: 'fact', id }) : null;
    return url === null ? [] : [{ text: ctx.texts.say('button.evidence'), url }];
  });
  return row.length === 0 ? {} : { reply_markup: { inline_keyboard: [row] } };
}
