import { type Html, joinHtml } from './html.ts';

/** Bot API, sendPhoto: a caption has at most 1024 characters after entities parsing; counted in UTF-16 units. */
export const CAPTION_LIMIT = 1024;
/** Sources named under a picture: first all that a message would have, then fewer. */
const SOURCES = [4, 3, 2, 1] as const;

/**
 * The text with most rows that fits a caption, or a message: first with fewer sources, then with fewer rows; never with a row cut.
 * @param lines the lines for so many rows and so many sources
 * @returns null when not even the fewest rows fit
 */
export function fitting(
  lines: (rows: number, sources: number) => readonly Html[],
  { most, fewest, limit }: { readonly most: number; readonly fewest: number; readonly limit: number },
): { readonly text: Html; readonly count: number } | null {
  for (let count = most; count >= fewest; count -= 1)
    for (const sources of SOURCES) {
      const text = joinHtml(lines(count, sources), '\n');
      if (text.plain.length <= limit) return { text, count };
    }
  return null;
}
