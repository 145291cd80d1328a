import { measureWords } from '../../answer/compose/value-words.ts';
import { regionDivisions } from '../../answer/lookup/region.ts';
import { type Arguments, askedIndicator, readArguments } from '../../answer/tables/arguments.ts';
import { withoutAllPlaces } from '../../answer/tables/figure-words.ts';
import { type SideBySide, sideBySide } from '../../answer/tables/side-by-side.ts';
import { type Table, tabulate } from '../../answer/tables/table.ts';
import type { Observation } from '../../facts/model.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { Stored } from '../../store/store.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { html } from '../render/html.ts';
import { type FigureCursor, readTurn } from './figure-cursor.ts';
import { placesReply } from './figure-places.ts';
import { tableReply } from './figure-table.ts';
import { MOST_PLACES, NOTHING_LEFT_OUT } from './figure-words.ts';
import {
  evidenceRows,
  inRows,
  inTheirScript,
  replyOf,
  type Screen,
  screenButton,
  sourceLines,
  textReply,
} from './screen.ts';
import { whichPlace } from './which-place.ts';

/** /trend: an indicator of one place, a row for each period. args: what was typed, or a {@link FigureCursor}. */
export function trendScreen(deps: BotDeps): Screen {
  return figures(deps, 'trend');
}

/**
 * /compare: an indicator of several places side by side, a row for each period; of one place or none, of all places
 * beside it, at one time. args: what was typed, or a {@link FigureCursor}.
 */
export function compareScreen(deps: BotDeps): Screen {
  return figures(deps, 'compare');
}

function figures(deps: BotDeps, command: 'trend' | 'compare'): Screen {
  const { store, gazetteer, lexicon } = deps;
  return async (ctx, args) => {
    const turn = readTurn(gazetteer, args);
    if (turn !== null) return await turned(ctx, deps, command, turn);
    const read = readArguments(gazetteer, args);
    const places = read.places.slice(0, MOST_PLACES);
    if (read.foreign !== null) return whichPlace(ctx, read.foreign, command);
    const all = command === 'compare' && places.length < 2 ? await ofAllPlaces(ctx, deps, read) : null;
    if (all !== null) return all;
    if (places.length < (command === 'trend' ? 1 : 2))
      return args.trim() === '' || read.places.length > 0
        ? textReply(ctx, `${command}.empty`)
        : whichPlace(ctx, args, command);
    const names = places.map(({ name }) => name);
    if (read.rest === '') return choice(ctx, command, places, await usual(deps, names));
    const asked = await askedIndicator({ store, lexicon }, names, read.rest);
    const [indicator, ...others] = asked.names;
    const joined = inTheirScript(ctx, names.join('、'));
    if (indicator === undefined)
      return textReply(ctx, 'figures.none', { place: joined, indicator: read.rest.slice(0, 40) });
    if (others.length > 0) return choice(ctx, command, places, asked.names);
    const tables = await tabulate(store, names, indicator, asked.measure);
    const [table] = tables;
    if (table === undefined)
      return textReply(ctx, 'figures.none', { place: joined, indicator: inTheirScript(ctx, indicator) });
    const shown = fullRows(table);
    if (shown.length === 0) return await nothingShared(ctx, deps, names, tables);
    return await tableReply(ctx, deps, {
      command,
      places,
      table: { ...table, rows: shown },
      left: tables.slice(1),
      mended: read.mended,
      leftOut: { unread: asked.unread, places: read.places.slice(MOST_PLACES).map(({ name }) => name) },
      cursor: null,
    });
  };
}

/** Times of which every place has a number. */
function fullRows({ rows }: Table): Table['rows'] {
  return rows.filter(({ cells }) => cells.every((cell) => cell !== null));
}

/** Another page of a table, found again by a number that stood in it; that may be gone by now. */
async function turned(
  ctx: BotContext,
  deps: BotDeps,
  command: 'trend' | 'compare',
  turn: FigureCursor | 'stale',
): Promise<Reply> {
  const found = turn === 'stale' ? null : await deps.store.fact(turn.id);
  if (turn === 'stale' || found?.kind !== 'observation') return textReply(ctx, 'button.stale');
  const { places, id, way } = turn;
  const { indicator, measure } = found.fact as Stored<Observation>;
  const common = { mended: [], leftOut: NOTHING_LEFT_OUT };
  if (command === 'compare' && places.length < 2) {
    const [place = null] = places;
    const beside = await sideBySide(deps, place, indicator, measure, id);
    if (beside === null) return textReply(ctx, 'button.stale');
    const at = beside.rows.findIndex(({ cell }) => cell.fact.id === id);
    const order = (row: SideBySide['rows'][number]): number => beside.rows.indexOf(row) - at;
    return await placesReply(ctx, deps, { place, beside, cursor: { way, order }, ...common });
  }
  const names = places.map(({ name }) => name);
  const tables = await tabulate(deps.store, names, indicator, null);
  const holds = ({ cells }: Table['rows'][number]): boolean => cells.some((cell) => cell?.fact.id === id);
  const table = tables.find((each) => fullRows(each).some(holds));
  if (table === undefined) return textReply(ctx, 'button.stale');
  const rows = fullRows(table);
  const at = rows.findIndex(holds);
  return await tableReply(ctx, deps, {
    command,
    places,
    table: { ...table, rows },
    left: tables.filter((each) => each !== table),
    cursor: { way, order: (row) => rows.indexOf(row) - at },
    ...common,
  });
}

/** An indicator of a place and all beside it, or of all; null where no indicator is named, or there is none of that name. */
async function ofAllPlaces(ctx: BotContext, deps: BotDeps, read: Arguments): Promise<Reply | null> {
  const [place = null] = read.places;
  const words = withoutAllPlaces(read.rest).trim();
  if (words === '') return null;
  const names = place === null ? regionDivisions(deps.gazetteer).map(({ name }) => name) : [place.name];
  const asked = await askedIndicator(deps, names, words);
  const [indicator, ...others] = asked.names;
  if (indicator === undefined) return null;
  const joined = inTheirScript(ctx, place?.name ?? deps.gazetteer.root.name);
  if (others.length > 0) return choice(ctx, 'compare', place === null ? [] : [place], asked.names);
  const beside = await sideBySide(deps, place, indicator, asked.measure);
  if (beside === null)
    return textReply(ctx, 'compare.alone', { place: joined, indicator: inTheirScript(ctx, indicator) });
  const leftOut = { unread: asked.unread, places: [] };
  return await placesReply(ctx, deps, { place, beside, mended: read.mended, leftOut, cursor: null });
}

/** Indicators that the places have, those told of most often first. */
async function usual({ store, lexicon }: BotDeps, names: readonly string[]): Promise<readonly string[]> {
  const lists: Set<string>[] = [];
  for (const place of names)
    lists.push(new Set((await store.indicators({ place })).map(({ indicator }) => indicator)));
  const [first = new Set<string>(), ...others] = lists;
  const shared = [...first].filter((name) => others.every((list) => list.has(name)));
  const settled = shared.filter((name) => lexicon.canonical(name) !== null);
  return (settled.length > 0 ? settled : shared).slice(0, 8);
}

/** Several indicators would fit: which one is for the reader to say. */
function choice(
  ctx: BotContext,
  command: string,
  places: readonly Division[],
  names: readonly string[],
): Reply {
  const joined = places.map(({ name }) => name).join(' ');
  const place =
    joined === '' ? ctx.texts.say('figures.all') : inTheirScript(ctx, joined.replaceAll(' ', '、'));
  if (names.length === 0)
    return textReply(ctx, 'figures.none', { place, indicator: ctx.texts.say('figures.any') });
  const buttons = names.flatMap((name) =>
    screenButton(inTheirScript(ctx, name), command, `${joined} ${name}`.trim()),
  );
  const typed = names.map((name) => html`· /${command} ${inTheirScript(ctx, `${joined} ${name}`.trim())}`);
  const head = html`${ctx.texts.say('figures.which', { place })}`;
  // What does not fit a button can still be typed.
  return replyOf(buttons.length === names.length ? [head] : [head, ...typed], inRows(buttons, 2));
}

/** Each place has the indicator, but never of the same period, unit and basis: what each has is named, nothing compared. */
async function nothingShared(
  ctx: BotContext,
  { store }: BotDeps,
  names: readonly string[],
  tables: readonly Table[],
): Promise<Reply> {
  const lines = names.map((name, i) => {
    const cells = tables.flatMap(({ rows }) =>
      rows.flatMap(({ cells, period }) => (cells[i] == null ? [] : [{ cell: cells[i], period }])),
    );
    const newest = cells.toSorted((a, b) => (a.period.end < b.period.end ? 1 : -1))[0];
    const words =
      newest === undefined
        ? ctx.texts.say('figures.nothing')
        : `${newest.period.label} ${measureWords(newest.cell.fact)}${newest.cell.fact.basis === undefined ? '' : `（${newest.cell.fact.basis}）`}`;
    return { line: html`· ${inTheirScript(ctx, `${name}：${words}`)}`, fact: newest?.cell.fact };
  });
  const [indicator = ''] = tables.map(({ kind }) => kind.indicator);
  const head = ctx.texts.say('compare.apart', {
    place: inTheirScript(ctx, names.join('、')),
    indicator: inTheirScript(ctx, indicator),
  });
  const facts = lines.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const infos = await Promise.all(facts.map(({ articleId }) => store.articleInfo(articleId)));
  return replyOf(
    [html`${head}`, ...lines.map(({ line }) => line), ...sourceLines(ctx, infos)],
    evidenceRows(
      facts.map(({ id }) => id),
      ctx.texts.say('button.evidence'),
    ),
  );
}
