import { FONT_FAMILY } from './canvas.ts';

/** What is used of a canvas's context: its declarations need those of a browser, which we have not. */
export interface Pen {
  font: string;
  fillStyle: string;
  textAlign: 'left' | 'right' | 'center';
  textBaseline: 'top' | 'middle' | 'bottom';
  fillText(text: string, x: number, y: number): void;
  fillRect(x: number, y: number, width: number, height: number): void;
  measureText(text: string): { readonly width: number };
}

/** How wide a text is at a size, in pixels. */
export function widthOf(pen: Pen, text: string, size: number): number {
  pen.font = `${size}px "${FONT_FAMILY}"`;
  return pen.measureText(text).width;
}

/** A text cut to a width, with … where it was cut. */
export function shortened(pen: Pen, text: string, size: number, width: number): string {
  if (widthOf(pen, text, size) <= width) return text;
  const chars = [...text];
  while (chars.length > 1 && widthOf(pen, `${chars.join('')}…`, size) > width) chars.pop();
  return `${chars.join('')}…`;
}

interface Block {
  readonly size: number;
  readonly width: number;
  /** Lines; the last is cut when there is more. */
  readonly most: number;
}

/** A text in lines of a width: Chinese breaks anywhere, but not within a number or a Latin word. */
export function wrapped(pen: Pen, text: string, { size, width, most }: Block): readonly string[] {
  const pieces = text.match(/[\d.,%\w-]{1,40}|./gsu) ?? [];
  const lines: string[] = [];
  let open = '';
  for (const [i, piece] of pieces.entries()) {
    if (open !== '' && widthOf(pen, open + piece, size) > width) {
      if (lines.length === most - 1)
        return [...lines, shortened(pen, open + pieces.slice(i).join(''), size, width)];
      lines.push(open.trimEnd());
      open = '';
    }
    open += open === '' ? piece.trimStart() : piece;
  }
  return open === '' ? lines : [...lines, open];
}

/** The largest size at which the widest of the texts fits. */
export function bestSize(
  pen: Pen,
  texts: readonly string[],
  width: number,
  size: number,
  least: number,
): number {
  const widest = Math.max(0, ...texts.map((text) => widthOf(pen, text, size)));
  return widest <= width ? size : Math.max(least, Math.floor((size * width) / widest));
}
