import type { NamedList } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { BotDeps } from '../context.ts';
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

/** Items on one page. */
const PAGE = 10;

/**
 * A named list (十件实事) item by item. args: its id, and the number of the item the page begins with; the id names the
 * content, so the number stays true: a list that was changed has another one.
 */
export function itemsScreen({ store }: BotDeps): Screen {
  return async (ctx, args) => {
    const [, id = '', number = '1'] = /^([0-9a-f]{16})(?: (\d{1,4}))?$/.exec(args) ?? [];
    const found = await store.fact(id);
    if (found?.kind !== 'list') return textReply(ctx, 'evidence.gone');
    const { title, place, items, complete, articleId } = found.fact as Stored<NamedList>;
    const from = Math.min(Math.max(1, Number(number)), Math.max(1, items.length)) - 1;
    const shown = items.slice(from, from + PAGE);
    const info = await store.articleInfo(articleId);
    const named = place === null || title.startsWith(place) ? title : `${place}${title}`;
    const head = ctx.texts.say(complete ? 'items' : 'items.partial', {
      title: inTheirScript(ctx, named),
      count: String(items.length),
    });
    const turn = [
      ...(from > 0
        ? screenButton(ctx.texts.say('page.back'), 'items', `${id} ${Math.max(1, from + 1 - PAGE)}`)
        : []),
      ...(from + shown.length < items.length
        ? screenButton(ctx.texts.say('page.on'), 'items', `${id} ${from + 1 + PAGE}`)
        : []),
    ];
    return replyOf(
      [
        html`<b>${head}</b>`,
        ...shown.map((item, i) => html`${String(from + i + 1)}. ${inTheirScript(ctx, item)}`),
        ...sourceLines(ctx, [info]),
      ],
      [...evidenceRows([id], ctx.texts.say('button.evidence')), turn],
    );
  };
}
