import { hash } from 'node:crypto';
import { InputFile } from 'grammy';
import type { Chart } from '../charts/chart.ts';
import type { Log } from '../log.ts';

/** Draws a chart as PNG; throws where that cannot be done. */
export type Draw = (chart: Chart) => Promise<Uint8Array>;

/** Pictures kept: at about 60 kB, 2 MB. */
const MOST_DRAWN = 32;
/** Pictures that Telegram has, by a name of a hundred characters. */
const MOST_SENT = 2000;

/** Pictures ready to be sent: each content is drawn once and uploaded once, as long as it is remembered. */
export interface Pictures {
  /** What to hand to Telegram: its own name of the picture if it has it, else the file; null where nothing can be drawn. */
  photo(chart: Chart): Promise<InputFile | string | null>;
  /** Telegram has it now, under this name. */
  sent(chart: Chart, fileId: string): void;
  /** Telegram does not know the name any more: the next time the file is uploaded. */
  forget(chart: Chart): void;
}

/** Draws on demand, one after the other: a crowd that asks for pictures must not hold up those who want words. */
export function createPictures(draw: Draw, log: Log): Pictures {
  const drawn = new Map<string, Promise<Uint8Array | null>>();
  const known = new Map<string, string>();
  let before: Promise<unknown> = Promise.resolve();
  // A machine without canvas says so once, not under every answer.
  let told = false;
  const drawNext = (chart: Chart): Promise<Uint8Array | null> => {
    const drawing = before.then(() => draw(chart));
    before = drawing.catch(() => undefined);
    return drawing.catch((error: unknown) => {
      if (!told) log.warn('pictures cannot be drawn; answers are sent as text', { error });
      told = true;
      return null;
    });
  };
  return {
    async photo(chart) {
      const key = keyOf(chart);
      const id = known.get(key);
      if (id !== undefined) return touch(known, key, id, MOST_SENT);
      const png = await touch(drawn, key, drawn.get(key) ?? drawNext(chart), MOST_DRAWN);
      if (png !== null) return new InputFile(png, `${key.slice(0, 16)}.png`);
      drawn.delete(key);
      return null;
    },
    sent: (chart, fileId) => void touch(known, keyOf(chart), fileId, MOST_SENT),
    forget: (chart) => void known.delete(keyOf(chart)),
  };
}

function keyOf(chart: Chart): string {
  return hash('sha256', JSON.stringify(chart), 'hex');
}

/** Puts a value at the end; the first, which was not used for longest, goes when there are too many. */
function touch<T>(map: Map<string, T>, key: string, value: T, most: number): T {
  map.delete(key);
  map.set(key, value);
  const [oldest] = map.keys();
  if (map.size > most && oldest !== undefined) map.delete(oldest);
  return value;
}
