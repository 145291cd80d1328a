import { amount } from '../../answer/compose/value-words.ts';
import { comparableSteps, isResult } from '../../answer/tables/comparable.ts';
import type { SideBySide } from '../../answer/tables/side-by-side.ts';
import type { Cell, Table } from '../../answer/tables/table.ts';
import type { Chart, Point } from '../../charts/chart.ts';
import type { Observation } from '../../facts/model.ts';
import type { ArticleInfo } from '../../store/store.ts';
import type { Texts } from '../texts/texts.ts';
import { html } from './html.ts';
import { dateIn, inScript } from './source.ts';

/** With fewer points words say it as well. */
const FEWEST_POINTS = 3;
/** Sources named in a picture; its caption links them. */
const MOST_SOURCES = 3;

interface Words {
  readonly title: string;
  readonly subtitle: string;
  /** Of the places, in the reader's script. */
  readonly names: readonly string[];
  readonly articles: readonly (ArticleInfo | null)[];
}

/** Numbers over time as a picture; null where fewer than three can be compared. */
export function chartOverTime(texts: Texts, rows: Table['rows'], words: Words): Chart | null {
  const steps = comparableSteps(rows);
  const known = steps.flatMap(({ row }) => (row === null ? [] : [row]));
  const cells = known.flatMap((row) => row.cells.filter((cell) => cell !== null));
  if (cells.length < FEWEST_POINTS) return null;
  const [row] = known;
  if (known.length === 1 && row !== undefined && cells[0]?.fact.measure !== 'rank')
    return barsOf(texts, row.cells, row.period.label, words);
  if (known.length < 2) return null;
  const rank = cells[0]?.fact.measure === 'rank';
  return cleaned({
    form: words.names.length > 1 || rank ? 'lines' : 'columns',
    title: words.title,
    subtitle: words.subtitle,
    categories: steps.map(({ label }) => inScript(label, texts.script)),
    series: words.names.map((name, i) => ({
      name,
      points: steps.map(({ row: step }) => pointOf(step?.cells[i] ?? null, texts)),
    })),
    footer: sourcesIn(texts, cells, words.articles),
    ...(rank ? { firstOnTop: true as const } : {}),
  });
}

/** Numbers of several places at one time as a picture; null for fewer than three, or for ranks, whose order says all. */
export function chartOfPlaces(texts: Texts, { rows, period, kind }: SideBySide, words: Words): Chart | null {
  const cells = rows.map(({ cell }) => cell).filter(({ fact }) => isResult(fact));
  if (kind.measure === 'rank' || cells.length !== rows.length || cells.length < FEWEST_POINTS) return null;
  return barsOf(texts, cells, period.label, words);
}

function barsOf(texts: Texts, cells: readonly (Cell | null)[], label: string, words: Words): Chart {
  const time = inScript(label, texts.script);
  const known = cells.filter((cell) => cell !== null);
  return cleaned({
    form: 'bars',
    title: words.title,
    subtitle: [time, words.subtitle].filter((part) => part !== '').join(' · '),
    categories: words.names,
    series: [{ name: time, points: cells.map((cell) => pointOf(cell, texts)) }],
    footer: sourcesIn(texts, known, words.articles),
  });
}

/** Names and outlets come from articles: a mark that turns the reading direction would turn the numbers beside it. */
function cleaned(chart: Chart): Chart {
  const clean = (text: string): string => html`${text}`.plain;
  return {
    ...chart,
    title: clean(chart.title),
    subtitle: clean(chart.subtitle),
    categories: chart.categories.map(clean),
    series: chart.series.map(({ name, points }) => ({
      name: clean(name),
      points: points.map((point) => (point === null ? null : { ...point, words: clean(point.words) })),
    })),
    footer: clean(chart.footer),
  };
}

/** The number as the text has it, its unit being told above: 近5, -2.3, 120余; a star where another report says otherwise. */
function pointOf(cell: Cell | null, texts: Texts): Point | null {
  if (cell === null) return null;
  const { fact, other } = cell;
  const words = inScript(`${signOf(fact)}${withoutUnit(amount(fact), fact.unit)}`, texts.script);
  return { value: fact.value, words: other === null ? words : `${words}*` };
}

/** 下降2.3% is drawn as -2.3: in the text a word says it. */
function signOf({ value, measure }: Observation): string {
  return value < 0 && measure !== 'rank' ? '-' : '';
}

function withoutUnit(words: string, unit: string): string {
  const at = unit === '' ? -1 : words.lastIndexOf(unit);
  return at < 0 ? words : words.slice(0, at) + words.slice(at + unit.length);
}

/** 来源：示例日报 2024年1月15日、样板晚报 2024年2月1日等4篇 */
function sourcesIn(texts: Texts, cells: readonly Cell[], articles: readonly (ArticleInfo | null)[]): string {
  const drawn = new Set(cells.map(({ fact }) => fact.articleId));
  const infos = new Map(
    articles.flatMap((info) => (info !== null && drawn.has(info.id) ? [[info.id, info] as const] : [])),
  );
  const named = [...infos.values()].slice(0, MOST_SOURCES).map(({ outlet, date }) => {
    const where = inScript(outlet ?? texts.say('outlet.unknown'), texts.script);
    return `${where} ${dateIn(texts, date)}`;
  });
  const joined = named.join(texts.language === 'en' ? ', ' : '、');
  const sources =
    infos.size > named.length
      ? texts.say('chart.more-sources', { sources: joined, count: String(infos.size) })
      : joined;
  const footer = texts.say('chart.source', { sources });
  return cells.some(({ other }) => other !== null) ? `${footer}\n${texts.say('chart.differ')}` : footer;
}
