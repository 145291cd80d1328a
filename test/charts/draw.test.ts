import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import type { Chart } from '../../src/charts/chart.ts';
import { drawChart } from '../../src/charts/draw.ts';
import { CARD, COLOURS } from '../../src/charts/palette.ts';
import { GUARD } from '../support/process/surroundings.ts';

interface Seen {
  readonly width: number;
  readonly height: number;
  /** The colour as one number, 0xrrggbb; where the picture is not opaque, -1. */
  at(x: number, y: number): number;
}

/** What a reader sees: the picture, decoded. */
async function seen(chart: Chart): Promise<Seen> {
  const image = await loadImage(await drawChart(chart));
  const pen = createCanvas(image.width, image.height).getContext('2d') as unknown as {
    drawImage(image: unknown, x: number, y: number): void;
    getImageData(x: number, y: number, w: number, h: number): { readonly data: Uint8ClampedArray };
  };
  pen.drawImage(image, 0, 0);
  const { data } = pen.getImageData(0, 0, image.width, image.height);
  const at = (x: number, y: number): number => {
    const from = 4 * (y * image.width + x);
    const [red = 0, green = 0, blue = 0] = [data[from], data[from + 1], data[from + 2]];
    return data[from + 3] === 255 ? (red << 16) | (green << 8) | blue : -1;
  };
  return { width: image.width, height: image.height, at };
}

/** #rrggbb as one number. */
function rgb(colour: string): number {
  return Number.parseInt(colour.slice(1, 7), 16);
}

/** How many pixels of a colour stand in a part of the picture. */
function count({ width, at }: Seen, colour: string, top: number, bottom: number): number {
  const wanted = rgb(colour);
  let found = 0;
  for (let y = top; y < bottom; y += 1)
    for (let x = 0; x < width; x += 1) if (at(x, y) === wanted) found += 1;
  return found;
}

function columns(values: readonly (number | null)[], change: Partial<Chart> = {}): Chart {
  return {
    form: 'columns',
    title: '翼城县 地区生产总值',
    subtitle: '亿元',
    categories: values.map((_, i) => `${2031 + i}年`),
    series: [
      {
        name: '翼城县',
        points: values.map((value) => (value === null ? null : { value, words: String(value) })),
      },
    ],
    footer: '来源：示例日报 2034年1月15日',
    ...change,
  };
}

test('the same chart gives the same bytes, another number or another word others', async () => {
  const one = await drawChart(columns([88.5, 90.1, 112.4]));
  assert.deepEqual(one, await drawChart(columns([88.5, 90.1, 112.4])));
  for (const other of [columns([88.5, 90.1, 112.5]), columns([88.5, 90.1, 112.4], { title: '翼城县' })])
    assert.notDeepEqual(one, await drawChart(other));
  assert.ok(one.length < 200_000);
});

test('letters are letters: the title has ink, and each character its own', async () => {
  const ink = async (title: string): Promise<number> =>
    count(await seen(columns([1, 2, 3], { title })), CARD.ink, 40, 95);
  const [none, first, second] = [await ink(''), await ink('翼'), await ink('一')];
  assert.ok(first > 300, `${first} dark pixels`);
  // Two boxes that stand for unknown characters would be alike.
  assert.ok(first > 2 * second && second > 20, `${first} and ${second}`);
  assert.ok(none === 0 || none < first / 2, String(none));
});

test('the ground is opaque and its own, whatever the chat looks like', async () => {
  const picture = await seen(columns([1, 2, 3]));
  const { width, height, at } = picture;
  for (const [x, y] of [
    [0, 0],
    [width - 1, 0],
    [0, height - 1],
    [width - 1, height - 1],
  ] as const)
    assert.equal(at(x, y), rgb(CARD.ground));
});

test('columns stand on zero: twice the number is twice the height', async () => {
  const picture = await seen(columns([50, 100]));
  const colour = rgb(COLOURS[0] ?? '');
  const heights = new Map<number, number>();
  for (let x = 0; x < picture.width; x += 1) {
    let height = 0;
    for (let y = 0; y < picture.height; y += 1) if (picture.at(x, y) === colour) height += 1;
    if (height > 50) heights.set(height, (heights.get(height) ?? 0) + 1);
  }
  const [low = 0, high = 0] = [...heights.keys()]
    .toSorted((a, b) => a - b)
    .filter((_, i, all) => i === 0 || i === all.length - 1);
  assert.ok(Math.abs(high / low - 2) < 0.02, `${low} and ${high}`);
});

test('what fell is of another colour, and what is not known leaves a gap', async () => {
  const rose = await seen(columns([1, 2, 3]));
  const fell = await seen(columns([1, -2, 3]));
  assert.equal(count(rose, CARD.below, 0, rose.height), 0);
  assert.ok(count(fell, CARD.below, 0, fell.height) > 1000);
  const [whole, part] = [await seen(columns([2, 2, 2])), await seen(columns([2, null, 2]))];
  const blue = (picture: Seen): number => count(picture, COLOURS[0] ?? '', 0, picture.height);
  assert.ok(Math.abs(blue(part) / blue(whole) - 2 / 3) < 0.02);
});

test('writing and lines have enough contrast to the ground (WCAG AA)', () => {
  const light = (colour: string): number => {
    const whole = rgb(colour);
    const [red, green, blue] = [whole >> 16, (whole >> 8) & 255, whole & 255].map((value) =>
      value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
    );
    return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
  };
  for (const colour of [CARD.ink, CARD.faint, CARD.below, ...COLOURS])
    assert.ok((light(CARD.ground) + 0.05) / (light(colour) + 0.05) >= 4.5, colour);
});

test('odd charts are drawn too: one point, long names, huge and tiny numbers, nothing known, hostile words', async () => {
  const long = '双江拉祜族佤族布朗族傣族自治县'.repeat(4);
  const point = (value: number): { value: number; words: string } => ({ value, words: String(value) });
  const odd: readonly Chart[] = [
    columns([0]),
    columns([null, null]),
    columns([1e15, 1e-9, -1e15]),
    columns([1, 2, 3], { title: long, subtitle: long, footer: long.repeat(5) }),
    columns([1, 2, 3], { title: '<b>\u202e\u0000\ud800', footer: '' }),
    columns([1, 2, 3], { form: 'bars', categories: [long, long, '古县'] }),
    columns([-1, -2, -3], { form: 'bars' }),
    columns([5, 1, 12], { form: 'lines', firstOnTop: true }),
    columns([], {
      form: 'lines',
      categories: ['2031年上半年', '2032年上半年'],
      series: ['甲', '乙', '丙', '丁'].map((name, i) => ({
        name,
        points: [point(i), i === 2 ? null : point(-i)],
      })),
    }),
  ];
  for (const chart of odd) {
    const { width, height } = await seen(chart);
    assert.ok(width + height <= 10_000 && Math.max(width, height) <= 20 * Math.min(width, height));
  }
});

test('the bot can be loaded without loading a canvas', () => {
  const bot = join(import.meta.dirname, '..', '..', 'src', 'bot', 'create-bot.ts');
  const script = `
    const { createBot } = await import(${JSON.stringify(bot)});
    const loaded = process.report.getReport().sharedObjects.filter((file) => /skia|canvas/.test(file));
    console.log(typeof createBot, loaded.length);`;
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', GUARD, '--input-type=module', '-e', script],
    {
      encoding: 'utf8',
    },
  );
  assert.equal(stdout.trim(), 'function 0', stderr);
});
