import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { SKRSContext2D } from '@napi-rs/canvas';
import { percentile } from '../../../scripts/bench/percentile.ts';
import { encodePng } from '../../../scripts/bench/png.ts';
import { FONT_FAMILY, loadCanvas } from '../../../src/charts/canvas.ts';
import type { Seen } from './report.ts';

type Point = readonly [x: number, y: number];

interface Line {
  readonly name: string;
  readonly colour: string;
  readonly points: readonly Point[];
}

interface Panel {
  readonly title: string;
  readonly lines: readonly Line[];
}

const WIDTH = 880;
const PANEL = 190;
const TOP = 44;
const BOTTOM = 6;
const FRAME = { left: 70, right: 20, head: 34, foot: 26 } as const;
/** Okabe and Ito's colours, told apart by nearly everyone. */
const [BLUE, ORANGE, GREEN] = ['#0072b2', '#d55e00', '#009e73'];
const [INK, GRID] = ['#282828', '#dddddd'];

/** Memory, queues and latency over the time, one below the other; where the program was ended stands a line. */
export async function drawSoak(path: string, seen: Seen): Promise<void> {
  const { createCanvas } = await loadCanvas();
  const panels = panelsOf(seen);
  const canvas = createCanvas(WIDTH, TOP + PANEL * panels.length + BOTTOM);
  const pen = canvas.getContext('2d');
  pen.fillStyle = '#ffffff';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  const end = Math.max(...seen.samples.map(({ at }) => at / 60));
  write(
    pen,
    `npm run soak: ${seen.listeners} chats, ${seen.asked.questions} questions, ${seen.told.messages} messages of news`,
    FRAME.left,
    28,
    INK,
    18,
  );
  for (const [i, panel] of panels.entries()) draw(pen, panel, TOP + i * PANEL, end, seen.rounds);
  mkdirSync(dirname(path), { recursive: true });
  const { width, height } = canvas;
  writeFileSync(
    path,
    encodePng({ width, height, pixels: withoutAlpha(pen.getImageData(0, 0, width, height).data) }),
  );
}

/** Nothing shines through a white ground, and three channels take a quarter less room. */
function withoutAlpha(pixels: Uint8ClampedArray): Uint8Array {
  return Uint8Array.from(
    { length: (pixels.length / 4) * 3 },
    (_, i) => pixels[Math.floor(i / 3) * 4 + (i % 3)] ?? 0,
  );
}

function panelsOf({ samples, latencies }: Seen): readonly Panel[] {
  const over = (of: 'rss' | 'heap' | 'inbox' | 'due' | 'waiting'): readonly Point[] =>
    samples.map((sample) => [sample.at / 60, sample[of]]);
  return [
    {
      title: 'Memory, MB',
      lines: [
        { name: 'resident', colour: BLUE, points: over('rss') },
        { name: 'JavaScript heap', colour: ORANGE, points: over('heap') },
      ],
    },
    {
      title: 'Queue, rows',
      lines: [
        { name: 'outbox: all (digests, quiet hours)', colour: GREEN, points: over('waiting') },
        { name: 'outbox: due', colour: BLUE, points: over('due') },
        { name: 'inbox', colour: ORANGE, points: over('inbox') },
      ],
    },
    { title: 'Question to answer, ms (each half minute)', lines: latencyLines(latencies) },
  ];
}

function latencyLines(all: Seen['latencies']): readonly Line[] {
  const halves = new Map<number, number[]>();
  for (const { at, ms } of all)
    halves.set(Math.floor(at / 30), [...(halves.get(Math.floor(at / 30)) ?? []), ...ms]);
  const line = (name: string, colour: string, part: number): Line => ({
    name,
    colour,
    points: [...halves]
      .filter(([, ms]) => ms.length > 0)
      .map(([half, ms]) => [(half + 0.5) / 2, percentile(ms, part)]),
  });
  return [line('95th percentile', BLUE, 0.95), line('median', ORANGE, 0.5)];
}

function draw(
  pen: SKRSContext2D,
  { title, lines }: Panel,
  top: number,
  end: number,
  rounds: Seen['rounds'],
): void {
  const most = roundUp(Math.max(1, ...lines.flatMap(({ points }) => points.map(([, y]) => y))));
  const [low, high] = [top + PANEL - FRAME.foot, top + FRAME.head];
  const x = (minutes: number): number => FRAME.left + (minutes / end) * (WIDTH - FRAME.left - FRAME.right);
  const y = (value: number): number => low - (value / most) * (low - high);
  for (let tick = 0; tick <= 4; tick += 1) {
    const value = (most * tick) / 4;
    stroke(
      pen,
      [
        [FRAME.left, y(value)],
        [WIDTH - FRAME.right, y(value)],
      ],
      GRID,
      1,
    );
    write(pen, String(value), FRAME.left - 8, y(value) + 5, INK, 13, 'right');
  }
  const step = end > 12 ? 5 : 1;
  for (let minute = 0; minute <= end; minute += step)
    write(pen, `${minute} min`, x(minute), low + 18, INK, 13, 'center');
  for (const { at, signal } of rounds) {
    stroke(
      pen,
      [
        [x(at / 60), low],
        [x(at / 60), high],
      ],
      '#999999',
      1,
    );
    write(pen, signal, x(at / 60) - 4, high + 10, '#777777', 10, 'right');
  }
  write(pen, title, FRAME.left, top + 20, INK, 15);
  let from = WIDTH - FRAME.right;
  for (const { name, colour } of lines) {
    write(pen, name, from, top + 20, colour, 14, 'right');
    from -= pen.measureText(name).width + 18;
  }
  for (const { points, colour } of lines)
    stroke(
      pen,
      points.map(([a, b]): Point => [x(a), y(b)]),
      colour,
      1.5,
    );
}

function stroke(pen: SKRSContext2D, points: readonly Point[], colour: string, width: number): void {
  pen.strokeStyle = colour;
  pen.lineWidth = width;
  pen.beginPath();
  for (const [x, y] of points) pen.lineTo(x, y);
  pen.stroke();
}

function write(
  pen: SKRSContext2D,
  text: string,
  x: number,
  y: number,
  colour: string,
  size: number,
  align: 'left' | 'right' | 'center' = 'left',
): void {
  pen.font = `${size}px "${FONT_FAMILY}"`;
  pen.fillStyle = colour;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

/** 1, 2, 4 or 8 times a power of ten, or of these. */
function roundUp(value: number): number {
  const unit = 10 ** Math.floor(Math.log10(value));
  return unit * ([1, 2, 4, 6, 8, 10].find((each) => each * unit >= value) ?? 10);
}
