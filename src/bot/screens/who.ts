import { readArguments } from '../../answer/tables/arguments.ts';
import { type PostHolders, postHolders } from '../../answer/tables/holders.ts';
import type { Tenure } from '../../facts/model.ts';
import type { Stored } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import { type Html, html } from '../render/html.ts';
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
import { whichPlace } from './which-place.ts';

/** Posts on one page: each has its evidence button. */
const PAGE = 8;

/** /who: who is reported in which post of a place, as of which report. args: what was typed, or `code page`. */
export function whoScreen({ store, gazetteer }: BotDeps): Screen {
  return async (ctx, args) => {
    const [, code, number] = /^(\d{6,9})(?: (\d{1,3}))?$/.exec(args) ?? [];
    const read = readArguments(gazetteer, args);
    const place = code === undefined ? read.places[0] : gazetteer.byCode(code);
    if (place === undefined) return whichPlace(ctx, read.foreign ?? args, 'who');
    const all = await postHolders(store, place.name);
    const name = inTheirScript(ctx, place.name);
    if (all.length === 0) return textReply(ctx, 'who.none', { place: name });
    const pages = Math.ceil(all.length / PAGE);
    const page = Math.min(Math.max(1, Number(number ?? 1)), pages);
    const shown = all.slice((page - 1) * PAGE, page * PAGE);
    const rows = shown.map((post, i) => line(ctx, post, i + 1));
    const proofs = shown.flatMap(({ newest }) => newest.slice(0, 1));
    const infos = await Promise.all(proofs.map(({ articleId }) => store.articleInfo(articleId)));
    const head = ctx.texts.say('who', { place: name, count: String(all.length) });
    const turn = [
      ...(page > 1 ? screenButton(ctx.texts.say('page.back'), 'who', `${place.code} ${page - 1}`) : []),
      ...(page < pages ? screenButton(ctx.texts.say('page.on'), 'who', `${place.code} ${page + 1}`) : []),
      ...screenButton(ctx.texts.say('button.latest'), 'latest', place.code),
    ];
    return replyOf(
      [html`<b>${head}</b>`, ...mendedLine(ctx, read.mended), ...rows, ...sourceLines(ctx, infos)],
      [
        ...evidenceRows(
          proofs.map(({ id }) => id),
          ctx.texts.say('button.evidence'),
        ),
        turn,
      ],
    );
  };
}

/** How a slip of the pen was read; nothing when there was none. */
export function mendedLine(
  ctx: BotContext,
  mended: ReturnType<typeof readArguments>['mended'],
): readonly Html[] {
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
