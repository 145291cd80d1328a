import type { Period } from '../../text/date.ts';
import { findPeriods } from '../../text/period.ts';
import { toSimplified } from '../../text/script.ts';
import type { AnnotatedArticle, Extractor } from '../document.ts';
import { damageDoubt } from '../doubt.ts';
import { cutEvidence } from '../evidence.ts';
import { indicatorLexicon } from '../indicators.ts';
import type { FactStatus, ReportedObservation } from '../model.ts';
import { sentenceIndexBefore } from '../sentence-at.ts';
import { type Column, parted, readHead, unitOf } from './table/column.ts';
import { type Cell, FIGURE, findGrids, type Grid, isFigure } from './table/grid.ts';
import { tableWords } from './table/words.ts';

type FigureColumn = Extract<Column, { kind: 'figure' }>;

/** What a row is about: a place under heads that name indicators, or an indicator of the article's place. */
interface Label {
  readonly place: string | null;
  readonly indicator: string | null;
  readonly unit: string | null;
  readonly part: boolean;
}

/**
 * The figures of tables: of counties in a ranking list, of indicators in a bulletin. A figure is taken only where
 * heads, labels or the caption say plainly what it is and in which unit; all else is left alone.
 */
export const extractTables: Extractor<ReportedObservation> = (document) =>
  findGrids(document).flatMap((grid) => readGrid(document, grid));

/** A table with all that its figures are read by. */
interface Table {
  readonly document: AnnotatedArticle;
  readonly columns: readonly Column[];
  readonly about: Caption;
  readonly labelAt: number;
  readonly unitAt: number;
  /** The only column of values, to which a rank in front of it belongs. */
  readonly sole: FigureColumn | null;
}

function readGrid(document: AnnotatedArticle, drawn: Grid): readonly ReportedObservation[] {
  const about = captionOf(document, drawn);
  const grid = drawn.head.length > 0 ? drawn : { ...drawn, head: headFor(drawn, about) };
  const columns = columnsOf(document, grid);
  const labelAt = columns.findIndex(({ kind }) => kind === 'place' || kind === 'name');
  const labelled = columns[labelAt];
  if (labelled === undefined) return [];
  const values = columns
    .filter((column) => column.kind === 'figure')
    .filter(({ measure }) => measure !== 'rank');
  const sole = values.length === 1 ? (values[0] ?? null) : null;
  const unitAt = columns.findIndex(({ kind }) => kind === 'unit');
  const table: Table = { document, columns, about, labelAt, unitAt, sole };
  const found: ReportedObservation[] = [];
  let whole: string | null = null;
  for (const row of grid.rows) {
    const label = readLabel(document, row[labelAt], labelled.kind === 'place');
    if (label === null) continue;
    if (label.indicator !== null && !label.part) whole = label.indicator;
    found.push(...readRow(table, row, label, label.part ? whole : null));
  }
  return found;
}

/** The figures of a row; a growth or rank without a name is that of the figure to its left. */
function readRow(
  { document, columns, about, unitAt, sole }: Table,
  row: readonly Cell[],
  label: Label,
  whole: string | null,
): readonly ReportedObservation[] {
  const found: ReportedObservation[] = [];
  for (const [i, cell] of row.entries()) {
    const column = columns[i];
    if (column?.kind !== 'figure' || !isFigure(cell.text)) continue;
    const ranked = column.measure === 'rank';
    const left = figuresBefore(columns, i);
    const nearest = left[0] ?? (ranked ? sole : null);
    if (ranked && nearest === null && column.indicator === null) continue;
    const beside = left.find((each) => each.indicator !== null)?.indicator ?? nearest?.indicator ?? null;
    const named = column.indicator ?? (column.measure === 'level' ? null : beside);
    const indicator = label.indicator ?? ownName(named, beside, about.indicator) ?? about.indicator;
    const figure = readFigure(cell);
    const common = label.unit ?? unitOf(row[unitAt]?.text ?? '') ?? about.unit;
    const unit = figure.unit ?? column.unit ?? (column.measure === 'level' ? common : null);
    if (indicator === null || unit === null || (ranked && !Number.isInteger(figure.value))) continue;
    const ofGrowth = ranked && nearest?.measure === 'growth' ? { basis: '增速' } : {};
    found.push({
      place: label.place,
      indicator,
      measure: column.measure === 'level' && unit === '%' ? rateOf(indicator) : column.measure,
      status: claimOf(column.head) ?? about.status ?? 'actual',
      ...periodOf(document, column, about),
      value: figure.value,
      unit,
      raw: document.article.text.slice(figure.start, figure.end),
      at: figure.start,
      ...(ranked ? { scope: column.scope ?? '全市' } : {}),
      ...ofGrowth,
      ...(column.basis === undefined ? {} : { basis: column.basis }),
      ...(whole === null || whole === indicator ? {} : { parent: whole }),
      evidence: cutEvidence(document, figure),
      ...damageDoubt(document, figure),
    });
  }
  return found;
}

/** 占全市比重 is of the figure beside it; 投资额 under 固定资产投资情况 is what the caption names. */
function ownName(named: string | null, beside: string | null, about: string | null): string | null {
  if (named === null) return null;
  const owner = beside ?? about;
  if (named.startsWith('占') && owner !== null) return `${ownName(owner, null, about) ?? owner}${named}`;
  const core = named.replace(/[额量值]$/, '');
  return core.length <= 3 && about !== null && about !== named && about.endsWith(core) ? about : named;
}

/** The columns of values to the left, nearest first. */
function figuresBefore(columns: readonly Column[], at: number): readonly FigureColumn[] {
  return columns
    .slice(0, at)
    .filter((column) => column.kind === 'figure')
    .filter(({ measure }) => measure !== 'rank')
    .reverse();
}

/**
 * The head of a list that has none: `1 尧都区 12.3` under 各县（市、区）固定资产投资增速排名（%）. The caption must name one
 * indicator and its unit.
 */
function headFor(grid: Grid, { indicator, unit, said }: Caption): readonly Cell[] {
  const figures = grid.rows[0] ?? [];
  const grown = tableWords('growth').find((word) => said.includes(word));
  const own = figures.at(-1)?.text ?? '';
  const plain = unit ?? unitOf(own.replace(FIGURE, ''));
  if (indicator === null || plain === null) return figures.map((cell) => ({ ...cell, text: '' }));
  const ranks = tableWords('rank').some((word) => said.includes(word)) ? '位次' : '序号';
  const last =
    grown === undefined || plain !== '%' ? `${indicator}（${plain}）` : `${indicator}${grown}（${plain}）`;
  const heads = figures.length === 2 ? ['地区', last] : [ranks, '地区', last];
  return figures.map((cell, i) => ({ ...cell, text: heads[i] ?? '' }));
}

/** 城镇化率 57.3 (%) is a level; a share of something is told by its name. */
function rateOf(indicator: string): 'level' | 'share' {
  return /(?:比重|占比|比例)$/.test(indicator) ? 'share' : 'level';
}

/** The columns by their heads; a column of places or of units is known by its cells as well. */
function columnsOf(document: AnnotatedArticle, grid: Grid): readonly Column[] {
  const columns = grid.head.map(({ text }) => readHead(text));
  const cellsOf = (i: number): readonly string[] => grid.rows.map((row) => row[i]?.text ?? '');
  const most = (i: number, test: (text: string) => boolean): boolean =>
    2 * cellsOf(i).filter(test).length > grid.rows.length;
  const isPlace = (text: string): boolean => placeIn(document, text) !== null;
  const places = columns.findIndex((_, i) => most(i, isPlace));
  const names = columns.findIndex(
    ({ kind }, i) => kind === 'name' || (i === 0 && most(i, (text) => /^\p{Script=Han}/u.test(text))),
  );
  return columns.map((column, i): Column => {
    if (i === places) return { kind: 'place' };
    if (column.kind === 'place') return { kind: 'ignore' };
    if (most(i, (text) => unitOf(text) !== null)) return { kind: 'unit' };
    if (places < 0 && i === names) return { kind: 'name' };
    return column.kind === 'name' || column.kind === 'unit' ? { kind: 'ignore' } : column;
  });
}

function readLabel(document: AnnotatedArticle, cell: Cell | undefined, places: boolean): Label | null {
  if (cell === undefined) return null;
  if (places) {
    const place = placeIn(document, cell.text);
    return place === null ? null : { place, indicator: null, unit: null, part: false };
  }
  const opened = cell.text.replace(
    /^[\d一二三四五六七八九十]{1,3}[、.．]\s?|^[（(][一二三四五六七八九十\d]{1,3}[）)]/,
    '',
  );
  const mark = tableWords('part').find((word) => opened.startsWith(word));
  const { name, unit } = parted(
    (mark === undefined ? opened : opened.slice(mark.length)).replace(/\s+/g, ''),
  );
  if (!/^[\p{Script=Han}A-Za-z.、“”\d]{2,24}$/u.test(name) || tableWords('skip').includes(name)) return null;
  // A township in a column of places that are no counties.
  if (document.gazetteer.find(name).some(({ start, end }) => start === 0 && end === name.length)) return null;
  const sentence = document.sentences[sentenceIndexBefore(document.sentences, cell.start)];
  const place = sentence?.placeInForce ?? document.mainPlace;
  return { place, indicator: indicatorLexicon().canonical(name) ?? name, unit, part: mark !== undefined };
}

/** The county or region a cell names and nothing else; a township's figures are not its county's. */
function placeIn(document: AnnotatedArticle, text: string): string | null {
  const bare = text.replace(/[\s\u3000]+/g, '').replace(/^\d{1,2}[、.．]?/, '');
  if (tableWords('region').includes(bare)) return document.gazetteer.root.name;
  const [mention, ...others] = document.gazetteer.find(bare);
  if (mention === undefined || others.length > 0 || mention.division.level === 'township') return null;
  return mention.start === 0 && mention.end === bare.length ? document.countyOf(mention) : null;
}

interface Figure extends Cell {
  readonly value: number;
  /** The unit behind the number in its own cell. */
  readonly unit: string | null;
}

function readFigure(cell: Cell): Figure {
  const written = FIGURE.exec(cell.text)?.[0] ?? '';
  const value = Number(written.replace(/[,，]/g, '').replace('＋', '+').replace(/[−－]/, '-'));
  return {
    value,
    start: cell.start,
    end: cell.start + written.length,
    text: written,
    unit: unitOf(cell.text.slice(written.length).trim()),
  };
}

interface Caption {
  /** All captions and the title. */
  readonly said: string;
  readonly indicator: string | null;
  readonly unit: string | null;
  /** null when nothing is claimed. */
  readonly status: FactStatus | null;
  readonly period: Period | null;
}

/** What is said above the table: 单位：亿元, the period, the one indicator it ranks; else in the title. */
function captionOf(document: AnnotatedArticle, grid: Grid): Caption {
  const title = toSimplified(document.article.title ?? '');
  const texts = [...grid.captions, title];
  const mentions = texts
    .map(
      (text) =>
        new Set(
          indicatorLexicon()
            .find(text)
            .map(({ canonical }) => canonical),
        ),
    )
    .find(({ size }) => size > 0);
  const unit = [...grid.captions, ...(grid.head.length === 0 ? [title] : [])]
    .map((text) => /单位[:：]\s?([^\s）)，,；;]{1,8})/.exec(text)?.[1] ?? BRACKETED_UNIT.exec(text)?.[1])
    .map((text) => (text === undefined ? null : unitOf(text)))
    .find((each) => each !== null);
  const said = texts.join('\n');
  return {
    said,
    indicator: mentions?.size === 1 ? ([...mentions][0] ?? null) : null,
    unit: unit ?? null,
    status: claimOf(said),
    period: periodAbove(document, texts, grid),
  };
}

/** 年度目标（亿元） holds targets, 目标完成情况 results. */
function claimOf(words: string): FactStatus | null {
  if (words.includes('完成')) return 'actual';
  if (tableWords('target').some((word) => words.includes(word))) return 'target';
  return tableWords('plan').some((word) => words.includes(word)) ? 'plan' : null;
}

const BRACKETED_UNIT = /[（(](?:单位[:：]\s?)?([^（）()]{1,6})[）)]\s*$/;

function periodAbove(document: AnnotatedArticle, texts: readonly string[], grid: Grid): Period | null {
  const context = { reference: document.article.date };
  for (const text of texts) {
    const mention = findPeriods(text, context).find(({ kind }) => kind !== 'day');
    if (mention !== undefined) return mention.period;
  }
  // The nearest sentence above that speaks of a time.
  const top = Math.min(
    ...[grid.head[0], grid.rows[0]?.[0]].map((cell) => cell?.start ?? Number.POSITIVE_INFINITY),
  );
  const last = sentenceIndexBefore(document.sentences, top - 1);
  for (const sentence of document.sentences.slice(Math.max(0, last - 2), last + 1).reverse()) {
    if (sentence.furniture) continue;
    const mention = sentence.periods.findLast(({ kind }) => kind !== 'day');
    if (mention !== undefined) return mention.period;
  }
  return null;
}

function periodOf(
  document: AnnotatedArticle,
  column: FigureColumn,
  about: Caption,
): Pick<ReportedObservation, 'period' | 'periodReason'> {
  const context = {
    reference: document.article.date,
    ...(about.period === null ? {} : { year: Number(about.period.end.slice(0, 4)) }),
  };
  const own = findPeriods(column.head, context)[0]?.period;
  const period = own ?? about.period;
  return period === null ? { period, periodReason: '表格及其标题未说明时间' } : { period };
}
