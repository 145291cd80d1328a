import { Buffer } from 'node:buffer';
import type { ChartConfiguration, Plugin } from 'chart.js';
import { FONT_FAMILY, loadCanvas } from './canvas.ts';
import type { Chart, Point } from './chart.ts';
import { bestSize, type Pen, shortened, widthOf, wrapped } from './lettering.ts';
import { CARD, COLOURS, MARKS } from './palette.ts';

/** Telegram shows a photo at most 1280 wide; a phone about as wide as this. Pixels. */
const WIDTH = 1080;
const MARGIN = 44;
const COLUMNS_HEIGHT = 760;
const BAR_HEIGHT = 46;
const SIZE = { title: 42, subtitle: 28, label: 26, words: 26, least: 15, footer: 22 } as const;
/** A name of a place longer than this is cut: the bars need room. Pixels. */
const LONGEST_NAME = 330;

/**
 * Draws a picture of numbers: PNG. Pure: the same chart gives the same bytes on every machine (text is laid out by the
 * canvas itself with the font that ships with the bot). About 11 ms of computing, which holds up nobody; compressing,
 * 50 ms, happens in another thread.
 * @throws where the platform has no build of the canvas
 */
export async function drawChart(chart: Chart): Promise<Buffer> {
  const { createCanvas, Chart: Plot } = await loadCanvas();
  const pen = createCanvas(8, 8).getContext('2d') as unknown as Pen;
  const head = headOf(pen, chart);
  const room = { size: SIZE.footer, width: WIDTH - 2 * MARGIN, most: 3 };
  const foot = chart.footer.split('\n').flatMap((line) => wrapped(pen, line, room));
  const footHeight = foot.length * SIZE.footer * 1.4 + MARGIN;
  const height =
    chart.form === 'bars'
      ? Math.round(head.height + chart.categories.length * BAR_HEIGHT + 70 + footHeight)
      : Math.round(COLUMNS_HEIGHT + head.height - 140 + footHeight - MARGIN);
  const canvas = createCanvas(WIDTH, height);
  const context = canvas.getContext('2d');
  const own = context as unknown as Pen;
  const padding = { top: head.height, bottom: footHeight, left: MARGIN, right: MARGIN };
  const plot = new Plot(context as never, configuration(own, chart, padding));
  own.textBaseline = 'top';
  for (const { text, x, y, size, colour } of head.lines) write(own, text, x, y, size, colour);
  for (const [i, text] of foot.entries())
    write(own, text, MARGIN, height - footHeight + 14 + i * SIZE.footer * 1.4, SIZE.footer, CARD.faint);
  const png = Buffer.from(await canvas.encode('png'));
  // Not before: it wipes the canvas.
  plot.destroy();
  return png;
}

interface Lettered {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly colour: string;
}

/** Title, what the numbers are, and where there are several lines, which is which. */
function headOf(pen: Pen, chart: Chart): { readonly lines: readonly Lettered[]; readonly height: number } {
  const width = WIDTH - 2 * MARGIN;
  const lines: Lettered[] = [];
  let y = MARGIN;
  for (const text of wrapped(pen, chart.title, { size: SIZE.title, width, most: 2 })) {
    lines.push({ text, x: MARGIN, y, size: SIZE.title, colour: CARD.ink });
    y += SIZE.title * 1.35;
  }
  for (const text of wrapped(pen, chart.subtitle, { size: SIZE.subtitle, width, most: 2 })) {
    lines.push({ text, x: MARGIN, y, size: SIZE.subtitle, colour: CARD.faint });
    y += SIZE.subtitle * 1.4;
  }
  if (chart.series.length > 1) {
    let x = MARGIN;
    for (const [i, { name }] of chart.series.entries()) {
      const text = `${MARKS[i % MARKS.length]?.sign ?? ''} ${shortened(pen, name, SIZE.label, width / chart.series.length - 40)}`;
      lines.push({ text, x, y: y + 8, size: SIZE.label, colour: COLOURS[i % COLOURS.length] ?? CARD.ink });
      x += width / chart.series.length;
    }
    y += SIZE.label * 1.4 + 8;
  }
  return { lines, height: Math.round(y + 24) };
}

function write(pen: Pen, text: string, x: number, y: number, size: number, colour: string): void {
  pen.font = `${size}px "${FONT_FAMILY}"`;
  pen.fillStyle = colour;
  pen.textAlign = 'left';
  pen.fillText(text, x, y);
}

type Padding = Readonly<Record<'top' | 'bottom' | 'left' | 'right', number>>;
type Configuration = ChartConfiguration<'bar' | 'line', (number | null)[], string | string[]>;

function configuration(pen: Pen, chart: Chart, padding: Padding): Configuration {
  const lying = chart.form === 'bars';
  const values = scaleOfValues(pen, chart);
  const names = scaleOfNames(pen, chart);
  return {
    type: chart.form === 'lines' ? 'line' : 'bar',
    data: {
      labels: chart.categories.map((label) =>
        lying ? shortened(pen, label, SIZE.label, LONGEST_NAME) : inLines(label),
      ),
      datasets: chart.series.map(({ points }, i) => datasetOf(chart.form, points, i)),
    },
    options: {
      responsive: false,
      animation: false,
      // Otherwise that of the machine, where there is a screen.
      devicePixelRatio: 1,
      indexAxis: lying ? 'y' : 'x',
      events: [],
      layout: { padding },
      plugins: { legend: { display: false }, tooltip: { enabled: false }, title: { display: false } },
      scales: lying ? { x: values, y: names } : { x: names, y: values },
    },
    plugins: [card(), words(chart)],
  } as Configuration;
}

/** 2024年前三季度 in two lines: turned labels are hard to read. */
function inLines(label: string): string | string[] {
  const [, year, rest] = /^(\d{4}年)(.+)$/.exec(label) ?? [];
  return year === undefined || rest === undefined ? label : [year, rest];
}

function datasetOf(form: Chart['form'], points: readonly (Point | null)[], i: number): object {
  const colour = COLOURS[i % COLOURS.length];
  const data = points.map((point) => point?.value ?? null);
  if (form === 'lines')
    return {
      data,
      borderColor: colour,
      backgroundColor: colour,
      borderWidth: 5,
      pointRadius: 9,
      pointStyle: MARKS[i % MARKS.length]?.style,
      borderDash: MARKS[i % MARKS.length]?.dash,
      clip: false,
    };
  return {
    data,
    backgroundColor: points.map((point) => (point !== null && point.value < 0 ? CARD.below : colour)),
    borderWidth: 0,
    // Something that is nearly nothing beside the others is still to be seen.
    minBarLength: points.some((point) => point?.value === 0) ? 0 : 3,
    categoryPercentage: 0.86,
    barPercentage: 0.8,
    maxBarThickness: form === 'bars' ? 34 : 110,
  };
}

/** Columns and bars stand on zero; room is left for the words at their ends. */
function scaleOfValues(pen: Pen, { form, series, firstOnTop }: Chart): object {
  const known = series.flatMap(({ points }) => points.filter((point) => point !== null));
  const numbers = known.map(({ value }) => value);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  const [from, to] = form === 'lines' ? [low, high] : [Math.min(0, low), Math.max(0, high)];
  const span = to - from || Math.abs(to) || 1;
  const widest = Math.max(0, ...known.map(({ words: text }) => widthOf(pen, text, SIZE.words)));
  const share = form === 'bars' ? Math.min(0.35, (widest + 16) / (WIDTH - LONGEST_NAME - 2 * MARGIN)) : 0.12;
  const tick = (value: string | number): string => String(Number(Number(value).toPrecision(6)));
  return {
    ...(firstOnTop === true
      ? { reverse: true, min: 0, suggestedMax: high + 1 }
      : {
          beginAtZero: form !== 'lines',
          suggestedMax: to > 0 || form === 'lines' ? to + span * share : 0,
          suggestedMin: from < 0 || form === 'lines' ? from - span * share : 0,
        }),
    border: { display: false },
    grid: {
      color: (context: { readonly tick?: { readonly value: number } }) =>
        isBase(context) ? (firstOnTop === true ? CARD.ground : CARD.zero) : CARD.grid,
      lineWidth: (context: { readonly tick?: { readonly value: number } }) => (isBase(context) ? 3 : 1.5),
      drawTicks: false,
    },
    ticks: {
      callback: firstOnTop === true ? (value: number) => (value >= 1 ? tick(value) : '') : tick,
      ...(firstOnTop === true ? { precision: 0 } : {}),
      color: CARD.faint,
      font: { family: FONT_FAMILY, size: SIZE.footer },
      maxTicksLimit: 6,
      maxRotation: 0,
      padding: 10,
    },
  };
}

function isBase({ tick }: { readonly tick?: { readonly value: number } }): boolean {
  return tick?.value === 0;
}

function scaleOfNames(pen: Pen, { form, categories }: Chart): object {
  const room = ((WIDTH - 2 * MARGIN - 90) / categories.length) * 0.96;
  const lines = categories.flatMap(inLines);
  return {
    // Points of a line must not stand on the frame.
    offset: true,
    border: { display: false },
    grid: { display: false },
    ticks: {
      color: CARD.ink,
      font: {
        family: FONT_FAMILY,
        size: form === 'bars' ? SIZE.label : bestSize(pen, lines, room, SIZE.label, SIZE.least),
      },
      autoSkip: false,
      maxRotation: 0,
      padding: form === 'bars' ? 10 : 6,
    },
  };
}

/** An own opaque ground: readable in a dark chat as in a light one. */
function card(): Plugin {
  return {
    id: 'card',
    beforeDraw: ({ ctx, width, height }) => {
      const pen = ctx as unknown as Pen;
      pen.fillStyle = CARD.ground;
      pen.fillRect(0, 0, width, height);
    },
  };
}

/** More lines than this, and their numbers would stand in each other's way; the text has them all. */
const MOST_LETTERED = 2;

/** The number at the end of each column or bar, above or below each point of a line. */
function words(chart: Chart): Plugin {
  const { form, series, categories } = chart;
  return {
    id: 'words',
    afterDatasetsDraw: (plot) => {
      if (series.length > MOST_LETTERED) return;
      const pen = plot.ctx as unknown as Pen;
      const room = ((WIDTH - 2 * MARGIN - 90) / categories.length) * 0.98;
      const texts = series.flatMap(({ points }) => points.map((point) => point?.words ?? ''));
      const size = form === 'bars' ? SIZE.words : bestSize(pen, texts, room, SIZE.words, SIZE.least);
      pen.font = `${size}px "${FONT_FAMILY}"`;
      for (const [of, { points }] of series.entries())
        for (const [i, point] of points.entries()) {
          const element = plot.getDatasetMeta(of).data[i];
          if (point === null || element === undefined) continue;
          const { x, y } = element.getProps(['x', 'y'], true) as { readonly x: number; readonly y: number };
          const under = form === 'lines' ? isLower(chart, of, i) : point.value < 0;
          pen.fillStyle = form === 'lines' ? (COLOURS[of % COLOURS.length] ?? CARD.ink) : CARD.ink;
          pen.textBaseline = form === 'bars' ? 'middle' : under ? 'top' : 'bottom';
          pen.textAlign = form === 'bars' ? (under ? 'right' : 'left') : 'center';
          const away = form === 'lines' ? 16 : 8;
          if (form === 'bars') pen.fillText(point.words, x + (under ? -8 : 8), y);
          else pen.fillText(point.words, x, y + (under ? away : -away));
        }
    },
  };
}

/** Of two lines the lower one has its numbers below, a single one where it turns up again. */
function isLower({ series, firstOnTop }: Chart, of: number, at: number): boolean {
  const sign = firstOnTop === true ? -1 : 1;
  const heightOf = (line: number, i: number): number => {
    const value = series[line]?.points[i]?.value;
    return value === undefined ? Number.NaN : sign * value;
  };
  const own = heightOf(of, at);
  if (series.length > 1) return own < heightOf(1 - of, at) || (own === heightOf(1 - of, at) && of === 1);
  const beside = [heightOf(of, at - 1), heightOf(of, at + 1)].filter((height) => !Number.isNaN(height));
  return beside.length > 0 && beside.every((height) => own < height);
}
