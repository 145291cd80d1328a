import { statement } from '../../answer/compose/value-words.ts';
import { tell } from '../../answer/intents/tell.ts';
import { regionDivisions } from '../../answer/lookup/region.ts';
import { mainFacts } from '../../answer/tables/main-facts.ts';
import type { ArticleInfo } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { deepLinkUrl } from '../deep-link.ts';
import { html } from '../render/html.ts';
import {
  evidenceRows,
  inTheirScript,
  replyOf,
  type Screen,
  screenButton,
  sourceLines,
  textReply,
} from './screen.ts';

/** Facts told of an article: each has its evidence button. */
const MOST_FACTS = 4;

/** An article in a few lines: where printed, of which places, what it tells. args: its id. */
export function articleScreen(deps: BotDeps): Screen {
  return async (ctx, args) => {
    const info = await deps.store.articleInfo(args.trim());
    return info === null ? textReply(ctx, 'article.gone') : await articleCard(ctx, deps, info);
  };
}

/** The card of a known article. */
export async function articleCard(
  ctx: BotContext,
  { store, lexicon, gazetteer, linkable }: BotDeps,
  info: ArticleInfo,
): ReturnType<Screen> {
  const say = (text: string): string => inTheirScript(ctx, text);
  const facts = await mainFacts({ store, lexicon }, info.id, MOST_FACTS);
  const posts =
    facts.length >= MOST_FACTS
      ? []
      : (await store.tenures({ articleId: info.id })).slice(0, MOST_FACTS - facts.length);
  const told = [
    ...facts.map((fact) => ({ id: fact.id, words: statement(fact) })),
    ...posts.map((row) => ({ id: row.id, words: tell(row) })),
  ];
  const rows = await store.observations({ articleId: info.id });
  const named = new Set([...rows, ...posts].flatMap(({ place }) => place?.split('、') ?? []));
  const places = regionDivisions(gazetteer).filter(({ name }) => named.has(name));
  const placeLine = places.map(({ name }) => name).join('、');
  const url = linkable ? deepLinkUrl(ctx.me.username, { to: 'article', id: info.id }) : null;
  const open = [
    ...places.slice(0, 2).flatMap(({ name, code }) => screenButton(say(name), 'latest', code)),
    ...(url === null ? [] : [{ text: ctx.texts.say('button.link'), copy_text: { text: url } }]),
  ];
  return replyOf(
    [
      html`<b>${say(info.title ?? info.file)}</b>`,
      ...sourceLines(ctx, [info]),
      ...(placeLine === '' ? [] : [html`${ctx.texts.say('article.places', { places: say(placeLine) })}`]),
      html`${ctx.texts.say(told.length === 0 ? 'article.nothing' : 'article.facts')}`,
      ...told.map(({ words }, i) => html`${String(i + 1)}. ${say(words)}`),
    ],
    [
      ...evidenceRows(
        told.map(({ id }) => id),
        ctx.texts.say('button.evidence'),
      ),
      open,
    ],
  );
}
