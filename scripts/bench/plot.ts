import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { GLYPH_HEIGHT, GLYPH_WIDTH, glyphOf } from './glyphs.ts';
import { encodePng } from './png.ts';

type Point = readonly [x: number, y: number];

export interface Chart {
  /** Lower-case Latin letters and digits. */
  readonly title: string;
  /** Both axes; values must be above 0 then. */
  readonly logarithmic: boolean;
  readonly lines: readonly { readonly name: string; readonly points: readonly Point[] }[];
}

type Colour = readonly [red: number, green: number, blue: number];

const WIDTH = 900;
const HEIGHT = 520;
const FRAME = { left: 90, right: 170, top: 50, bottom: 50 } as const;
const BLACK: Colour = [40, 40, 40];
const GREY: Colour = [215, 215, 215];
/** Okabe and Ito's colours, told apart by nearly everyone. */
const COLOURS: readonly Colour[] = [
  [213, 94, 0],
  [230, 159, 0],
  [0, 114, 178],
  [0, 158, 115],
];
const LETTER = 2;
const TICKS = 5;

/** Draws lines over two axes into a PNG file: enough for a curve in the docs, without a library or a font. */
export function drawChart(path: string, chart: Chart): void {
  const pixels = new Uint8Array(3 * WIDTH * HEIGHT).fill(255);
  const ink = (x: number, y: number, colour: Colour): void => {
    if (x >= 0 && x < WIDTH && y >= 0 && y < HEIGHT)
      pixels.set(colour, 3 * (Math.round(y) * WIDTH + Math.round(x)));
  };
  const all = chart.lines.flatMap(({ points }) => points);
  const across = axisOf(
    all.map(([x]) => x),
    chart.logarithmic,
  );
  const up = axisOf(
    all.map(([, y]) => y),
    chart.logarithmic,
  );
  const toX = (value: number): number =>
    FRAME.left + across.share(value) * (WIDTH - FRAME.left - FRAME.right);
  const toY = (value: number): number =>
    HEIGHT - FRAME.bottom - up.share(value) * (HEIGHT - FRAME.top - FRAME.bottom);

  write(ink, chart.title, FRAME.left, 18, BLACK);
  for (const tick of across.ticks) {
    line(ink, [toX(tick), toY(up.least)], [toX(tick), toY(up.most)], GREY, 1);
    write(ink, labelOf(tick), toX(tick) - widthOf(labelOf(tick)) / 2, HEIGHT - FRAME.bottom + 12, BLACK);
  }
  for (const tick of up.ticks) {
    line(ink, [toX(across.least), toY(tick)], [toX(across.most), toY(tick)], GREY, 1);
    write(ink, labelOf(tick), FRAME.left - 10 - widthOf(labelOf(tick)), toY(tick) - GLYPH_HEIGHT, BLACK);
  }
  for (const [at, { name, points }] of chart.lines.entries()) {
    const colour = COLOURS[at % COLOURS.length] ?? BLACK;
    const placed = points.map(([x, y]): Point => [toX(x), toY(y)]);
    for (const [n, point] of placed.entries()) line(ink, placed[n - 1] ?? point, point, colour, 3);
    const y = FRAME.top + 24 * at;
    line(
      ink,
      [WIDTH - FRAME.right + 16, y + GLYPH_HEIGHT],
      [WIDTH - FRAME.right + 36, y + GLYPH_HEIGHT],
      colour,
      3,
    );
    write(ink, name, WIDTH - FRAME.right + 44, y, BLACK);
  }
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, encodePng({ width: WIDTH, height: HEIGHT, pixels }));
}

interface Axis {
  readonly least: number;
  readonly most: number;
  readonly ticks: readonly number[];
  /** 0 at the beginning of the axis, 1 at its end. */
  share(value: number): number;
}

function axisOf(values: readonly number[], logarithmic: boolean): Axis {
  if (logarithmic) {
    const first = Math.floor(Math.log10(Math.min(...values)));
    const last = Math.max(first + 1, Math.ceil(Math.log10(Math.max(...values))));
    const ticks = Array.from({ length: last - first + 1 }, (_, n) => 10 ** (first + n));
    const share = (value: number): number => (Math.log10(value) - first) / (last - first);
    return { least: 10 ** first, most: 10 ** last, ticks, share };
  }
  const most = Math.max(...values) > 1 ? 100 : 1;
  const ticks = Array.from({ length: TICKS + 1 }, (_, n) => (most * n) / TICKS);
  return { least: 0, most, ticks, share: (value) => value / most };
}

function labelOf(value: number): string {
  if (value >= 1000) return `${value / 1000}k`;
  return value >= 1 || value === 0 ? String(value) : String(Number(value.toPrecision(2)));
}

type Ink = (x: number, y: number, colour: Colour) => void;

function line(ink: Ink, [x0, y0]: Point, [x1, y1]: Point, colour: Colour, thick: number): void {
  const steps = Math.max(1, Math.ceil(Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0))));
  for (let step = 0; step <= steps; step++) {
    const x = Math.round(x0 + ((x1 - x0) * step) / steps);
    const y = Math.round(y0 + ((y1 - y0) * step) / steps);
    for (let dx = 0; dx < thick; dx++) for (let dy = 0; dy < thick; dy++) ink(x + dx, y + dy, colour);
  }
}

function widthOf(text: string): number {
  return text.length * GLYPH_WIDTH * LETTER;
}

function write(ink: Ink, text: string, left: number, top: number, colour: Colour): void {
  for (const [at, character] of [...text].entries())
    for (const [x, y] of glyphOf(character))
      for (let dx = 0; dx < LETTER; dx++)
        for (let dy = 0; dy < LETTER; dy++)
          ink(
            Math.round(left) + (at * GLYPH_WIDTH + x) * LETTER + dx,
            Math.round(top) + y * LETTER + dy,
            colour,
          );
}
