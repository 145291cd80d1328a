import { indicatorName, measureWords } from '../../answer/compose/value-words.ts';
import { MEASURE_WORDS } from '../../answer/tables/arguments.ts';
import type { Cell, Kind, Table } from '../../answer/tables/table.ts';
import type { Observation } from '../../facts/model.ts';
import type { BotContext } from '../context.ts';
import { type Html, html } from '../render/html.ts';
import { inTheirScript } from './screen.ts';

/** 地区生产总值 as its facts call it, with the whole or the project it belongs to. */
export function nameOf(facts: readonly Observation[], { indicator }: Kind): string {
  const [first] = facts;
  return first === undefined ? indicator : indicatorName(first);
}

/** 增速，同比，%: what kind of number stands in a table. */
export function kindWords(ctx: BotContext, { unit, basis, scope, measure }: Kind): string {
  const parts = [measure === 'level' ? '' : ctx.texts.say(`measure.${measure}`), scope, basis, unit];
  return [...new Set(parts.filter((part) => part !== ''))].join('，');
}

/** 地区生产总值（亿元，现价） */
export function titleWords(ctx: BotContext, name: string, kind: Kind): string {
  const words = kindWords(ctx, kind);
  return words === '' ? name : `${name}（${words}）`;
}

/** A number with the number of its evidence button, and a star where another report says otherwise. */
export function cellWords(ctx: BotContext, cell: Cell | null, marks: ReadonlyMap<string, number>): string {
  if (cell === null) return '—';
  const mark = marks.get(cell.fact.id);
  const star = cell.other === null ? '' : '*';
  return `${inTheirScript(ctx, measureWords(cell.fact))}${star}${mark === undefined ? '' : ` [${mark}]`}`;
}

/** Numbers stand where their evidence buttons are: as many as there are buttons. */
export function marksOf(facts: readonly { readonly id: string }[]): ReadonlyMap<string, number> {
  return new Map(facts.slice(0, 8).map((fact, i) => [fact.id, i + 1]));
}

/** What was asked for beside what is shown: it is told, for a number must not be taken for one of something else. */
export interface LeftOut {
  /** Words that were not understood. */
  readonly unread: readonly string[];
  /** Places that are too many. */
  readonly places: readonly string[];
}

export const NOTHING_LEFT_OUT: LeftOut = { unread: [], places: [] };
/** Places side by side: more columns do not fit a phone. */
export const MOST_PLACES = 4;

export function leftOutLines(ctx: BotContext, { unread, places }: LeftOut): readonly Html[] {
  const words = inTheirScript(ctx, unread.join(' ').slice(0, 60)).toWellFormed();
  const names = inTheirScript(ctx, places.join('、'));
  return [
    ...(unread.length === 0 ? [] : [html`${ctx.texts.say('figures.ignored', { words })}`]),
    ...(places.length === 0
      ? []
      : [html`${ctx.texts.say('figures.most', { most: String(MOST_PLACES), places: names })}`]),
  ];
}

/** What is not in the table because it is of another unit, basis or measure: named, never mixed in. */
export function otherKinds(ctx: BotContext, kind: Kind, left: readonly Table[]): readonly Html[] {
  if (left.length === 0) return [];
  const kinds = left
    .slice(0, 4)
    .map((table) =>
      titleWords(ctx, table.kind.of === kind.of ? '' : table.kind.of, table.kind).replace(/^（|）$/g, ''),
    );
  return [
    html`${inTheirScript(ctx, ctx.texts.say('figures.other', { kinds: [...new Set(kinds)].join('；') }))}`,
  ];
}

/** The words that ask for the same indicator otherwise measured (增速, 排名), where there is such a table. */
export function otherMeasures(kind: Kind, left: readonly Table[]): readonly string[] {
  const found = new Set<string>();
  for (const { kind: other } of left) {
    const words = MEASURE_WORDS[other.measure];
    if (other.measure !== kind.measure && words !== undefined) found.add(words);
  }
  return [...found];
}
