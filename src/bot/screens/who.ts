import { Buffer } from 'node:buffer';
import type { Arguments } from '../../answer/tables/arguments.ts';
import { comparePosts, type PostHolders, postHolders } from '../../answer/tables/holders.ts';
import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type Html, html } from '../render/html.ts';
import { pageOf, pageRow } from './page.ts';
import { dateOf } from './places.ts';
import {
  evidenceRows,
  inTheirScript,
  replyOf,
  type Screen,
  screenButton,
  sourceLines,
  textReply,
} from './screen.ts';
import { askedPlace, onePlaceLine } from './which-place.ts';

/** Posts on one page: each has its evidence button. */
const PAGE = 8;

/**
 * /who: who is reported in which post of a place, as of which report. args: what was typed, or the place's code and behind
 * (`141025 >0a1b…,副县长`) or before which report of which post the page stands; either may be gone by then.
 */
export function whoScreen(deps: BotDeps): Screen {
  const { store } = deps;
  return async (ctx, args) => {
    const [, code, way, id, last = ''] =
      /^(\d{6,9})(?: (?:([<>])([0-9a-f]{16}),(.{1,40})|\d{1,3}))?$/u.exec(args) ?? [];
    const asked = askedPlace(ctx, deps, { args, code, command: 'who' });
    if ('refused' in asked) return asked.refused;
    const { place, others, mended } = asked;
    const all = await postHolders(store, place.name);
    const name = inTheirScript(ctx, place.name);
    if (all.length === 0) return textReply(ctx, 'who.none', { place: name });
    // The row itself where it still is, else where its post would stand.
    // One report may name several posts.
    const at = all.findIndex(({ post, newest }) => newest[0]?.id === id && post.startsWith(last));
    const order = (row: PostHolders): number =>
      at < 0 ? comparePosts(row.post, last) : all.indexOf(row) - at;
    const page = pageOf(all, PAGE, way === undefined ? null : { way, order });
    const { shown } = page;
    const rows = shown.map((post, i) => line(ctx, post, page.from + i + 1));
    const proofs = shown.flatMap(({ newest }) => newest.slice(0, 1));
    const infos = await Promise.all(proofs.map(({ articleId }) => store.articleInfo(articleId)));
    const head = ctx.texts.say('who', { place: name, count: String(all.length) });
    const turn = [
      ...pageRow(
        ctx,
        'who',
        page,
        (to, row) => `${place.code} ${to}${row.newest[0]?.id},${fitting(row.post)}`,
      ),
      ...screenButton(ctx.texts.say('button.latest'), 'latest', place.code),
    ];
    return replyOf(
      [
        html`<b>${head}</b>`,
        ...mendedLine(ctx, mended),
        ...onePlaceLine(ctx, others),
        ...rows,
        ...sourceLines(ctx, infos),
      ],
      [
        ...evidenceRows(
          proofs.map(({ id }) => id),
          ctx.texts.say('button.evidence'),
          page.from,
        ),
        turn,
      ],
    );
  };
}

/** As much of a post's name as a button carries: a cut one sorts before its whole, so that none is skipped. Bytes. */
const FITS = 27;

function fitting(post: string): string {
  let cut = post;
  while (Buffer.byteLength(cut) > FITS) cut = [...cut].slice(0, -1).join('');
  return cut;
}

/** How a slip of the pen was read; nothing when there was none. */
export function mendedLine(ctx: BotContext, mended: Arguments['mended']): readonly Html[] {
  return mended.map(
    ({ typed, meant }) => html`${ctx.texts.say('place.mended', { typed, meant: inTheirScript(ctx, meant) })}`,
  );
}

/** 1. 县委书记：张三（截至2023年2月的报道）；较早的报道：李四（2021年3月） */
function line(ctx: BotContext, { post, newest, earlier }: PostHolders, number: number): Html {
  const names = (rows: readonly Stored<Tenure>[]): string =>
    rows.map(({ person }) => inTheirScript(ctx, person)).join('、');
  const said = ctx.texts.say('who.line', {
    post: inTheirScript(ctx, post),
    date: dateOf(ctx, newest[0]?.asOf ?? null),
  });
  const [before = '', after = ''] = said.split('{names}');
  const older = earlier
    .slice(0, 3)
    .map((row) => `${inTheirScript(ctx, row.person)}（${dateOf(ctx, row.asOf)}）`)
    .join('、');
  const tail = older === '' ? '' : ctx.texts.say('who.earlier', { names: older });
  return html`${String(number)}. ${before}<b>${names(newest)}</b>${after}${tail}`;
}
