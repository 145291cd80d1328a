import { indicatorName, measureWords } from '../../answer/compose/value-words.ts';
import { askedIndicator, readArguments } from '../../answer/tables/arguments.ts';
import { type Cell, type Kind, type Table, tabulate } from '../../answer/tables/table.ts';
import type { Division } from '../../region/gazetteer.ts';
import type { BotContext, BotDeps } from '../context.ts';
import type { Reply } from '../render/answer.ts';
import { type Html, html } from '../render/html.ts';
import {
  alignedTable,
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
import { mendedLine } from './who.ts';

/** Rows of a table in a chat, the newest; /csv has them all. */
const MOST_ROWS = 12;
/** More columns do not fit a phone. */
const MOST_PLACES = 4;

/** /trend: an indicator of one place, a row for each period. args: what was typed. */
export function trendScreen(deps: BotDeps): Screen {
  return figures(deps, 'trend');
}

/** /compare: an indicator of several places side by side, a row for each period. args: what was typed. */
export function compareScreen(deps: BotDeps): Screen {
  return figures(deps, 'compare');
}

function figures(deps: BotDeps, command: 'trend' | 'compare'): Screen {
  const { store, gazetteer, lexicon } = deps;
  return async (ctx, args) => {
    const read = readArguments(gazetteer, args);
    const places = read.places.slice(0, MOST_PLACES);
    if (read.foreign !== null) return whichPlace(ctx, read.foreign, command);
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
    const shown = table.rows.filter(({ cells }) => cells.every((cell) => cell !== null));
    if (shown.length === 0) return await nothingShared(ctx, deps, names, tables);
    return await present(ctx, deps, command, places, { ...table, rows: shown }, tables.slice(1), read.mended);
  };
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
  const place = inTheirScript(ctx, joined.replaceAll(' ', '、'));
  if (names.length === 0)
    return textReply(ctx, 'figures.none', { place, indicator: ctx.texts.say('figures.any') });
  const buttons = names.flatMap((name) =>
    screenButton(inTheirScript(ctx, name), command, `${joined} ${name}`),
  );
  const typed = names.map((name) => html`· /${command} ${inTheirScript(ctx, `${joined} ${name}`)}`);
  const head = html`${ctx.texts.say('figures.which', { place })}`;
  // What does not fit a button can still be typed.
  return replyOf(buttons.length === names.length ? [head] : [head, ...typed], inRows(buttons, 2));
}

async function present(
  ctx: BotContext,
  { store }: BotDeps,
  command: 'trend' | 'compare',
  places: readonly Division[],
  { kind, rows }: Table,
  left: readonly Table[],
  mended: Parameters<typeof mendedLine>[1],
): Promise<Reply> {
  const shown = rows.slice(0, MOST_ROWS);
  const say = (text: string): string => inTheirScript(ctx, text);
  const single = places.length === 1;
  const facts = shown.flatMap(({ cells }) => cells.flatMap((cell) => (cell === null ? [] : [cell.fact])));
  // Numbers stand where their evidence buttons are: as many as there are buttons.
  const marks = new Map(facts.slice(0, 8).map((fact, i) => [fact.id, i + 1]));
  const table = alignedTable([
    [
      ctx.texts.say('figures.period'),
      ...places.map(({ name }) => (single ? ctx.texts.say('figures.value') : say(name))),
    ],
    ...shown.map(({ period, cells }) => [
      say(period.label),
      ...cells.map((cell) => cellWords(ctx, cell, marks)),
    ]),
  ]);
  const infos = await Promise.all(facts.map(({ articleId }) => store.articleInfo(articleId)));
  const notes = [
    ...(facts.some((fact) => differing(shown, fact.id)) ? [html`${ctx.texts.say('figures.differ')}`] : []),
    ...(rows.length > shown.length
      ? [html`${ctx.texts.say('figures.more', { count: String(rows.length), shown: String(shown.length) })}`]
      : []),
    ...otherKinds(ctx, kind, left),
  ];
  const title = `${places.map(({ name }) => name).join('、')} ${kindWords(ctx, facts[0] === undefined ? kind.indicator : indicatorName(facts[0]), kind)}`;
  const again = otherMeasures(kind, left).flatMap(({ indicator, words }) =>
    screenButton(say(words), command, `${places.map(({ name }) => name).join(' ')} ${indicator} ${words}`),
  );
  return replyOf(
    [html`<b>${say(title)}</b>`, ...mendedLine(ctx, mended), table, ...notes, ...sourceLines(ctx, infos)],
    [
      ...evidenceRows(
        facts.map(({ id }) => id),
        ctx.texts.say('button.evidence'),
      ),
      again,
    ],
  );
}

function cellWords(ctx: BotContext, cell: Cell | null, marks: ReadonlyMap<string, number>): string {
  if (cell === null) return '—';
  const mark = marks.get(cell.fact.id);
  const star = cell.other === null ? '' : '*';
  return `${inTheirScript(ctx, measureWords(cell.fact))}${star}${mark === undefined ? '' : ` [${mark}]`}`;
}

function differing(rows: Table['rows'], id: string): boolean {
  return rows.some(({ cells }) => cells.some((cell) => cell?.fact.id === id && cell.other !== null));
}

/** 地区生产总值（亿元，现价） */
function kindWords(ctx: BotContext, name: string, { unit, basis, scope, measure }: Kind): string {
  const parts = [measure === 'level' ? '' : ctx.texts.say(`measure.${measure}`), scope, basis, unit];
  const words = [...new Set(parts.filter((part) => part !== ''))].join('，');
  return words === '' ? name : `${name}（${words}）`;
}

/** What is not in the table because it is of another unit, basis or measure: named, never mixed in. */
function otherKinds(ctx: BotContext, kind: Kind, left: readonly Table[]): readonly Html[] {
  if (left.length === 0) return [];
  const kinds = left
    .slice(0, 4)
    .map((table) =>
      kindWords(ctx, table.kind.of === kind.of ? '' : table.kind.of, table.kind).replace(/^（|）$/g, ''),
    );
  return [
    html`${inTheirScript(ctx, ctx.texts.say('figures.other', { kinds: [...new Set(kinds)].join('；') }))}`,
  ];
}

const MEASURE_WORDS = { growth: '增速', rank: '排名', share: '占比' } as const;

function otherMeasures(
  kind: Kind,
  left: readonly Table[],
): readonly { readonly indicator: string; readonly words: string }[] {
  const found = new Set<string>();
  for (const { kind: other } of left)
    if (other.measure !== kind.measure && other.measure in MEASURE_WORDS)
      found.add(MEASURE_WORDS[other.measure as keyof typeof MEASURE_WORDS]);
  return [...found].map((words) => ({ indicator: kind.indicator, words }));
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
