import { fileURLToPath } from 'node:url';
import { once } from '../text/once.ts';

/** The family under which the font is known to the canvas: no font of the system may take its place. */
export const FONT_FAMILY = 'Wenxian Sans';

/** The font of all pictures: Noto Sans Hans (SIL Open Font License 1.1), Regular. */
export function fontPath(): string {
  const entry = import.meta.resolve('@embedpdf/fonts-sc');
  return fileURLToPath(new URL('../fonts/NotoSansHans-Regular.otf', entry));
}

/**
 * The canvas and the drawing library, loaded with the first picture: a bot that never draws pays nothing for them.
 * @throws where the platform has no build of the canvas
 */
export const loadCanvas = once(async () => {
  const [canvas, charts] = await Promise.all([import('@napi-rs/canvas'), import('chart.js')]);
  if (canvas.GlobalFonts.registerFromPath(fontPath(), FONT_FAMILY) === null)
    throw new Error(`the font of the pictures cannot be read: ${fontPath()}`);
  charts.Chart.register(
    charts.BarController,
    charts.BarElement,
    charts.CategoryScale,
    charts.LinearScale,
    charts.LineController,
    charts.LineElement,
    charts.PointElement,
  );
  return { createCanvas: canvas.createCanvas, Chart: charts.Chart };
});
